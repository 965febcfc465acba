"""From what was read to the story itself: every line gets a role, and the lines of the body are the text.

Offsets of mentions count in the cleaned text; :meth:`Cleaned.to_raw` leads back to what was read.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from eventx.cleaning.dateline import find_dateline, find_place
from eventx.cleaning.html import read_page
from eventx.cleaning.mapped import Mapped
from eventx.cleaning.masthead import Furniture, find_outlet, find_published, find_title
from eventx.cleaning.normalising import normalise
from eventx.cleaning.page import Role
from eventx.cleaning.text import assign_roles, story_part
from eventx.cleaning.wrapping import paragraphs
from eventx.schema import Article

__all__ = ["Cleaned", "Line", "Role", "clean"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the raw text that is not blank: its 1-based number, its role, and whether it is in the cleaned text."""

    number: int
    role: Role
    text: str

    @property
    def kept(self) -> bool:
        """Whether the line is part of the story."""
        return self.role == "body"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned article, and what became of every line."""

    article: Article
    lines: tuple[Line, ...]
    body: Mapped

    def to_raw(self, offset: int) -> int:
        """Return where a character of the cleaned text stands in the raw text.

        For the end of a span ask for its last character and add one. The raw text of an HTML page is
        the text that trafilatura made of it.
        """
        return self.body.place(offset)


class _Step(NamedTuple):
    """What one pass of the rules leaves of an article, and the role of every paragraph it saw."""

    article: Article
    body: Mapped
    lines: list[Mapped]
    parts: tuple[tuple[Mapped, Role], ...]


def clean(article: Article) -> Cleaned:
    """Return an article whose text is its story, and whose empty fields are filled from the page.

    The rules are applied until they find nothing more, so cleaning a cleaned article changes nothing.
    """
    article = _without_markup(article)
    raw = Mapped.of(article.text)
    steps = [_pass(article, raw)]
    while (steps[-1].article, steps[-1].body.text) != (article, raw.text):
        article, raw = steps[-1].article, steps[-1].body
        steps.append(_pass(article, raw))
    body = steps[-1].body
    return Cleaned(article.model_copy(update={"text": body.text}), _lines(steps), body)


def _without_markup(article: Article) -> Article:
    if not article.is_html:
        return article
    page = read_page(article.text)
    basis = "metadata" if page.published else None
    found = {"title": page.title, "source": page.source, "published": page.published, "published_basis": basis}
    return _filled(article, found).model_copy(update={"text": page.text, "is_html": False})


def _pass(article: Article, text: Mapped) -> _Step:
    lines = normalise(text).lines()
    parts = paragraphs(lines)
    page = _page(parts, article.title)
    body = [
        part.cut(0, story_part(part.text)).stripped()
        for part, role in zip(parts, page.roles, strict=True)
        if role == "body"
    ]
    dateline = None if article.dateline else find_dateline([part.text for part in body])
    if dateline:
        body[0] = body[0].cut(dateline.end)
    published = find_published(page, dateline, article.url)
    found = {
        "title": find_title(page),
        "source": find_outlet(page),
        "dateline": dateline.place if dateline else find_place(page.of("date")),
        "published": published.day if published else None,
        "published_basis": published.basis if published else None,
    }
    named = tuple(zip(parts, page.roles, strict=True))
    return _Step(_filled(article, found), Mapped.joined(body, "\n"), lines, named)


def _page(parts: Sequence[Mapped], title: str | None) -> Furniture:
    lines = [part.text for part in parts]
    return Furniture(lines, assign_roles(lines, title))


def _filled(article: Article, found: Mapping[str, Any]) -> Article:
    """Return the article with the fields that the input left empty."""
    return article.model_copy(update={name: value for name, value in found.items() if getattr(article, name) is None})


def _lines(steps: Sequence[_Step]) -> tuple[Line, ...]:
    """Return the lines of the first pass; a line that a later pass took out has the role it got there."""
    raw = [(number, line) for number, line in enumerate(steps[0].lines, 1) if line.text]
    starts = [line.places[0] for _, line in raw]
    roles: dict[int, Role] = {}
    for part, role in (pair for step in steps for pair in step.parts):
        first, last = (bisect_right(starts, part.places[end]) - 1 for end in (0, -1))
        roles |= dict.fromkeys(range(first, last + 1), role)
    return tuple(Line(number, roles[at], line.text) for at, (number, line) in enumerate(raw))
