"""The place of an act, not every place of its sentence: our own sentences, one construction each."""

import pytest

from eventx.engines.offline.clauses import predicates
from eventx.engines.offline.locations import place_of
from eventx.engines.offline.parser import parse
from eventx.resolving import is_actor


def place(sentence: str, predicate: str, *, is_speech: bool = False) -> str | None:
    doc = next(iter(parse([sentence])))
    span = next(iter(doc.sents))
    head = next(t for t in predicates(span, frozenset({"talks"})) if t.text == predicate)
    return place_of(head, span, is_speech=is_speech, is_actor=is_actor)


@pytest.mark.parametrize(
    ("sentence", "predicate", "expected"),
    [
        ("Gunmen killed two officers in Maiduguri on Sunday.", "killed", "Maiduguri"),
        ("Envoys of Chad and Libya met on the sidelines of a summit in Sebha.", "met", "Sebha"),
        ("Rebels shelled army positions outside Avdiivka overnight.", "shelled", "outside Avdiivka"),
        ("Jets bombed a market in the rebel-held town of Saraqib.", "bombed", "the rebel-held town of Saraqib"),
        ("The air force bombed a camp in the hills of Cauca, killing two.", "killing", "the hills of Cauca"),
        ("In Oaxaca, teachers blocked a road and burned two cars.", "burned", "Oaxaca"),
        ("The mission sent two companies to Menaka on Friday.", "sent", "Menaka"),
        ("Troops lifted their siege of Deraa on Monday.", "lifted", "Deraa"),
        ("Protesters clashed with police in Iquitos.", "clashed", "Iquitos"),
        ("Gunmen abducted nine nurses from a clinic in Kaya.", "abducted", "Kaya"),
        ("The army withdrew its tanks from Kidal.", "withdrew", "Kidal"),
        ("Police in Jos raided a flat and detained two men.", "detained", "Jos"),
        ("The envoy flew to Khartoum for talks.", "flew", "Khartoum"),
        ("At Gabiley Prison, ten men ended a fast after a court granted them bail.", "granted", "Gabiley Prison"),
        ("Rebels shelled two camps west of Goma on Monday.", "shelled", "west of Goma"),
        ("Rebels shelled a camp on the outskirts of Goma.", "shelled", "outskirts of Goma"),
        ("A rocket attack on the town of Sderot wounded two men.", "wounded", "the town of Sderot"),
        ("Marching through Iquitos, farmers burned a car.", "burned", "Iquitos"),
        ("Russia struck Odesa on Monday.", "struck", "Odesa"),
        ("Bandits robbed a driver carrying fuel near Zinder.", "robbed", "near Zinder"),
        ("A crowd stoned a man accused of theft in Gulu on Friday.", "stoned", "Gulu"),
        ("Two girls were hurt when a shell hit a school in Hodeidah.", "hurt", "Hodeidah"),
        ("Israel bombed southern Lebanon on Monday.", "bombed", "southern Lebanon"),
        ("Peru attacked Chile in Arica.", "attacked", "Arica"),
        ("Police in Spain arrested nine men.", "arrested", "Spain"),
        ("Residents of Kherson protested on Sunday.", "protested", "Kherson"),
        ("Police shot two men in Port-au-Prince.", "shot", "Port-au-Prince"),
        (
            "Rebels killed two men in the village of Gangol, in northern Burkina Faso.",
            "killed",
            "the village of Gangol, in northern Burkina Faso",
        ),
        ("Soldiers fired on a crowd in the Ghanaian capital.", "fired", "the Ghanaian capital"),
        ("Rebels killed nine traders after storming a market in Kaya, in Burkina Faso's north.", "killed", "Kaya"),
    ],
)
def test_an_act_is_where_its_sentence_says(sentence: str, predicate: str, expected: str) -> None:
    assert place(sentence, predicate) == expected


@pytest.mark.parametrize(
    ("sentence", "predicate", "expected"),
    [
        ("In Lusaka the minister urged both sides to meet in Harare.", "urged", "Lusaka"),
        ("A judge in Lusaka found the mayor guilty of theft.", "found", "Lusaka"),
        ("Chad summoned the French ambassador in Abeche and demanded an apology.", "demanded", "Abeche"),
        ("The premier spoke during a visit to Gabon, in which he asked the rebels to disarm.", "asked", "Gabon"),
        ("Chad and Sudan agreed to reopen the border, officials said in Doha.", "agreed", "Doha"),
        ("Speaking in Lusaka, the minister accused Gabon of theft.", "accused", "Lusaka"),
        ("The minister told reporters in Lusaka that he would not sign the treaty.", "sign", "Lusaka"),
        ("The minister of Gabon, speaking in Lusaka, accused Togo of theft.", "accused", "Lusaka"),
        ("Citing raids in Lusaka, the minister accused Gabon of theft.", "accused", None),
        ("The envoy urged both sides to meet in Harare.", "urged", None),
        ("Senior officials will meet in Harare on July 2.", "meet", None),
        ("The union rejected the result of the vote in Beira.", "rejected", None),
        ("The government in Lusaka rejected the charge.", "rejected", None),
    ],
)
def test_what_a_statement_speaks_of_is_not_its_place(sentence: str, predicate: str, expected: str | None) -> None:
    assert place(sentence, predicate, is_speech=True) == expected


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("Japan delivered two patrol ships to Manila on Sunday.", "delivered"),
        ("The council imposed sanctions on Belarus.", "imposed"),
        ("Peru attacked Chile on Monday.", "attacked"),
        ("The premier met Modi in Paris and will meet Scholz on Friday.", "meet"),
        ("Police arrested Wilmer Quenta, who heads the union.", "arrested"),
        ("The union stopped work on Wednesday.", "stopped"),
    ],
)
def test_a_capital_or_country_acted_upon_a_person_and_a_day_are_no_place(sentence: str, predicate: str) -> None:
    assert place(sentence, predicate) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Police arrested three men over a bombing in Kaya.",
        "Police arrested three men on suspicion of planning a raid in Kaya.",
        "Police arrested three men, the interior ministry said in Ouagadougou.",
        "In Geneva, an envoy said police arrested three men.",
    ],
)
def test_an_act_is_not_where_something_else_happened_nor_where_it_is_told_from_afar(sentence: str) -> None:
    assert place(sentence, "arrested") is None


def test_an_act_is_where_those_are_who_saw_it() -> None:
    assert place("Doctors in Kunduz said a bomb killed nine people.", "killed") == "Kunduz"
    assert place("In Kunduz, police said a bomb killed nine people.", "killed") == "Kunduz"


def test_two_subjects_joined_by_and_do_not_share_a_place_that_follows_the_first() -> None:
    sentence = "A gunman killed a mayor in the town of Corinto, and the rebels attacked a convoy."
    assert place(sentence, "killed") == "the town of Corinto"
    assert place(sentence, "attacked") is None
