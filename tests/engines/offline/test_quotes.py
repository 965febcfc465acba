"""Who speaks where a quote goes on after its sentence, in texts written for these tests."""

import pytest

from eventx import extract


def dyads(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return root and countries of what a text tells."""
    return [(m.root, m.actor.country, m.target.country) for m in extract(text).mentions]


@pytest.mark.parametrize(
    "text",
    [
        '"Our patience is over," Ugandan President Yoweri Museveni said on Monday. "Rwanda must open its border."',
        'The foreign minister of Uganda was furious: "Rwanda must open its border."',
        "Rwanda must open its border, according to the foreign minister of Uganda.",
    ],
)
def test_who_lays_a_duty_on_others_is_who_speaks(text: str) -> None:
    assert dyads(text) in ([("10", "UGA", "RWA")], [("02", "UGA", "RWA")])


@pytest.mark.parametrize(
    ("text", "laid"),
    [
        (
            "Rwanda must open its border with Uganda by June under the treaty.",
            "Rwanda must open its border with Uganda by June, according to the foreign minister of Kenya.",
        ),
        (
            "Under its charter Zambia should choose a new speaker of parliament in May.",
            "Zambia should choose a new speaker of parliament, Kenya's foreign minister said on Monday.",
        ),
    ],
)
def test_a_duty_that_nobody_lays_on_anybody_is_no_demand(text: str, laid: str) -> None:
    assert [actor for _, actor, _ in dyads(laid)] == ["KEN"]
    assert dyads(text) == []


def test_we_are_who_spoke_last() -> None:
    text = '"The time for talk is past," Chad\'s President Mahamat Deby told reporters. "We will send troops to Sudan."'
    (mention,) = extract(text).mentions

    assert (mention.actor.country, mention.target.country) == ("TCD", "SDN")


def test_what_follows_a_closed_quote_is_told_by_the_article() -> None:
    text = '"We are ready," Chad\'s President Mahamat Deby said. Sudan accused Libya of arming rebels.'

    assert dyads(text)[-1] == ("11", "SDN", "LBY")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rwanda denied arming the rebels in Congo.", "016"),
        ("Turkey denied any role in the raid on Libya.", "016"),
        ("Malta denied entry to a Libyan delegation on Monday.", "12"),
    ],
)
def test_a_denial_is_a_statement_and_what_is_withheld_a_refusal(text: str, code: str) -> None:
    assert [m.code for m in extract(text).mentions if m.code.startswith(code)]
    assert {m.root for m in extract(text).mentions} == {code[:2]}


def test_a_denial_is_no_event_where_statements_are_none() -> None:
    text = "Rwanda denied arming the rebels in Congo. Congo accused Rwanda of arming the rebels."
    assert [m.root for m in extract(text, codebook="plover").mentions] == ["ACCUSE"]
