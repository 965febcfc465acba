"""Layouts: what stands in the file, what is left out and why, and what the sidecar keeps."""

import csv
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from eventx.errors import RunError
from eventx.exporting import Choice, export
from eventx.runs import RunFolder
from tests.exporting.conftest import MakeRun

EVENTS = Choice("events")
CONFLICT = {
    "codebook": "conflict-location", "code": "ARMED_CLASH", "root": "BATTLES", "actor_codes": "KENMIL",
    "target_text": "gunmen", "target_name": "Kenya", "target_country": "KEN", "target_codes": "KENREB",
}  # fmt: skip
ATTRIBUTES: dict[str, pl.DataType] = {
    "fatalities": pl.Int32(),
    "crowd_size": pl.Int32(),
    "civilian_targeting": pl.Boolean(),
}


def cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def named(run: RunFolder, path: Path, layout: str, choice: Choice = EVENTS) -> list[dict[str, str]]:
    """Export, and return the rows under the names of the header."""
    export(run, path, layout, choice)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    head, *rows = cells(path)
    return [dict(zip(head, row, strict=True)) for row in rows]


def sidecar(path: Path) -> pl.DataFrame:
    return pl.read_csv(path.with_name(path.name + ".sidecar.csv"), infer_schema=False)


def test_keds_is_day_source_target_code_label_and_quote_without_a_header(make_run: MakeRun, tmp_path: Path) -> None:
    export(make_run({}), tmp_path / "k.tsv", "keds", EVENTS)
    label, quote = "Express intent to meet or negotiate", "Kenya's army said it would meet Ugandan officials in Busia."
    assert cells(tmp_path / "k.tsv") == [["20240513", "KENMIL", "UGAGOV", "036", label, quote]]


def test_gdelt_has_61_cells_in_each_line_and_no_header(make_run: MakeRun, tmp_path: Path) -> None:
    export(make_run({}), tmp_path / "g.csv", "gdelt", EVENTS)
    (row,) = cells(tmp_path / "g.csv")
    assert len(row) == 61
    assert row[1:10] == ["20240513", "202405", "2024", "2024.4466", "KENMIL", "Kenya", "KEN", "", ""]
    assert row[12] == "MIL"
    assert row[25:34] == ["1", "036", "036", "03", "1", "4.0", "1", "1", "1"]
    assert row[51:54] == ["4", "Busia, Western, Kenya", "KE"]
    assert row[55:58] == ["", "0.46", "34.1"]
    assert row[34] == row[59] == row[60] == ""


def test_gdelt_takes_the_address_of_an_article_that_came_with_one(make_run: MakeRun, tmp_path: Path) -> None:
    export(make_run({"path": "https://lake.example/1"}), tmp_path / "g.csv", "gdelt", EVENTS)
    assert cells(tmp_path / "g.csv")[0][60] == "https://lake.example/1"


def test_gdelt_tells_body_religion_and_roles_of_an_actor_apart(make_run: MakeRun, tmp_path: Path) -> None:
    export(make_run({"actor_codes": "IGOUNO", "target_codes": "NGAMOSREB"}), tmp_path / "g.csv", "gdelt", EVENTS)
    (row,) = cells(tmp_path / "g.csv")
    assert (row[5], row[7], row[8], row[12]) == ("IGOUNO", "", "UNO", "IGO")
    assert (row[15], row[17], row[20], row[22]) == ("NGAMOSREB", "NGA", "MOS", "REB")


def test_icews_has_names_in_words_and_null_for_what_is_not_known(make_run: MakeRun, tmp_path: Path) -> None:
    (row,) = named(make_run({"code": "022", "target_codes": None, "target_name": None}), tmp_path / "i.tab", "icews")
    assert (row["Event Date"], row["CAMEO Code"], row["Intensity"]) == ("2024-05-13", "022", "3.4")
    assert (row["Source Sectors"], row["Source Country"]) == ("Military", "Kenya")
    assert (row["City"], row["Province"], row["Country"], row["Publisher"]) == (
        "Busia",
        "Western",
        "Kenya",
        "Lake Post",
    )
    assert {row["Target Name"], row["Target Sectors"], row["Sentence Number"], row["District"]} == {"NULL"}


