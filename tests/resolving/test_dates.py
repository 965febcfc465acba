"""Expressions of time in own sentences, published on Wednesday, 20 November 2019 unless a test says otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.resolving.date_patterns import grammar
from eventx.resolving.date_words import date_table, kinds, lexicon
from eventx.resolving.dates import find_dates, resolve_date
from eventx.resolving.days import easter

PUBLISHED = date(2019, 11, 20)


def days(text: str, published: date | None = PUBLISHED, future: bool | None = None) -> list[str]:
    """Return what is found, as "start end precision", "start precision" for one day, or "?" for an unknown day."""
    return [
        "?" if when.start is None
        else f"{when.start} {when.precision}" if when.start == when.end
        else f"{when.start} {when.end} {when.precision}"
        for when in (span.when for span in find_dates(text, published, future))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The envoy resigned on Thursday, Nov. 14, in Rome.", "2019-11-14 day"),
        ("On October 31, 2019, the force withdrew.", "2019-10-31 day"),
        ("Guards left on the 3rd of June, 2007.", "2007-06-03 day"),
        ("Guards left on Wednesday, the 23rd day of the siege.", "2019-11-20 day"),
        ("The president called an emergency summit for Sunday.", "2019-11-24 day"),
        ("A log of 19-Mar-2003 names him.", "2003-03-19 day"),
        ("The note is dated 2019-05-03.", "2019-05-03 day"),
        ("The note is dated 13/04/19.", "2019-04-13 day"),
        ("The note is dated 04/19/2018.", "2018-04-19 day"),
        ("At 14:30 on 3.5.2019 the ship sank.", "2019-05-03 day"),
        ("He was shot on 1 Nov.", "2019-11-01 day"),
        ("He was killed in April 1994.", "1994-04-01 1994-04-30 month"),
        ("She crossed the river in Sept 2001.", "2001-09-01 2001-09-30 month"),
        ("The group, founded in 1987, rejects the deal.", "1987-01-01 1987-12-31 year"),
        ("The 2015 nuclear deal collapsed.", "2015-01-01 2015-12-31 year"),
        ("Farms were seized in the 1970s.", "1970-01-01 1979-12-31 year"),
        ("A larger budget was passed for fiscal 2008.", "2008-01-01 2008-12-31 year"),
    ],
)
def test_full_dates_are_read(text: str, found: str) -> None:
    assert days(text) == [found]


@pytest.mark.parametrize("words", ["03/04/2018", "3/4/18"])
def test_day_and_month_that_may_be_exchanged_stay_unknown(words: str) -> None:
    assert days(f"A memo of {words} names him.") == ["?"]


def test_weekday_settles_which_number_is_the_month() -> None:
    assert days("A memo of Wednesday, 03/04/2019 names him.") == ["2019-04-03 day"]


def test_weekday_settles_the_year_of_a_day() -> None:
    assert days("Polls open on Monday, 4 March.", date(2013, 2, 18)) == ["2013-03-04 day"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gunmen attacked the base on Friday.", "2019-11-15 day"),
        ("Police broke up a march on Wednesday.", "2019-11-20 day"),
        ("He spoke to reporters Tuesday.", "2019-11-19 day"),
        ("The deal reached last Wednesday failed.", "2019-11-13 day"),
        ("They sit down again next Wednesday.", "2019-11-27 day"),
        ("It began on Tuesday of last week.", "2019-11-12 day"),
        ("The Saturday before last, mobs burned a church.", "2019-11-09 day"),
        ("Turnout in Sunday's election fell.", "2019-11-17 day"),
        ("Seventeen died after Friday prayers in the old town.", "2019-11-15 day"),
        ("The bomb went off at about 9 a.m. Tuesday near a mosque.", "2019-11-19 day"),
    ],
)
def test_a_weekday_is_the_latest_one(text: str, found: str) -> None:
    assert days(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The two sides will sign on Friday.", "2019-11-22 day"),
        ("On Friday the two sides will sign.", "2019-11-22 day"),
        ("Parliament is to vote on the bill on Tuesday.", "2019-11-26 day"),
        ("A verdict is due Tuesday.", "2019-11-26 day"),
        ("A meeting scheduled for Sunday was called off.", "2019-11-24 day"),
        ("The rebels have agreed to hand over the town on Saturday.", "2019-11-23 day"),
        ("The ceasefire begins on Thursday.", "2019-11-21 day"),
        ("Ahead of Sunday's election, troops moved in.", "2019-11-24 day"),
        ("He must leave the country by Friday.", "2019-11-22 day"),
        ("The opposition will rally in the capital, Juba, on Friday.", "2019-11-22 day"),
        ("Elections are due in May.", "2020-05-01 2020-05-31 month"),
        ("The mayor, who will be tried in March, denies it.", "2020-03-01 2020-03-31 month"),
        ("The leaders meet again in January.", "2020-01-01 2020-01-31 month"),
        ("The summit on 12 December takes up trade.", "2019-12-12 day"),
    ],
)
def test_the_governing_verb_moves_a_date_ahead(text: str, found: str) -> None:
    assert days(text) == [found]
    assert [span.future for span in find_dates(text, PUBLISHED)] == [True]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr Ortiz was set to fly home on Saturday when police held him.", "2019-11-16 day"),
        ("The talks were scheduled for Monday but never took place.", "2019-11-18 day"),
        ("On Friday the minister said that he would resign.", "2019-11-15 day"),
        ("The army will respond to any attack, its chief said Friday.", "2019-11-15 day"),
        ("The deal reached on Friday would open two crossings.", "2019-11-15 day"),
        ('"We will never give up," he told a crowd on Friday.', "2019-11-15 day"),
        ("Opposition parties called on Sunday for a boycott.", "2019-11-17 day"),
        ("He was sworn in on 12 December.", "2018-12-12 day"),
        ("In August police opened fire on miners who will now sue.", "2019-08-01 2019-08-31 month"),
    ],
)
def test_a_future_verb_elsewhere_moves_nothing(text: str, found: str) -> None:
    assert days(text) == [found]
    assert [span.future for span in find_dates(text, PUBLISHED)] == [False]


def test_each_date_has_its_own_tense() -> None:
    assert days("Iran said on Sunday it would resume talks on Thursday.") == ["2019-11-17 day", "2019-11-21 day"]


def test_the_caller_may_know_the_tense() -> None:
    assert days("Talks on Friday.", future=True) == ["2019-11-22 day"]
    assert days("They will talk on Friday.", future=False) == ["2019-11-15 day"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He fled yesterday.", "2019-11-19 day"),
        ("He fled the day before yesterday.", "2019-11-18 day"),
        ("He fled two days ago.", "2019-11-18 day"),
        ("He fled three weeks ago.", "2019-10-28 2019-11-03 week"),
        ("He fled three months ago.", "2019-08-01 2019-08-31 month"),
        ("He fled a decade ago.", "2009-01-01 2009-12-31 year"),
        ("He fled last week.", "2019-11-11 2019-11-17 week"),
        ("He fled earlier this month.", "2019-11-01 2019-11-20 month"),
        ("He flies home later this month.", "2019-11-20 2019-11-30 month"),
        ("He flies home next month.", "2019-12-01 2019-12-31 month"),
        ("He died on Nov. 30 last year.", "2018-11-30 day"),
        ("It was passed in March last year.", "2018-03-01 2018-03-31 month"),
        ("Rebels took four towns in the last three days.", "2019-11-17 2019-11-20 day"),
        ("Police raided nine homes over the past 48 hours.", "2019-11-18 2019-11-20 day"),
        ("Troops will withdraw in three days.", "2019-11-23 day"),
        ("He returns in two weeks' time.", "2019-12-02 2019-12-08 week"),
        ("Towns will be rebuilt by the end of the year.", "2019-11-20 2019-12-31 year"),
        ("The regime fell on the 5th.", "2019-11-05 day"),
        ("The vote is on the first Sunday of December.", "2019-12-01 day"),
    ],
)
def test_relative_words_count_from_publication(text: str, found: str) -> None:
    assert days(text) == [found]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Rebels freed the men on 4 July 2006. A go-between had met them two days earlier.", "2006-07-02 day"),
        ("They voted on 12 June 2009, and the next day the ministry named a winner.", "2009-06-13 day"),
        ("The chief fled on Saturday, and a day later rivals took over.", "2019-11-17 day"),
        ("She met the envoy on 3 June 2018 and left the same day.", "2018-06-03 day"),
        ("He won in November 2010. Two years later he lost.", "2012-01-01 2012-12-31 year"),
        ("He claimed victory a day after Saturday's vote.", "2019-11-17 day"),
        ("Two days after the 14 November vote, the party split.", "2019-11-16 day"),
        ("A patrol came under fire two days earlier.", "2019-11-18 day"),
    ],
)
def test_a_day_that_was_named_is_counted_from(text: str, last: str) -> None:
    assert days(text)[-1] == last


def test_later_than_an_event_without_a_date_is_unknown() -> None:
    assert days("He was freed the following day.") == ["?"]
    assert days("He resigned two days after the accord was signed.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rockets fell overnight.", "2019-11-19 2019-11-20 day"),
        ("Rockets fell overnight into Sunday.", "2019-11-16 2019-11-17 day"),
        ("Rockets fell in the early hours of Tuesday.", "2019-11-19 day"),
        ("Rockets fell before dawn on Saturday.", "2019-11-16 day"),
        ("Rockets fell late on Monday.", "2019-11-18 day"),
        ("Rockets fell on Thursday night.", "2019-11-14 day"),
        ("Rockets fell last night.", "2019-11-19 day"),
        ("Rockets fell this morning.", "2019-11-20 day"),
        ("It took effect at midnight on Friday.", "2019-11-15 day"),
        ("Rockets fell over the weekend.", "2019-11-16 2019-11-17 week"),
        ("The minister will fly there this weekend.", "2019-11-23 2019-11-24 week"),
        ("It met in mid-June.", "2019-06-11 2019-06-20 month"),
        ("It met in early March.", "2019-03-01 2019-03-10 month"),
        ("It met in late September.", "2019-09-21 2019-09-30 month"),
        ("It fell late last week.", "2019-11-15 2019-11-17 week"),
        ("It met in the summer of 2003.", "2003-06-01 2003-08-31 month"),
        ("It met last winter.", "2018-12-01 2019-02-28 month"),
        ("It met in the first half of 2011.", "2011-01-01 2011-06-30 month"),
        ("It met in the second quarter of 2014.", "2014-04-01 2014-06-30 month"),
        ("Exports fell in the third quarter.", "2019-07-01 2019-09-30 month"),
        ("It met in the first week of March.", "2019-03-01 2019-03-07 week"),
        ("It fell on the weekend of 7-8 May 2011.", "2011-05-07 2011-05-08 week"),
        ("The week of 12 March 2018 saw six raids.", "2018-03-12 2018-03-18 week"),
        ("She fled in the late 1980s.", "1987-01-01 1989-12-31 year"),
    ],
)
def test_parts_of_longer_times(text: str, found: str) -> None:
    assert days(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met from Monday to Thursday.", "2019-11-18 2019-11-21 day"),
        ("They met on Thursday and Friday.", "2019-11-14 2019-11-15 day"),
        ("They met on 3-5 March.", "2019-03-03 2019-03-05 day"),
        ("They met on 12 and 13 May 2017.", "2017-05-12 2017-05-13 day"),
        ("They met between 14 and 16 March 2011.", "2011-03-14 2011-03-16 day"),
        ("They fought from December 30 to January 2.", "2018-12-30 2019-01-02 day"),
        ("They fought from Friday night to Saturday morning.", "2019-11-15 2019-11-16 day"),
        ("They fought between June and August.", "2019-06-01 2019-08-31 month"),
        ("They fought between November and February.", "2018-11-01 2019-02-28 month"),
        ("He ruled from 1994 until 2001.", "1994-01-01 2001-12-31 year"),
        ("The war of 1980-88 ruined both.", "1980-01-01 1988-12-31 year"),
        ("Shells have fallen since April.", "2019-04-01 2019-11-20 month"),
        ("Shells have fallen since Monday.", "2019-11-18 2019-11-20 day"),
        ("The curfew holds until 29 November.", "2019-11-20 2019-11-29 day"),
        ("The visit runs from Dec. 2 to 6.", "2019-12-02 2019-12-06 day"),
    ],
)
def test_ranges(text: str, found: str) -> None:
    if "Monday to Thursday" in text:
        assert days(text, date(2019, 11, 22)) == [found]
    else:
        assert days(text) == [found]


def test_days_that_do_not_follow_each_other_stay_apart() -> None:
    assert days("Men were held on Monday and Wednesday.") == ["2019-11-18 day", "2019-11-20 day"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bombers struck on Easter Sunday.", "2019-04-21 day"),
        ("Rebels struck on New Year's Day.", "2019-01-01 day"),
        ("Rebels struck on Christmas Eve.", "2018-12-24 day"),
        ("Unions will march on May Day.", "2020-05-01 day"),
        ("The warnings came before the September 11 attacks.", "2001-09-11 day"),
    ],
)
def test_days_with_names(text: str, found: str) -> None:
    assert days(text) == [found]


def test_easter_is_where_the_calendar_has_it() -> None:
    known = [(2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2019, 4, 21), (2024, 3, 31), (2025, 4, 20)]
    assert [easter(year) for year, *_ in known] == [date(*day) for day in known]


@pytest.mark.parametrize(
    "text",
    [
        "The crowd held the bridge for two hours.",
        "In recent years and in the past few days many were held.",
        "The 25-year-old was jailed for 12 years.",
        "A ten-year sentence, a 48-hour ultimatum.",
        "Mrs May told the chamber that talks may fail.",
        "March organisers sued the mayor.",
        "A bill passed by May and her allies failed.",
        "June Smith and April Jones sued.",
        "UN Resolution 2231 bars such tests.",
        "Some 2,000 people and 1500 troops marched.",
        "The rebels fired 2001 rounds at the dam.",
        "The March 14 alliance won.",
        "He leads Friday prayers from time to time.",
        "Every Friday they march; on Sundays they rest.",
        "The Arab Spring and Bloody Sunday are taught.",
        "The Sunday Times doubted the count.",
        "They killed 40 people in three days.",
        "A few days ago, masked men burned the school.",
        "He was shot in his 20s by 3 men at 14:30.",
        "The 3rd brigade fired on the 5th battalion.",
        "In the 21st century few states annex land.",
    ],
)
def test_what_is_no_date_of_an_event_is_not_found(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se reunieron del 3 al 5 de mayo de 2018 en Lima.", "2018-05-03 2018-05-05 day"),
        ("El viernes pasado la policía detuvo a nueve personas.", "2019-11-15 day"),
        ("Desde enero de 2019 hay protestas.", "2019-01-01 2019-11-20 month"),
        ("Il a été arrêté le 1er octobre.", "2019-10-01 day"),
        ("Depuis lundi, la ville est fermée.", "2019-11-18 2019-11-20 day"),
        ("Na terça-feira, o ministro renunciou.", "2019-11-19 day"),
        ("O acordo foi assinado em 31 de agosto de 2016.", "2016-08-31 day"),
        ("Am Freitag wird das Parlament abstimmen.", "2019-11-22 day"),
        ("Vom 3. bis 5. Mai 2019 tagte der Rat.", "2019-05-03 2019-05-05 day"),
        ("قتل ثلاثة جنود يوم الجمعة الماضي في هجوم.", "2019-11-15 day"),
        ("بدأت المحادثات في كانون الثاني 2018.", "2018-01-01 2018-01-31 month"),
        ("في 3 أيار/مايو 2018 وقع الهجوم.", "2018-05-03 day"),
    ],
)
def test_months_and_weekdays_of_other_languages(text: str, found: str) -> None:
    assert days(text) == [found]


@pytest.mark.parametrize(
    "text", ["He fled on Saturday.", "He fled last week.", "He fled overnight.", "He fled in May."]
)
def test_without_publication_relative_words_are_found_and_undated(text: str) -> None:
    assert days(text, None) == ["?"]


def test_without_publication_full_dates_are_dated() -> None:
    assert days("He fled on 3 May 2019.", None) == ["2019-05-03 day"]


def test_basis_tells_full_dates_from_computed_ones() -> None:
    spans = find_dates("He fled on 3 May 2019 and came back on Monday.", PUBLISHED)
    assert [span.when.basis for span in spans] == ["explicit", "relative"]


def test_a_29_february_is_found_in_its_leap_year() -> None:
    assert days("He was shot on 29 February.", date(2023, 3, 2)) == ["2020-02-29 day"]


def test_a_day_that_does_not_exist_is_not_found() -> None:
    assert days("The memo of 30 February 2019 is a fake.")[:1] != ["2019-02-30 day"]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Saturday", date(2019, 11, 16), date(2019, 11, 16)),
        ("Saturday, 23 November 2019", date(2019, 11, 23), date(2019, 11, 23)),
        ("2019-05-03", date(2019, 5, 3), date(2019, 5, 3)),
        ("2019-05", date(2019, 5, 1), date(2019, 5, 31)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("March", date(2019, 3, 1), date(2019, 3, 31)),
        ("the 12th", date(2019, 11, 12), date(2019, 11, 12)),
        ("for two hours", None, None),
        ("soon", None, None),
        ("", None, None),
    ],
)
def test_words_alone_are_resolved(words: str, start: date | None, end: date | None) -> None:
    when = resolve_date(words, PUBLISHED)
    assert (when.text, when.start, when.end) == (words, start, end)


def test_the_sentence_gives_words_their_tense_and_anchor() -> None:
    assert resolve_date("on Saturday", PUBLISHED, "They will meet on Saturday.").start == date(2019, 11, 23)
    assert resolve_date(
        "two days earlier", PUBLISHED, "He fled on 4 July 2006; two days earlier he won."
    ).start == date(2006, 7, 2)


def test_a_longer_expression_of_the_sentence_completes_the_words() -> None:
    when = resolve_date("14 March", PUBLISHED, "They signed on 14 March 2017 in Geneva.")
    assert (when.start, when.basis, when.text) == (date(2017, 3, 14), "explicit", "14 March")


def test_days_computed_from_a_duplicates_date_say_so() -> None:
    assert resolve_date("on Saturday", PUBLISHED, basis="near_duplicate").basis == "near_duplicate"
    assert resolve_date("3 May 2019", PUBLISHED, basis="near_duplicate").basis == "explicit"


_words = st.lists(
    st.sampled_from(
        [*lexicon().words, *("3", "12", "31", "99", "2019", "1990s", "05/12/2019", "-", ",", ".", "will", "met")]
    ),
    max_size=9,
).map(" ".join)


@given(_words, st.sampled_from([None, date(2020, 2, 29), date(2019, 12, 31), date(2001, 1, 1)]))
def test_spans_lie_in_the_text_in_order_and_end_after_they_start(text: str, published: date | None) -> None:
    end = 0
    for span in find_dates(text, published):
        assert text[span.start : span.end] == span.text
        assert span.start >= end
        assert (span.when.start is None) == (span.when.end is None)
        assert span.when.start is None or span.when.end is None or span.when.start <= span.when.end
        end = span.end


def test_every_kind_in_a_pattern_can_occur() -> None:
    spans = {f"{precision}SPAN" for precision in ("DAY", "WEEK", "MONTH", "YEAR", "HIDDEN")}
    assert set(grammar().codes) - kinds() - spans == set()


def test_no_word_of_the_table_is_of_two_kinds() -> None:
    table = date_table()
    english = [word for section in ("words", "lists") for words in table[section].values() for word in words]
    foreign = [word for section in ("exact", "exact_lists") for words in table[section].values() for word in words]
    assert sorted(english) == sorted(set(english))
    assert sorted(foreign) == sorted(set(foreign))
