"""Bodies whose names others bear too. The sentences are written for this test; none is from a corpus."""

import pytest

from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_tables import load_tables
from eventx.resolving.actors import DocumentNames, resolve

STRIKE = "Argentina's largest union, the CGT, closed the ports of Rosario. The CGT wants higher wages."
ABROAD = "France and Brazil met in Paris. The CGT, Argentina's largest union, closed the ports."
MALAWI = "The Democratic Progressive Party (DPP) won in Zomba, Malawi.\nThe DPP sang. The DPP danced. DPP flags flew."
HOME = "A by-election in Zomba shook Malawi. The DPP lost. The party is in debt."


def codes(words: str, text: str = "") -> list[str | None]:
    return [actor.code for actor in resolve(words, DocumentNames.of(text, None, None) if text else None)]


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        # the country that stands with the name
        ("Argentina's largest union, the CGT", "", "ARGLAB"),
        ("the CGT, Argentina's largest union", "", "ARGLAB"),
        ("Spain's CGT", "", "ESPLAB"),
        ("the Spanish CGT", "", "ESPLAB"),
        ("Malawi's once mighty Democratic Progressive Party", "", "MWIPTY"),
        ("Peter Mutharika's DPP", "", "MWIPTY"),
        ("Namibia's Daily Mail", "", "NAMMED"),
        # and later in the article, though the table's country is named
        ("the CGT", STRIKE, "ARGLAB"),
        ("the union", STRIKE, "ARGLAB"),
        ("the CGT", ABROAD, "ARGLAB"),
        # the country that the article is about
        ("the DPP", MALAWI, "MWIPTY"),
        ("the Democratic Progressive Party", MALAWI, "MWIPTY"),
        ("the police", MALAWI, "MWICOP"),
        ("the DPP", HOME, "MWIPTY"),
        ("the party", HOME, "MWIPTY"),
        ("DPP lawmaker Grace Phiri", HOME, "MWIPTY"),
    ],
)
def test_a_common_name_is_of_the_country_beside_it_or_of_the_article(words: str, text: str, code: str) -> None:
    assert codes(words, text) == [code]


WORLD = (
    "Lebanon's cabinet met in Beirut; Lebanon is calm. Hamas, Hezbollah and Al Shabaab denied it. Likud and the"
    " Kuomintang objected. The Communist Party of India marched. The BBC told the Lebanese story; The Guardian slept."
)


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        ("Hamas", WORLD, "PSEREB"),
        ("Hezbollah", WORLD, "LBNREB"),
        ("Al Shabaab", WORLD, "SOMREB"),
        ("Likud", WORLD, "ISRPTY"),
        ("the Kuomintang", WORLD, "TWNPTY"),
        ("the Communist Party of India", WORLD, "INDPTY"),
        ("the BBC", WORLD, "GBRMED"),
        ("The Guardian", WORLD, "GBRMED"),
        # the table's country is named, by a town or by one of its leaders
        ("the DPP", "Malawi sent a note. In Taipei the DPP smiled. Malawi waits.", "TWNPTY"),
        ("the SPD", "Ukraine needs tanks, Olaf Scholz told the SPD. Ukraine thanked him. Ukraine waits.", "DEUPTY"),
        ("Democrats", "Ukraine waits for shells. Democrats in Congress promised Ukraine more.", "USAPTY"),
        # papers and broadcasters are read and heard abroad
        ("the Daily Mail", "The Daily Mail saw the cabinet of Lebanon in Beirut.", "GBRMED"),
        ("the Somali BBC", "", "GBRMED"),
        # nothing else tells
        ("CGT delegates in Brussels", "", "FRALAB"),
        ("the DPP", "", "TWNPTY"),
    ],
)
def test_other_names_stay_those_of_the_tables(words: str, text: str, code: str) -> None:
    assert codes(words, text) == [code]


def test_a_country_that_the_article_does_not_name_takes_no_body() -> None:
    names = DocumentNames.of("The DPP met on Monday.", None, "GBR")
    assert [actor.code for actor in resolve("the DPP", names)] == ["TWNPTY"]


def test_kinds_of_common_names_are_those_of_the_tables() -> None:
    kinds = {entry.kind for entries in load_tables().names.values() for entry in entries}
    assert words_of("domestic") <= kinds
    assert words_of("read_abroad") <= words_of("domestic")
