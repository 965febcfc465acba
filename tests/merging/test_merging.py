"""What becomes one event, and what stays apart: made articles, the pipeline's own resolving."""

import random
from collections.abc import Iterable
from typing import Any
from zlib import crc32

import pytest

from eventx.pipeline import Pipeline, Result
from eventx.schema import Article, Draft
from eventx.testing import FunctionEngine

RAID = "Boko Haram fighters killed 12 traders at a market in Damboa on Monday."
PACT = "Kenya and Uganda signed a fisheries agreement in Kisumu on Monday."
FILLER = " Nobody else in the district could say on the telephone what had happened there before."


def report(text: str, published: str | None = "2022-05-03", **draft: Any) -> tuple[Article, Draft]:
    """Return an article whose first sentence tells one act."""
    article = Article(text=text + FILLER, published=published, source=f"Outlet {crc32(f'{text} {published}'.encode())}")
    return article, Draft(quote=text, **draft)


def raid(text: str = RAID, published: str | None = "2022-05-03", **changed: Any) -> tuple[Article, Draft]:
    told = {
        "action": "killed", "actor": "Boko Haram fighters", "target": "traders", "date": "on Monday",
        "location": "Damboa", "proposed_code": "190",
    }  # fmt: skip
    return report(text, published, **told | changed)


def pact(text: str = PACT, published: str = "2022-05-03", **changed: Any) -> tuple[Article, Draft]:
    told = {"action": "signed", "actor": "Kenya and Uganda", "date": "on Monday", "proposed_code": "057"}
    return report(text, published, **told | changed)


def run(*reports: tuple[Article, Draft], **options: Any) -> Result:
    drafts = {article.article_id: draft for article, draft in reports}
    engine = FunctionEngine(lambda article: [drafts[article.article_id]])
    codebook = options.pop("codebook", "cameo")
    result = Pipeline(engine, codebook).run([article for article, _ in reports], **options)
    assert len(result.mentions) == len(reports), [outcome.rejected for outcome in result.outcomes]
    return result


def clusters(result: Result) -> set[frozenset[str]]:
    return {frozenset(event.mention_ids) for event in result.events}


AGAIN = raid(
    "Militants shot dead traders in the market of Damboa in Monday's raid, the army said.", "2022-05-05",
    action="shot dead", actor="Militants", date="Monday's", proposed_code="193",
)  # fmt: skip


def test_a_follow_up_two_days_later_joins_by_the_day_it_tells() -> None:
    (event,) = run(raid(), AGAIN).events
    assert (event.n_mentions, event.n_sources) == (2, 2)
    assert (str(event.first_report), str(event.last_report)) == ("2022-05-03", "2022-05-05")


@pytest.mark.parametrize(
    "other",
    [
        raid("Boko Haram fighters killed 12 traders at a market in Gwoza on Monday.", location="Gwoza"),
        raid("Boko Haram fighters killed 12 traders at a market in Damboa on Tuesday.", "2022-05-04",
             date="on Tuesday"),
        raid("The Nigerian army killed Boko Haram fighters at a market in Damboa on Monday.",
             actor="The Nigerian army", target="Boko Haram fighters"),
        raid("Boko Haram fighters will have killed traders at a market in Damboa by Monday.",
             action="will have killed", time_status="planned", date=None),
        raid("Boko Haram fighters have not killed 12 traders at a market in Damboa on Monday.",
             action="have not killed", time_status="negated"),
        raid("Boko Haram fighters seized traders at a market in Damboa on Monday.", action="seized",
             proposed_code="1711"),
    ],
    ids=["another town", "another day", "other parties", "planned", "denied", "another act"],
)  # fmt: skip
def test_a_look_alike_stays_apart(other: tuple[Article, Draft]) -> None:
    assert len(run(raid(), other).events) == 2


def test_an_act_and_its_retaliation_stay_apart() -> None:
    back = raid("The Nigerian army killed Boko Haram fighters at a camp in Damboa on Monday.",
                actor="The Nigerian army", target="Boko Haram fighters")  # fmt: skip
    forth = raid(
        "Boko Haram fighters killed Nigerian soldiers at a camp in Damboa on Monday.", target="Nigerian soldiers"
    )
    assert len(run(forth, back).events) == 2


def test_another_round_of_talks_stays_apart() -> None:
    told = {"action": "held", "actor": "Kenya and Uganda", "proposed_code": "046", "date": None}
    one = pact("Kenya and Uganda held the first round of talks on fisheries.", **told)
    two = pact("Kenya and Uganda held the second round of talks on fisheries.", **told)
    assert len(run(one, two).events) == 2


