"""Whom titles and surnames name. The sentences are written for this test; none is from a corpus."""

from datetime import date

import pytest

from eventx.resolving.actor_grammar import grammar, words_of
from eventx.resolving.actor_tables import load_tables
from eventx.resolving.actors import DocumentNames, resolve


def codes(words: str, text: str = "", when: date | None = None) -> list[str | None]:
    names = DocumentNames.of(text, None, None, when) if text else None
    return [actor.code for actor in resolve(words, names, when)]


@pytest.mark.parametrize(
    ("text", "surname", "code"),
    [
        ("The mayor of Tarija in Bolivia, Nelson Choque Villca, resigned.", "Choque", "BOLGOV"),
        ("The mayor of Tarija in Bolivia, Nelson Choque Villca, resigned.", "Villca", "BOLGOV"),
        ("The mayor of Tarija in Bolivia, Nelson Choque Villca, resigned.", "Nelson Choque", "BOLGOV"),
        ("Chilean Senator Pilar Lagunas y Ferrada walked out.", "Lagunas", "CHLLEG"),
        ("Brazilian Senator Ana Paula Bragança de Queirós walked out.", "Bragança", "BRALEG"),
        ("Spanish Senator José Luis Quesada de la Fuente walked out.", "Quesada", "ESPLEG"),
    ],
)
def test_persons_are_called_by_either_of_two_surnames(text: str, surname: str, code: str) -> None:
    assert codes(surname, text) == [code]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # a second first name is no surname
        ("Mexican Senator Jorge Ernesto Zubiría walked out.", "Ernesto"),
        ("Brazilian Senator João Marcos da Nóbrega walked out.", "Marcos"),
        # where persons bear one surname, what stands before it is none
        ("Polish Senator Anna Zofia Wilkowska walked out.", "Zofia"),
        # two persons of the article bear it
        ("Chilean Senator Pilar Lagunas Ferrada walked out. A baker, Hugo Lagunas, cheered.", "Lagunas"),
        ("The governor of Oaxaca in Mexico, Rita Obrador Soto, spoke.\nAndrés Manuel López Obrador left.", "Obrador"),
    ],
)
def test_what_is_no_surname_of_one_person_is_not_bound(text: str, word: str) -> None:
    found = {actor.name for actor in resolve(word, DocumentNames.of(text, None, None))}
    assert found <= {"Andres Manuel Lopez Obrador"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Chief of Staff Ramiro Ibarra", "GOV"),
        ("the president's chief of staff", "GOV"),
        ("chief of staff of the president", "GOV"),
        ("the cabinet chief of staff", "GOV"),
        ("deputy chief of staff", "GOV"),
        ("White House chief of staff", "USAGOV"),
        ("Chile's chief of staff", "CHLGOV"),
        ("the Chilean army's chief of staff", "CHLMIL"),
        ("chief of staff of the Chilean armed forces", "CHLMIL"),
        ("the navy chief of staff", "MIL"),
        ("the air force chief of staff", "MIL"),
        ("the defence chief of staff", "MIL"),
        ("the military chief of staff", "MIL"),
        ("chief of naval staff", "MIL"),
        ("Chief of Staff General Ramiro Ibarra", "MIL"),
        ("the chief of staff, Lieutenant General Ramiro Ibarra", "MIL"),
        ("the Joint Chiefs of Staff", "MIL"),
        ("the chief of the general staff", "MIL"),
        # ranks of the police
        ("Police Inspector General Moses Otim", "COP"),
        ("Inspector General of Police Moses Otim", "COP"),
        ("Uganda's inspector-general of police", "UGACOP"),
        ("deputy inspector general of the police", "COP"),
        ("IGP Moses Otim", "COP"),
        ("Police Lieutenant Colonel Somsak Boonmee", "COP"),
        ("a general of police", "COP"),
        ("an army general", "MIL"),
        ("President General Moses Otim", "GOV"),
        ("the inspector general", "GOV"),
    ],
)
def test_chiefs_of_staff_and_police_ranks(words: str, code: str) -> None:
    assert codes(words) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Peru's army chief of staff spoke in Lima.", "PERMIL"),
        ("Peru's chief of staff, General Ramiro Ibarra, spoke in Lima.", "PERMIL"),
        ("The chief of staff of the army of Peru spoke in Lima.", "PERMIL"),
        ("Chief of Staff Ramiro Ibarra spoke in Lima, Peru.", "PERGOV"),
        ("The army chief of staff of Peru met the presidential chief of staff in Lima.", "PERGOV"),
    ],
)
def test_a_chief_of_staff_taken_up_is_a_soldier_where_the_article_says_so(text: str, code: str) -> None:
    assert codes("the chief of staff", text) == [code]


