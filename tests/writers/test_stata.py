"""Stata files: format 118, days, labels, long text, and every value back."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eventx.writers import write
from eventx.writers.stata import stata_names

pyreadstat = pytest.importorskip("pyreadstat")


def read(path: Path) -> tuple[pl.DataFrame, Any]:
    return pyreadstat.read_dta(path, output_format="polars")


def written(path: Path, **columns: Any) -> tuple[pl.DataFrame, Any]:
    write(pl.DataFrame(columns), path / "t.dta")
    return read(path / "t.dta")


def test_the_format_is_118_and_never_119(tmp_path: Path) -> None:
    written(tmp_path, code=["036"])
    assert (tmp_path / "t.dta").read_bytes().startswith(b"<stata_dta><header><release>118</release>")


def test_codes_stay_text_and_what_is_not_known_is_empty(tmp_path: Path) -> None:
    table, _ = written(tmp_path, code=["036", None], root=["03", "é"])
    assert table["code"].to_list() == ["036", ""]
    assert table["root"].to_list() == ["03", "é"]


def test_days_are_days_before_and_after_1960(tmp_path: Path) -> None:
    days = [date(1959, 12, 30), None, date(2024, 2, 29)]
    table, meta = written(tmp_path, date_start=days)
    assert table["date_start"].to_list() == days
    assert meta.original_variable_types["date_start"] == "%td"


def test_texts_are_shown_as_wide_as_they_are(tmp_path: Path) -> None:
    _, meta = written(tmp_path, code=["036"], place_name=["x" * 20], quote=["x" * 3000])
    assert meta.original_variable_types == {"code": "%-9s", "place_name": "%-20s", "quote": "%-60s"}


def test_long_text_comes_back_whole(tmp_path: Path) -> None:
    texts = ["x" * 2045, "é" * 3000, "a\n\tb", ""]
    table, _ = written(tmp_path, quote=texts)
    assert table["quote"].to_list() == texts
    assert b"GSO" in (tmp_path / "t.dta").read_bytes()


def test_numbers_beyond_stata_are_reals_or_missing(tmp_path: Path) -> None:
    table, _ = written(tmp_path, big=[2**31 - 1, None], wide=[2**40, -1], score=[float("inf"), 0.1], yes=[True, None])
    assert table["big"].to_list() == [2**31 - 1, None]
    assert table["wide"].to_list() == [2**40, -1]
    assert table["score"].to_list() == [None, 0.1]
    assert table["yes"].to_list() == [1, None]


def test_variables_and_values_have_labels(tmp_path: Path) -> None:
    _, meta = written(tmp_path, code=["036"], quad_class=[1])
    assert meta.column_names_to_labels["code"]
    assert all(len(label or "") <= 80 for label in meta.column_names_to_labels.values())
    assert meta.variable_value_labels["quad_class"][1] == "verbal cooperation"


def test_names_that_stata_keeps_for_itself_or_cannot_hold_are_changed() -> None:
    assert stata_names(["class", "code", "x" * 40]) == {"class": "class_", "code": "code", "x" * 40: "x" * 32}


def test_equal_tables_give_equal_files(tmp_path: Path) -> None:
    for name in ("a.dta", "b.dta"):
        write(pl.DataFrame({"code": ["036"]}), tmp_path / name)
    assert (tmp_path / "a.dta").read_bytes() == (tmp_path / "b.dta").read_bytes()
    assert b"01 Jan 2000 00:00" in (tmp_path / "a.dta").read_bytes()


def test_a_table_without_rows_is_a_file_without_rows(tmp_path: Path) -> None:
    table, _ = written(tmp_path, code=pl.Series([], dtype=pl.String), n=pl.Series([], dtype=pl.Int32))
    assert table.height == 0
