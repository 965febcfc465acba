"""Readings of single expressions: "Tuesday", "3 May", "last week", "two days ago".

A reading returns the days meant, or None when the words are no expression of time after all. It may
raise UndatedError (a day is missing) or ValueError (the calendar has no such day).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from math import ceil

from eventx.resolving.date_found import Found, UndatedError
from eventx.resolving.days import (
    Days,
    after,
    day,
    easter,
    months,
    nearest,
    nth_weekday,
    shifted,
    unit_of,
    week,
    weekend,
    years,
)  # fmt: skip

Reading = Callable[[Found], Days | None]

_MONTHS = ("MONTH", "MAY", "ABBR", "FMONTH")
_WEEKDAYS = ("WEEKDAY", "WABBR", "FWEEKDAY")
_DAYS = ("DAY", "ORD")
_NUMBERS = ("NUMBER", "DAY", "NUM", "YY")
UNITS = ("ONEDAY", "DAYS", "UNIT", "UNITS")
"""Kinds of words for a day, week, month, year or decade."""
_WHICH = ("LAST", "NEXT", "THIS")
_SOON = 31
_LONG_AGO = 300
_LEAP_GAP = 8
"""The longest wait for a 29 February, in years."""


def weekday_in(found: Found) -> int | None:
    """Return the number of the weekday that is named, Monday is 0."""
    return next(iter(found.numbers(*_WEEKDAYS)), None)


def count_in(found: Found) -> int:
    """Return the number of units; "a day" is one."""
    return next(iter(found.numbers(*_NUMBERS)), 1)


def shift_in(found: Found) -> int:
    """Return -1 for last, 1 for next, else 0."""
    return next(iter(found.numbers(*_WHICH)), 0)


def year_in(found: Found) -> int | None:
    """Return the year that is named, or meant by "last year"; None when there is none."""
    if found.has("YEAR"):
        return found.numbers("YEAR")[-1]
    if found.has("YY"):
        return _century(found.numbers("YY")[0])
    return found.today.year + shift_in(found) if found.name("UNIT") == "year" else None


def _century(two_digits: int) -> int:
    return two_digits + (1900 if two_digits > 40 else 2000)


def _dated(found: Found, make: Callable[[int], Days]) -> Days | None:
    """Return what ``make`` gives for the year that is named, else for the nearest one."""
    year = year_in(found)
    if year is not None:
        return make(year)._replace(explicit=found.has("YEAR", "YY"))
    today, tense = found.today, found.tense
    around = _around(make, today)
    if tense is None and _is_soon(around, today):
        return nearest(around, today, future=True)
    found_days = nearest(around, today, future=bool(tense))
    return found_days or nearest(_around(make, today, _LEAP_GAP), today, future=bool(tense))


def _is_soon(around: list[Days], today: date) -> bool:
    """Tell whether a day lies in the coming weeks and its like was almost a year ago: without a tense it is ahead."""
    close = [days for days in around if abs((days.start - today).days) <= _LONG_AGO and days.precision == "day"]
    return len(close) == 1 and 0 < (close[0].start - today).days <= _SOON


def _around(make: Callable[[int], Days], today: date, reach: int = 1) -> list[Days]:
    """Return what ``make`` gives for the years around today that have it."""
    made: list[Days] = []
    for year in range(today.year - reach, today.year + reach + 1):
        with suppress(ValueError):
            made.append(make(year))
    return made


def day_of_month(found: Found) -> Days | None:
    """Read "3 May", "Monday, May 3rd, 2019"; a weekday helps to find the year."""
    month, number = found.numbers(*_MONTHS)[0], found.numbers(*_DAYS)[0]

    def make(year: int) -> Days:
        return day(date(year, month, number))

    if year_in(found) is not None:
        return _dated(found, make)
    close = [days for days in _around(make, found.today) if abs((days.start - found.today).days) <= _LONG_AGO]
    fitting = [days for days in close if days.start.weekday() == weekday_in(found)]
    if len(fitting) == 1:
        return fitting[0]
    return _dated(found, make)


def days_of_month(found: Found) -> Days | None:
    """Read "3-5 March", "on 12 and 13 May 2017"."""
    month, numbers = found.numbers(*_MONTHS)[0], found.numbers(*_DAYS)
    first, last = numbers[0], numbers[-1]
    if first > last:
        return None
    return _dated(found, lambda year: Days(date(year, month, first), date(year, month, last), "day"))


def day_to_day(found: Found) -> Days | None:
    """Read "28 May to 3 June 2019"; the year belongs to the end."""
    first, last = (
        date(found.numbers("YEAR")[0], month, number)
        for month, number in zip(found.numbers(*_MONTHS), found.numbers(*_DAYS), strict=True)
    )
    if first > last:
        first = first.replace(year=first.year - 1)
    return Days(first, last, "day", explicit=True)


def day_of_this_month(found: Found) -> Days | None:
    """Read "the 17th", "Friday the 13th", "the 3rd of last month"."""
    number, weekday, today = found.numbers("ORD")[0], weekday_in(found), found.today
    if found.has("UNIT"):
        return day(months(today.year, today.month + shift_in(found)).start.replace(day=number))
    around = (months(today.year, today.month + shift) for shift in range(-12, 13))
    candidates = [day(month.start.replace(day=number)) for month in around if month.end.day >= number]
    fitting = [days for days in candidates if weekday in {None, days.start.weekday()}]
    return nearest(fitting, today, future=found.future)


def numeric_day(found: Found) -> Days | None:
    """Read "2019-05-03", "23.04.2019" and, when only one reading is possible, "04/19/2018"."""
    written = next(str(word.value) for word in found.words if word.kind == "NDATE")
    if written[4:5] == "-":
        return day(date.fromisoformat(written))._replace(explicit=True)
    first, second, year = (int(part) for part in written.replace("/", ".").split("."))
    full = year if year > 99 else _century(year)
    orders = {(second, first)} if "." in written else {(second, first), (first, second)}
    possible = [date(full, month, number) for month, number in orders if month <= 12]
    weekday = weekday_in(found)
    fitting = [when for when in possible if weekday in {None, when.weekday()}]
    if len(fitting) > 1 and not found.future:
        fitting = [when for when in fitting if when <= found.today]
    if len(fitting) != 1:
        raise UndatedError
    return day(fitting[0])._replace(explicit=True)


def month(found: Found) -> Days | None:
    """Read "in May", "May 2019", "March last year", "next April"."""
    number = found.numbers(*_MONTHS)[0]
    if year_in(found) is not None or not found.has(*_WHICH):
        return _dated(found, lambda year: months(year, number))
    return _which(found, lambda year: months(year, number))


def _which(found: Found, make: Callable[[int], Days]) -> Days | None:
    """Return the last one that is over, the next one that has not begun, or this year's."""
    possible = _around(make, found.today, reach=2)
    if found.has("LAST"):
        return [days for days in possible if days.end < found.today][-1]
    if found.has("NEXT"):
        return next(days for days in possible if days.start > found.today)
    running = [days for days in possible if days.start <= found.today <= days.end]
    return running[0] if running else make(found.today.year)


