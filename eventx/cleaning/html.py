"""HTML pages to plain text and what their metadata say."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from eventx.readers.metadata import parse_date

MAX_CHARACTERS = 5_000_000
"""Markup beyond this is cut off: a story stands in the beginning of a page."""

_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{20000,}>?")


class Story(NamedTuple):
    """The text of a page, a paragraph a line, and its metadata; what the page does not say is None."""

    text: str = ""
    title: str | None = None
    published: date | None = None
    source: str | None = None


def read_page(markup: str) -> Story:
    """Return the story of a page or a fragment of one; a page that cannot be parsed has an empty text.

    Reader comments are left out. The time a page takes is bounded by its size and by the number of
    attributes of a tag, on which parsers are slow.
    """
    from lxml.etree import LxmlError  # noqa: PLC0415  # lxml and trafilatura take half a second to load

    bounded = _LONG_TAG.sub(r"<\1>", markup[:MAX_CHARACTERS])
    try:
        return _extract(
            bounded if "<body" in bounded.lower() else f"<html><body><article>{bounded}</article></body></html>"
        )
    except (LxmlError, ValueError, RecursionError):
        return Story()


def _extract(markup: str) -> Story:
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415  # as above

    _silence()
    tree = load_html(markup)
    if tree is None:
        return Story()
    source = _site_name(tree)
    found = bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    if found is None or isinstance(found, dict):
        return Story(source=source)
    return Story(found.text or "", found.title or None, parse_date(found.date), source)


def _silence() -> None:
    """Keep the extractor's remarks on single pages off the terminal; an empty text says as much."""
    for name in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _site_name(tree: Any) -> str | None:
    """Return the outlet as the page's own metadata name it; guesses from the title are wrong too often."""
    named = tree.xpath('//meta[@property="og:site_name"]/@content')
    listed = [
        name for script in tree.xpath('//script[@type="application/ld+json"]/text()') for name in _publishers(script)
    ]
    return next((str(name).strip() for name in [*named, *listed] if str(name).strip()), None)


def _publishers(script: str) -> Iterator[str]:
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    items = data if isinstance(data, list) else [data]
    for item in items:
        publisher = item.get("publisher") if isinstance(item, dict) else None
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            yield publisher["name"]
