"""Every column is documented, in one file, and nothing else is."""

import csv
from typing import get_args

import polars as pl
import pytest

from eventx.aggregating import Panel, aggregate
from eventx.codebook import KIND, MARKER, Attribute, load_codebook
from eventx.deposit.tables import CODES
from eventx.pipeline import Outcome
from eventx.publishing import table_columns
from eventx.ranges import with_ranges
from eventx.resources import bundled, data_folder
from eventx.schema.article import PublishedBasis
from eventx.schema.draft import TargetBasis, TimeStatus
from eventx.schema.event import DateBasis, DatePrecision, QuoteMatch
from eventx.table import TEXT, Columns
from eventx.variables import FILE, PANEL, documented, variables
from tests.aggregating.frames import event, events

TYPES = {pl.String(): "text", pl.Int32(): "integer", pl.Float64(): "number", pl.Boolean(): "boolean", pl.Date(): "date"}
PANELS = [("dyad", True), ("dyad", False), ("country", True), ("actor", True), ("place", True)]


def tables() -> dict[str, Columns]:
    """The columns of every table, those of a codebook's attributes left out."""
    cameo = load_codebook("cameo")
    assert not cameo.attributes
    codes = {
        "code": TEXT,
        "code_label": TEXT,
        "root": TEXT,
        "quad_class": pl.Int32(),
        "goldstein": pl.Float64(),
        "plover": TEXT,
    }
    return {**table_columns(cameo), CODES: codes, PANEL: panel_columns()}


def panel_columns() -> Columns:
    columns: Columns = {}
    for unit, directed in PANELS:
        done = aggregate(events(event(country_iso3="KEN")), Panel.named(f"{unit}-month", directed=directed))
        columns |= {f"{n.partition('_')[0]}_*" if n in done.labels else n: t for n, t in done.table.schema.items()}
    return columns


@pytest.mark.parametrize("table", tables())
def test_every_column_has_a_row_of_its_type_and_no_row_is_without_a_column(table: str) -> None:
    columns = {name: TYPES[kind] for name, kind in tables()[table].items()}
    assert {name: variable.type for name, variable in documented(table).items()} == columns


def test_no_row_is_for_a_table_that_does_not_exist_and_labels_fit_stata() -> None:
    with data_folder(*FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {table for row in rows for table in row["tables"].split("; ")} == set(tables())
    assert all(0 < len(row["label"]) <= 80 and row["missing"] for row in rows)


@pytest.mark.parametrize(
    ("table", "variable", "known"),
    [
        ("articles", "published_basis", get_args(PublishedBasis)),
        ("articles", "status", get_args(Outcome.__annotations__["status"])),
        ("events", "time_status", tuple(TimeStatus)),
        ("events", "date_precision", get_args(DatePrecision)),
        ("events", "date_basis", get_args(DateBasis)),
        ("events", "quote_match", get_args(QuoteMatch)),
        ("events", "target_basis", get_args(TargetBasis)),
    ],
)
def test_listed_values_are_those_that_occur(table: str, variable: str, known: tuple[str, ...]) -> None:
    assert sorted(value for value, _ in documented(table)[variable].values) == sorted(known)


def test_attributes_are_told_by_their_codebook_and_by_nobody_when_it_is_gone() -> None:
    attribute = Attribute(name="size", type="choice", values=("small", "large"), description="How large it was.")
    told, bare = (variables("events", ["size"], own)[0] for own in ((attribute,), ()))
    assert (told.type, told.note, [value for value, _ in told.values]) == (
        "text",
        "How large it was.",
        ["small", "large"],
    )
    assert "not at hand" in bare.label


@pytest.mark.parametrize("name", bundled(KIND, MARKER))
def test_every_column_of_every_bundled_codebook_is_told(name: str) -> None:
    codebook = load_codebook(name)
    for table, columns in table_columns(codebook).items():
        told = variables(table, columns, with_ranges(codebook.attributes))
        assert [(v.name, v.type) for v in told] == [(column, TYPES[kind]) for column, kind in columns.items()]
        assert not [v.name for v in told if "not at hand" in v.label]
