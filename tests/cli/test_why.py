"""``show --why`` tells how the run itself came to an event: same article, same dictionaries, same engine."""

from pathlib import Path

import polars as pl

from eventx.resolving.own_tables import use_dictionaries
from eventx.runs import RunFolder
from tests.cli.conftest import STORIES, Run, write_stories

LANDLESS = {
    "id": "k1",
    "title": "Nurses walk out",
    "date": "2024-05-15",
    "source": "The Kenya Herald",
    "text": "Nurses went on strike on Monday to protest against low pay.\n"
    "Uganda lent the hospitals some beds last year, and the beds were old.",
}
SAID = STORIES[2] | {"text": "Kenya's president said the bridge over the river was closed because of the rain."}


def coded(eventx: Run, story: dict[str, str], *more: str) -> Path:
    path = write_stories(Path("story.jsonl"), [story])
    assert eventx("extract", path, "-o", "run", *more).code == 0
    return Path("run")


def why(eventx: Run, run: Path) -> tuple[pl.DataFrame, list[str]]:
    """Return the mentions of a run, and the lines that explain the first one."""
    mentions = pl.read_parquet(run / "mentions.parquet")
    assert mentions.height
    ran = eventx("show", run, mentions["mention_id"][0], "--why")
    assert ran.code == 0
    return mentions, [line.removeprefix("  why: ") for line in ran.out.splitlines() if line.startswith("  why: ")]


def test_what_the_outlet_says_about_the_land_is_known_when_it_is_explained(eventx: Run) -> None:
    mentions, lines = why(eventx, coded(eventx, LANDLESS))
    assert (mentions["code"].to_list(), mentions["target_text"].to_list()) == (["143"], [None])
    assert [line for line in lines if "code 143" in line]
    assert not [line for line in lines if "is inferred" in line]


def test_own_dictionaries_of_the_run_are_in_use_when_it_is_explained(eventx: Run) -> None:
    Path("own.txt").write_text("RIVER_SCOUTS_ [UGAREB]\nLAKE_RANGERS_ [KENCOP]\n", encoding="utf-8")
    story = STORIES[2] | {"text": "River Scouts attacked Lake Rangers in the morning and burned two of their boats."}
    run = coded(eventx, story, "--actors", "own.txt")
    use_dictionaries(())
    mentions, lines = why(eventx, run)
    assert (mentions["actor_code"][0], mentions["target_code"][0]) == ("UGAREB", "KENCOP")
    assert [line for line in lines if "source 'River Scouts', target 'Lake Rangers'" in line]


def test_a_bare_statement_is_explained(eventx: Run) -> None:
    mentions, lines = why(eventx, coded(eventx, SAID, "--statements"))
    assert mentions["code"].to_list() == ["010"]
    assert lines == ["only said: its sentence tells no event, and the run codes bare statements, too (--statements)"]


def test_an_unchanged_run_is_explained_without_a_note_and_a_changed_one_with_it(eventx: Run) -> None:
    run = coded(eventx, LANDLESS)
    event = pl.read_parquet(run / "events.parquet")["event_id"][0]
    assert "changed since this run" not in eventx("show", run, event, "--why").err
    opened = RunFolder.open(run)
    settings = opened.settings.model_copy(update={"engine_hash": "0" * 64})
    opened.save(settings=settings.model_dump(mode="json"))
    assert "note: the engine changed since this run was made" in eventx("show", run, event, "--why").err


def test_an_event_of_another_engine_is_not_explained(eventx: Run, finished: Path) -> None:
    event = pl.read_parquet(finished / "events.parquet")["event_id"][0]
    ran = eventx("show", finished, event, "--why")
    assert (ran.code, ran.out) == (2, "")
    assert "coded by the engine 'engines_for_tests:Scripted', and --why explains the offline engine alone" in ran.err


def test_a_run_whose_parts_are_gone_is_not_explained_by_guess(eventx: Run) -> None:
    part = "00000.articles.parquet"
    run = coded(eventx, LANDLESS)
    event = pl.read_parquet(run / "events.parquet")["event_id"][0]
    (run / "work" / part).unlink()
    ran = eventx("show", run, event, "--why")
    assert ran.code == 2
    assert f"{part}: not there" in ran.err


def test_a_recoded_run_is_not_explained_by_an_engine_that_never_knew_its_codes(eventx: Run) -> None:
    run = coded(eventx, LANDLESS)
    assert eventx("recode", run, "-o", "other", "--codebook", "plover").code == 0
    event = pl.read_parquet("other/events.parquet")["event_id"][0]
    ran = eventx("show", "other", event, "--why")
    assert ran.code == 2
    assert "recoded from run" in ran.err
