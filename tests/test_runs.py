"""A run survives kill -9, refuses other settings, and gives the same bytes however often it is cut."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from eventx.codebook import load_codebook
from eventx.errors import RunError
from eventx.extraction import extract_to_folder
from eventx.near_duplicates.tables import stories
from eventx.pipeline import Pipeline
from eventx.recoding import recode, recoded_settings, replaying
from eventx.run_tables import article_as_read
from eventx.runs import RunFolder
from eventx.schema import Article, Counts, Reading, Settings
from eventx.schema.provenance import Duplicates
from eventx.testing import FunctionEngine, make_article, make_draft

TABLES = ("articles", "texts", "mentions", "events", "rejected", "failures")
SLOW_RUN = """
import sys, time
from pathlib import Path
from tests.test_runs import articles, counted_engine
from eventx.extraction import extract_to_folder
from eventx.pipeline import Pipeline
from eventx.schema import Settings
engine = counted_engine(Path(sys.argv[2]), pause=0.02)
extract_to_folder(articles(150), Path(sys.argv[1]), Pipeline(engine), Settings())
"""


def articles(number: int) -> list[Article]:
    text = "Kenya signed a trade agreement with Uganda on Monday in Nairobi. It was deal number {}."
    return [make_article(text.format(i)) for i in range(number)]


def counted_engine(log: Path, pause: float = 0.0) -> FunctionEngine:
    """An engine that notes every article it is asked to read."""

    def read(article: Article) -> list:  # type: ignore[type-arg]
        with log.open("a", encoding="utf-8") as file:
            file.write(article.article_id + "\n")
        time.sleep(pause)
        return [make_draft()]

    return FunctionEngine(read)


def tables(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}


def test_after_kill_9_nothing_is_read_twice_nothing_lost_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    log, folder = tmp_path / "log.txt", tmp_path / "run"
    command = [sys.executable, "-c", SLOW_RUN, str(folder), str(log)]
    root = Path(__file__).parents[1]
    for wanted in (20, 90):
        process = subprocess.Popen(command, cwd=root)
        while not log.exists() or log.read_text(encoding="utf-8").count("\n") < wanted:
            assert process.poll() is None
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command, cwd=root, check=True)

    asked = log.read_text(encoding="utf-8").split()
    assert len(set(asked)) == 150
    assert len(asked) <= 152, "at most the article in hand at each kill is read again"
    extract_to_folder(articles(150), tmp_path / "whole", Pipeline(counted_engine(tmp_path / "other")), Settings())
    assert tables(folder) == tables(tmp_path / "whole")


def test_a_finished_run_started_again_asks_the_engine_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    for _ in range(2):
        counts = extract_to_folder(articles(3), tmp_path / "run", Pipeline(counted_engine(log)), Settings())
    assert log.read_text(encoding="utf-8").count("\n") == 3
    assert (counts.articles, counts.mentions) == (3, 3)


def test_failed_articles_are_read_again_and_the_others_are_not(tmp_path: Path) -> None:
    calls: list[str] = []

    def flaky(article: Article) -> list:  # type: ignore[type-arg]
        calls.append(article.article_id)
        if "number 1." in article.text and len(calls) < 6:
            raise TimeoutError("no answer")
        return [make_draft()]

    pipeline = Pipeline(FunctionEngine(flaky))
    first = extract_to_folder(articles(3), tmp_path / "run", pipeline, Settings())
    assert (first.coded, first.failed) == (2, 1)
    failures = pl.read_parquet(tmp_path / "run" / "failures.parquet")
    assert failures["problem"].to_list() == ["TimeoutError: no answer"]
    before = len(calls)
    calls.extend(["later"] * 6)
    second = extract_to_folder(articles(3), tmp_path / "run", pipeline, Settings())
    assert (second.coded, second.failed) == (3, 0)
    assert len(calls) == before + 6 + 1


def test_a_line_cut_off_by_a_crash_is_read_again(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path / "run", Settings())
    journal = run.journal(0)
    list(journal.record([Reading(article_id="a"), Reading(article_id="b")]))
    journal.path.write_bytes(journal.path.read_bytes()[:-9])
    assert [reading.article_id for reading in journal.readings()] == ["a"]
    list(journal.record([Reading(article_id="b")]))
    assert [reading.article_id for reading in journal.readings()] == ["a", "b"]


def test_other_settings_are_refused_with_the_difference_and_nothing_changes(tmp_path: Path) -> None:
    RunFolder.create(tmp_path / "run", Settings(codebook="cameo"))
    before = (tmp_path / "run" / "run.json").read_bytes()
    with pytest.raises(RunError, match="codebook: 'cameo' there, 'plover' now"):
        RunFolder.create(tmp_path / "run", Settings(codebook="plover"))
    assert (tmp_path / "run" / "run.json").read_bytes() == before


def test_a_folder_that_is_no_run_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("chapter one", encoding="utf-8")
    with pytest.raises(RunError, match="not a run folder"):
        RunFolder.create(tmp_path, Settings())


def test_a_changed_input_is_noticed_on_resume(tmp_path: Path) -> None:
    pipeline = Pipeline(FunctionEngine(lambda _: [make_draft()]))
    extract_to_folder(articles(2), tmp_path / "run", pipeline, Settings())
    with pytest.raises(RunError, match="input has changed"):
        extract_to_folder(articles(3), tmp_path / "run", pipeline, Settings())


def test_counts_add_up_when_articles_are_coded_refused_failed_and_duplicate(tmp_path: Path) -> None:
    def read(article: Article) -> list:  # type: ignore[type-arg]
        if "number 2" in article.text:
            raise ValueError("broken")
        return [make_draft(), make_draft(quote="This is nowhere in the article.")]

    given = [*articles(3), articles(1)[0], make_article("Too short."), Article(text="", problem="x.txt: empty")]
    counts = extract_to_folder(given, tmp_path / "run", Pipeline(FunctionEngine(read)), Settings())
    expected = {"articles": 6, "coded": 2, "refused": 1, "failed": 2, "duplicate": 1,
                "items": 4, "mentions": 2, "rejected": 2, "events": 1}  # fmt: skip
    assert counts == Counts(**expected)
    assert RunFolder.open(tmp_path / "run").counts == counts


def told_twice(stories: int) -> list[Article]:
    """Stories of different months, each followed by an undated copy that leaves out the last line."""
    given = []
    for n in range(stories):
        port = "".join(chr(97 + int(digit)) for digit in f"{n:03d}")
        words = [" ".join(f"{word}{port}{line}" for word in ("ferry", "quay", "crew", "tide") * 5) for line in "xyzw"]
        lines = ["Kenya signed Uganda's draft of a pact in the morning.", *(f"The {told}." for told in words)]
        day = date(2005, 1, 15) + timedelta(days=40 * n)
        given.append(make_article("\n".join(lines), source=f"Outlet {n}", published=day))
        given.append(make_article("\n".join(lines[:-1]), source=f"Paper {n}", published=None))
    return given


def run_over(given: Iterable[Article], folder: Path, duplicates: Duplicates, workers: int = 1) -> Counts:
    settings = Settings(engine="engines_for_tests:Scripted", duplicates=duplicates)
    return extract_to_folder(given, folder, Pipeline(settings.engine), settings, workers=workers)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "cli"))


@pytest.mark.slow
@pytest.mark.usefixtures("scripted")
def test_links_are_the_same_bytes_for_any_number_of_workers_and_after_a_stop(tmp_path: Path) -> None:
    given = told_twice(70)
    given.append(given[0].model_copy(update={"article_id": "again"}))  # the order decides between it and its twin
    files = [*(f"{name}.parquet" for name in TABLES), "work/duplicates.parquet"]
    run_over(iter(given), tmp_path / "one", "once")
    run_over(given, tmp_path / "two", "once", workers=2)
    for lost in ("00001.done", "00001.signatures.parquet"):
        (tmp_path / "two" / "work" / lost).unlink()
    counts = run_over(given, tmp_path / "two", "once")
    assert (counts.coded, counts.duplicate) == (70, 71)
    copies = dict(pl.read_parquet(tmp_path / "one" / "articles.parquet")[["article_id", "duplicate_of"]].iter_rows())
    assert copies["again"] == given[0].article_id
    assert [(tmp_path / "one" / f).read_bytes() for f in files] == [(tmp_path / "two" / f).read_bytes() for f in files]


@pytest.mark.usefixtures("scripted")
@pytest.mark.parametrize(
    ("duplicates", "coded", "sources"), [("code", 4, [2] * 2), ("once", 2, [2] * 2), ("skip", 2, [1] * 2)]
)
def test_copies_are_coded_counted_as_sources_or_left_out(
    tmp_path: Path, duplicates: Duplicates, coded: int, sources: list[int]
) -> None:
    counts = run_over(told_twice(2), tmp_path / "run", duplicates)
    assert (counts.articles, counts.coded, counts.duplicate) == (4, coded, 4 - coded)
    assert pl.read_parquet(tmp_path / "run" / "events.parquet")["n_sources"].to_list() == sources
    articles = pl.read_parquet(tmp_path / "run" / "articles.parquet")
    assert articles["duplicate_of"].drop_nulls().to_list() == articles["article_id"].to_list()[::2]
    assert articles["published_basis"].to_list() == ["given", "near_duplicate"] * 2
    assert list(stories(RunFolder.open(tmp_path / "run")).values()) == [
        i for i in articles["article_id"][::2] for _ in "ab"
    ]


@pytest.mark.usefixtures("scripted")
def test_recoding_keeps_the_links_and_their_sources(tmp_path: Path) -> None:
    run_over(told_twice(2), tmp_path / "run", "once")
    source = RunFolder.open(tmp_path / "run")
    pipeline = replaying(source, "cameo")
    recode(source, tmp_path / "again", pipeline, source.settings, lambda _: None)
    assert (tmp_path / "again" / "work" / "duplicates.parquet").read_bytes() == (
        tmp_path / "run" / "work" / "duplicates.parquet"
    ).read_bytes()
    assert set(pl.read_parquet(tmp_path / "again" / "events.parquet")["n_sources"]) == {2}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path / "run", Settings())
    journal = run.journal(0)
    journal.path.symlink_to("/dev/full")
    with pytest.raises(RunError, match=r"No space left on device.*run the same command again"):
        list(journal.record([Reading(article_id="a")]))


def test_an_article_of_a_run_is_as_its_engine_read_it(tmp_path: Path) -> None:
    read: list[Article] = []
    engine = FunctionEngine(lambda article: read.append(article) or [make_draft()])  # type: ignore[func-returns-value]
    text = "NAIROBI, May 13 (Herald) - Kenya signed a trade agreement with Uganda on Monday in Nairobi."
    given = make_article(text, source="The Kenya Herald", title="A pact", published=date(2024, 5, 14))
    extract_to_folder([given], tmp_path / "run", Pipeline(engine), Settings())
    assert read[0].dateline
    assert article_as_read(RunFolder.open(tmp_path / "run"), given.article_id) == read[0]


def run_of(number: int, folder: Path) -> Counts:
    return extract_to_folder(articles(number), folder, Pipeline(FunctionEngine(lambda _: [make_draft()])), Settings())


def test_an_input_cut_at_a_shard_is_refused_and_the_tables_stay(tmp_path: Path) -> None:
    run_of(40, tmp_path / "run")
    before = tables(tmp_path / "run"), (tmp_path / "run" / "run.json").read_bytes()
    with pytest.raises(
        RunError, match=r"has 32 articles now, but more were coded .*\(shard 1\)\. Give the whole input"
    ):
        run_of(32, tmp_path / "run")
    assert (tables(tmp_path / "run"), (tmp_path / "run" / "run.json").read_bytes()) == before
    assert run_of(40, tmp_path / "run").articles == 40


def test_an_input_that_grew_behind_a_whole_shard_goes_on(tmp_path: Path) -> None:
    run_of(32, tmp_path / "run")
    run_of(40, tmp_path / "run")
    run_of(40, tmp_path / "whole")
    assert tables(tmp_path / "run") == tables(tmp_path / "whole")


def test_parts_of_an_unfinished_shard_beyond_the_input_are_not_published(tmp_path: Path) -> None:
    run_of(40, tmp_path / "run")
    (tmp_path / "run" / "work" / "00001.done").unlink()
    counts = run_of(32, tmp_path / "run")
    heights = {name: pl.read_parquet(tmp_path / "run" / f"{name}.parquet").height for name in ("articles", "mentions")}
    assert heights == {"articles": 32, "mentions": 32}
    assert RunFolder.open(tmp_path / "run").counts == counts
    run = RunFolder.open(tmp_path / "run")
    settings = recoded_settings(run.settings, "cameo", load_codebook("cameo"), "test")
    again = recode(
        run, tmp_path / "again", Pipeline(FunctionEngine(lambda _: [make_draft()])), settings, lambda _: None
    )
    assert again.articles == 32


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ("{}", "no 'settings'"),
        ("[]", "not what this version of eventx writes"),
        ('{"settings": {"flavour": 1}, "counts": {}}', "flavour: Extra inputs are not permitted"),
        ('{"settings": {}, "counts": {"articles": "many"}}', "articles: "),
        ('{"settings": ', "not readable as JSON"),
    ],
)
def test_a_run_json_that_is_not_ours_says_what_is_wrong_and_what_to_do(
    tmp_path: Path, facts: str, problem: str
) -> None:
    (tmp_path / "run.json").write_text(facts, encoding="utf-8")
    with pytest.raises(RunError, match=rf"run.json: .*{problem}.*Restore it from a copy"):
        RunFolder.open(tmp_path)


def test_a_file_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "run").touch()
    with pytest.raises(RunError, match="no run here"):
        RunFolder.open(tmp_path / "run")


@pytest.mark.parametrize("line", [b"garbage\n", b'{"article_id": 7}\n', b'{"article_id": "\xe9"}\n'])
def test_a_line_that_is_no_reading_is_named_with_what_to_delete(tmp_path: Path, line: bytes) -> None:
    run = RunFolder.create(tmp_path / "run", Settings())
    journal = run.journal(0)
    list(journal.record([Reading(article_id="a")]))
    journal.path.write_bytes(journal.path.read_bytes() + line)
    with pytest.raises(
        RunError, match=r"00000.readings.jsonl:2: not a reading .*Delete this line and the file 00000.done"
    ):
        list(journal.readings())


def test_a_line_deleted_as_advised_costs_one_reading(tmp_path: Path) -> None:
    log, work = tmp_path / "log.txt", tmp_path / "run" / "work"
    for _ in range(2):
        extract_to_folder(articles(3), tmp_path / "run", Pipeline(counted_engine(log)), Settings())
        lines = (work / "00000.readings.jsonl").read_bytes().splitlines(keepends=True)
        (work / "00000.readings.jsonl").write_bytes(b"".join(lines[:1] + lines[2:]))
        (work / "00000.done").unlink()
    assert log.read_text(encoding="utf-8").count("\n") == 3 + 1


@pytest.mark.parametrize("damaged", ["00000.done", "00000.signatures.parquet", "00000.mentions.parquet"])
def test_a_damaged_work_file_is_named_and_what_is_advised_mends_it(tmp_path: Path, damaged: str) -> None:
    log, work = tmp_path / "log.txt", tmp_path / "run" / "work"
    for again in range(2):
        extract_to_folder(articles(3), tmp_path / "run", Pipeline(counted_engine(log)), Settings())
        if not again:
            before = tables(tmp_path / "run")
            (work / damaged).write_bytes(b"garbage in a file")
            with pytest.raises(RunError, match=rf"{damaged}: .*[Dd]elete .*run the (same )?command"):
                extract_to_folder(articles(3), tmp_path / "run", Pipeline(counted_engine(log)), Settings())
            (work / (damaged if "signatures" in damaged else "00000.done")).unlink()
    assert tables(tmp_path / "run") == before
    assert log.read_text(encoding="utf-8").count("\n") == 3


def test_a_part_that_is_gone_is_named(tmp_path: Path) -> None:
    run_of(3, tmp_path / "run")
    (tmp_path / "run" / "work" / "00000.mentions.parquet").unlink()
    with pytest.raises(RunError, match=r"00000.mentions.parquet: not there. Delete the file NNNNN.done"):
        run_of(3, tmp_path / "run")


@pytest.mark.parametrize("name", ["articles", "texts"])
def test_recoding_names_a_damaged_part(tmp_path: Path, name: str) -> None:
    run_of(3, tmp_path / "run")
    run = RunFolder.open(tmp_path / "run")
    pipeline = replaying(run, "cameo")
    (run.work / f"00000.{name}.parquet").write_bytes(b"garbage in a file")
    with pytest.raises(RunError, match=rf"00000.{name}.parquet: cannot be read .*Delete the file NNNNN.done"):
        recode(run, tmp_path / "again", pipeline, Settings(codebook="plover"), lambda _: None)


def test_hashes_that_differ_are_shown_short(tmp_path: Path) -> None:
    old, new = (f"{digit * 64} MiniLM trained further" for digit in "ab")
    RunFolder.create(tmp_path / "run", Settings(engine_hash=old))
    with pytest.raises(RunError, match=rf"engine_hash: '{'a' * 12} MiniLM trained further' there, '{'b' * 12} MiniLM"):
        RunFolder.create(tmp_path / "run", Settings(engine_hash=new))