def test_phoenix_divides_an_actor_into_entity_role_and_attributes(make_run: MakeRun, tmp_path: Path) -> None:
    export(make_run({"actor_codes": "KENGOVJUD", "target_codes": "UGAINS"}), tmp_path / "p.txt", "phoenix", EVENTS)
    (row,) = cells(tmp_path / "p.txt")
    assert len(row) == 26
    assert row[:5] == ["e0000000000000001_1", "20240513", "2024", "5", "13"]
    assert row[5:13] == ["KENGOVJUD", "KEN", "GOV", "JUD", "UGAINS", "UGA", "", "INS"]
    assert row[13:17] == ["036", "03", "1", "4.0"]


def test_polecat_keeps_compound_actors_in_one_row_and_turns_sectors_into_those_of_plover(
    make_run: MakeRun, tmp_path: Path
) -> None:
    event = {
        "code": "1411",
        "root": "14",
        "plover": "PROTEST",
        "actor_codes": "KENMED; UGAHLH",
        "target_codes": "IGOEEC",
    }
    (row,) = named(make_run(event), tmp_path / "p.txt", "polecat")
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("PROTEST", "demo", "MATERIAL CONFLICT")
    assert (row["Actor Country"], row["Actor COW"], row["Actor Sectors"]) == ("KEN;UGA", "501;500", "JRN;MED")
    assert (row["Primary Actor Sector"], row["Recipient Country"]) == ("JRN", "EUR")
    assert row["Story People"] == "None"


def test_polecat_takes_mode_and_contexts_from_a_plover_run(make_run: MakeRun, tmp_path: Path) -> None:
    event = {
        "codebook": "plover",
        "code": "CONSULT",
        "root": "CONSULT",
        "mode": "phone",
        "context": "economic; military",
    }
    run = make_run(event, columns={"mode": pl.String(), "context": pl.String()})
    (row,) = named(run, tmp_path / "p.txt", "polecat")
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == ("CONSULT", "phone", "1.5")
    assert row["Contexts"] == "economic;military"


def test_a_statement_has_no_type_in_polecat_and_stands_in_the_sidecar(make_run: MakeRun, tmp_path: Path) -> None:
    done = export(make_run({}, {"code": "010", "plover": None}), tmp_path / "p.txt", "polecat", EVENTS)
    assert (done.rows, done.left_out) == (1, {"a statement, which PLOVER has no type for": 1})
    assert sidecar(tmp_path / "p.txt")["row"].to_list() == ["1", None]


def test_conflict_location_has_sides_interaction_and_short_labels(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run(CONFLICT | {"fatalities": 3, "crowd_size": None}, columns=ATTRIBUTES)
    (row,) = named(run, tmp_path / "c.csv", "conflict-location")
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "Armed clash")
    assert (row["disorder_type"], row["interaction"]) == ("Political violence", "State forces-Rebel group")
    assert (row["actor1"], row["actor2"]) == ("the Kenyan army", "gunmen")
    assert (row["iso"], row["region"], row["country"]) == ("404", "Eastern Africa", "Kenya")
    assert (row["time_precision"], row["event_date"], row["fatalities"]) == ("1", "2024-05-13", "3")
    assert row["tags"] == row["civilian_targeting"] == row["timestamp"] == ""


def test_conflict_location_leaves_fatalities_empty_that_nobody_counted(make_run: MakeRun, tmp_path: Path) -> None:
    (row,) = named(make_run(CONFLICT), tmp_path / "c.csv", "conflict-location")
    assert row["fatalities"] == ""


