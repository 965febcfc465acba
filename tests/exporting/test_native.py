"""Native tables: quotes, one a day, and folders by year or country."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from eventx.errors import RunError
from eventx.exporting import Choice, export
from tests.exporting.conftest import MakeRun

EVENTS = Choice("events")


@pytest.mark.parametrize("suffix", ["parquet", "csv", "dta"])
def test_a_table_is_divided_by_year_into_folders_that_readers_understand(
    make_run: MakeRun, tmp_path: Path, suffix: str
) -> None:
    undated = {"date_start": None, "date_end": None, "date_precision": None}
    run = make_run({}, {"date_start": date(1999, 12, 31)}, undated)
    export(run, tmp_path / f"out.{suffix}", "native", EVENTS._replace(partition="year"))
    parts = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("out.*/*/*"))
    years = ["1999", "2024", "__HIVE_DEFAULT_PARTITION__"]
    assert parts == [f"out.{suffix}/year={year}/events.{suffix}" for year in years]


def test_a_divided_table_is_whole_when_it_is_read_as_one(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run({}, {"country_iso3": "UGA"}, {"country_iso3": None})
    export(run, tmp_path / "out.parquet", "native", EVENTS._replace(partition="country"))
    table = pl.read_parquet(tmp_path / "out.parquet", hive_partitioning=True)
    assert table["country"].to_list() == ["KEN", "UGA", None]
    assert table.drop("country").equals(pl.read_parquet(run.table("events")))


def test_a_folder_that_exists_is_not_written_into(make_run: MakeRun, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(RunError, match="is a folder"):
        export(make_run({}), tmp_path / "out.csv", "native", EVENTS._replace(partition="year"))


def test_layouts_are_not_divided(make_run: MakeRun, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="--partition divides native tables"):
        export(make_run({}), tmp_path / "out.csv", "gdelt", EVENTS._replace(partition="year"))


def test_a_short_quote_ends_at_a_word_and_says_that_it_goes_on(make_run: MakeRun, tmp_path: Path) -> None:
    long = "The governor of the province said " + "again and again " * 20
    export(make_run({"quote": long}, {}), tmp_path / "out.csv", "native", EVENTS._replace(quotes="short"))
    cut, whole = pl.read_csv(tmp_path / "out.csv")["quote"]
    assert cut.endswith(" ...")
    assert long.startswith(cut.removesuffix(" ...") + " ")
    assert len(cut) <= 104
    assert whole == "Kenya's army said it would meet Ugandan officials in Busia."


def test_one_a_day_names_the_rows_it_left_out_beside_the_file(make_run: MakeRun, tmp_path: Path) -> None:
    export(make_run({}, {}), tmp_path / "out.csv", "native", EVENTS._replace(one_a_day=True))
    assert pl.read_csv(tmp_path / "out.csv").height == 1
    assert pl.read_csv(tmp_path / "out.csv.sidecar.csv")["event_id"].to_list() == ["e0000000000000002"]
    assert (tmp_path / "out.csv.export.json").is_file()


def test_a_plain_export_is_a_file_alone(make_run: MakeRun, tmp_path: Path) -> None:
    export(make_run({}), tmp_path / "out.csv", "native", EVENTS)
    assert [path.name for path in tmp_path.glob("out*")] == ["out.csv"]
