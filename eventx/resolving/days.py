"""Arithmetic of the calendar on runs of days."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from eventx.schema.event import DatePrecision


class Days(NamedTuple):
    """A run of days, both ends included."""

    start: date
    end: date
    precision: DatePrecision
    explicit: bool = False
    """The article gives the full date; nothing was computed from the day of publication."""

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1


def day(when: date) -> Days:
    """Return one day."""
    return Days(when, when, "day")


def after(when: date, days: int) -> date:
    """Return the day that comes ``days`` later; a negative number is earlier."""
    return when + timedelta(days=days)


def week(when: date) -> Days:
    """Return Monday to Sunday of the week that holds a day."""
    monday = after(when, -when.weekday())
    return Days(monday, after(monday, 6), "week")


def weekend(saturday: date) -> Days:
    """Return the weekend that begins on a Saturday."""
    return Days(saturday, after(saturday, 1), "week")


def months(year: int, first: int, count: int = 1) -> Days:
    """Return whole months; ``first`` may lie outside 1 to 12 and then counts into other years.

    Raises:
        ValueError: the calendar does not reach that far.
    """
    start, end = year * 12 + first - 1, year * 12 + first - 2 + count
    last = date(end // 12, end % 12 + 1, 1)
    return Days(date(start // 12, start % 12 + 1, 1), last.replace(day=monthrange(last.year, last.month)[1]), "month")


def years(first: int, last: int | None = None) -> Days:
    """Return whole years."""
    return Days(date(first, 1, 1), date(first if last is None else last, 12, 31), "year")


def unit_of(unit: str, when: date, shift: int = 0) -> Days:
    """Return the week, month, year or decade that lies ``shift`` units from the one that holds a day."""
    if unit == "day":
        return day(after(when, shift))
    if unit in {"week", "fortnight"}:
        return week(after(when, 7 * shift * (2 if unit == "fortnight" else 1)))
    if unit == "month":
        return months(when.year, when.month + shift)
    return years(when.year + shift * (10 if unit == "decade" else 1))


def shifted(when: date, unit: str, count: int) -> date:
    """Return the day that lies ``count`` units from a day; the 31st becomes the last day of a shorter month."""
    if unit in {"day", "week", "fortnight"}:
        return after(when, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    month = unit_of(unit, when, count) if unit == "month" else months(unit_of(unit, when, count).start.year, when.month)
    return month.start.replace(day=min(when.day, month.end.day))


def size(span: Days) -> str:
    """Return what a run of days is as long as: a day, week, month, season, year or decade."""
    limits = {"day": 1, "week": 7, "month": 31, "season": 184, "year": 366}
    return next((name for name, limit in limits.items() if span.length <= limit), "decade")


def cut(span: Days, first: int, last: int) -> Days:
    """Return the days, months (of seasons and years) or years (of decades) ``first`` to ``last`` of a run, from 1.

    Raises:
        ValueError: the run is shorter.
    """
    whole = size(span)
    if whole in {"day", "week", "month"}:
        start = after(span.start, first - 1)
        if start > span.end:
            raise ValueError(f"no day number {first} from {span.start} to {span.end}")
        return span._replace(start=start, end=min(after(span.start, last - 1), span.end))
    if whole == "decade":
        return years(span.start.year + first - 1, span.start.year + last - 1)._replace(explicit=span.explicit)
    return months(span.start.year, span.start.month + first - 1, last - first + 1)._replace(explicit=span.explicit)


def nth_weekday(span: Days, weekday: int, nth: int) -> date:
    """Return the nth weekday in a run of days; -1 is the last.

    Raises:
        ValueError: there are not so many.
    """
    first = after(span.start, (weekday - span.start.weekday()) % 7)
    last = after(span.end, -((span.end.weekday() - weekday) % 7))
    found = last if nth < 0 else after(first, 7 * (nth - 1))
    if found > span.end:
        raise ValueError(f"no weekday number {nth} between {span.start} and {span.end}")
    return found


def easter(year: int) -> date:
    """Return Western Easter Sunday (the Gregorian computus)."""
    century, place = divmod(year, 100)
    skipped, kept = divmod(century, 4)
    epact = (19 * (year % 19) + century - skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * kept + 2 * (place // 4) - epact - place % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, number + 1)


def nearest(candidates: Sequence[Days], today: date, *, future: bool) -> Days | None:
    """Return the last of the runs, given in order, that has begun; in the future, the first that has not ended."""
    begun = [days for days in candidates if days.start <= today]
    coming = [days for days in candidates if days.end >= today]
    if future:
        return coming[0] if coming else None
    return begun[-1] if begun else None