@pytest.mark.parametrize(
    ("event", "inter1", "interaction"),
    [
        ({"code": "PEACE_PROTEST", "root": "PROTESTS", "actor_codes": "KENEDU"}, "Protesters", "Protesters only"),
        ({"code": "VIOL_DEMONSTR", "root": "RIOTS", "actor_codes": None}, "Rioters", "Rioters only"),
        ({"actor_codes": "UGAMIL", "actor_country": "UGA"}, "External/Other forces", "External/Other forces only"),
        ({"code": "ATTACK", "root": "VIOLENCE_AGAINST_CIVILIANS", "actor_codes": "KENCRM"}, "Political militia",
         "Political militia only"),
    ],
)  # fmt: skip
def test_conflict_location_names_the_kind_of_a_lone_side(
    make_run: MakeRun, tmp_path: Path, event: dict[str, str], inter1: str, interaction: str
) -> None:
    alone = {"target_text": None, "target_name": None, "target_codes": None, "target_country": None}
    (row,) = named(make_run(CONFLICT | alone | event), tmp_path / "c.csv", "conflict-location")
    assert (row["inter1"], row["interaction"]) == (inter1, interaction)


@pytest.mark.parametrize(
    ("precision", "end", "dated"),
    [("week", date(2024, 5, 19), ("2024-05-16", "2")), ("month", date(2024, 6, 11), ("2024-05-27", "3"))],
)
def test_conflict_location_dates_a_week_or_month_by_its_middle(
    make_run: MakeRun, tmp_path: Path, precision: str, end: date, dated: tuple[str, str]
) -> None:
    run = make_run(CONFLICT | {"date_precision": precision, "date_end": end})
    (row,) = named(run, tmp_path / "c.csv", "conflict-location")
    assert (row["event_date"], row["time_precision"]) == dated


