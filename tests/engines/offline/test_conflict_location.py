"""What the conflict-location codebook makes of short texts written for these tests: codes by sides, one row a scene."""

from datetime import date

import pytest

import eventx
from eventx.codebook import load_codebook
from eventx.engines.offline.explain import explain
from eventx.pipeline import Pipeline, Result
from eventx.schema import Article

WEDNESDAY = date(2024, 5, 15)


def result(text: str) -> Result:
    return Pipeline("offline", "conflict-location").run([Article(text=text, published=WEDNESDAY)])


def codes(text: str) -> list[str]:
    return [mention.code for mention in result(text).mentions]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunmen shot dead four policemen near Mubi on Monday.", "ARMED_CLASH"),
        ("Gunmen shot dead four herders near Mubi on Monday.", "ATTACK"),
        ("The army recaptured the town of Anefis from rebels on Monday.", "GOV_REGAINS_TERIT"),
        ("The town of Anefis fell to rebels on Monday.", "NON_STATE_ACTOR_OVERTAKES_TER"),
    ],
)
def test_the_code_follows_who_acts_and_on_whom(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text", ["The town of Anefis fell to rebels on Monday.", "The army lost the town of Anefis to rebels on Monday."]
)
def test_who_takes_a_town_acts(text: str) -> None:
    (mention,) = result(text).mentions

    assert (mention.actor.text, mention.target.text) != (None, None)
    assert "rebels" in (mention.actor.text or "")


def test_from_whom_a_town_is_taken_is_the_other_side() -> None:
    (mention,) = result("The army recaptured the town of Anefis from rebels on Monday.").mentions

    assert (mention.target.text, mention.where.text) == ("rebels", "the town of Anefis")


@pytest.mark.parametrize(
    "text",
    ["A bomb exploded in a bus station in Kano on Monday.", "A shell hit a bridge near Sloviansk on Monday."],
)
def test_a_weapon_tells_its_act_without_anybody(text: str) -> None:
    (mention,) = result(text).mentions

    assert mention.root == "EXPLOSIONS_REMOTE_VIOLENCE"
    assert mention.where.text is not None
    assert [m for m in eventx.extract(text).mentions if not (m.actor.text or m.target.text)] == []


def test_harm_by_a_shell_is_told_once() -> None:
    text = "Two women were killed when a shell hit their house in Kherson on Monday."
    (mention,) = result(text).mentions

    assert (mention.target.text, mention.attributes["fatalities"]) == ("Two women", 2)
    assert str(mention.when.start) == "2024-05-13"


def test_a_march_and_what_police_do_to_it_are_one_event() -> None:
    text = (
        "About 400 miners marched over pay in Oruro on Monday. Police fired tear gas at them and arrested nine of them."
    )
    (event,) = result(text).events

    assert (event.best.code, event.best.attributes["crowd_size"]) == ("PROTEST_WITH_INTER", 400)
    assert (event.best.target.text, str(event.best.when.start)) == ("About 400 miners", "2024-05-13")


def test_whom_soldiers_shoot_at_a_march_are_marchers() -> None:
    text = "Miners marched in Oruro on Monday. Soldiers shot two of them dead."
    last = result(text).mentions[-1]

    assert (last.code, last.target.text, last.attributes["fatalities"]) == ("FORCE_AGAINST_PROTEST", "Miners", 2)


def test_a_protest_has_no_target() -> None:
    (mention,) = result("Miners marched on the finance ministry in La Paz on Monday.").mentions

    assert (mention.code, mention.target.text) == ("PEACE_PROTEST", None)


@pytest.mark.parametrize(
    ("text", "crowd"),
    [
        ("Thousands marched through Riga on Monday against the law.", 2000),
        ("Some 700 marched through Riga on Monday against the law.", 700),
    ],
)
def test_a_bare_number_that_marches_is_a_crowd(text: str, crowd: int) -> None:
    assert [m.attributes.get("crowd_size") for m in result(text).mentions] == [crowd]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Mortar rounds hit a market in Taiz, killing at least nine, seven of them children.", 9),
        ("A missile hit a school in Sumy, killing four teachers, among them a man of 60.", 4),
        ("The toll from Monday's air strike on a clinic in Idlib has risen to 12 from nine.", 12),
    ],
)
def test_the_dead_are_counted_once(text: str, dead: int) -> None:
    assert [m.attributes.get("fatalities") for m in result(text).mentions] == [dead]


def test_deaths_that_others_cause_are_not_an_acts_toll() -> None:
    text = "The army shelled a camp near Bunia on Monday. Rebels killed six traders in Beni."
    shelled, killed = result(text).mentions

    assert ("fatalities" in shelled.attributes, killed.attributes["fatalities"]) == (False, 6)


def test_whom_it_is_done_to_tells_whether_civilians_are_meant() -> None:
    (mention,) = result("A rocket hit displaced people in a camp near Goma on Monday.").mentions

    assert mention.attributes["civilian_targeting"] is True


def test_a_camp_of_refugees_is_no_camp_of_soldiers() -> None:
    (mention,) = result("Mortar shells hit a camp of refugees near Bunia on Monday.").mentions

    assert mention.attributes["civilian_targeting"] is True


def test_why_says_that_a_code_was_turned_by_its_sides() -> None:
    text = "Miners marched in Oruro on Monday. Police arrested two of them."
    article = Article(text=text, published=WEDNESDAY)
    lines = list(explain(article, text.index("Police"), len(text), load_codebook("conflict-location")))

    assert "  code ARREST Arrests" in lines
    assert "  becomes PROTEST_WITH_INTER Protest with intervention by its sides (turns in the codebook)" in lines


def test_turns_name_codes_of_their_codebook() -> None:
    book = load_codebook("conflict-location")

    assert {code for turn in book.head.turns for code in (turn.code, turn.becomes)} <= book.codes.keys()
