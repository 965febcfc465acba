"""Files that hold one story each: plain text and HTML pages."""

from collections.abc import Iterator
from pathlib import Path

from eventx.readers.encoding import UnreadableError, decode
from eventx.readers.rows import is_page
from eventx.schema import Article

MAX_BYTES = 20_000_000
"""The largest file that is taken for one story; a larger one is an archive of many."""


def read_text(path: Path, label: str) -> Iterator[Article]:
    """Yield the one article of a text file; a page that was saved under the wrong name is HTML.

    Raises:
        UnreadableError: the file is empty, binary or too large.
    """
    text = _text(path)
    yield Article(text=text, path=label, is_html=is_page(text))


def read_html(path: Path, label: str) -> Iterator[Article]:
    """Yield the one article of an HTML page, its markup still to be cleaned.

    Raises:
        UnreadableError: the file is empty, binary or too large.
    """
    yield Article(text=_text(path), path=label, is_html=True)


def _text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES:,} bytes, so not one story; split it into articles")
    text = decode(path.read_bytes())
    if not text.strip():
        raise UnreadableError("an empty file; remove it, or save the story again")
    return text