def test_what_went_on_for_months_is_of_no_day_in_conflict_location(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run(CONFLICT | {"date_precision": "month", "date_end": date(2025, 5, 1)})
    assert named(run, tmp_path / "c.csv", "conflict-location") == []
    assert sidecar(tmp_path / "c.csv")["left_out"].to_list() == ["not dated to a day, week or month"]


def test_events_dated_to_a_month_or_not_at_all_are_in_the_sidecar_of_layouts_of_days(
    make_run: MakeRun, tmp_path: Path
) -> None:
    undated = {"date_start": None, "date_end": None, "date_precision": None}
    done = export(make_run({"date_precision": "month"}, undated, {}), tmp_path / "k.tsv", "keds", EVENTS)
    assert (done.rows, done.left_out) == (1, {"not dated to a day": 2})
    assert sidecar(tmp_path / "k.tsv")["row"].to_list() == [None, None, "1"]


def test_compound_actors_and_both_directions_become_rows_that_point_to_one_event(
    make_run: MakeRun, tmp_path: Path
) -> None:
    run = make_run({"actor_codes": "KENGOV; UGAGOV", "target_codes": "TZAGOV"}, {"reciprocal": True})
    export(run, tmp_path / "k.tsv", "keds", EVENTS)
    assert [row[1:3] for row in cells(tmp_path / "k.tsv")] == [
        ["KENGOV", "TZAGOV"], ["UGAGOV", "TZAGOV"], ["KENMIL", "UGAGOV"], ["UGAGOV", "KENMIL"],
    ]  # fmt: skip
    assert [event[-1] for event in sidecar(tmp_path / "k.tsv")["event_id"]] == ["1", "1", "2", "2"]


def test_only_the_first_actor_of_a_list_is_given_its_name(make_run: MakeRun, tmp_path: Path) -> None:
    rows = named(make_run({"actor_codes": "KENGOV; TZAGOV"}), tmp_path / "i.tab", "icews")
    assert [(row["Source Name"], row["Source Country"]) for row in rows] == [("Kenya", "Kenya"), ("NULL", "Tanzania")]


def test_one_a_day_keeps_the_first_of_a_pair_and_code_and_says_so(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run({}, {}, {"code": "042"}, {"target_codes": None})
    done = export(run, tmp_path / "k.tsv", "keds", EVENTS._replace(one_a_day=True))
    assert (done.rows, sum(done.left_out.values())) == (3, 1)
    assert "one a day" in sidecar(tmp_path / "k.tsv")["left_out"][1]
    assert json.loads((tmp_path / "k.tsv.export.json").read_text(encoding="utf-8"))["one_a_day"] is True


def test_without_one_a_day_nothing_is_left_out(make_run: MakeRun, tmp_path: Path) -> None:
    assert export(make_run({}, {}), tmp_path / "k.tsv", "keds", EVENTS).rows == 2


def test_quotes_are_left_out_of_file_and_sidecar_when_none_are_wanted(make_run: MakeRun, tmp_path: Path) -> None:
    export(make_run({}), tmp_path / "k.tsv", "keds", EVENTS._replace(quotes="none"))
    assert cells(tmp_path / "k.tsv")[0][-1] == ""
    assert sidecar(tmp_path / "k.tsv")["quote"].to_list() == [None]


def test_text_that_would_break_a_line_or_run_as_a_formula_is_made_safe_and_kept_in_the_sidecar(
    make_run: MakeRun, tmp_path: Path
) -> None:
    bad = '=HYPERLINK("http://x")\tand\r\nmore\u2028lines'
    export(make_run({"quote": bad, "actor_name": '"El Lobo"'}), tmp_path / "k.tsv", "keds", EVENTS)
    assert cells(tmp_path / "k.tsv")[0][-1] == "'=HYPERLINK('http://x') and more lines"
    assert sidecar(tmp_path / "k.tsv")["quote"][0] == "'" + bad


def test_an_event_that_two_outlets_told_is_one_row_with_both_and_the_first_report(
    make_run: MakeRun, tmp_path: Path
) -> None:
    late = {"event_id": "e0000000000000001", "source": "Shore News", "first_report": date(2024, 5, 16)}
    run = make_run({"path": "https://lake.example/1", "n_mentions": 2}, late)
    assert named(run, tmp_path / "i.tab", "icews")[0]["Publisher"] == "Lake Post;Shore News"
    export(run, tmp_path / "g.csv", "gdelt", EVENTS)
    (row,) = cells(tmp_path / "g.csv")
    assert (row[31], row[33], row[60]) == ("2", "2", "https://lake.example/1")


def test_a_row_can_be_a_passage(make_run: MakeRun, tmp_path: Path) -> None:
    (row,) = named(make_run({}), tmp_path / "i.tab", "icews", Choice("mentions"))
    assert row["Publisher"] == "Lake Post"


def test_columns_that_no_layout_knows_break_nothing_and_stand_in_the_sidecar(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run({"fatalities_low": 7}, columns={"fatalities_low": pl.Int32()})
    export(run, tmp_path / "g.csv", "gdelt", EVENTS)
    assert sidecar(tmp_path / "g.csv")["fatalities_low"].to_list() == ["7"]


@pytest.mark.parametrize(
    ("layout", "file"),
    [("keds", "x.tsv"), ("gdelt", "x.csv"), ("icews", "x.tab"), ("phoenix", "x.txt"), ("polecat", "x.txt"),
     ("conflict-location", "x.csv")],
)  # fmt: skip
def test_a_run_without_events_gives_a_file_without_rows(
    make_run: MakeRun, tmp_path: Path, layout: str, file: str
) -> None:
    assert export(make_run(), tmp_path / file, layout, EVENTS).rows == 0
    assert (tmp_path / file).is_file()


@pytest.mark.parametrize(
    ("layout", "codebook", "command"),
    [
        ("conflict-location", "cameo", "--codebook conflict-location"),
        ("gdelt", "plover", "--codebook cameo"),
        ("polecat", "conflict-location", "--codebook plover"),
    ],
)
def test_codes_that_a_layout_cannot_hold_are_an_error_that_names_the_command(
    make_run: MakeRun, tmp_path: Path, layout: str, codebook: str, command: str
) -> None:
    with pytest.raises(RunError, match="code it anew with: eventx recode") as error:
        export(
            make_run({"codebook": codebook}), tmp_path / ("x.txt" if layout == "polecat" else "x.csv"), layout, EVENTS
        )
    assert str(error.value).endswith(command)


def test_a_layout_that_nobody_knows_is_an_error_that_lists_them(make_run: MakeRun, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"no layout 'cow'; there are native, .*gdelt"):
        export(make_run({}), tmp_path / "x.csv", "cow", EVENTS)


def test_equal_runs_give_equal_files(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run({"actor_codes": "KENGOV; UGAGOV"}, {})
    for name in ("a.tab", "b.tab"):
        export(run, tmp_path / name, "icews", EVENTS)
    assert (tmp_path / "a.tab").read_bytes() == (tmp_path / "b.tab").read_bytes()
