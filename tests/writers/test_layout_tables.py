"""The column tables of layouts: complete, in the published order, as readers need them."""

import csv
from pathlib import Path

import pytest

from eventx.writers.code_tables import code_table
from eventx.writers.layout import load_layout

COLUMNS = {"keds": 6, "gdelt": 61, "icews": 20, "phoenix": 26, "polecat": 40, "conflict-location": 31}
ACLEDR = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type
actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting
iso region country admin1 admin2 admin3 location latitude longitude geo_precision
source source_scale notes fatalities tags timestamp"""


def names(layout: str) -> list[str]:
    return [column.name for column in load_layout(layout).columns]


@pytest.mark.parametrize(("layout", "count"), COLUMNS.items())
def test_a_layout_has_its_columns_once_and_in_order(layout: str, count: int) -> None:
    assert len(names(layout)) == len(set(names(layout))) == count
    assert code_table(layout)["position"].cast(int).to_list() == list(range(1, count + 1))


def test_conflict_location_has_exactly_the_columns_that_acledr_asks_for() -> None:
    assert names("conflict-location") == ACLEDR.split()


def test_icews_headers_become_the_names_of_the_r_package() -> None:
    lower = [name.lower().replace(" ", "_") for name in names("icews")]
    assert {"event_id", "event_date", "cameo_code", "source_country", "target_country", "intensity"} <= set(lower)


def test_phoenix_has_what_read_petrarch_takes_by_position() -> None:
    taken = [names("phoenix")[position - 1] for position in (2, 6, 10, 14, 16, 17)]
    assert taken == ["Date", "SourceActorFull", "TargetActorFull", "EventCode", "PentaClass", "GoldsteinScore"]


def test_keds_begins_with_what_read_keds_takes_by_position() -> None:
    assert names("keds")[:4] == ["date", "source", "target", "code"]


@pytest.mark.parametrize("layout", COLUMNS)
def test_a_column_that_eventx_cannot_fill_says_so(layout: str) -> None:
    empty = code_table(layout).filter(code_table(layout)["field"].is_null())
    assert empty["note"].null_count() == 0


@pytest.mark.shared
@pytest.mark.parametrize(
    ("layout", "file", "dataset"),
    [
        ("gdelt", "gdelt2", None), ("icews", "icews", None), ("polecat", "polecat", None),
        ("conflict-location", "acled", None), ("phoenix", "phoenix", "phoenix_realtime"),
        ("keds", "phoenix", "keds_tabari_classic"),
    ],
)  # fmt: skip
def test_columns_are_those_of_the_reference_material(
    shared_folder: Path, layout: str, file: str, dataset: str | None
) -> None:
    with (shared_folder / "facts" / f"{file}_columns.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        assert names(layout) == [row["column"] for row in rows if dataset in {None, row.get("dataset")}]
