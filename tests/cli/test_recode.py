from pathlib import Path

import polars as pl
import pytest

from eventx import recoding
from eventx.codebook import load_codebook
from eventx.pipeline import Pipeline
from eventx.runs import RunFolder
from eventx.schema import Counts
from tests.cli.conftest import Run


class Words:
    """Finds a code in the action's first word."""

    def code_passage(self, quote: str, action: str) -> tuple[str, float] | None:
        del quote
        return ("talks", 0.9) if action == "met" else None


@pytest.fixture
def two_codes(tmp_path: Path) -> str:
    folder = tmp_path / "two"
    folder.mkdir()
    codes = "".join(f'[[codes]]\ncode = "{name}"\nlabel = "{name}"\nroot = "{name}"\n' for name in ("talks", "fights"))
    (folder / "codebook.toml").write_text(f'name = "two"\nversion = "1"\n{codes}', encoding="utf-8")
    return str(folder)


def recode(source: Path, target: str, codebook: str) -> Counts:
    run = RunFolder.open(source)
    replay = recoding.replaying(run, codebook)
    pipeline = Pipeline(replay.engine, replay.codebook, coder=Words())
    settings = recoding.recoded_settings(run.settings, codebook, load_codebook(codebook), "test")
    return recoding.recode(run, Path(target), pipeline, settings, lambda _: None)


@pytest.mark.usefixtures("eventx")
def test_recorded_drafts_are_coded_under_another_codebook(finished: Path, two_codes: str) -> None:
    counts = recode(finished, "run2", two_codes)
    assert (counts.coded, counts.mentions, counts.rejected) == (3, 2, 3)
    mentions = pl.read_parquet("run2/mentions.parquet")
    assert mentions["code"].to_list() == ["talks", "talks"]
    assert mentions["codebook"].unique().to_list() == ["two"]
    assert pl.read_parquet("run2/rejected.parquet")["rule"].unique().to_list() == ["no-code"]


@pytest.mark.usefixtures("eventx")
def test_a_recoded_run_keeps_texts_journal_and_engine(finished: Path, two_codes: str) -> None:
    recode(finished, "run2", two_codes)
    for name in ("texts.parquet", "work/00000.readings.jsonl"):
        assert (finished / name).read_bytes() == Path("run2", name).read_bytes()
    articles = [pl.read_parquet(folder / "articles.parquet") for folder in (finished, Path("run2"))]
    assert articles[0].drop("n_mentions").equals(articles[1].drop("n_mentions"))
    assert [table["n_mentions"].to_list() for table in articles] == [[3, 1, 0], [1, 1, 0]]
    assert RunFolder.open(Path("run2")).settings.engine == RunFolder.open(finished).settings.engine
    assert recode(Path("run2"), "run3", two_codes).mentions == 2


def test_recoding_into_the_run_itself_is_an_error(eventx: Run, finished: Path) -> None:
    ran = eventx("recode", finished, "-o", finished, "--codebook", "cameo")
    assert ran.code == 2
    assert "is the run itself" in ran.err


def test_recoding_needs_a_finished_run_and_a_codebook_that_exists(eventx: Run, finished: Path) -> None:
    assert eventx("recode", finished, "-o", "run2", "--codebook", "nope").code == 2
    (finished / "mentions.parquet").unlink()
    ran = eventx("recode", finished, "-o", "run2", "--codebook", "cameo")
    assert ran.code == 2
    assert "the run is not finished" in ran.err
