import json
from pathlib import Path

import polars as pl
import pytest

from eventx.runs import RunFolder
from tests.cli.conftest import ENGINE, STORIES, Run, write_stories

TABLES = {"articles", "texts", "mentions", "events", "rejected", "failures"}


def test_a_run_leaves_the_tables_and_prints_its_folder(eventx: Run, stories: Path) -> None:
    ran = eventx("extract", stories, "-o", "run", "--engine", ENGINE)
    assert ran.code == 0
    assert ran.out == "run\n"
    assert {path.stem for path in Path("run").glob("*.parquet")} == TABLES
    assert pl.read_parquet("run/mentions.parquet").height == 4


def test_the_closing_figures_are_on_stderr_and_add_up(eventx: Run, stories: Path) -> None:
    ran = eventx("extract", stories, "-o", "run", "--engine", ENGINE)
    counts = RunFolder.open(Path("run")).counts
    assert counts.articles == counts.coded + counts.refused + counts.failed + counts.duplicate == 3
    assert counts.items == counts.mentions + counts.rejected == 5
    assert "3  articles" in ran.err
    assert "1  unknown-code" in ran.err


def test_the_settings_of_a_run_are_recorded(eventx: Run, stories: Path) -> None:
    eventx("extract", stories, "-o", "run", "--engine", ENGINE, "--text-col", "text")
    settings = RunFolder.open(Path("run")).settings
    assert settings.engine == ENGINE
    assert settings.text_column == "text"
    assert len(settings.codebook_hash) == len(settings.tables_hash) == 64


def test_the_samples_are_coded_under_short_paths(eventx: Run) -> None:
    assert eventx("extract", "--samples", "-o", "demo", "--engine", ENGINE).code == 0
    articles = pl.read_parquet("demo/articles.parquet")
    assert articles.height > 12
    assert all(path.startswith("samples/") for path in articles["path"])


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_what_reading_passed_over_is_told_once_with_the_figures(eventx: Run, more: tuple[str, ...]) -> None:
    Path("folder").mkdir()
    rows = [STORIES[0], STORIES[1] | {"date": "07/05/2024"}]
    write_stories(Path("folder/stories.jsonl"), rows)
    Path("folder/index.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    Path("folder/scan.pdf").touch()
    ran = eventx("extract", "folder", "-o", "run", "--engine", ENGINE, *more)
    assert ran.code == 1
    assert (
        ran.err.count("1 article has a date that could not be read, such as '07/05/2024' (folder/stories.jsonl:2)") == 1
    )
    assert ran.err.count("not read: folder/index.csv: no column looks like the text") == 1
    assert ran.err.count("skipped, since nothing reads them: 1 .pdf") == 1


def test_dates_of_articles_beyond_the_limit_are_not_told(eventx: Run, tmp_path: Path) -> None:
    path = write_stories(tmp_path / "a.jsonl", [STORIES[0], STORIES[1] | {"date": "unknown"}])
    ran = eventx("extract", path, "-o", "run", "--engine", ENGINE, "--limit", 1)
    assert "could not be read, such as" not in ran.err


def test_the_last_line_says_how_to_go_on(eventx: Run, stories: Path) -> None:
    ran = eventx("extract", stories, "-o", "a run", "--engine", ENGINE)
    assert ran.out == "a run\n"
    assert ran.err.splitlines()[-1] == "next: eventx show 'a run'"


def test_a_limit_reads_only_the_first(eventx: Run, stories: Path) -> None:
    eventx("extract", stories, "-o", "run", "--engine", ENGINE, "--limit", 2)
    assert RunFolder.open(Path("run")).counts.articles == 2


def test_a_dry_run_counts_and_writes_nothing(eventx: Run, stories: Path) -> None:
    ran = eventx("extract", stories, "-o", "run", "--engine", ENGINE, "--dry-run")
    assert ran.code == 0
    assert "3  coded      would be read" in ran.err
    assert not Path("run").exists()


def test_the_same_command_again_codes_nothing_twice(eventx: Run, stories: Path) -> None:
    command = ("extract", stories, "-o", "run", "--engine", ENGINE)
    eventx(*command)
    journal = Path("run/work/00000.readings.jsonl").read_bytes()
    tables = {path.name: path.read_bytes() for path in Path("run").glob("*.parquet")}
    assert eventx(*command).code == 0
    assert Path("run/work/00000.readings.jsonl").read_bytes() == journal
    assert {path.name: path.read_bytes() for path in Path("run").glob("*.parquet")} == tables


def test_a_stopped_run_goes_on_where_it_was(eventx: Run, tmp_path: Path) -> None:
    late = {"id": "s4", "text": "Lesotho met Botswana in Maseru to speak about water and wool for three days."}
    command = ("extract", write_stories(tmp_path / "more.jsonl", [*STORIES, late]), "-o", "run", "--engine", ENGINE)
    Path("stop").touch()
    stopped = eventx(*command)
    assert stopped.code == 130
    assert "run the same command again" in stopped.err
    Path("stop").unlink()
    assert eventx(*command).code == 0
    journal = Path("run/work/00000.readings.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["article_id"] for line in journal] == ["s1", "s2", "s3", "s4"]


def test_workers_give_the_same_tables(eventx: Run, tmp_path: Path) -> None:
    many = [
        story | {"id": f"{story['id']}-{n}", "text": f"{story['text']} Day {n}."}
        for n in range(22)
        for story in STORIES
    ]
    command = ("extract", write_stories(tmp_path / "many.jsonl", many), "--engine", ENGINE)
    assert eventx(*command, "-o", "one", "--workers", 1).code == 0
    assert eventx(*command, "-o", "two", "--workers", 2).code == 0
    for name in TABLES:
        assert Path(f"one/{name}.parquet").read_bytes() == Path(f"two/{name}.parquet").read_bytes()


def test_an_article_that_breaks_the_engine_fails_alone(eventx: Run, tmp_path: Path) -> None:
    broken = {"id": "bad", "text": "The pipes are broken again in the old quarter of the harbour town, people said."}
    ran = eventx("extract", write_stories(tmp_path / "a.jsonl", [STORIES[0], broken]), "-o", "run", "--engine", ENGINE)
    assert ran.code == 1
    assert pl.read_parquet("run/mentions.parquet").height == 3
    assert pl.read_parquet("run/failures.parquet")["problem"].to_list() == [
        "ValueError: this article breaks the engine"
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("binary.txt", bytes(range(256)) * 8), ("cut.jsonl", b'{"id": "x", "text": "Half a')],
)
def test_an_unreadable_file_is_a_failure_row_and_the_others_are_coded(
    eventx: Run, stories: Path, name: str, content: bytes
) -> None:
    Path(name).write_bytes(content)
    ran = eventx("extract", stories, name, "-o", "run", "--engine", ENGINE)
    assert ran.code == 1
    failure = pl.read_parquet("run/failures.parquet").row(0, named=True)
    assert name in failure["problem"]
    assert pl.read_parquet("run/mentions.parquet").height == 4


def test_a_text_of_one_word_is_refused_with_the_reason(eventx: Run) -> None:
    Path("word.txt").write_text("Hello\n", encoding="utf-8")
    assert eventx("extract", "word.txt", "-o", "run", "--engine", ENGINE).code == 0
    assert "too short: 1 words" in pl.read_parquet("run/failures.parquet")["problem"][0]


def test_a_text_of_two_megabytes_is_refused_with_the_reason(eventx: Run) -> None:
    Path("long.txt").write_text("The ministers met again and said no more. " * 50_000, encoding="utf-8")
    assert eventx("extract", "long.txt", "-o", "run", "--engine", ENGINE).code == 0
    assert "too long: 2,100,000 characters" in pl.read_parquet("run/failures.parquet")["problem"][0]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("nowhere.txt", "-o", "run"), "nowhere.txt"),
        (("stories.jsonl", "-o", "run", "--text-col", "body"), "body"),
        (("stories.jsonl", "-o", "run", "--codebook", "nope"), "no codebook 'nope'; bundled: cameo"),
        (("stories.jsonl", "-o", "run", "--codebook", "./nope"), "there is no such folder"),
        (("stories.jsonl", "-o", "run", "--engine", "nope"), "no engine 'nope'; there are: offline"),
        (("stories.jsonl", "-o", "run", "--engine", "nope:Nope"), "engine 'nope:Nope' cannot be made"),
        (("stories.jsonl", "-o", "run", "--engine", "engines_for_tests:Mute"), "no method read"),
        (("stories.jsonl", "-o", "run", "--base-url", "http://localhost:1/v1"), "--base-url and --prompt are for LLM"),
        (("stories.jsonl", "-o", "stories.jsonl"), "exists and is not a run folder"),
        (("stories.jsonl", "-o", "stories.jsonl/run"), "cannot write stories.jsonl"),
        (("stories.jsonl",), "name the run folder with -o"),
        (("-o", "run"), "name articles"),
        (("stories.jsonl", "--samples", "-o", "run"), "not both"),
    ],
)
def test_misuse_is_one_line_and_leaves_nothing_behind(
    eventx: Run, stories: Path, args: tuple[str, ...], message: str
) -> None:
    engine = () if "--engine" in args else ("--engine", ENGINE)
    ran = eventx("extract", *args, *engine)
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert not Path("run").exists()
    assert stories.is_file()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_a_run_folder_where_none_can_be_made_is_misuse(eventx: Run, stories: Path) -> None:
    ran = eventx("extract", stories, "-o", "/proc/run", "--engine", ENGINE)
    assert ran.code == 2
    assert ran.err == (
        "error: cannot write /proc/run: No such file or directory. Name another place, or make its folder first\n"
    )


