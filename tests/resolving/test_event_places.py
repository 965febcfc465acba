"""Events whose sentence names no place take it from where the article says the same thing happens, or have none."""

import pytest

from eventx.pipeline import extract
from eventx.schema import Article, Draft, Where
from eventx.testing import FunctionEngine


def places(text: str, drafts: list[Draft], dateline: str | None = None) -> list[str | None]:
    """Return the names of the places of drafts about an article, in the order given."""
    return [where.name for where in wheres(text, drafts, dateline)]


def wheres(text: str, drafts: list[Draft], dateline: str | None = None) -> list[Where]:
    article = Article(text=text, published="2019-06-14", dateline=dateline)
    return [mention.where for mention in extract(article, engine=FunctionEngine(lambda _: drafts)).mentions]


def draft(quote: str, action: str, code: str, *, actor: str, target: str | None, **more: str) -> Draft:
    return Draft(quote=quote, action=action, actor=actor, target=target, proposed_code=code, **more)


def agreed(quote: str, code: str = "036") -> Draft:
    return draft(quote, "agreed", code, actor="Kenya and Uganda", target=None)


BLAST = "A bomber killed six police officers at a checkpoint on Friday."
HUNT = "Police arrested nine men by nightfall."
CRITIC = "Pakistan's opposition condemned the attack."


def test_an_act_on_the_ground_is_in_the_town_of_the_dateline_when_the_lead_names_no_other() -> None:
    drafts = [draft(BLAST, "killed", "183", actor="A bomber", target="police officers")]
    assert places(f"{BLAST}\n{HUNT}", drafts, "QUETTA, Pakistan") == ["Quetta"]


def test_the_dateline_is_not_the_scene_of_a_lead_that_names_another_town() -> None:
    lead = "Rebels killed six soldiers on Friday, residents of Goma said."
    drafts = [draft(lead, "killed", "190", actor="Rebels", target="soldiers")]
    assert places(lead, drafts, "KINSHASA") == [None]


def test_a_statement_about_an_attack_is_not_made_where_it_was() -> None:
    drafts = [
        draft(BLAST, "killed", "183", actor="A bomber", target="police officers"),
        draft(CRITIC, "condemned", "111", actor="Pakistan's opposition", target=None),
    ]
    assert places(f"{BLAST}\n{CRITIC}", drafts, "QUETTA, Pakistan") == ["Quetta", None]


def test_the_next_act_of_a_paragraph_is_where_the_one_before_was() -> None:
    march = "In Bunia hundreds of students marched to the governor's office."
    police = "Police beat several of them."
    drafts = [
        draft(march, "marched", "141", actor="students", target=None, location="Bunia"),
        draft(police, "beat", "175", actor="Police", target="students"),
    ]
    assert places(f"{march} {police}", drafts) == ["Bunia", "Bunia"]
    assert places(f"{march}\n{police}", drafts) == ["Bunia", None]


def test_two_sides_agree_where_another_sentence_says_that_they_met() -> None:
    lead = "Kenya and Uganda agreed on Friday to reopen talks on their lake border."
    after = "The foreign ministers of Kenya and Uganda met in Kisumu."
    met = draft(after, "met", "040", actor="Kenya and Uganda", target=None, location="Kisumu")
    assert places(f"{lead}\n{after}", [agreed(lead), met]) == ["Kisumu", "Kisumu"]


def test_a_truce_is_agreed_like_any_other_deal_whatever_its_code() -> None:
    lead = "Kenya and Uganda agreed on Friday to a truce on their lake border."
    after = "The defence ministers of Kenya and Uganda met in Kisumu."
    met = draft(after, "met", "040", actor="Kenya and Uganda", target=None, location="Kisumu")
    assert places(f"{lead}\n{after}", [agreed(lead, code="0871"), met]) == ["Kisumu", "Kisumu"]


def test_sides_that_say_where_they_are_to_meet_again_have_not_agreed_so_in_a_place_told_elsewhere() -> None:
    lead = "The foreign ministers of Kenya and Uganda met in Kisumu."
    after = "Kenya and Uganda agreed on Friday to meet again in Jinja."
    met = draft(lead, "met", "040", actor="Kenya and Uganda", target=None, location="Kisumu")
    assert places(f"{lead}\n{after}", [met, agreed(after)]) == ["Kisumu", None]


def test_a_meeting_whose_guest_arrived_in_the_town_of_the_talks_was_there() -> None:
    lead = "Envoys of Kenya and Uganda held talks in Kisumu."
    after = "Kenya's envoy met the Ugandan one, who had arrived in Kisumu at dawn."
    talks = draft(lead, "held talks", "046", actor="Envoys of Kenya and Uganda", target=None, location="Kisumu")
    met = draft(after, "met", "040", actor="Kenya's envoy", target="the Ugandan one")
    assert places(f"{lead}\n{after}", [talks, met]) == ["Kisumu", "Kisumu"]


