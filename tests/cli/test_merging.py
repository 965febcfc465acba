import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import ENGINE, STORIES, Run, write_stories

ELSEWHERE = {
    "id": "s4",
    "title": "Coffee deal",
    "date": "2024-05-15",
    "source": "Lakeside Echo",
    "text": "Kenya signed Uganda's long coffee pact after a quarrel about weights and prices at the border.",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return write_stories(tmp_path / "reports.jsonl", [*STORIES, ELSEWHERE])


def test_reports_of_one_happening_are_one_event_and_show_says_why(eventx: Run, reports: Path) -> None:
    eventx("extract", reports, "-o", "run", "--engine", ENGINE)
    (event,) = (row for row in pl.read_parquet("run/events.parquet").iter_rows(named=True) if row["code"] == "057")
    assert (event["n_mentions"], event["n_sources"]) == (2, 2)
    named = pl.read_parquet("run/mentions.parquet").filter(event_id=event["event_id"])
    assert set(named["article_id"]) == {"s1", "s4"}
    shown = eventx("show", "run", event["event_id"], "--merged").out
    assert "(s1) is most like" in shown
    assert " +1.0  the same party" in shown


def test_an_event_of_one_mention_says_so(eventx: Run, finished: Path) -> None:
    event = eventx("show", finished, "--code", "057").out.splitlines()[1].split("\t")[0]
    assert "nothing was merged" in eventx("show", finished, event, "--merged").out


@pytest.mark.parametrize("scope", ["article", "none"])
def test_merging_less_is_recorded(eventx: Run, reports: Path, scope: str) -> None:
    eventx("extract", reports, "-o", "run", "--engine", ENGINE, "--merge", scope)
    assert json.loads(Path("run/run.json").read_text(encoding="utf-8"))["settings"]["merge"] == scope
    assert pl.read_parquet("run/events.parquet")["n_mentions"].max() == 1


def test_merged_needs_an_id(eventx: Run, finished: Path) -> None:
    ran = eventx("show", finished, "--merged")
    assert ran.code == 2
    assert "--merged explains one event" in ran.err


def test_a_run_folder_has_the_events_of_the_same_articles_in_memory(eventx: Run, reports: Path) -> None:
    from engines_for_tests import Scripted  # type: ignore[import-not-found]

    from eventx.codebook import load_codebook
    from eventx.pipeline import Pipeline
    from eventx.readers import read

    eventx("extract", reports, "-o", "run", "--engine", ENGINE)
    result = Pipeline(Scripted(load_codebook("cameo"))).run(read([str(reports)]))
    events = pl.read_parquet("run/events.parquet")
    assert events.equals(result.to_polars("events").sort("event_id"))
