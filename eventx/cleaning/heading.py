"""The lines above the story: headline, outlet, byline, standfirst."""

import re
from typing import NamedTuple

from eventx.cleaning import lines as a
from eventx.cleaning.page import Named, Page, Role
from eventx.cleaning.words import label
from eventx.readers.metadata import find_date

_BAR = re.compile(r"\s+[|»]\s+|\s::\s")
_DASH = re.compile(r"(.+)\s[-–—]\s(.+)")


class PageTitle(NamedTuple):
    """A headline as browsers show it, with what the site puts behind it: sections, its name, a date."""

    headline: str
    site: tuple[str, ...]


def name_head(page: Page) -> Named:
    """Name the lines above the first sentence of the story; in a page without sentences nothing is above it."""
    sentences = page.sentences()
    if _is_question_headline(page, sentences):
        sentences = sentences[1:]
    head = page.open(0, sentences[0] if sentences else 0)
    title = _find_title(page, head, sentences)
    for i in head:
        yield i, "title" if i == title else _role_in_head(page, i, head, below_title=title is not None and i > title)


def page_title(line: str) -> PageTitle | None:
    """Read a line as a page title: at least three words, then the site's name behind a bar or the last dash."""
    parts = [part.strip() for part in _BAR.split(line)]
    if len(parts) == 1 and (dashed := _DASH.fullmatch(line)):
        parts = [dashed[1], dashed[2]]
    if len(parts) == 1 or len(parts[0].split()) < 3 or any(len(part.split()) > 6 for part in parts[1:]):
        return None
    return PageTitle(parts[0], tuple(parts[1:]))


def _is_question_headline(page: Page, sentences: list[int]) -> bool:
    """Tell whether the first sentence is a headline that asks: a byline or a date stands right below it."""
    if page.title or len(sentences) < 3:
        return False
    line, below = page.lines[sentences[0]], sentences[0] + 1
    asks = line.endswith(("?", "!")) and len(line.split()) <= 16
    return asks and (page.roles[below] == "date" or a.is_byline(page.lines[below]))


def _find_title(page: Page, head: list[int], sentences: list[int]) -> int | None:
    """Return the headline: the line the input or the page title names, else the first that tells of the story."""
    known = {label(page.title)} if page.title else set()
    known |= {label(found.headline) for i in head if (found := page_title(page.lines[i]))}
    candidates = [i for i in head if not _is_page_title(page, i, head)]
    named = [i for i in candidates if label(page.lines[i]) in known]
    if named or page.title:
        return named[0] if named else None
    story = _stems(" ".join(page.lines[i] for i in sentences[:3]))
    telling = [i for i in candidates if len(_stems(page.lines[i]) & story) >= 2 and not a.is_outlet(page.lines[i])]
    plausible = [i for i in candidates if len(page.lines[i].split()) >= 3 and not a.is_outlet(page.lines[i])]
    return next(iter([*telling, *plausible]), None)


def _is_page_title(page: Page, i: int, head: list[int]) -> bool:
    """Tell whether a line is a page title: it names a site or a date, or another line is its headline."""
    found = page_title(page.lines[i])
    if found is None:
        return False
    if any(a.is_outlet(part) or find_date(part) for part in found.site):
        return True
    return any(label(page.lines[other]).startswith(label(found.headline)) for other in head if other != i)


def _role_in_head(page: Page, i: int, head: list[int], *, below_title: bool) -> Role:
    line = page.lines[i]
    if _is_page_title(page, i, head):
        return "page_title"
    if a.is_outlet(line):
        return "outlet"
    if a.is_byline(line) or (below_title and a.is_name(line)):
        return "byline"
    return "repeated_lead" if below_title and len(line.split()) >= 8 else "navigation"


def _stems(text: str) -> set[str]:
    """Return the beginnings of the longer words, by which a headline is recognised in its story."""
    return {word[:5].lower() for word in re.findall(r"\w{4,}", text)}