def months_of_year(found: Found) -> Days | None:
    """Read "from March to May 2016"."""
    first, last = found.numbers(*_MONTHS)
    year = found.numbers("YEAR")[0] - (first > last)
    return months(year, first, (last - first) % 12 + 1)._replace(explicit=True)


def weekday(found: Found) -> Days | None:
    """Read "Tuesday": the most recent one, today included, or the next one if the verb says so."""
    number, today = weekday_in(found), found.today
    if number is None:
        return None
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    if found.has("LAST"):
        return day(after(today, -(back or 7) - (7 if found.has("BEFORE") else 0)))
    if found.has("NEXT"):
        return day(after(today, ahead or 7))
    return day(after(today, ahead if found.future else -back))


def weekday_of_week(found: Found) -> Days | None:
    """Read "Tuesday of last week"."""
    number = weekday_in(found)
    if number is None or found.name("UNIT") != "week":
        return None
    return day(after(unit_of("week", found.today, shift_in(found)).start, number))


def day_word(found: Found) -> Days | None:
    """Read "yesterday"."""
    return day(after(found.today, found.numbers("DAYWORD")[0]))


def around_day_word(found: Found) -> Days | None:
    """Read "the day before yesterday"."""
    return day(after(found.today, found.numbers("DAYWORD")[0] + (1 if found.has("AFTER") else -1)))


def last_night(found: Found) -> Days | None:
    """Read "last night" as the day before."""
    return day(after(found.today, -1))


def this_day(found: Found) -> Days | None:
    """Read "this morning"."""
    return day(found.today)


def overnight(found: Found) -> Days | None:
    """Read "overnight" as the day before and the day of publication."""
    return Days(after(found.today, -1), found.today, "day")


def weekend_near(found: Found) -> Days | None:
    """Read "the weekend", "last weekend", "this weekend"."""
    today, monday = found.today, week(found.today).start
    past, coming = after(today, -((today.weekday() - 5) % 7)), after(monday, 5)
    if found.has("LAST"):
        return weekend(after(monday, -2))
    if found.has("NEXT"):
        return weekend(after(monday, 12))
    midweek = found.has("THIS") and today.weekday() > 1
    return weekend(coming if found.future or midweek else past)


def rolling(found: Found) -> Days | None:
    """Read "the past 48 hours", "the last three weeks"."""
    count, today = count_in(found), found.today
    if found.has("HOURS"):
        return Days(after(today, -ceil(count / 24)), today, "day")
    unit = found.name(*UNITS)
    return Days(shifted(today, unit, -count), today, unit_of(unit, today).precision)


def ago(found: Found) -> Days | None:
    """Read "three weeks ago" as the week, month or year that lies so far back."""
    return unit_of(found.name(*UNITS), found.today, -count_in(found))


def ahead(found: Found) -> Days | None:
    """Read "in two weeks' time"; "in two weeks" only when it speaks of the future."""
    if not found.has("TIME", "NOW") and not found.future:
        return None
    return unit_of(found.name(*UNITS), found.today, count_in(found))


