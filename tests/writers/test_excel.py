"""Excel workbooks: text is text, long text is cut, and no cell is a formula."""

import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from eventx.errors import RunError
from eventx.writers import excel, write

pytest.importorskip("xlsxwriter")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(path: Path) -> list[tuple[str, str]]:
    """Return kind and value of each cell: "s" is text."""
    with zipfile.ZipFile(path) as book:
        texts = ["".join(item.itertext()) for item in ET.fromstring(book.read("xl/sharedStrings.xml"))]  # noqa: S314
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # we wrote it
    assert not list(sheet.iter(f"{MAIN}f"))
    found = [(cell.get("t", "n"), cell.findtext(f"{MAIN}v", "")) for cell in sheet.iter(f"{MAIN}c")]
    return [(kind, texts[int(value)] if kind == "s" else value) for kind, value in found]


@pytest.mark.parametrize("text", ["036", "=1+1", "@SUM(A1)", "http://lake.example", "1e5", "x" * 32_767])
def test_text_is_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    write(pl.DataFrame({"code": [text]}), tmp_path / "t.xlsx")
    assert cells(tmp_path / "t.xlsx") == [("s", "code"), ("s", text)]


def test_numbers_and_days_are_numbers(tmp_path: Path) -> None:
    write(pl.DataFrame({"n": [3], "day": [date(2024, 2, 29)]}), tmp_path / "t.xlsx")
    assert cells(tmp_path / "t.xlsx")[2:] == [("n", "3"), ("n", "45351")]


def test_a_text_that_no_cell_holds_is_cut_and_says_so(tmp_path: Path) -> None:
    write(pl.DataFrame({"quote": ["x" * 40_000]}), tmp_path / "t.xlsx")
    kind, text = cells(tmp_path / "t.xlsx")[1]
    assert (kind, len(text)) == ("s", 32_767)
    assert text.endswith(" ... [cut]")


def test_more_rows_than_a_sheet_holds_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"a sheet holds 1048575; write \.csv"):
        excel.write_excel(pl.DataFrame({"n": range(1_048_576)}), tmp_path / "t.xlsx")


def test_equal_tables_give_equal_files(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(pl.DataFrame({"code": ["036"]}), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
