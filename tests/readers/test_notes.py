"""What reading passes over is told: dates that nobody can read, tables without a text, files of other kinds."""

from datetime import date
from pathlib import Path

import pytest

from eventx.errors import ReadError
from eventx.readers import check, read
from eventx.readers.metadata import DATE_FORMS, TWO_DAYS, parse_date
from eventx.readers.notes import SUFFIXES, TABLES, Notes

STORY = "Kenya signed a trade agreement with Uganda on Monday in Nairobi."
TABLE_WITHOUT_TEXT = "a,b\n1,2\n"


def noted(path: Path, **columns: str) -> list[str]:
    """Read everything and return what was passed over."""
    notes = Notes()
    list(read(path, notes=notes, **columns))  # type: ignore[arg-type]
    return notes.lines()


def table(path: Path, *dates: str) -> Path:
    path.write_text("date,text\n" + "".join(f"{day},{STORY}\n" for day in dates), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", DATE_FORMS)
def test_the_forms_that_messages_name_are_read(form: str) -> None:
    assert parse_date(form) in {date(2024, 5, 7), date(2024, 5, 25)}
    assert parse_date(TWO_DAYS) is None


@pytest.mark.parametrize("written", ["07/05/2024", "2024-13-45", "45419", "unknown"])
def test_a_date_that_cannot_be_read_is_told_with_its_row(written: str, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "2024-05-07", written, "31/02/2024")
    told, forms = noted(path)
    assert told.startswith(f"2 articles have a date that could not be read, such as '{written}' ({path.as_posix()}:3)")
    assert DATE_FORMS[0] in forms


def test_one_unread_date_and_days_that_are_told_and_empty_ones_are_not(tmp_path: Path) -> None:
    assert noted(table(tmp_path / "a.csv", "13/04/2024", "", " ")) == []
    assert noted(table(tmp_path / "b.csv", "13/04/2024", "03/04/2024"))[0].startswith("1 article has a date")


def test_missing_and_unread_dates_of_json_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"text": "{STORY}", "date": {day}}}\n' for day in ("null", "45419")), encoding="utf-8")
    assert f"1 article has a date that could not be read, such as '45419' ({path.as_posix()}:2)" in noted(path)[0]


def test_a_table_of_a_folder_without_a_text_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE_WITHOUT_TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    first, second = read(tmp_path)
    assert first.problem is not None
    assert "a.csv: no column looks like the text" in first.problem
    assert (second.text, second.problem) == (STORY, None)
    assert noted(tmp_path) == [f"not read: {first.problem}"]


def test_a_table_that_is_named_itself_or_alone_in_its_folder_is_still_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE_WITHOUT_TEXT, encoding="utf-8")
    with pytest.raises(ReadError, match="no column looks like the text"):
        check(tmp_path)
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    with pytest.raises(ReadError, match="no column looks like the text"):
        check([tmp_path, tmp_path / "a.csv"])


def test_a_named_column_that_no_table_of_a_folder_has_is_refused(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        table(tmp_path / name, "2024-05-07")
    (tmp_path / "c.txt").write_text(STORY, encoding="utf-8")
    with pytest.raises(ReadError, match="no column 'body'"):
        check(tmp_path, text_column="body")
    (tmp_path / "a.csv").write_text(f"body\n{STORY}\n", encoding="utf-8")
    assert [article.problem is None for article in read(tmp_path, text_column="body")] == [True, False, True]


def test_only_the_first_tables_without_their_columns_are_named(tmp_path: Path) -> None:
    for number in range(TABLES + 2):
        (tmp_path / f"{number}.csv").write_text(TABLE_WITHOUT_TEXT, encoding="utf-8")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    *told, rest = noted(tmp_path)
    assert len(told) == TABLES
    assert rest == "not read: 2 more tables without their columns"


def test_files_of_a_folder_that_nobody_reads_are_counted_by_suffix(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c.jpg", "sub/d.JPG", "README", ".hidden.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    assert noted(tmp_path) == ["skipped, since nothing reads them: 2 .jpg, 1 .pdf, 1 without suffix"]
    for number in range(SUFFIXES):
        (tmp_path / f"x.{number}").touch()
    assert noted(tmp_path)[0].endswith(": 2 .jpg, 1 .0, 1 .1, 1 .2, 1 .3, 1 .4, 3 others")
