import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import ENGINE, Run


def test_events_are_listed_with_their_short_ids(eventx: Run, finished: Path) -> None:
    ran = eventx("show", finished)
    head, *lines = ran.out.splitlines()
    assert head.split("\t") == ["id", "date", "code", "who -> whom", "status", "quote"]
    assert {line.split("\t")[2] for line in lines} == {"057 Sign formal agreement", "040 Consult, not specified below"}
    assert "1 of another time status (--status all)" in ran.err


def test_events_are_chosen_by_status_and_by_the_beginning_of_a_code(eventx: Run, finished: Path) -> None:
    assert eventx("show", finished, "--status", "planned").out.count("036 ") == 1
    assert len(eventx("show", finished, "--status", "all").out.splitlines()) == 5
    assert len(eventx("show", finished, "--code", "05").out.splitlines()) == 2


def test_an_event_stands_beside_its_marked_quote(eventx: Run, finished: Path) -> None:
    event = eventx("show", finished, "--code", "057").out.splitlines()[1].split("\t")[0]
    ran = eventx("show", finished, event)
    assert ran.code == 0
    assert "[[Kenya **signed** Uganda's draft of a coffee pact in the morning after two weeks of talks.]]" in ran.out
    assert "A pact on coffee, Highland Post, 2024-05-15" in ran.out
    assert "model script-1" in ran.out


@pytest.mark.parametrize(("prefix", "message"), [("zzz", "names no event"), ("e", "names 4 events")])
def test_an_id_that_names_no_single_event_is_an_error(eventx: Run, finished: Path, prefix: str, message: str) -> None:
    ran = eventx("show", finished, prefix)
    assert ran.code == 2
    assert message in ran.err


def test_refused_items_are_listed_with_their_rule(eventx: Run, finished: Path) -> None:
    assert eventx("show", finished, "--rejected").out.splitlines()[1].startswith("unknown-code\tno code 'no-such-code'")


def test_failures_are_listed_with_what_to_do(eventx: Run) -> None:
    Path("empty.txt").touch()
    eventx("extract", "empty.txt", "-o", "run", "--engine", "engines_for_tests:Scripted")
    told = eventx("show", "run", "--failures").out
    assert "empty.txt:1\t" in told
    assert "name a new folder with -o" in told
    assert "run the same command again" not in told


def test_why_without_an_event_is_misuse(eventx: Run, finished: Path) -> None:
    assert eventx("show", finished, "--why").code == 2


@pytest.mark.parametrize("command", [("show",), ("export", "x.csv"), ("eval",)])
def test_a_folder_that_is_no_run_is_an_error(eventx: Run, command: tuple[str, ...]) -> None:
    Path("gold.jsonl").touch()
    args = {"show": ("nowhere",), "export": ("nowhere", "x.csv"), "eval": ("gold.jsonl", "nowhere")}[command[0]]
    ran = eventx(command[0], *args)
    assert ran.code == 2
    assert "no run here" in ran.err


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_exports_hold_what_happened_with_codes_as_text(eventx: Run, finished: Path, suffix: str) -> None:
    path = Path(f"out.{suffix}")
    ran = eventx("export", finished, path)
    assert ran.code == 0
    assert ran.out == f"{path}\n"
    assert "1 of another time status left out" in ran.err
    readers = {"csv": lambda p: pl.read_csv(p, infer_schema=False), "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}
    table = readers[suffix](path)
    assert table["code"].to_list() == ["057", "040", "040"]


def test_events_can_be_exported_with_every_status(eventx: Run, finished: Path) -> None:
    eventx("export", finished, "out.jsonl", "--table", "events", "--status", "all")
    rows = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["time_status"] for row in rows} == {"actual", "planned"}
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("out.sav", "end it in .csv, .dta, .jsonl, .parquet, .xlsx"),
        ("out", "without a suffix"),
        ("no/out.csv", "there is no folder"),
    ],
)
def test_a_target_that_cannot_be_written_is_an_error(eventx: Run, finished: Path, path: str, message: str) -> None:
    ran = eventx("export", finished, path)
    assert ran.code == 2
    assert message in ran.err


@pytest.mark.parametrize(("room", "quote"), [(110, 40), (70, 32)])
def test_on_a_narrow_terminal_codes_and_names_leave_room_for_the_quote(
    room: int, quote: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from eventx.cli import listing

    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(room))
    listing.print_table(("id", "code", "who -> whom", "quote"), [("e12345", "c" * 60, "w" * 60, "q" * 200)])
    cells = capsys.readouterr().out.splitlines()[1].split("  ")
    assert len(cells[1]) == len(cells[2]) == room // listing.SHARE
    assert len(cells[3]) >= quote
    assert len(cells[3].strip("q.")) == 0


@pytest.mark.parametrize(
    ("table", "command"),
    [
        ("events", ("show",)),
        ("mentions", ("show", "--compare", "run")),
        ("rejected", ("show", "--rejected")),
        ("events", ("report",)),
        ("events", ("aggregate", "out.csv")),
        ("events", ("export", "out.csv", "--table", "events")),
        ("articles", ("export", "out", "--layout", "deposit")),
    ],
)
def test_a_damaged_table_is_named_with_what_to_do(
    eventx: Run, finished: Path, table: str, command: tuple[str, ...]
) -> None:
    path = finished / f"{table}.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    ran = eventx(command[0], finished, *command[1:])
    assert ran.code == 2
    assert f"{path}: cannot be read (" in ran.err
    assert "Run the command that made this run again" in ran.err


@pytest.mark.parametrize(
    ("table", "command"),
    [
        ("mentions", ("show", "--compare", "run")),
        ("events", ("aggregate", "out.csv")),
        ("articles", ("export", "out.tsv", "--layout", "icews")),
        ("mentions", ("export", "out", "--layout", "deposit")),
        ("events", ("report",)),
    ],
)
def test_a_table_damaged_in_its_midst_is_named(
    eventx: Run, finished: Path, table: str, command: tuple[str, ...]
) -> None:
    path = finished / f"{table}.parquet"
    data = path.read_bytes()
    end = 8 + int.from_bytes(data[-8:-4], "little")  # what stands behind the rows, from which the columns are known
    path.write_bytes(data[:4] + bytes(len(data) - end - 4) + data[-end:])
    assert pl.read_parquet_schema(path)
    ran = eventx(command[0], finished, *command[1:])
    assert f"{path}: cannot be read (" in ran.err


def test_a_damaged_table_is_written_anew_by_the_same_command(eventx: Run, finished: Path, stories: Path) -> None:
    before = (finished / "events.parquet").read_bytes()
    (finished / "events.parquet").write_bytes(b"garbage in a file")
    assert eventx("extract", stories, "-o", finished, "--engine", ENGINE).code == 0
    assert (finished / "events.parquet").read_bytes() == before
