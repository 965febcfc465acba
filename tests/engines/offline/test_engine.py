"""The offline engine end to end: our own short articles."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import eventx
from eventx.codebook import load_codebook
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.engine import OfflineEngine
from eventx.resolving.actor_tables import load_tables
from eventx.resources import data_folder
from eventx.schema import Article, Mention, TimeStatus

ARTICLE = (
    "Peru expelled two Chilean diplomats on Friday, the foreign ministry said.\n"
    "Chile's foreign minister, Rosa Quilodran, condemned the decision and said her country would not respond in kind.\n"
    "Lima had accused the two men of spying in 2019.\n"
    "Shares in Santiago fell and copper prices rose after a quiet week."
)


@pytest.fixture(scope="module")
def result() -> eventx.Result:
    return eventx.extract(Article(text=ARTICLE, published="2024-05-12"))


def mention(result: eventx.Result, root: str) -> eventx.Mention:
    return next(m for m in result.mentions if m.root == root)


def test_an_expulsion_is_found_with_both_sides_and_its_day(result: eventx.Result) -> None:
    expulsion = next(m for m in result.mentions if m.actor.country == "PER" and m.time_status == TimeStatus.ACTUAL)
    assert expulsion.root in {"16", "17"}
    assert expulsion.target.country == "CHL"
    assert str(expulsion.when.start) == "2024-05-10"


def test_a_condemned_decision_is_aimed_at_who_took_it(result: eventx.Result) -> None:
    criticism = mention(result, "11")
    assert (criticism.actor.country, criticism.target.country) == ("CHL", "PER")


def test_what_is_dated_years_ago_is_history(result: eventx.Result) -> None:
    past = [m for m in result.mentions if "2019" in m.quote]
    assert {m.time_status for m in past} == {TimeStatus.HISTORICAL}


def test_markets_are_no_events(result: eventx.Result) -> None:
    assert [m.quote for m in result.mentions]
    assert not [m for m in result.mentions if "copper" in m.quote]


def test_every_quote_is_the_stored_text_at_its_offsets(result: eventx.Result) -> None:
    text = result.outcomes[0].article.text
    assert result.mentions
    assert all(text[m.quote_start : m.quote_end] == m.quote for m in result.mentions)
    assert all(text[m.action_start : m.action_end] == m.action_text for m in result.mentions)


def test_reading_twice_gives_the_same(result: eventx.Result) -> None:
    again = eventx.extract(Article(text=ARTICLE, published="2024-05-12"))
    assert again.mentions
    assert again.mentions == result.mentions


def test_an_undated_article_has_no_dates() -> None:
    text = "Peru expelled two Chilean diplomats on Friday. Chile recalled its ambassador from Lima."
    mentions = eventx.extract(text).mentions
    assert mentions
    assert all(m.when.start is None for m in mentions)


def test_the_fitted_coder_that_ships_is_up_to_date() -> None:
    """When this fails, run: python schemas/fitted/build.py."""
    import numpy as np

    for path in sorted(data_folder("schemas", "fitted").glob("*.npz")):
        with np.load(path) as arrays:
            assert str(arrays["fingerprint"]) == OfflineCoder(load_codebook(path.stem)).fingerprint, path.name


OWN = """
name = "mining"
version = "1"
[[codes]]
code = "MINE"
label = "Opens a mine"
[[codes]]
code = "SPILL"
label = "Spills waste"
"""


def test_a_users_codebook_with_a_few_examples_is_an_offline_coder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "mining"
    folder.mkdir()
    (folder / "codebook.toml").write_text(OWN, encoding="utf-8")
    rows = [
        "MINE\t\t<s>The company</s> <a>opened a copper mine</a> near the border.",
        "MINE\t\t<s>Zambia</s> <a>opened two new mines</a> this year.",
        "MINE\t\t<s>A Canadian firm</s> <a>dug a gold mine</a> in the hills.",
        "SPILL\t\t<s>The company</s> <a>spilled acid</a> into the river.",
        "SPILL\t\t<s>A Chinese firm</s> <a>leaked waste</a> into a lake.",
        "SPILL\t\t<s>The miners</s> <a>dumped toxic waste</a> in the bay.",
        "---\t\t<s>The company</s> <a>held its annual meeting</a> in Lusaka.",
        "---\t\t<s>The government</s> <a>published figures</a> on growth.",
    ]
    (folder / "examples.tsv").write_text("code\tcontrast\ttext\n" + "\n".join(rows) + "\n", encoding="utf-8")
    text = "A Peruvian company spilled acid waste into the Amazon on Monday, residents said."
    found = eventx.extract(Article(text=text, published="2024-05-14"), codebook=str(folder))
    assert [m.code for m in found.mentions] == ["SPILL"]


WITHOUT_ENCODER = """
import sys
sys.modules["onnxruntime"] = None
import eventx
text = "Kenya expelled two Ugandan diplomats on Monday, officials in Nairobi said."
result = eventx.extract(text)
print([mention.root for mention in result.mentions], result.mentions[0].model)
"""


def test_without_the_encoder_the_bundled_coder_works_from_words_and_says_so(tmp_path: Path) -> None:
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", WITHOUT_ENCODER]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.endswith("no encoder\n")


SAYS = "The interior minister of Ghana said on Monday that the rains had come late this year."


def test_a_bare_statement_is_coded_only_when_it_is_asked_for() -> None:
    cameo = load_codebook("cameo")
    codes = [[m.code for m in extract(SAYS, OfflineEngine(cameo, statements=wanted))] for wanted in (False, True)]
    assert codes == [[], ["010"]]


def extract(text: str, engine: OfflineEngine) -> tuple[Mention, ...]:
    return eventx.extract(text, engine=engine).mentions


def test_who_only_informs_or_thinks_makes_no_statement() -> None:
    engine = OfflineEngine(load_codebook("cameo"), statements=True)
    assert [m.code for m in extract("Kenya's president said the bridge was closed.", engine)] == ["010"]
    told = ["Police said the bridge was closed.", "The finance ministry expects the economy to grow next year."]
    assert [extract(text, engine) for text in told] == [(), ()]


def test_what_a_speaker_says_others_must_do_is_asked_by_the_speaker_of_them() -> None:
    found = eventx.extract("Prime Minister Erna Solberg said on Friday that Belarus must free all political prisoners.")
    assert [(m.root, m.actor.country, m.target.country) for m in found.mentions] == [("10", "NOR", "BLR")]


@pytest.mark.parametrize(
    "others",
    ["the African Union should impose sanctions on Somalia", "the Security Council should review the case",
     "NATO must send ships to the strait", "China should lift its ban on seafood"],
)  # fmt: skip
def test_who_says_that_others_must_act_demands_it_whatever_the_act_is(others: str) -> None:
    result = eventx.extract(f"Kenya's foreign minister said {others}.")
    assert [(m.root in {"02", "10"}, m.actor.country) for m in result.mentions] == [(True, "KEN")]
    request = eventx.extract(f"Kenya's foreign minister said {others}.", codebook="plover")
    assert [m.root for m in request.mentions] == ["REQUEST"]


@pytest.mark.parametrize(
    "claim",
    ["insisted that the new law was needed", "maintained that his officers had used only shields",
     "claimed to have won the vote", "claimed they had won the vote"],
)  # fmt: skip
def test_who_says_that_something_is_so_demands_nothing_and_accuses_nobody(claim: str) -> None:
    engine = OfflineEngine(load_codebook("cameo"), statements=True)
    assert {m.root for m in extract(f"Togo's interior minister {claim}.", engine)} == {"01"}


def test_who_insists_that_others_act_demands_it() -> None:
    (demand,) = eventx.extract("Togo's interior minister insisted that Benin withdraw its boats.").mentions
    assert (demand.root, demand.target.country) == ("10", "BEN")


def test_who_claims_something_of_others_accuses_them() -> None:
    found = eventx.extract("Togo's interior minister claimed that Benin was hiding the rebels' leader.").mentions
    assert [(m.root, m.actor.country, m.target.country) for m in found] == [("11", "TGO", "BEN")]


@pytest.mark.parametrize("lie", ["had lied to the council", "are to blame for the famine"])
def test_who_says_that_others_did_wrong_accuses_them(lie: str) -> None:
    (charge,) = eventx.extract(f"Malawi's opposition leader said the finance ministers {lie}.").mentions
    assert (charge.root, charge.actor.role) == ("11", "OPP")


def test_an_accusation_that_somebody_reports_is_not_his() -> None:
    (charge,) = eventx.extract("A spokesman in Oslo said Latvia had lodged a protest with Belarus.").mentions
    assert (charge.actor.country, charge.target.country) == ("LVA", "BLR")


def test_what_should_come_by_itself_is_no_demand() -> None:
    engine = OfflineEngine(load_codebook("cameo"), statements=True)
    told = "Kenya's foreign minister said the rains should come early this year."
    assert [m.root for m in extract(told, engine)] == ["01"]
    assert not eventx.extract(told).mentions


def test_what_is_told_behind_a_semicolon_is_no_content_of_the_other_act() -> None:
    text = "Police in Togo arrested two editors on Sunday; prosecutors accused them of fraud."
    assert {m.root for m in eventx.extract(text).mentions} == {"17", "11"}


def test_an_act_after_which_another_was_done_is_told_as_well() -> None:
    text = "Chad expelled the Sudanese ambassador on Monday after an attack by Sudanese soldiers on a Chadian village."
    assert [m.actor.country for m in eventx.extract(text).mentions] == ["TCD", "SDN"]


def test_what_happened_before_a_demand_is_not_only_demanded() -> None:
    text = "Chad demanded compensation after an attack by Sudanese soldiers on a village."
    statuses = {m.actor.country: m.time_status for m in eventx.extract(text).mentions}
    assert statuses == {"TCD": TimeStatus.ACTUAL, "SDN": TimeStatus.ACTUAL}


def test_talks_that_collapse_are_halted_by_both() -> None:
    (halted,) = eventx.extract("Talks between the Colombian government and the ELN collapsed on Friday.").mentions
    assert (halted.code, halted.actor.code, halted.target.code) == ("164", "COLGOV", "COLREB")


@pytest.mark.parametrize("noun", ["Talks", "Negotiations"])
def test_talks_are_an_act_by_themselves_where_the_verb_is_none(noun: str) -> None:
    (held,) = eventx.extract(f"{noun} between Greek and Turkish officials in Geneva lasted until midnight.").mentions
    assert (held.root, held.action_text, held.actor.country, held.target.country) == ("04", noun, "GRC", "TUR")


def test_fighting_is_between_those_who_fight() -> None:
    text = "Fighting between Armenian and Azerbaijani troops broke out near Fizuli on Sunday."
    assert ("ARM", "AZE") in {(m.actor.country, m.target.country) for m in eventx.extract(text).mentions}


def test_what_is_ruled_out_is_not_done() -> None:
    (refused,) = eventx.extract("Serbia ruled out recognising Kosovo.").mentions
    assert (refused.root, refused.target.country) == ("12", "XKX")


def test_who_complains_behind_a_comma_tells_what_stands_before_it() -> None:
    (blamed,) = eventx.extract("Israel had violated the ceasefire, the Lebanese minister complained.").mentions
    assert (blamed.actor.country, blamed.target.country) == ("LBN", "ISR")


def test_what_is_reported_beside_another_act_is_told_as_well() -> None:
    text = "The Malian army said its soldiers had attacked a rebel camp near Gao and arrested two smugglers."
    assert {m.root for m in eventx.extract(text).mentions} == {"19", "17"}


def test_what_is_dated_ahead_of_its_report_is_planned() -> None:
    article = Article(article_id="1", text="Togo closes its border with Ghana on 9 June.", published=date(2023, 6, 1))
    assert {m.time_status for m in eventx.extract(article).mentions} == {TimeStatus.PLANNED}


def test_a_refusal_to_comment_is_told_as_fact() -> None:
    (silent,) = eventx.extract("Peru's foreign minister had no comment on the Chilean note.").mentions
    assert (silent.code, silent.time_status) == ("011", TimeStatus.ACTUAL)


def test_clauses_in_a_row_are_each_told() -> None:
    text = "Students clashed with police in Lome, miners blocked a road near Kara."
    assert {m.actor.role for m in eventx.extract(text).mentions} == {"EDU", "LAB"}


def test_a_title_with_a_hyphen_is_one_title() -> None:
    (held,) = eventx.extract("Guatemala's former vice-president, Rosa Ical, has been arrested for fraud.").mentions
    assert (held.root, held.target.country) == ("17", "GTM")


def test_what_is_declared_is_nobody() -> None:
    text = "Rebels in eastern Chad attacked a village on Monday.\nCameroon declared a state of emergency."
    (declared,) = [m for m in eventx.extract(text).mentions if m.actor.country == "CMR"]
    assert declared.target.text is None


@pytest.mark.parametrize(("distance", "day"), [("three days after", date(2023, 6, 6)), ("days after", None)])
def test_an_act_told_as_days_before_another_has_not_the_others_day(distance: str, day: date | None) -> None:
    text = f"Gabon expelled two Spanish envoys on Friday, {distance} Togo had met Benin in Lome."
    article = Article(article_id="lome", text=text, published=date(2023, 6, 10))
    (met,) = [m for m in eventx.extract(article).mentions if m.actor.country == "TGO"]
    assert (met.when.text, met.when.start) == (distance, day)


def test_soldiers_killed_by_a_bomb_are_coded_though_nobody_is_named_who_laid_it() -> None:
    (killed,) = eventx.extract("A roadside bomb killed three Burundian soldiers on Saturday, the army said.").mentions
    assert (killed.root, killed.actor.text, killed.target.code) == ("18", None, "BDIMIL")


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("An attack by Somali rebels left five dead in Kenya on Monday.", 5),
        ("An attack by Somali rebels in Kenya claimed the lives of six miners.", 6),
    ],
)
def test_nouns_of_violence_tell_acts_under_every_codebook(text: str, dead: int) -> None:
    found = eventx.extract(text, codebook="conflict-location").mentions
    assert [m.attributes["fatalities"] for m in found] == [dead]


def test_a_sentence_with_too_long_a_list_is_rejected_and_the_rest_is_kept() -> None:
    lands = ", ".join(sorted(load_tables().country_names.values())[:110])
    pact, arrest = "Kenya signed a trade agreement with Uganda in Nairobi.", "Police arrested 12 protesters in Kampala."
    condemned = f"In a joint statement, the governments of {lands} condemned Rwanda on Monday."
    result = eventx.extract(Article(text=f"{pact}\n{condemned}\n{arrest}", lang="en"))
    assert [outcome.status for outcome in result.outcomes] == ["coded"]
    assert {pact, arrest} <= {m.quote for m in result.mentions}
    (rejected,) = result.rejected
    assert rejected.rule == "malformed"
    assert rejected.reason == "actor: String should have at most 1000 characters"
    assert "condemned Rwanda" in (rejected.raw or "")
