"""A deposit tells everything about itself, holds no more text than asked for, and names no machine."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eventx.deposit import write_deposit
from eventx.errors import RunError
from eventx.runs import RunFolder
from eventx.table import EVENTS, MENTIONS
from tests.made_runs import QUOTE, make_run

TABLES = ["events", "mentions", "articles", "rejected", "failures", "codes"]


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return make_run(tmp_path / "run")


@pytest.fixture
def folder(run: RunFolder, tmp_path: Path) -> Path:
    write_deposit(run, tmp_path / "deposit", quotes="short")
    return tmp_path / "deposit"


def facts(folder: Path, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return loaded


def test_every_table_is_there_twice_with_the_same_rows_and_no_texts(folder: Path) -> None:
    names = {path.name for path in (folder / "data").iterdir()}
    assert names == {f"{table}{suffix}" for table in TABLES for suffix in (".csv", ".parquet")}
    for table in TABLES:
        parquet = pl.read_parquet(folder / "data" / f"{table}.parquet")
        read = pl.read_csv(folder / "data" / f"{table}.csv", schema=parquet.schema)
        assert read.equals(parquet)


def test_the_codebook_has_a_row_for_every_column_of_every_table(folder: Path) -> None:
    with (folder / "codebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for table in TABLES:
        columns = pl.read_parquet_schema(folder / "data" / f"{table}.parquet")
        assert [row["variable"] for row in rows if row["table"] == table] == list(columns)
    assert all(row["label"] and row["type"] and row["missing"] for row in rows)
    text = (folder / "codebook.md").read_text(encoding="utf-8")
    assert all(f"| {name} | " in text for name in {**EVENTS, **MENTIONS})


def test_the_manifest_holds_size_and_hash_of_every_other_file(folder: Path) -> None:
    files = {file["path"]: file for file in facts(folder, "manifest.json")["files"]}
    there = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert set(files) == set(there) - {"manifest.json"}
    for path, file in files.items():
        assert (file["size"], file["sha256"]) == (len(there[path]), hashlib.sha256(there[path]).hexdigest())
    assert files["data/mentions.csv"]["rows"] == 3


def test_the_data_package_describes_the_columns_of_each_csv_file(folder: Path) -> None:
    for resource in facts(folder, "datapackage.json")["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        table = pl.read_parquet(folder / "data" / f"{resource['name']}.parquet")
        assert list(fields) == table.columns
        needed = [name for name, field in fields.items() if field.get("constraints", {}).get("required")]
        assert table.select(needed).null_count().sum_horizontal().sum() == 0
        for key in resource["schema"].get("foreignKeys", []):
            other = pl.read_parquet(folder / "data" / f"{key['reference']['resource']}.parquet")
            assert set(table[key["fields"][0]]) <= set(other[key["reference"]["fields"][0]])
    assert fields["code"]["type"] == "string"


def test_croissant_names_every_data_file_and_every_column_of_tables_with_rows(folder: Path) -> None:
    dataset = facts(folder, "croissant.json")
    files = {file["@id"]: file["sha256"] for file in dataset["distribution"]}
    assert files == {
        f["path"]: f["sha256"] for f in facts(folder, "manifest.json")["files"] if f["path"].startswith("data/")
    }
    for records in dataset["recordSet"]:
        columns = pl.read_parquet_schema(folder / "data" / f"{records['name']}.parquet")
        assert [field["source"]["extract"]["column"] for field in records["field"]] == list(columns)
        assert {field["source"]["fileObject"]["@id"] for field in records["field"]} <= set(files)


@pytest.mark.parametrize("quotes", ["none", "short", "full"])
def test_a_deposit_holds_no_more_of_the_articles_than_asked_for(run: RunFolder, tmp_path: Path, quotes: Any) -> None:
    folder = tmp_path / "deposit"
    write_deposit(run, folder, quotes=quotes)
    held = pl.read_parquet(folder / "data" / "mentions.parquet")["quote"][0]
    assert {
        "none": held is None,
        "short": held != QUOTE and QUOTE.startswith(held[:-4] if held else "-"),
        "full": held == QUOTE,
    }[quotes]
    everything = b"".join(path.read_bytes() for path in folder.rglob("*.csv"))
    assert (QUOTE.encode() in everything) == (quotes == "full")
    assert (b"who had been away" in everything) == (quotes != "none")


def test_paths_that_name_a_person_or_a_machine_are_cut(tmp_path: Path) -> None:
    write_deposit(
        make_run(tmp_path / "own", actors=("/home/someone/actors.csv", "mine.csv")), tmp_path / "deposit", quotes="none"
    )
    paths = pl.read_parquet(tmp_path / "deposit" / "data" / "articles.parquet")["path"].to_list()
    assert paths == ["a.txt", "b.txt", "news/c.txt"]
    assert facts(tmp_path / "deposit", "manifest.json")["settings"]["actors"] == ["actors.csv", "mine.csv"]
    assert not [p for p in (tmp_path / "deposit").rglob("*") if p.is_file() and b"someone" in p.read_bytes()]


def test_equal_runs_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_deposit(make_run(tmp_path / name), tmp_path / f"deposit-{name}", quotes="full")
    one, two = (
        {p.relative_to(tmp_path / f): p.read_bytes() for p in sorted((tmp_path / f).rglob("*")) if p.is_file()}
        for f in ("deposit-one", "deposit-two")
    )
    assert one == two


def test_what_only_people_know_is_marked_and_the_counts_are_told(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "3 articles were given: 2 coded, 1 refused" in readme
    assert "GeoNames" in readme
    assert "CC BY 4.0" in readme
    assert "$" not in readme
    assert (folder / "CITATION.cff").read_text(encoding="utf-8").count("TO FILL IN") == 2


def test_a_codebook_that_is_gone_does_not_keep_a_run_from_being_deposited(tmp_path: Path) -> None:
    write_deposit(make_run(tmp_path / "gone", codebook="./not-here"), tmp_path / "deposit", quotes="full")
    assert "Not at hand" in (tmp_path / "deposit" / "README.md").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_is_left_alone(run: RunFolder, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(RunError, match="holds something already"):
        write_deposit(run, tmp_path / "full", quotes="full")
    with pytest.raises(RunError, match="there is no folder"):
        write_deposit(run, tmp_path / "no" / "deposit", quotes="full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["thesis.txt"]


def test_an_unfinished_run_leaves_no_folder_behind(run: RunFolder, tmp_path: Path) -> None:
    (run.path / "events.parquet").unlink()
    with pytest.raises(RunError, match="not finished"):
        write_deposit(run, tmp_path / "deposit", quotes="full")
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
