"""Rows of tables to articles: which column holds what, and what a row without a story becomes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from eventx.errors import ReadError
from eventx.readers.metadata import is_missing, parse_date
from eventx.readers.notes import Notes
from eventx.resources import read_toml
from eventx.schema import Article
from eventx.schema.record import content_id

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_FRAGMENT = re.compile(r"\s*<(?:body|div|article|section|p|h1|br)\b|.*</p>", re.IGNORECASE | re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udfff]")


class Given(NamedTuple):
    """Columns that the user names; None is guessed."""

    text: str | None = None
    date: str | None = None
    id: str | None = None
    source: str | None = None
    title: str | None = None


class Columns(NamedTuple):
    """The column of each field; None where the table has none."""

    text: str
    date: str | None = None
    id: str | None = None
    source: str | None = None
    title: str | None = None
    lang: str | None = None
    url: str | None = None

    @property
    def wanted(self) -> list[str]:
        """The columns that are read."""
        return [name for name in self if name is not None]


class Row(NamedTuple):
    """One row: where it stands (``file:line``), and its cells or what is wrong with it."""

    where: str
    cells: Mapping[str, object]
    problem: str | None = None


def choose_columns(names: Sequence[str], given: Given, where: str) -> Columns:
    """Return the column of each field: the one named by the user, else the most telling name.

    Raises:
        ReadError: a named column does not exist, or no column looks like the text.
    """
    missing = [name for name in given if name is not None and name not in names]
    if missing:
        raise ReadError(f"{where}: there is no column {missing[0]!r}; its columns are {_listed(names)}")
    taken = set(given)
    free = {_plain_name(name): name for name in reversed(names) if name not in taken}
    guessed = {
        field: next((free[synonym] for synonym in synonyms if synonym in free), None)
        for field, synonyms in _synonyms().items()
    }
    chosen = guessed | {field: name for field, name in given._asdict().items() if name is not None}
    if chosen["text"] is None:
        raise ReadError(
            f"{where}: no column looks like the text of articles; its columns are {_listed(names)}. "
            "Name it with --text-col (text_column=...)"
        )
    return Columns(**chosen)


def articles(rows: Iterable[Row], columns: Columns, label: str, notes: Notes) -> Iterator[Article]:
    """Yield an article for each row, in order; ``label`` is the file as the user named it."""
    for position, row in enumerate(rows, 1):
        text = plain_text(row.cells.get(columns.text))
        if row.problem:
            yield unreadable(f"{row.where}: {row.problem}", label, position)
        elif not text.strip():
            yield unreadable(f"{row.where}: no text in {columns.text!r}; fill it, or drop the row", label, position)
        else:
            article = _article(text, row.cells, columns, label, position)
            written = plain_text(row.cells.get(columns.date)).strip() if columns.date else ""
            if written and article.published is None:
                notes.date(written, row.where)
            yield article


def unreadable(problem: str, label: str, position: int = 1) -> Article:
    """Return the article that stands for a file or row that could not be read."""
    identity = content_id("a", label, position)
    return Article(article_id=identity, text="", path=label, position=position, problem=problem)


def plain_text(value: object) -> str:
    """Return a cell as text: a list is paragraphs, a record its name, and nothing is an empty string."""
    if is_missing(value):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return plain_text(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return "\n".join(plain_text(item) for item in value)
    return _SURROGATES.sub("\ufffd", str(value))


def is_page(text: str) -> bool:
    """Tell whether a text is an HTML page."""
    return _PAGE.match(text) is not None


def _article(text: str, cells: Mapping[str, object], columns: Columns, label: str, position: int) -> Article:
    def cell(name: str | None) -> str:
        return plain_text(cells.get(name)).strip() if name else ""

    lang = re.match(r"[a-zA-Z]{2}(?![a-zA-Z])", cell(columns.lang))
    return Article(
        article_id=cell(columns.id),
        text=text,
        title=cell(columns.title) or None,
        published=parse_date(cells.get(columns.date)) if columns.date else None,
        source=cell(columns.source) or None,
        lang=lang[0].lower() if lang else None,
        url=cell(columns.url) or None,
        path=label,
        position=position,
        is_html=is_page(text) or _FRAGMENT.match(text) is not None,
    )


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, list[str]]:
    data = read_toml("schemas", "language", "columns.toml")
    return {field: data[field] for field in Columns._fields}


def _plain_name(name: str) -> str:
    return re.sub(r"[\s._-]", "", name).lower()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names) or "none"
