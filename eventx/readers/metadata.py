"""Dates as metadata and page furniture write them: one day, or nothing.

Relative words and expressions in running text are the business of :mod:`eventx.resolving.dates`.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from eventx.resources import read_toml

FIRST_YEAR, LAST_YEAR = 1700, 2099

DATE_FORMS = ("2024-05-07", "20240507", "7 May 2024", "May 7, 2024", "07.05.2024", "25/05/2024", "1715040000")
"""Some forms that are read, for messages."""

TWO_DAYS = "07/05/2024"
"""A date that could mean two days, so that it is not read."""

_FOUR_DIGITS = re.compile(r"\d{4}")
_EPOCHS = ((1e9, 1e11, 1), (1e11, 1e14, 1e3), (1e14, 1e17, 1e6), (1e17, 1e20, 1e9))
"""Least and greatest number, and how many of them make a second: seconds, ms, microseconds, ns."""


class DateSpan(NamedTuple):
    """A day and where it is written: ``text[start:end]``."""

    day: date
    start: int
    end: int


class Names(NamedTuple):
    """Month names with their numbers, and weekday names, in lower case."""

    months: dict[str, int]
    weekdays: frozenset[str]


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the names of months and weekdays."""
    data = read_toml("schemas", "language", "dates.toml")
    months = {name: int(number) for number, words in data["months"].items() for name in words}
    return Names(months, frozenset(data["weekdays"]["names"]))


def parse_date(value: object) -> date | None:
    """Return the day a metadata value names, or None when it names none or could mean two.

    Args:
        value: a date, a datetime, a number (YYYYMMDD, or seconds, ms, microseconds or ns since 1970,
            in UTC) or a string. A time is dropped without shifting the day to another zone.
    """
    if isinstance(value, datetime):
        return None if is_missing(value) else value.date()  # pandas' NaT is a datetime
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    if isinstance(value, str):
        return _from_string(value.strip())
    return None


def is_missing(value: object) -> bool:
    """Tell whether a cell holds nothing: None, NaN or NaT."""
    return value is None or value != value  # noqa: PLR0124  # NaN and NaT are unequal to themselves


def find_date(text: str) -> DateSpan | None:
    """Return the first full date (day, month and year) written in a text."""
    return next(iter(find_dates(text)), None)


def find_dates(text: str) -> list[DateSpan]:
    """Return the full dates written in a text, in order."""
    found = (  # the patterns are slow, and most lines have no year
        DateSpan(day, *match.span())
        for pattern in (_patterns() if _FOUR_DIGITS.search(text) else ())
        for match in pattern.finditer(text)
        if (day := _from_match(match.groupdict()))
    )
    return sorted(found, key=lambda span: span.start)


def _from_string(text: str) -> date | None:
    if re.fullmatch(r"[12]\d{7}(?:\d{6})?", text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:8]))
    if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return _from_number(float(text))
    found = find_date(text)
    return found.day if found else None


def _from_number(number: float) -> date | None:
    if 1e7 <= number < 1e8 and number == int(number):
        return _from_string(str(int(number)))
    for least, greatest, per_second in _EPOCHS:
        if least <= number < greatest:
            return datetime.fromtimestamp(number / per_second, UTC).date()
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the ways to write a date; the groups are y, m (a number or a name) and d, or a and b when unordered."""
    month = "(?P<m>" + "|".join(sorted(names().months, key=len, reverse=True)) + r")\b\.?"
    day = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
    year = r"(?P<y>\d{4})\b"
    before, after = r"(?<![\d./-])", r"(?![\d/-])"
    sources = (
        rf"{before}(?P<y>\d{{4}})(?P<mark>[-/.])(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}})(?:(?=T\d)|{after})",
        rf"{before}(?P<y>[12]\d{{3}})(?P<m>\d\d)(?P<d>\d\d)(?=T\d{{4}})",
        rf"{before}(?P<a>\d{{1,2}})(?P<mark>[-/.])(?P<b>\d{{1,2}})(?P=mark)(?P<y>\d{{4}}){after}",
        rf"{before}{day}[ -]?(?:de |of )?{month}(?:,? |-| del? | of )?{year}",
        rf"\b{month} ?{day},? {year}",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def _from_match(parts: dict[str, str]) -> date | None:
    year = int(parts["y"])
    if "a" in parts:
        return _from_unordered(int(parts["a"]), int(parts["b"]), year, dotted=parts["mark"] == ".")
    month = parts["m"].lower()
    return _day(year, names().months.get(month) or int(month), int(parts["d"]))


def _from_unordered(first: int, second: int, year: int, *, dotted: bool) -> date | None:
    """Read 23/11/2019 or 11/23/2019; when both readings are days they must agree. Dots mean D.M.Y."""
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first and month_first and day_first != month_first and not dotted:
        return None
    return day_first or month_first


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
