"""Tab-separated cells: no text can break a line, and none is run as a formula."""

from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from eventx.writers.csv import FORMULA
from eventx.writers.tsv import write_tsv

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1))
def test_every_line_has_its_cells_whatever_the_texts_are(tmp_path_factory, texts) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("tsv") / "t.tsv"
    write_tsv(pl.DataFrame(texts, schema=["a", "b"], orient="row"), path, header=False, missing="NULL")
    lines = path.read_bytes().decode("utf-8").splitlines()
    assert len(lines) == len(texts)
    assert {line.count("\t") for line in lines} == {1}
    assert not [cell for line in lines for cell in line.split("\t") if pl.Series([cell]).str.contains(FORMULA)[0]]
    assert '"' not in "".join(lines)


def test_numbers_stay_numbers_and_nothing_is_the_word_for_missing(tmp_path: Path) -> None:
    table = pl.DataFrame({"code": ["036", None, " "], "score": [-2.0, None, 1e-7]})
    write_tsv(table, tmp_path / "t.tsv", header=True, missing="None")
    assert (tmp_path / "t.tsv").read_text(encoding="utf-8") == "code\tscore\n036\t-2.0\nNone\tNone\nNone\t1e-7\n"
