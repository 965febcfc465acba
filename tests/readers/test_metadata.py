"""Date strings of metadata mean one day, or nothing."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.readers.metadata import find_date, find_dates, parse_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-11-23", "2019-11-23"),
        ("2019-11-23T23:30:00-05:00", "2019-11-23"),
        ("2019-11-23 00:10:00+00:00", "2019-11-23"),
        ("20191123", "2019-11-23"),
        ("20191123T100500Z", "2019-11-23"),
        ("20191123100500", "2019-11-23"),
        (20191123, "2019-11-23"),
        (1574503500, "2019-11-23"),
        ("1574503500", "2019-11-23"),
        (1574503500000, "2019-11-23"),
        (datetime(2019, 11, 23, 23, 59), "2019-11-23"),  # noqa: DTZ001  # tables hold naive times
        ("Feb. 6, 2020 - 16:18", "2020-02-06"),
        ("6 February 2020", "2020-02-06"),
        ("Thu, 06 Feb 2020 16:18:00 GMT", "2020-02-06"),
        ("November 15th, 2016", "2016-11-15"),
        ("6-Feb-2020", "2020-02-06"),
        ("2021.08.12 16:02", "2021-08-12"),
        ("2020/2/6", "2020-02-06"),
        ("23.11.2019", "2019-11-23"),
        ("02.03.2012 21:15", "2012-03-02"),
        ("13/02/2020", "2020-02-13"),
        ("02/13/2020", "2020-02-13"),
        ("04/04/2019", "2019-04-04"),
        ("6 de febrero de 2020", "2020-02-06"),
        ("1er février 2020", "2020-02-01"),
        ("1º de março de 2021", "2021-03-01"),
        ("Montag, 3. März 2014", "2014-03-03"),
    ],
)
def test_a_date_is_read(written: object, day: str) -> None:
    assert parse_date(written) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "written",
    ["03/04/2019", "3-4-2019", "12/11/19", "2019", "November 2019", "31/02/2020", "yesterday", "3 days ago", "", "n/a",
     None, True, float("nan"), float("inf"), 12, "v1.2.3.2019"],
)  # fmt: skip
def test_what_names_no_day_or_two_is_nothing(written: object) -> None:
    assert parse_date(written) is None


@given(
    st.dates(date(1700, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y%m%d"]),
)
def test_every_day_is_read_back_from_every_unambiguous_form(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    parse_date(text)


def test_dates_in_a_line_are_found_in_order_with_their_places() -> None:
    line = "Published: 30 May 2012 | Updated: May 31, 2012"
    assert [(span.day.isoformat(), line[span.start : span.end]) for span in find_dates(line)] == [
        ("2012-05-30", "30 May 2012"),
        ("2012-05-31", "May 31, 2012"),
    ]
    assert find_date("no date here") is None
