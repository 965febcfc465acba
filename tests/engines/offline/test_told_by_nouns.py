"""Acts that a noun tells: who does them to whom, wherever the sentence puts them."""

from datetime import date

import pytest

from eventx.pipeline import Pipeline
from eventx.schema import Article

MUTUAL = {"meeting": "04", "summit": "04", "gun battle": "19", "clash": "19"}
AGAINST = {
    "raid on": {"17", "18", "19"}, "attack on": {"18", "19"}, "shelling of": {"19"}, "arrest of": {"17"},
    "abduction of": {"18"}, "threat against": {"13"},
}  # fmt: skip
TROOPS, REBELS = "Ugandan troops", "Kenyan rebels"


def found(texts: dict[str, str]) -> dict[str, set[tuple[str, str | None, str | None]]]:
    """Return of each text the root and the countries of both sides of what it tells."""
    articles = [Article(article_id=name, text=text, published=date(2024, 5, 15)) for name, text in texts.items()]
    told: dict[str, set[tuple[str, str | None, str | None]]] = {name: set() for name in texts}
    for m in Pipeline().run(articles, merge="none").mentions:
        told[m.article_id].add((m.root, m.actor.country, m.target.country))
    return told


def of(text: str) -> set[tuple[str, str | None, str | None]]:
    """Return the same of one text."""
    return found({"told": text})["told"]


@pytest.mark.parametrize(
    "frame",
    [
        "A {noun} between {a} and {b} took place on Monday.",
        "There was a {noun} between {a} and {b} on Monday.",
        "A {noun} between {a} and {b} began on Monday.",
        "The {noun} between {a} and {b} lasted two hours.",
    ],
)
def test_what_two_sides_do_together_has_both(frame: str) -> None:
    told = found({noun: frame.format(noun=noun, a=TROOPS, b=REBELS) for noun in MUTUAL})
    assert [noun for noun, root in MUTUAL.items() if (root, "UGA", "KEN") not in told[noun]] == []


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Talks were held between Togo and Benin on Monday.", "04"),
        ("A security pact was signed between Togo and Benin in Lome.", "05"),
        ("There has been fighting between Togolese troops and Beninese rebels.", "19"),
        ("Two people died in a gun battle between Togolese troops and Beninese rebels.", "19"),
        ("Two guards were wounded in a clash between Togolese troops and Beninese rebels.", "19"),
    ],
)
def test_what_stands_between_two_is_theirs(text: str, root: str) -> None:
    assert of(text) == {(root, "TGO", "BEN")}


@pytest.mark.parametrize(
    "frame",
    [
        "The {act} {b} by {a} angered the mayor.",
        "The {act} {b} by {a} was reported on Monday.",
        "Children fled after a {noun} by {a} {to} {b}.",
        "The {noun} by {a} {to} {b} angered the mayor.",
        "The radio reported a {noun} by {a} {to} {b}.",
    ],
)
def test_who_stands_behind_by_did_it_and_not_who_stands_behind_him(frame: str) -> None:
    texts = {
        act: frame.format(act=act, noun=act.split(" ")[0], to=act.split(" ")[1], a=TROOPS, b="Kenyan villagers")
        for act in AGAINST
    }
    told = found(texts)
    assert [act for act, roots in AGAINST.items() if not told[act] & {(root, "UGA", "KEN") for root in roots}] == []


def test_whose_agents_they_are_stays_with_the_agents() -> None:
    told = of("A raid by soldiers of Togo on villagers in Benin left two dead.")
    assert {actor for _, actor, _ in told} == {"TGO"}


def test_forces_that_are_moved_act_and_are_not_acted_on() -> None:
    assert of("Kenyan troops were sent to Somalia on Monday.") == {("15", "KEN", "SOM")}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Kenyan officials were accused of spying by Ugandan ministers on Monday.", ("11", "UGA", "KEN")),
        ("Kenyan ministers were urged to open the border by Ugandan officials.", ("02", "UGA", "KEN")),
        ("Kenyan reporters, charged with spying by Ugandan prosecutors, went home.", ("17", "UGA", "KEN")),
        ("The Greek minister was received in Ankara by the Turkish president.", ("04", "TUR", "GRC")),
        ("Kenyan troops fought Ugandan rebels trying to enter the town.", ("19", "KEN", "UGA")),
        ("Kenyan fishermen clashed with Ugandan police trying to seize their nets.", ("14", "KEN", "UGA")),
    ],
)
def test_agents_and_partners_are_found_behind_what_is_told_of_others(text: str, sides: tuple[str, str, str]) -> None:
    assert sides in of(text)


def test_who_is_blamed_for_a_deed_is_not_blamed_by_its_doers() -> None:
    told = of("Kenyan ministers were blamed for the raid by Ugandan rebels.")
    assert told == {("11", None, "KEN")}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Israeli soldiers killed a Jordanian boy in a clash between youths and troops.", ("19", "ISR", "JOR")),
        ("Arafat was urged to end suicide bombings by Hamas.", ("02", "PSE", "PSE")),
        ("Syria was condemned for the use of chemical weapons by its air force.", ("11", None, "SYR")),
        ("Two Syrians were arrested at a demonstration by Kurds in Berlin.", ("17", None, "SYR")),
        ("Kofi Annan was criticised during fighting between Israel and Lebanon.", ("11", None, None)),
        ("Three Togolese soldiers died in a clash with rebels.", ("19", "TGO", "TGO")),
        ("Togolese soldiers were sent to jail for mutiny.", ("17", None, "TGO")),
        ("Belarus expelled an American diplomat, accused of fomenting unrest.", ("16", "BLR", "USA")),
        ("Police arrested two Britons in Athens. Both were accused of spying by Greek judges.", ("11", "GRC", "GBR")),
    ],
)
def test_who_stands_near_did_not_do_it(text: str, sides: tuple[str, str | None, str | None]) -> None:
    told = of(text)
    assert sides in told and len({found for found in told if found[0] == sides[0]}) == 1


def test_what_is_expected_is_not_told_as_done() -> None:
    assert ("19", "LBN", "ISR") in of("Israel reported attacks by Hezbollah on its northern towns.")
    assert ("19", "LBN", "ISR") not in of("Israel expects attacks by Hezbollah on its northern towns.")