def unit(found: Found) -> Days | None:
    """Read "last week", "earlier this month", "later in the year"."""
    name = found.name("UNIT")
    if name in {"fortnight", "decade"}:
        return None
    span = unit_of(name, found.today, shift_in(found) - found.has("BEFORE"))
    return inside(found, span)


def inside(found: Found, span: Days) -> Days:
    """Return the part of a span before today ("earlier") or after it ("later")."""
    if found.has("EARLIER") and span.start <= found.today:
        return span._replace(end=min(span.end, found.today))
    if found.has("LATER") and span.end >= found.today:
        return span._replace(start=max(span.start, found.today))
    return span


def season(found: Found) -> Days | None:
    """Read "the summer of 2003", "last winter"; seasons are those of the northern half of the earth."""
    first = found.numbers("SEASON", "FALL")[0]

    def make(year: int) -> Days:
        return months(year, first, 3)

    if found.has("YEAR"):
        return make(found.numbers("YEAR")[0])._replace(explicit=True)
    if year_in(found) is not None or not found.has(*_WHICH):
        return _dated(found, make)
    return _which(found, make)


def quarter(found: Found) -> Days | None:
    """Read "Q2 2014", "the third quarter", "last quarter"."""
    if found.has(*_WHICH):
        today = found.today
        return months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * shift_in(found), 3)
    number = found.numbers("QUARTER", "ORDINAL")[0]
    return _dated(found, lambda year: months(year, 3 * number - 2, 3)) if number <= 4 else None


def years_to(found: Found) -> Days | None:
    """Read "1992-95"."""
    first, *rest = found.numbers("YEAR", "DAY", "YY")
    last = rest[0] if rest[0] > 99 else first - first % 100 + rest[0]
    return years(first, last)._replace(explicit=True) if first < last else None


def year(found: Found) -> Days | None:
    """Read "2008", "fiscal 2008"."""
    return years(found.numbers("YEAR")[0])._replace(explicit=True)


def decade(found: Found) -> Days | None:
    """Read "the 1990s"."""
    first = found.numbers("DECADE", "SHORTDECADE")[0]
    return years(first, first + 9)._replace(explicit=True)


def century(found: Found) -> Days | None:
    """Read "the 19th century", which begins with 1801; in the present one is no date."""
    number = found.numbers("ORD", "NTH", "ORDINAL")[0]
    over = 100 * number < found.today.year
    return years(100 * number - 99, 100 * number)._replace(explicit=True) if over else None


def centuries_ago(found: Found) -> Days | None:
    """Read "a century ago", "two centuries ago" as the year that lies so far back."""
    return years(found.today.year - 100 * count_in(found))


def unit_now(found: Found) -> Days | None:
    """Read "the month" in "the end of the month"."""
    return unit_of(found.name("UNIT"), found.today)


def named_day(found: Found) -> Days | None:
    """Read "the September 11 attacks", "World War II"; before that day the words mean something else."""
    facts = next(word.value for word in found.words if word.kind == "NAMED")
    if not isinstance(facts, dict) or (found.setting.published and found.setting.published < facts["date"]):
        return None
    if "end" in facts:
        return Days(facts["date"], facts["end"], "year", explicit=True)
    return day(facts["date"])._replace(explicit=True)


def holiday(found: Found) -> Days | None:
    """Read "New Year's Day", "Easter Sunday"."""
    facts = next(word.value for word in found.words if word.kind == "HOLIDAY")
    if not isinstance(facts, dict):
        return None

    def make(year: int) -> Days:
        if "easter" in facts:
            return day(after(easter(year), facts["easter"]))
        if "nth" in facts:
            return day(nth_weekday(months(year, facts["month"]), facts["weekday"], facts["nth"]))
        return day(date(year, facts["month"], facts["day"]))

    return _dated(found, make)


def month_number(found: Found) -> Days | None:
    """Read "2019-05"."""
    return months(found.numbers("YEAR")[0], found.numbers("DAY")[0])._replace(explicit=True)


def nothing(found: Found) -> Days | None:
    """Refuse words that look like an expression of time and are none."""
    del found
    return None


READINGS: dict[str, Reading] = {
    "day_of_month": day_of_month, "days_of_month": days_of_month, "day_to_day": day_to_day,
    "day_of_this_month": day_of_this_month, "numeric_day": numeric_day, "month": month,
    "months_of_year": months_of_year, "weekday": weekday, "weekday_of_week": weekday_of_week, "day_word": day_word,
    "around_day_word": around_day_word, "last_night": last_night, "this_day": this_day, "overnight": overnight,
    "weekend": weekend_near, "rolling": rolling, "ago": ago, "ahead": ahead, "unit": unit, "season": season,
    "quarter": quarter, "years": years_to, "year": year, "decade": decade, "unit_now": unit_now,
    "century": century, "centuries_ago": centuries_ago,
    "named_day": named_day, "holiday": holiday, "month_number": month_number, "nothing": nothing,
}  # fmt: skip
