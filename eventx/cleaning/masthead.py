"""Headline, outlet and day of publication, from the lines of a page that are not the story."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from eventx.cleaning.dateline import Dateline
from eventx.cleaning.heading import page_title
from eventx.cleaning.lines import copyright_mark
from eventx.cleaning.page import Role
from eventx.cleaning.words import word_set
from eventx.readers.metadata import find_date
from eventx.schema.article import PublishedBasis

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PUBLISHED = re.compile(r"\b(?:published|posted|publicado|publié|veröffentlicht)\b", re.IGNORECASE)
_OLD_PICTURE = re.compile(r"\b(?:file|archive|archives)\b", re.IGNORECASE)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{1,2})[/-]?(\d{1,2})(?=[/-]|$)")


class Published(NamedTuple):
    """A day of publication, and where it was found."""

    day: date
    basis: PublishedBasis


class Furniture(NamedTuple):
    """The lines of a page with their roles."""

    lines: Sequence[str]
    roles: Sequence[Role]

    def of(self, *roles: Role) -> list[str]:
        """Return the lines of some roles, in order."""
        return [line for line, role in zip(self.lines, self.roles, strict=True) if role in roles]


def find_title(page: Furniture) -> str | None:
    """Return the headline: its own line, else what stands in the page title."""
    titles = (found.headline for line in page.of("page_title") if (found := page_title(line)))
    return next(chain(page.of("title"), titles), None)


def find_outlet(page: Furniture) -> str | None:
    """Return the outlet: as the page title names it, in a line of its own, or the holder of the copyright."""
    sites = (part for line in page.of("page_title") if (found := page_title(line)) for part in reversed(found.site))
    named = (part for part in sites if not find_date(part) and part.lower() not in word_set("navigation", "labels"))
    mastheads = (re.split(r"\s*\||\s{2,}", line)[0] for line in page.of("outlet"))
    return next(chain(named, mastheads, _holders(page)), None)


def find_published(page: Furniture, dateline: Dateline | None, url: str | None) -> Published | None:
    """Return the day of publication, from the most to the least trusted place; a copyright year is none."""
    found: Iterable[tuple[date | None, PublishedBasis]] = (
        (_printed(page), "text"),
        (_from_dateline(page, dateline), "dateline"),
        (_from_captions(page), "caption"),
        (_from_url(url), "url"),
    )
    return next((Published(day, basis) for day, basis in found if day), None)


def _printed(page: Furniture) -> date | None:
    """Return the day of a date line above the story, of the page title, or of a line such as "Published in ..."."""
    story = page.roles.index("body") if "body" in page.roles else len(page.roles)
    above = Furniture(page.lines[:story], page.roles[:story])
    labelled = [line for line in page.of("date", "credit") if _PUBLISHED.search(line)]
    dates = (_day_of(line) for line in [*above.of("date"), *page.of("page_title"), *labelled])
    return next(filter(None, dates), None)


def _day_of(line: str) -> date | None:
    """Return the day of a date line: the one after "Published" when the line says so, else the first."""
    label = _PUBLISHED.search(line)
    found = (find_date(line[label.end() :]) if label else None) or find_date(line)
    return found.day if found else None


def _from_dateline(page: Furniture, dateline: Dateline | None) -> date | None:
    """Return the day of the dateline; a year it lacks is taken from the page's furniture, where there is only one."""
    if dateline is None or dateline.month_day is None:
        return None
    furniture = [line[_notice(line) :] for line, role in zip(*page, strict=True) if role != "body" or _notice(line)]
    years = {int(year) for line in furniture for year in _YEAR.findall(line)}
    year = dateline.year or (years.pop() if len(years) == 1 else None)
    try:
        return date(year, *dateline.month_day) if year else None
    except ValueError:
        return None


def _from_captions(page: Furniture) -> date | None:
    captions = (line for line in page.of("caption") if not _OLD_PICTURE.search(line))
    return next((found.day for line in captions if (found := find_date(line))), None)


def _from_url(url: str | None) -> date | None:
    match = _URL_DAY.search(url or "")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _notice(line: str) -> int:
    """Return where the copyright notice of a line begins, or 0."""
    return copyright_mark(line) or 0


def _holders(page: Furniture) -> Iterator[str]:
    """Yield the names in the notices of copyright, without years, claims and the form of the company."""
    glued = (line[_notice(line) :] for line in page.of("body") if _notice(line))
    for notice in [*page.of("copyright"), *glued]:
        bare = re.sub(r"©|\(c\)|\b(?:content )?copyright\b|\b(?:19|20)\d\d\b", " ", notice, flags=re.IGNORECASE)
        words = re.split(r"[.|,;](?:\s|$)|\s[-–—]\s", bare.strip(" ,-–—:|."))[0].split()
        while words and words[-1].strip(".").lower() in word_set("copyright", "companies"):
            words.pop()
        if 1 <= len(words) <= 6 and words[0][:1].isupper() and ":" not in bare:
            yield " ".join(words)
