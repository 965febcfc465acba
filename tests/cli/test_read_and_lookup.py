from pathlib import Path

import pytest

from tests.cli.conftest import STORIES, Run, write_stories


def test_read_prints_what_is_known_about_each_story(eventx: Run, stories: Path) -> None:
    ran = eventx("read", stories)
    assert ran.code == 0
    assert "stories.jsonl:2" in ran.out
    assert "title     Shells on the border" in ran.out
    assert "date      2024-05-16 (" in ran.out
    assert "lines     2 kept, 0 cut" in ran.out


def test_read_prints_every_line_with_its_role(eventx: Run, stories: Path) -> None:
    assert "1 + body" in eventx("read", stories, "--lines").out


def test_read_says_what_cannot_be_read_and_exits_with_one(eventx: Run, stories: Path) -> None:
    Path("empty.txt").touch()
    ran = eventx("read", "empty.txt", stories)
    assert ran.code == 1
    assert "problem" in ran.out
    assert "A quiet day" in ran.out
    assert eventx("read", "nowhere.txt").code == 2


@pytest.mark.parametrize("more", [(), ("--duplicates",)])
def test_read_says_which_dates_it_cannot_read(eventx: Run, tmp_path: Path, more: tuple[str, ...]) -> None:
    path = write_stories(tmp_path / "a.jsonl", [STORIES[0] | {"date": "unknown"}])
    assert "1 article has a date that could not be read, such as 'unknown'" in eventx("read", path, *more).err


def test_actors_are_looked_up_by_their_words(eventx: Run) -> None:
    ran = eventx("actors", "lookup", "South", "Korea's", "foreign", "ministry", "--date", "2019-11-23")
    assert ran.code == 0
    assert ran.out.split("\t")[:2] == ["KORGOV", "KOR"]
    assert eventx("actors", "lookup", "purple furniture").code == 1


def test_actors_of_an_own_dictionary_are_looked_up_only_when_it_is_named(eventx: Run) -> None:
    Path("own.txt").write_text("RIVER_SCOUTS_ [UGAREB]\n", encoding="utf-8")
    ran = eventx("actors", "lookup", "River Scouts", "--actors", "own.txt", "--why")
    assert ran.out.startswith("UGAREB\tUGA\tREB\tRiver Scouts")
    assert "own.txt:1: River Scouts" in ran.out
    assert eventx("actors", "lookup", "River Scouts").code == 1
    assert eventx("actors", "lookup", "River Scouts", "--actors", "nowhere.txt").code == 2


def test_places_are_looked_up_by_their_words(eventx: Run) -> None:
    ran = eventx("places", "lookup", "Nairobi")
    assert ran.code == 0
    assert "KEN" in ran.out.splitlines()[0].split("\t")
    assert eventx("places", "lookup", "Qqxzv").code == 1


def test_engines_are_listed(eventx: Run) -> None:
    assert eventx("engines", "list").out.startswith("offline")


def test_the_lookup_of_a_place_says_why(eventx: Run) -> None:
    ran = eventx("places", "lookup", "Tripoli", "--why")
    reasons = [line for line in ran.out.splitlines() if line.startswith("why: ")]
    assert "capital +2.0" in reasons[0]


@pytest.mark.parametrize("command", [("read",), ("read", "--duplicates"), ("prompt", "render", "quotes/v1")])
def test_columns_that_are_not_guessed_are_named_as_in_extract(eventx: Run, command: tuple[str, ...]) -> None:
    Path("a.csv").write_text(
        'zzz,yyy\n"Kenya met Uganda in the morning to talk about tea and coffee.",B\n', encoding="utf-8"
    )
    refused = eventx(*command, "a.csv")
    assert refused.code == 2
    assert "--text-col" in refused.err
    ran = eventx(*command, "a.csv", "--text-col", "zzz", "--title-col", "yyy")
    assert ran.code == 0
    assert command[-1] == "--duplicates" or "B" in ran.out
