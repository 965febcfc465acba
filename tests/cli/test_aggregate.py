"""``eventx aggregate``: a panel, how it was made, and what was left out, said aloud."""

import json
from pathlib import Path

import polars as pl

from tests.cli.conftest import Run


def test_a_panel_stands_beside_its_account_and_what_was_left_out_is_said(eventx: Run, finished: Path) -> None:
    ran = eventx("aggregate", finished, "panel.csv", "--by", "dyad-month")
    assert (ran.code, ran.out) == (0, "panel.csv\n")
    table = pl.read_csv("panel.csv", schema_overrides={"period": pl.String})
    assert table.select("actor_country", "target_country", "period").unique().height == table.height
    assert "1 left out: time status is not actual" in ran.err
    account = json.loads(Path("panel.csv.about.json").read_text(encoding="utf-8"))
    assert [column["name"] for column in account["columns"]] == table.columns
    assert (
        account["events"]["counted"] + sum(account["events"]["left_out"].values()) == account["run"]["counts"]["events"]
    )
    assert account["rows"] == table.height


def test_filters_are_recorded_with_the_columns(eventx: Run, finished: Path) -> None:
    ran = eventx(
        "aggregate", finished, "p.parquet", "--by", "actor-year", "--code", "05", "--country", "ken", "--no-zeros"
    )
    assert ran.code == 0
    account = json.loads(Path("p.parquet.about.json").read_text(encoding="utf-8"))
    assert account["panel"]["countries"] == ["KEN"]
    told = {column["name"]: column for column in account["columns"]}
    assert "codes that begin with 05; units in which KEN takes part" in told["n_events"]["note"]
    assert told["root_19"]["label"].startswith("Events under the root code 19 ")
    assert pl.read_parquet("p.parquet")["n_events"].to_list() == [1]


def test_every_root_of_the_codebook_has_a_column(eventx: Run, finished: Path) -> None:
    eventx("aggregate", finished, "p.parquet")
    columns = pl.read_parquet("p.parquet").columns
    assert [name for name in columns if name.startswith("root_")] == [f"root_{n:02d}" for n in range(1, 21)]


def test_a_panel_nobody_knows_is_misuse_and_writes_nothing(eventx: Run, finished: Path) -> None:
    ran = eventx("aggregate", finished, "panel.csv", "--by", "village-decade")
    assert ran.code == 2
    assert "as in dyad-month" in ran.err
    assert eventx("aggregate", finished, "panel.docx").code == 2
    assert not list(Path().glob("panel.*"))
