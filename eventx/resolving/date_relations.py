"""Readings of expressions made of others: "early March", "since Monday", "two days after the vote on 3 May".

See :mod:`eventx.resolving.date_readings` for what a reading returns and raises.
"""

from eventx.resolving.date_found import Found, UndatedError
from eventx.resolving.date_readings import UNITS, Reading, count_in, inside, weekday_in
from eventx.resolving.date_words import date_table
from eventx.resolving.days import (
    Days,
    after,
    cut,
    day,
    months,
    nth_weekday,
    shifted,
    size,
    unit_of,
    week,
    weekend,
)  # fmt: skip


def same(found: Found) -> Days | None:
    """Read "Tuesday night", "the early hours of Tuesday" as that day."""
    return found.spans()[0]


def part(found: Found) -> Days | None:
    """Read "early March", "mid-1990s", "the end of July"."""
    span = found.spans()[0]
    first, last = date_table()["portions"][size(span)][found.name("PART", "EDGE")]
    return cut(span, first, last)


def by_end(found: Found) -> Days | None:
    """Read "by the end of the year" as the time from now to then."""
    return found.spans()[0]._replace(start=found.today)


def inside_span(found: Found) -> Days | None:
    """Read "later in March"."""
    return inside(found, found.spans()[0])


def night_to(found: Found) -> Days | None:
    """Read "overnight into Saturday"."""
    span = found.spans()[0]
    return span._replace(start=after(span.start, -1))


def weekend_of(found: Found) -> Days | None:
    """Read "the weekend of 7-8 May"."""
    span = found.spans()[0]
    if span.length > 7:
        return None
    saturday = after(week(span.start).start, 5)
    return weekend(saturday)._replace(explicit=span.explicit)


def week_of(found: Found) -> Days | None:
    """Read "the week of 12 March"."""
    span = found.spans()[0]
    return week(span.start)._replace(explicit=span.explicit) if found.name("UNIT") == "week" else None


def nth_weekday_of(found: Found) -> Days | None:
    """Read "the last Sunday of October"."""
    span, weekday = found.spans()[0], weekday_in(found)
    if weekday is None:
        return None
    return day(nth_weekday(span, weekday, _nth(found)))._replace(explicit=span.explicit)


def _nth(found: Found) -> int:
    return next(iter(found.numbers("ORDINAL")), -1)


def nth_unit(found: Found) -> Days | None:
    """Read "the first half of 2011", "the second week of May", "the first three months of the year"."""
    span, nth = found.spans()[0], _nth(found)
    if found.has("WEEKEND"):
        return weekend(nth_weekday(span, 5, nth))._replace(explicit=span.explicit)
    if found.has("HALF"):
        return _half(span, nth)
    if found.has("QUARTERS"):
        return _block(span, nth, 3) if nth <= 4 and size(span) == "year" else None
    counts = found.numbers("NUMBER", "DAY")
    wanted = counts[0] if counts else 1
    name = found.name(*UNITS)
    return _days_of(span, nth, wanted, name) if name in {"day", "week"} else _block(span, nth, wanted)


def _half(span: Days, nth: int) -> Days | None:
    whole = size(span)
    if whole == "year":
        return _block(span, nth, 6)
    if whole != "month":
        return None
    return cut(span, 1, 15) if nth == 1 else cut(span, 16, 31)


def _block(span: Days, nth: int, count: int) -> Days | None:
    """Return the nth run of ``count`` months of a year; -1 is the last."""
    if size(span) != "year":
        return None
    first = 13 - count if nth < 0 else (nth - 1) * count + 1
    return months(span.start.year, first, count)._replace(explicit=span.explicit)


def _days_of(span: Days, nth: int, count: int, unit: str) -> Days | None:
    length = count * (7 if unit == "week" else 1)
    if length > span.length:
        return None
    start = after(span.end, 1 - length) if nth < 0 else after(span.start, (nth - 1) * length)
    run = Days(start, min(after(start, length - 1), span.end), "week" if unit == "week" else "day", span.explicit)
    return run if run.start <= run.end else None


def between(found: Found) -> Days | None:
    """Read "from Monday to Thursday", "Thursday and Friday"; days or months that follow each other need no "from"."""
    joined = found.has("AND") and not found.has("BETWEEN")
    if joined and any(word.value is None for word in found.words if word.kind == "DAYSPAN"):
        return None
    first, last = found.spans()
    if last.explicit and not first.explicit and not joined:
        first = _before(first, last)
    if first.start > last.start:
        first, last = _in_order(first, last, future=found.future)
    if first.start > last.end or (joined and (last.start - first.end).days != 1):
        return None
    return Days(first.start, last.end, first.precision, first.explicit and last.explicit)