TARIFFS = (
    "The European Union will raise its duties on American whiskey, Trade Commissioner Ilse Vandamme said.\n"
    "The United States protested. Vandamme said the bloc was ready to talk to the United States."
)
OWN = "EU Energy Commissioner Ilse Vandamme flew to Washington. U.S. officials said the United States would buy gas."
FIELD = "European Commissioner for Regional Development Ilse Vandamme met U.S. officials in the United States."


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Trade Commissioner Ilse Vandamme", TARIFFS),
        ("Vandamme", TARIFFS),
        ("the commissioner", TARIFFS),
        ("Competition Commissioner Piet Smets", TARIFFS),
        ("the energy commissioner", OWN),
        ("Vandamme", OWN),
        ("Vandamme", FIELD),
        ("the commissioner", FIELD),
        ("European Commissioner for Fisheries", ""),
        ("the European justice commissioner", ""),
        ("European Trade Commissioner Ilse Vandamme", ""),
    ],
)
def test_commissioners_are_the_european_union_s(words: str, text: str) -> None:
    found = resolve(words, DocumentNames.of(text, None, None) if text else None)
    assert [(actor.code, actor.country, actor.plover) for actor in found] == [("IGOEEC", None, "EUR")]


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        ("the commissioner", "Police Commissioner Ada Obi of Nigeria spoke in Abuja. The EU agreed.", "NGAGOV"),
        ("the police commissioner", TARIFFS, "USACOP"),
        ("Canada's trade commissioner", TARIFFS, "CANGOVBUS"),
        ("the commissioner", "Commissioner Ada Obi spoke in Abuja. Nigeria and Nigerians and the EU agreed.", "NGAGOV"),
        ("the commissioner", "Kenya's trade commissioner was in Nairobi. Kenya, Kenyans and the EU agreed.", "KENGOV"),
        ("the trade commissioner", "Kenya's trade commissioner spoke in Nairobi.", "KENGOVBUS"),
    ],
)
def test_other_commissioners_are_of_their_land(words: str, text: str, code: str) -> None:
    assert codes(words, text) == [code]


OBITUARY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("words", "when", "code"),
    [
        ("Prime Minister Gro Harlem Brundtland", None, "NORGOV"),
        ("Prime Minister Gro Harlem Brundtland", date(2000, 1, 1), "NORGOV"),
        ("Gro Harlem Brundtland, the prime minister,", OBITUARY, "NORGOV"),
        ("President Michelle Bachelet", OBITUARY, "CHLGOV"),
        ("UN rights chief Michelle Bachelet", OBITUARY, "IGOUNOHCH"),
        ("UN refugee chief Antonio Guterres", OBITUARY, "IGOUNOHCR"),
        ("former Norwegian prime minister Gro Harlem Brundtland", OBITUARY, "NORELI"),
        # who holds an office now is not what he was before
        ("former Portuguese prime minister Antonio Guterres", OBITUARY, "IGOUNO"),
        ("a senior official, Antonio Guterres", OBITUARY, "IGOUNO"),
    ],
)
def test_the_title_beside_a_name_says_which_of_his_offices_is_meant(words: str, when: date | None, code: str) -> None:
    assert codes(words, when=when) == [code]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("In Oslo, Prime Minister Gro Harlem Brundtland opened a school.", "Brundtland", "NORGOV"),
        ("In Oslo, Prime Minister Gro Harlem Brundtland opened a school.", "Gro Harlem Brundtland", "NORGOV"),
        ("Former Prime Minister Gro Harlem Brundtland died in Oslo.", "Brundtland", "NORELI"),
        ("Former Prime Minister Antonio Guterres was in Lisbon.", "Guterres", "IGOUNO"),
    ],
)
def test_a_leader_keeps_the_office_by_which_an_article_introduces_him(text: str, words: str, code: str) -> None:
    assert codes(words, text, OBITUARY) == [code]


def test_lists_of_titles_and_names_are_those_of_the_tables() -> None:
    tables = load_tables()
    assert words_of("double_surnames") <= set(tables.country_names)
    assert words_of("of_soldiers") <= words_of("transparent") & set(tables.roles)
    for bloc in grammar()["blocs"].values():
        assert set(bloc["offices"]) <= set(tables.roles)