def test_a_visit_told_from_either_end_is_one_event() -> None:
    went = report("Kenya's president visited Uganda on Monday.", action="visited", actor="Kenya's president",
                  target="Uganda", date="on Monday", proposed_code="042")  # fmt: skip
    came = report("Uganda hosted the Kenyan president in Kampala on Monday.", action="hosted", actor="Uganda",
                  target="the Kenyan president", date="on Monday", location="Kampala", proposed_code="043")  # fmt: skip
    assert len(run(went, came).events) == 1


def test_two_accords_of_one_pair_in_one_week_stay_apart() -> None:
    space = pact("Kenya and Uganda signed a space agreement in Kisumu on Thursday.", "2022-05-06", date="on Thursday")
    assert len(run(pact(), space).events) == 2


@pytest.mark.parametrize(("scope", "events"), [("all", 1), ("article", 2), ("none", 2)])
def test_merging_can_be_kept_within_articles_or_left_out(scope: str, events: int) -> None:
    assert len(run(raid(), AGAIN, merge=scope).events) == events


def test_the_events_do_not_depend_on_the_order_of_the_articles() -> None:
    reports = [raid(), AGAIN, pact(), raid("Gunmen killed traders in Damboa.", actor="Gunmen", date=None)]
    expected = clusters(run(*reports))
    for seed in range(5):
        shuffled = random.Random(seed).sample(reports, len(reports))  # noqa: S311  # an order, not a secret
        assert clusters(run(*shuffled)) == expected


def test_the_event_takes_day_and_place_from_the_report_that_tells_them() -> None:
    vague = raid("Boko Haram fighters killed 12 traders at a market.", "2022-05-02", date=None, location=None)
    (event,) = run(vague, raid()).events
    assert (str(event.best.when.start), event.best.where.name) == ("2022-05-02", "Damboa")


def tolls(figures: Iterable[tuple[str, int]]) -> Result:
    reports = [
        raid(f"Boko Haram fighters killed {toll} traders at a market in Damboa on Monday, {witness} said.", day,
             proposed_code="ATTACK", attributes={"fatalities": toll})
        for (day, toll), witness in zip(figures, ("a nurse", "a driver", "the governor"), strict=False)
    ]  # fmt: skip
    return run(*reports, codebook="conflict-location")


def test_conflicting_tolls_are_kept_as_a_range_with_the_chosen_value_and_its_reason() -> None:
    result = tolls([("2022-05-03", 12), ("2022-05-04", 15), ("2022-05-05", 14)])
    (event,) = result.events
    assert event.ranges == {"fatalities": (12, 15)}
    assert event.best.attributes["fatalities"] == 14
    assert event.chosen_because == "fatalities 14: the lowest figure of the latest day that tells one (2022-05-05)"
    row = result.to_polars("events").row(0, named=True)
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == (14, 12, 15)


def test_tolls_that_agree_need_no_reason() -> None:
    (event,) = tolls([("2022-05-03", 12), ("2022-05-04", 12)]).events
    assert event.ranges == {"fatalities": (12, 12)}
    assert event.chosen_because is None


STORY = (
    "The harbour council met at noon, and dockers waited outside the gates with banners and drums until the evening. "
    "Shopkeepers along the quay closed early, a bank kept its shutters down, and two schools sent pupils home on foot. "
    "A crane driver said the cranes had stood still since the spring, when a storm bent the rails on the outer pier."
)


def test_the_same_passage_of_one_wire_story_is_one_event_whoever_its_parties_are_taken_for() -> None:
    """The police are Kenya's in one outlet and Uganda's in the other."""
    first, second = (
        Article(text=f"{said}\n{STORY}", published="2022-05-03", source=outlet)
        for said, outlet in (
            ("Kenyan police arrested a docker on Monday over the strike, an official said.", "Coast Gazette"),
            ("Ugandan police arrested a docker on Monday over the strike, an official said.", "Lake Gazette"),
        )
    )
    drafts = {
        article.article_id: Draft(
            quote=article.text.split("\n")[0], action="arrested", actor=article.text.split(" arr")[0],
            target="a docker", date="on Monday", proposed_code="173",
        )
        for article in (first, second)
    }  # fmt: skip
    result = run((first, drafts[first.article_id]), (second, drafts[second.article_id]))
    assert {mention.actor.country for mention in result.mentions} == {"KEN", "UGA"}
    assert len(result.events) == 1