def test_a_folder_with_other_settings_is_refused_and_kept(eventx: Run, finished: Path, stories: Path) -> None:
    before = (finished / "run.json").read_bytes()
    ran = eventx("extract", stories, "-o", finished, "--engine", ENGINE, "--text-col", "text")
    assert ran.code == 2
    assert "text_column: None there, 'text' now" in ran.err
    assert (finished / "run.json").read_bytes() == before


@pytest.mark.slow
def test_own_actors_are_recorded_and_win_in_every_process(eventx: Run, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("KENYA_ [KENMIL <301231]\nRIVER_SCOUTS_ [UGAREB]\n", encoding="utf-8")
    many = [STORIES[0] | {"id": str(n), "text": f"{STORIES[0]['text']} Day {n}."} for n in range(70)]
    command = ("extract", write_stories(tmp_path / "many.jsonl", many), "--engine", ENGINE)
    assert eventx(*command, "-o", "plain", "--limit", 1).code == 0
    for workers in (1, 2):
        assert eventx(*command, "-o", f"own{workers}", "--actors", "own.txt", "--workers", workers).code == 0
    codes = {name: set(pl.read_parquet(f"{name}/mentions.parquet")["actor_code"]) for name in ("plain", "own1", "own2")}
    assert codes == {"plain": {"KENGOV"}, "own1": {"KENMIL"}, "own2": {"KENMIL"}}
    settings = RunFolder.open(Path("own1")).settings
    assert settings.actors == ("own.txt",)
    assert settings.tables_hash != RunFolder.open(Path("plain")).settings.tables_hash
    (tmp_path / "own.txt").write_text("KENYA_ [KENBUS]\n", encoding="utf-8")
    assert "other settings (tables_hash" in eventx(*command, "-o", "own1", "--actors", "own.txt").err
