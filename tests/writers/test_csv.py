"""CSV: codes stay text, formulas are defused, everything else comes back."""

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.writers import write


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(tmp_path: Path, text: str) -> None:
    write(pl.DataFrame({"quote": [text], "goldstein": [-2.0]}), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["quote", "goldstein"], [f"'{text}", "-2.0"]]


def test_codes_are_quoted_and_empty_cells_are_empty(tmp_path: Path) -> None:
    table = pl.DataFrame({"code": ["036", None], "n": [1, None]}, schema={"code": pl.String, "n": pl.Int32})
    write(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == '"code","n"\n"036",1\n,\n'


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), min_size=1
    )
)
def test_other_texts_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    kept = ["x" + text for text in texts]
    write(pl.DataFrame({"text": kept}), path)
    assert pl.read_csv(path, infer_schema=False)["text"].to_list() == kept
