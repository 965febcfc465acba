from importlib import util
from pathlib import Path

import polars as pl
import pytest

from eventx.exporting import LAYOUTS
from tests.cli.conftest import Run


def test_a_layout_is_written_with_its_sidecar_and_record(eventx: Run, finished: Path) -> None:
    ran = eventx("export", finished, "out.tsv", "--layout", "keds")
    assert ran.code == 0
    assert ran.out == "out.tsv\n"
    assert "rows written; 1 of another time status left out (--status all)" in ran.err
    assert "see out.tsv.sidecar.csv" in ran.err
    codes = [line.split("\t")[3] for line in Path("out.tsv").read_text(encoding="utf-8").splitlines()]
    assert set(codes) == {"057", "040"}


def test_help_names_every_layout(eventx: Run) -> None:
    told = "".join(eventx("export", "--help").out.split())
    assert [name for name in LAYOUTS if name not in told] == []


def test_a_run_of_another_codebook_is_an_error_with_the_command_to_run(eventx: Run, finished: Path) -> None:
    ran = eventx("export", finished, "out.csv", "--layout", "conflict-location")
    assert ran.code == 2
    assert f"eventx recode {finished} -o {finished}-conflict-location --codebook conflict-location\n" in ran.err


def test_an_offline_run_of_another_codebook_is_better_coded_from_its_articles(eventx: Run, finished: Path) -> None:
    facts = (finished / "run.json").read_text(encoding="utf-8")
    (finished / "run.json").write_text(facts.replace("engines_for_tests:Scripted", "offline"), encoding="utf-8")
    ran = eventx("export", finished, "out.csv", "--layout", "conflict-location")
    assert f"eventx extract ARTICLES -o {finished}-conflict-location --codebook conflict-location\n" in ran.err


def test_a_folder_with_a_part_for_each_year_is_written(eventx: Run, finished: Path) -> None:
    assert eventx("export", finished, "out.parquet", "--partition", "year").code == 0
    assert pl.read_parquet(Path("out.parquet/year=2024/mentions.parquet")).height == 3


@pytest.mark.parametrize(("suffix", "package"), [("xlsx", "xlsxwriter"), ("dta", "pyreadstat")])
def test_a_missing_package_is_named(
    eventx: Run, finished: Path, suffix: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventx.writers.find_spec", lambda name: None if name == package else util.find_spec(name))
    ran = eventx("export", finished, f"out.{suffix}")
    assert ran.code == 2
    assert f"pip install {package}" in ran.err


@pytest.mark.parametrize("suffix", ["xlsx", "dta"])
def test_spreadsheet_and_stata_files_are_written(eventx: Run, finished: Path, suffix: str) -> None:
    pytest.importorskip({"xlsx": "xlsxwriter", "dta": "pyreadstat"}[suffix])
    assert eventx("export", finished, f"out.{suffix}", "--table", "events").code == 0
    assert Path(f"out.{suffix}").stat().st_size > 1_000