def _in_order(first: Days, last: Days, *, future: bool) -> tuple[Days, Days]:
    """Move one end by a week or a year: both were read as the nearest ones."""
    if first.length == 1 and (first.start - last.start).days < 7:
        return (first, _moved(last, 7)) if future else (_moved(first, -7), last)
    return (first, _years_on(last, 1)) if future else (_years_on(first, -1), last)


def _before(first: Days, last: Days) -> Days:
    """Give the beginning of a range the year of its end: "late May to early July 2003"."""
    moved = _years_on(first, last.start.year - first.start.year)._replace(explicit=True)
    return moved if moved.start <= last.end else _years_on(moved, -1)


def _moved(span: Days, days: int) -> Days:
    return span._replace(start=after(span.start, days), end=after(span.end, days))


def _years_on(span: Days, count: int) -> Days:
    return span._replace(start=shifted(span.start, "year", count), end=shifted(span.end, "year", count))


def since(found: Found) -> Days | None:
    """Read "since Monday" as the time from then to the day of publication."""
    span = found.spans()[0]
    if span.start > found.today:
        return span
    return Days(span.start, found.today, span.precision)


def until(found: Found) -> Days | None:
    """Read "until 29 May" as the time from the day of publication to then; what is over stays as it is."""
    span = found.spans()[0]
    if span.end < found.today:
        return span
    return Days(min(span.start, found.today), span.end, span.precision)


def from_span(found: Found) -> Days | None:
    """Read "two days after the vote on 3 May"."""
    return _away(found, found.spans()[0])


def from_anchor(found: Found) -> Days | None:
    """Read "two days earlier", "the next day": from the last day that was named, else back from publication."""
    unit = found.name(*UNITS) or "day"
    anchor = found.anchor(_NEARLY_A_DAY if unit in _STEPS else _NEARLY_A_YEAR)
    if anchor is not None:
        return _away(found, anchor) if unit == "day" or not found.has("THE") else _neighbour(found, anchor)
    if not found.has(*_BACK):
        raise UndatedError
    return unit_of(unit, found.today, -count_in(found))


def _neighbour(found: Found, anchor: Days) -> Days:
    """Read "the previous week", "the year after"."""
    return unit_of(found.name("UNIT"), anchor.start, -1 if found.has(*_BACK) else 1)._replace(explicit=anchor.explicit)


def that_day(found: Found) -> Days | None:
    """Read "later in the day", "the same evening", "the same week": those of the last day that was named."""
    unit = found.name("UNIT")
    anchor = found.anchor(_NEARLY_A_YEAR if unit else _NEARLY_A_DAY)
    if anchor is None and found.has("SAME"):
        if unit:
            return None
        raise UndatedError  # another act tells the day: see eventx.resolving.event_days
    if anchor is None:
        return day(found.today)
    return unit_of(unit, anchor.start)._replace(explicit=anchor.explicit) if unit else anchor


def eve(found: Found) -> Days | None:
    """Read "the eve of Sunday's vote"."""
    span = found.spans()[0]
    return day(after(span.start, -1))._replace(explicit=span.explicit)


_BACK = ("BEFORE", "EARLIER", "PREVIOUS")
_STEPS = ("day", "week", "fortnight")
_NEARLY_A_DAY = 2
_NEARLY_A_YEAR = 366


def _away(found: Found, anchor: Days) -> Days | None:
    unit = found.name(*UNITS) or "day"
    count = count_in(found) * (-1 if found.has(*_BACK) else 1)
    if unit in _STEPS:
        if anchor.length > _NEARLY_A_DAY:
            return None
        return day(shifted(anchor.start if count < 0 else anchor.end, unit, count))._replace(explicit=anchor.explicit)
    return unit_of(unit, anchor.start, count)._replace(explicit=anchor.explicit)


RELATIONS: dict[str, Reading] = {
    "same": same, "part": part, "by_end": by_end, "inside": inside_span, "night_to": night_to,
    "weekend_of": weekend_of, "week_of": week_of, "nth_weekday": nth_weekday_of, "nth_unit": nth_unit,
    "between": between, "that_day": that_day, "since": since, "until": until, "from_span": from_span,
    "from_anchor": from_anchor, "eve": eve,
}  # fmt: skip
