"""Days that are told by another event of the article."""

import pytest

from eventx.pipeline import Pipeline
from eventx.resolving.event_days import Distance, distance_of
from eventx.schema import Article, Draft
from eventx.testing import FunctionEngine

MARCH = "Farmers marched through Quito on Thursday."
REST = " Nobody could say on the telephone what else had happened in the district before."


def day_of(second: str, action: str, words: str, actor: str = "Police") -> str:
    """Return the day of an act told after Thursday's march."""
    drafts = [
        Draft(quote=MARCH, action="marched", actor="Farmers", date="on Thursday", proposed_code="141"),
        Draft(quote=second, action=action, actor=actor, date=words, proposed_code="173"),
    ]
    article = Article(text=f"{MARCH} {second}{REST}", published="2022-05-16")
    result = Pipeline(FunctionEngine(lambda _: drafts)).run([article])
    return str(next(m.when.start for m in result.mentions if m.code == "173"))


@pytest.mark.parametrize(
    ("second", "words", "day"),
    [
        ("Hours later Ecuadorian police arrested a student.", "Hours later", "2022-05-12"),
        ("The day before, Ecuadorian police arrested a student.", "The day before", "2022-05-11"),
        ("Two days later Ecuadorian police arrested a student.", "Two days later", "2022-05-14"),
        ("Ecuadorian police arrested a student on Friday.", "on Friday", "2022-05-13"),
    ],
)
def test_a_distance_counts_from_the_act_told_before(second: str, words: str, day: str) -> None:
    assert day_of(second, "arrested", words) == day


def test_of_two_acts_in_one_sentence_the_second_is_so_far_from_the_first() -> None:
    quote = "Ecuador freed a student on Friday, three days after police arrested her."
    drafts = [
        Draft(quote=quote, action="freed", actor="Ecuador", date="on Friday", proposed_code="0841"),
        Draft(quote=quote, action="arrested", actor="police", date="three days after", proposed_code="173"),
    ]
    article = Article(text=quote + REST, published="2022-05-16")
    found = Pipeline(FunctionEngine(lambda _: drafts)).run([article]).mentions
    assert {m.code: str(m.when.start) for m in found} == {"0841": "2022-05-13", "173": "2022-05-10"}


@pytest.mark.parametrize("words", ["days after", "a few days later", "on Monday", "last week", "after the vote"])
def test_words_without_a_distance_give_none(words: str) -> None:
    assert distance_of(words) is None


@pytest.mark.parametrize("words", ["the same day", "that day", "later that day", "later the same evening"])
def test_the_same_day_lies_no_day_off(words: str) -> None:
    assert distance_of(words) == Distance(0, "same")


def test_that_behind_a_number_only_points() -> None:
    assert distance_of("two days after that") == Distance(2, "after")


def test_hours_are_the_same_day() -> None:
    assert distance_of("a few hours later") == Distance(0, "after")


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("A Kenyan man appeared in court on Monday", "2024-05-12"),
        ("A Kenyan man appeared in court", "2024-05-14"),  # in an article of the 15th
        ("A Kenyan man fled on Monday and appeared in court on Tuesday", "None"),
    ],
)
def test_an_act_is_so_far_from_what_the_sentence_tells_besides(first: str, day: str) -> None:
    quote = f"{first}, a day after he shot dead five nurses."
    shot = Draft(
        quote=quote, action="shot dead", actor="he", target="five nurses", date="a day after", proposed_code="180"
    )
    article = Article(text=quote + REST, published="2024-05-15")
    (found,) = Pipeline(FunctionEngine(lambda _: [shot])).run([article]).mentions
    assert str(found.when.start) == day


def acts(second: str, action: str, code: str, target: str | None, status: str = "actual") -> str:
    """Return the day of an undated act told after Thursday's march."""
    drafts = [
        Draft(quote=MARCH, action="marched", actor="Farmers", date="on Thursday", proposed_code="141"),
        Draft(quote=second, action=action, actor="Police", target=target, proposed_code=code, time_status=status),
    ]
    article = Article(text=f"{MARCH} {second}{REST}", published="2022-05-16")
    result = Pipeline(FunctionEngine(lambda _: drafts)).run([article])
    return str(next(m.when.start for m in result.mentions if m.code == code))


def test_an_act_on_the_ground_goes_on_with_who_acted_before() -> None:
    assert acts("Police beat the Farmers with sticks.", "beat the Farmers", "175", "Farmers") == "2022-05-12"


def test_an_act_of_others_or_in_words_is_of_the_day_it_is_told() -> None:
    assert acts("Police beat a student with sticks.", "beat a student", "175", "a student") == "2022-05-16"
    assert acts("Police blamed the Farmers for it.", "blamed the Farmers", "111", "Farmers") == "2022-05-16"


@pytest.mark.parametrize("words", ["999999999 days after", "99999 years later", "999999999999999999999 weeks before"])
def test_a_distance_beyond_the_calendar_gives_no_date(words: str) -> None:
    told = "Police arrested a student."
    assert day_of(told, "arrested", words) == "None"
    quote = "Ecuador freed a student on Friday, days after police arrested her."
    draft = Draft(quote=quote, action="arrested", actor="police", date=words, proposed_code="173")
    article = Article(text=quote + REST, published="2022-05-16")
    assert [m.when.start for m in Pipeline(FunctionEngine(lambda _: [draft])).run([article]).mentions] == [None]


def test_a_raised_digit_is_no_number() -> None:
    assert distance_of("² days later") is None