def test_a_statement_is_made_where_the_next_sentence_quotes_its_speaker() -> None:
    vow = "Kenya's president vowed on Friday to block the deal."
    said = '"It is a bad deal," he told farmers in Nakuru.'
    other = '"It is a bad deal," said a trader in Nakuru.'
    drafts = [draft(vow, "vowed", "130", actor="Kenya's president", target=None)]
    assert places(f"{vow} {said}", drafts) == ["Nakuru"]
    assert places(f"{vow} {other}", drafts) == [None]
    assert places(f"{vow}\n{said}", drafts) == [None]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("During the talks with her guest, Tanzania's minister complained about the tariffs of Malawi.", "Arusha"),
        ("On Sunday Tanzania's minister complained about the tariffs of Malawi.", None),
    ],
)
def test_what_a_side_says_at_a_meeting_is_said_where_they_met(said: str, place: str | None) -> None:
    met = "Tanzania's minister met the trade minister of Malawi in Arusha."
    drafts = [
        draft(met, "met", "040", actor="Tanzania's minister", target="the trade minister of Malawi", location="Arusha"),
        draft(said, "complained", "111", actor="Tanzania's minister", target="Malawi"),
    ]
    assert places(f"{met}\n{said}", drafts) == ["Arusha", place]


def test_a_dateline_abroad_is_where_the_story_is_told_from_and_a_capital_of_a_party_is_not() -> None:
    lead = "Kenya and Uganda agreed on Friday to hold talks on their lake border."
    assert places(lead, [agreed(lead)], "GENEVA") == ["Geneva"]
    assert places(lead, [agreed(lead)], "KAMPALA") == [None]


def test_an_organisation_speaks_in_the_town_of_the_dateline_and_those_who_answer_it_do_not() -> None:
    lead = "The United Nations condemned Kenya on Friday."
    after = "Kenya rejected the criticism by the United Nations."
    drafts = [
        draft(lead, "condemned", "111", actor="The United Nations", target="Kenya"),
        draft(after, "rejected", "120", actor="Kenya", target="the United Nations"),
    ]
    assert places(f"{lead}\n{after}", drafts, "GENEVA") == ["Geneva", None]


def test_a_call_has_no_place() -> None:
    lead = "Kenya's president discussed the lake border with Uganda's president by telephone on Friday."
    drafts = [draft(lead, "discussed the lake border", "041", actor="Kenya", target="Uganda")]
    assert places(lead, drafts, "GENEVA") == [None]


def test_what_states_do_from_afar_and_what_is_planned_take_no_place() -> None:
    ban = "Kenya imposed sanctions on Uganda on Friday."
    plan = "Gunmen will kill hostages, they said."
    drafts = [
        draft(ban, "imposed sanctions", "163", actor="Kenya", target="Uganda"),
        draft(plan, "kill", "190", actor="Gunmen", target="hostages", time_status="planned"),
    ]
    assert places(f"{ban}\n{plan}", drafts, "MOMBASA, Kenya") == [None, None]


def test_an_unknown_square_is_in_the_town_of_the_dateline() -> None:
    lead = "Thousands of Kenyan students packed Oloolua Ridge Square on Friday."
    drafts = [draft(lead, "packed", "141", actor="Kenyan students", target=None, location="Oloolua Ridge Square")]
    (where,) = wheres(lead, drafts, "NAIROBI")
    assert (where.text, where.name, where.precision) == ("Oloolua Ridge Square", "Nairobi", 2)


def test_an_embassy_is_not_in_the_country_it_serves() -> None:
    lead = "Thousands of Kenyan students marched to the embassy of Japan on Friday."
    drafts = [draft(lead, "marched", "141", actor="Kenyan students", target=None, location="the embassy of Japan")]
    (where,) = wheres(lead, drafts, "NAIROBI")
    assert (where.text, where.name, where.country) == ("the embassy of Japan", "Nairobi", "KEN")
    (where,) = wheres(lead, drafts)
    assert (where.text, where.name, where.country) == ("the embassy of Japan", None, None)


def test_a_small_place_in_a_country_that_is_no_party_is_another_one_of_that_name() -> None:
    lead = "Syrian jets bombed a market in Viborg on Friday, and a Syrian envoy spoke in Geneva."
    raid = draft(lead, "bombed", "195", actor="Syrian jets", target="a market", location="Viborg")
    speech = draft(lead, "spoke", "010", actor="a Syrian envoy", target=None, location="Geneva")
    told = wheres(lead, [raid, speech])
    assert [(where.text, where.name) for where in told] == [("Viborg", None), ("Geneva", "Geneva")]


def test_a_place_in_no_country_of_the_parties_is_not_taken_over() -> None:
    lead = "A Syrian bomber killed six Syrian police officers on Friday."
    drafts = [draft(lead, "killed", "183", actor="A Syrian bomber", target="Syrian police officers")]
    assert places(lead, drafts, "QUETTA, Pakistan") == [None]
    assert places(lead, drafts, "ALEPPO, Syria") == ["Aleppo"]


@pytest.mark.parametrize(("where", "place"), [("there", "Quetta"), ("in the city", "Quetta"), ("at home", None)])
def test_a_later_act_is_in_the_place_told_before_where_the_words_point_back_to_it(
    where: str, place: str | None
) -> None:
    blast = draft("A bomber killed six officers in Quetta on Sunday.", "killed", "183", actor="A bomber",
                  target="six officers", location="Quetta", date="on Sunday")  # fmt: skip
    hunt = draft(f"Pakistani police arrested nine men {where} on Monday.", "arrested", "173", actor="Pakistani police",
                 target="nine men", date="on Monday")  # fmt: skip

    assert places(f"{blast.quote} {hunt.quote}", [blast, hunt]) == ["Quetta", place]
