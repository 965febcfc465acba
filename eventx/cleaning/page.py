"""A page of plain text: its paragraphs, and the roles found for them so far."""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Literal, NamedTuple

from eventx.cleaning.lines import is_prose, is_sentence

Role = Literal[
    "navigation", "page_title", "outlet", "title", "date", "byline", "caption", "body", "subheading", "related",
    "repeated_lead", "credit", "comment", "copyright",
]  # fmt: skip

Named = Iterator[tuple[int, Role]]
"""Numbers of lines with the role that a rule gives them."""


class Page(NamedTuple):
    """The paragraphs of a page, the role of each once it is known, and the headline if the input names it."""

    lines: tuple[str, ...]
    roles: tuple[Role | None, ...]
    title: str | None

    def named(self, roles: Iterable[tuple[int, Role]]) -> "Page":
        """Return the page with more roles; a line that has one keeps it."""
        found = dict(roles)
        return self._replace(roles=tuple(role or found.get(i) for i, role in enumerate(self.roles)))

    def open(self, start: int = 0, end: int | None = None) -> list[int]:
        """Return the lines without a role from ``start`` up to ``end``."""
        return [i for i in range(start, len(self.lines) if end is None else end) if self.roles[i] is None]

    def sentences(self) -> list[int]:
        """Return the lines without a role that are sentences."""
        return [i for i in self.open() if is_sentence(self.lines[i])]

    def prose_so_far(self) -> list[int]:
        """Return for each line the words of prose without a role in it and above it."""
        lines = zip(self.lines, self.roles, strict=True)
        return list(accumulate(len(line.split()) if role is None and is_prose(line) else 0 for line, role in lines))
