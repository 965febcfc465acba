"""Users' own dictionaries. All rows are invented."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from eventx.errors import ReadError
from eventx.merging.told import _side
from eventx.merging.wording import tokens_of
from eventx.resolving import resolve
from eventx.resolving.actor_tables import bundled_tables, load_tables
from eventx.resolving.own_dictionaries import content_hash, read_dictionary
from eventx.resolving.own_tables import bundled_only, spellings_of, use_dictionaries

ACTORS = """\
# invented actors
<!-- a comment
over two lines [NOT A CODE] -->
NOVA_RESISTANCE_OF_THE_LAKES_ [KENREB] ; checked twice
+N.R.L._
+LAKE_BRIGADES_
TOLA_MARRIK_   # a person
+MARRIK_THE_ELDER_
\t[UGAGOV 050301-100228]
\t[UGAOPP >20100301]
    [UGAELI <050228]
OLD_ZORRAN_ [KEN]
WORLD_TEA_UNION_ [IGOTEA]
MERCURY_ENVOY_ [---]
"""
AGENTS = """\
!GROWER! = MAN, WOMAN
BEEKEEPER_ [~AGR]
GRAND_VISIER_ {GRAND_VISIERS_, GRAND_VISIERS-ELECT_} [~GOV]
HONEY!GROWER!_ [~AGR]
TEACHER_ [~OPP]
"""
CSV = """\
name,aliases,code,country,from,to
Moonlit Path,Path of Moonlight; MPX,REB,UGA,2001,2003-06
Moonlit Path,,OPP,UGA,2003-07-01,
Zorrania,,,KEN,,
Tea Watch,,NGO,KEN,,
ministers of tea,,~GOV,,,
"""


@pytest.fixture(autouse=True)
def _bundled_afterwards() -> Iterator[None]:
    yield
    use_dictionaries(())


@pytest.fixture
def own(tmp_path: Path) -> tuple[str, ...]:
    """Three dictionaries in use."""
    texts = {"my.actors.txt": ACTORS, "my.agents.txt": AGENTS, "my.csv": CSV}
    paths = tuple(_write(tmp_path / name, text) for name, text in texts.items())
    use_dictionaries(paths)
    return paths


def _write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def party_of(words: str) -> frozenset[str]:
    """Return the words by which merging knows a party."""
    return _side(words, None).words


def _codes(words: str, when: date | None = None) -> list[str | None]:
    return [actor.code for actor in resolve(words, None, when)]


CODED = [
    ("the Nova Resistance of the Lakes", "KENREB"),
    ("the NRL", "KENREB"),
    ("fighters of the Lake Brigades", "KENREB"),
    ("Zorrania", "KENGOV"),
    ("Zorrania's rebels", "KENREB"),
    ("Old Zorran police", "KENCOP"),
    ("the World Tea Union", "IGOTEA"),
    ("Tea Watch", "NGO"),
    ("Kenyan beekeepers", "KENAGR"),
    ("two grand visiers of Uganda", "UGAGOV"),
    ("a Ugandan honeywoman", "UGAAGR"),
    ("Ugandan ministers of tea", "UGAGOV"),
    ("Kenyan teachers", "KENOPP"),
]

DATED = [
    ("Tola Marrik", date(2005, 2, 28), "UGAELI"),
    ("Tola Marrik", date(2005, 3, 1), "UGAGOV"),
    ("Marrik the Elder", date(2010, 2, 28), "UGAGOV"),
    ("Tola Marrik", date(2015, 1, 1), "UGAOPP"),
    ("Moonlit Path", date(2003, 6, 30), "UGAREB"),
    ("MPX", date(2001, 1, 1), "UGAREB"),
    ("Moonlit Path", date(2003, 7, 1), "UGAOPP"),
]


@pytest.mark.usefixtures("own")
def test_words_of_own_dictionaries_have_their_codes() -> None:
    assert [(words, *_codes(words)) for words, _ in CODED] == CODED


@pytest.mark.usefixtures("own")
def test_a_code_holds_in_its_period() -> None:
    assert [(words, day, *_codes(words, day)) for words, day, _ in DATED] == DATED


def test_what_a_dictionary_calls_nobody_is_nobody(own: tuple[str, ...]) -> None:
    assert own
    assert _codes("the Mercury envoy") == []


def test_an_entry_wins_over_the_bundled_tables_and_over_earlier_files(tmp_path: Path) -> None:
    before = _codes("Boko Haram")
    first = _write(tmp_path / "a.txt", "BOKO_HARAM_ [KENBUS]\nTEA_CLUB_ [KENBUS]\n")
    second = _write(tmp_path / "b.txt", "TEA_CLUB_ [UGAREB]\n")
    use_dictionaries((first, second))
    assert (_codes("Boko Haram"), _codes("the Tea Club")) == (["KENBUS"], ["UGAREB"])
    use_dictionaries(())
    assert _codes("Boko Haram") == before != ["KENBUS"]


def test_outside_its_period_an_entry_leaves_the_bundled_one(tmp_path: Path) -> None:
    before = _codes("Boko Haram", date(2015, 1, 1))
    use_dictionaries([_write(tmp_path / "a.txt", "BOKO_HARAM_ [KENBUS <101231]\n")])
    assert _codes("Boko Haram", date(2010, 1, 1)) == ["KENBUS"]
    assert _codes("Boko Haram", date(2015, 1, 1)) == before


def test_a_country_that_both_know_keeps_what_the_bundled_tables_know_of_it(tmp_path: Path) -> None:
    use_dictionaries([_write(tmp_path / "a.txt", "KENYA_ [KEN]\n+KENYAN_\n+NAIROBI_\n")])
    assert _codes("Kenyan and Ugandan leaders") == ["KENGOV", "UGAGOV"]
    assert load_tables().names["Nairobi"] == bundled_tables().names["Nairobi"]


def test_a_code_that_states_share_is_that_of_today(tmp_path: Path) -> None:
    use_dictionaries([_write(tmp_path / "a.txt", "ZORRANIA_ [ZWE]\nOLD_ZORRANIA_ [RHO]\n")])
    found = [load_tables().names[name][0].iso3 for name in ("Zorrania", "Old Zorrania")]
    assert found == ["ZWE", "RHO"]


def test_what_merging_remembers_of_the_tables_is_forgotten_with_them(tmp_path: Path) -> None:
    told = "Rebels left Zarvonia"
    before = tokens_of(told), party_of(told)
    use_dictionaries([_write(tmp_path / "a.txt", "ZARVONIA_ [KEN]\n")])
    after = tokens_of(told), party_of(told)
    use_dictionaries(())
    assert (tokens_of(told), party_of(told)) == before != after
    assert after[0] == ["Rebels", "left"]
    assert len(after[1]) == len(before[1]) - 1


@pytest.mark.usefixtures("own")
def test_sector_and_actor_type_follow_the_code() -> None:
    (actor,) = resolve("the Lake Brigades")
    assert (actor.country, actor.role, actor.plover, actor.conflict) == ("KEN", "REB", "REB", "Rebel group")


@pytest.mark.usefixtures("own")
def test_dictionaries_are_set_aside_for_what_must_not_depend_on_them() -> None:
    with bundled_only():
        assert load_tables() is bundled_tables()
        assert _codes("the World Tea Union") != ["IGOTEA"]
    assert _codes("the World Tea Union") == ["IGOTEA"]


def test_without_dictionaries_the_bundled_tables_are_in_use_and_hashes_stay() -> None:
    use_dictionaries(())
    assert load_tables() is bundled_tables()
    assert content_hash("abc", ()) == "abc"


def test_a_changed_file_has_another_hash_and_is_read_again(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", "TEA_CLUB_ [KENBUS]\n")
    use_dictionaries([path])
    before = content_hash("", [path])
    _write(tmp_path / "a.txt", "TEA_CLUB_ [UGABUS]\n")
    use_dictionaries([path])
    assert content_hash("", [path]) != before
    assert _codes("the Tea Club") == ["UGABUS"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("UN TEA PANEL OF LORE", "UN Tea Panel of Lore"),
        ("KIM TAE-WHA", "Kim Tae-wha"),
        ("MCARDEN", "McArden"),
        ("O'LORN", "O'Lorn"),
        ("House of iLore", "House of iLore"),
    ],
)
def test_names_in_capitals_are_found_as_articles_write_them(name: str, written: str) -> None:
    assert written in set(spellings_of(name))


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a.txt", "TEA_CLUB_\nTEA_HUT_ [KENBUS]\n", 1, "'TEA CLUB' has no code; add"),
        ("a.txt", "# x\nTEA_CLUB_ [KENBUS\n", 2, "a bracket is left open"),
        ("a.txt", "TEA_CLUB_ [kenya]\n", 1, "'kenya' is no actor code; write"),
        ("a.txt", "TEA_CLUB_ []\n", 1, "empty brackets; write"),
        ("a.txt", "TEA_CLUB_ [KENBUS 2010]\n", 1, "has no period; write"),
        ("a.txt", "TEA_CLUB_ [KENBUS >101340]\n", 1, "'101340' is no day; write"),
        ("a.txt", "TEA_CLUB_ [KENBUS 120101-110101]\n", 1, "2011-01-01 is before 2012-01-01"),
        ("a.txt", "\n+TEA_CLUB_\n", 2, "belongs to no name"),
        ("a.txt", "TEA!PERSON!_ [~AGR]\n", 1, "the set !PERSON! is not defined; add"),
        ("a.txt", "TEA_TASTER_ [~AGR >100101]\n", 1, "an agent takes one code without days"),
        ("a.txt", "___ [KENBUS]\n", 1, "a name without letters"),
        ("a.csv", "who,code\nTea Club,KENBUS\n", 1, "the header lacks name"),
        ("a.csv", "name,code\nTea Club,KENBUS\nTea Hut,\n", 3, "needs a name, and a code or a country"),
        ("a.csv", "name,code,from\nTea Club,KENBUS,1.5.2010\n", 2, "'1.5.2010' is no day; write from as"),
        ("a.csv", "name,code\nTea Club,KENBUS,x\n", 2, "more cells than the header has"),
        ("a.csv", "name,code,country\nTea Club,BUS,XQX\n", 2, "no country has the code 'XQX'"),
        ("a.csv", "name,code,country\nTea Club,KENBUS,UGA\n", 2, "'KENBUS' is not of 'UGA'"),
    ],
)
def test_a_malformed_line_is_named_with_what_to_do(tmp_path: Path, name: str, text: str, line: int, said: str) -> None:
    path = _write(tmp_path / name, text)
    with pytest.raises(ReadError) as caught:
        use_dictionaries([path])
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert said in str(caught.value)
    assert load_tables() is bundled_tables()


def test_a_file_that_is_missing_empty_or_binary_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    for path, said in (
        (str(tmp_path / "nowhere.txt"), "cannot be read"),
        (_write(tmp_path / "empty.txt", "# nothing\n"), "no actors in it"),
        (str(tmp_path / "binary.txt"), "binary"),
    ):
        with pytest.raises(ReadError, match=said):
            read_dictionary(Path(path))
