"""Files of every format become articles; what cannot be read says so and stops nothing else."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from eventx.errors import ReadError
from eventx.readers import FORMATS, check, read
from eventx.schema import Article

STORY = "Kenya signed a trade agreement with Uganda on Monday in Nairobi."
ROW = {"id": "k1", "headline": "Kenya signs", "body": STORY, "pubDate": "2023-07-04", "outlet": "The Courier"}


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def table(folder: Path, suffix: str, rows: list[dict[str, str]]) -> Path:
    """Write rows in a format."""
    path = folder / f"rows{suffix}"
    if suffix == ".parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    elif suffix == ".jsonl":
        write(path, "\n".join(json.dumps(row) for row in rows))
    elif suffix == ".json":
        write(path, json.dumps(rows))
    else:
        mark = "\t" if suffix == ".tsv" else ","
        lines = [mark.join(rows[0]), *(mark.join(f'"{cell}"' for cell in row.values()) for row in rows)]
        write(path, "\n".join(lines) + "\n")
    return path


TABLES = (".csv", ".json", ".jsonl", ".parquet", ".tsv")


@pytest.mark.parametrize("suffix", TABLES)
def test_tables_of_every_format_give_the_same_articles(suffix: str, tmp_path: Path) -> None:
    path = table(tmp_path, suffix, [ROW, ROW | {"id": "k2"}])
    first, second = read(path)
    assert first == Article(
        article_id="k1", title="Kenya signs", text=STORY, published=date(2023, 7, 4), source="The Courier",
        path=path.as_posix(), position=1,
    )  # fmt: skip
    assert (second.article_id, second.position) == ("k2", 2)


@pytest.mark.parametrize("suffix", TABLES)
def test_an_unknown_column_is_refused_at_once_with_the_columns_there_are(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no column 'story'.*'id', 'headline', 'body', 'pubDate', 'outlet'"):
        read(table(tmp_path, suffix, [ROW]), text_column="story")


@pytest.mark.parametrize("suffix", TABLES)
def test_a_table_without_a_text_column_is_refused_at_once(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no column looks like the text.*'a', 'b'.*--text-col"):
        check(table(tmp_path, suffix, [{"a": "1", "b": "2"}]))


@pytest.mark.parametrize("suffix", TABLES)
def test_a_row_without_text_is_a_problem_and_the_next_is_read(suffix: str, tmp_path: Path) -> None:
    path = table(tmp_path, suffix, [ROW | {"body": " "}, ROW])
    empty, full = read(path)
    assert empty.problem is not None
    assert empty.problem.startswith(path.as_posix())
    assert "no text in 'body'" in empty.problem
    assert (full.text, full.problem, full.position) == (STORY, None, 2)


def test_named_columns_win_over_guessed_ones(tmp_path: Path) -> None:
    row = {
        "text": "a summary",
        "full": STORY,
        "day": "4 July 2023",
        "date": "1999-01-01",
        "nr": "7",
        "paper": "X",
        "h": "T",
    }
    (article,) = read(
        table(tmp_path, ".csv", [row]),
        text_column="full", date_column="day", id_column="nr", source_column="paper", title_column="h",
    )  # fmt: skip
    assert (article.text, article.published, article.article_id) == (STORY, date(2023, 7, 4), "7")
    assert (article.source, article.title, article.published_basis) == ("X", "T", "given")


def test_a_text_file_is_one_article(tmp_path: Path) -> None:
    (article,) = read(write(tmp_path / "a.txt", STORY))
    assert (article.text, article.is_html, article.position) == (STORY, False, 1)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "page saved under a wrong name.txt"])
def test_pages_are_marked_as_html(name: str, tmp_path: Path) -> None:
    (article,) = read(write(tmp_path / name, f"<!DOCTYPE html><html><body><p>{STORY}</p></body></html>"))
    assert article.is_html


def test_cells_with_markup_are_marked_as_html(tmp_path: Path) -> None:
    marked, plain = read(
        table(tmp_path, ".jsonl", [ROW | {"body": f"<p>{STORY}</p>"}, ROW | {"body": "3 < 4 and a > b"}])
    )
    assert (marked.is_html, plain.is_html) == (True, False)


def test_a_folder_is_read_in_the_order_of_names_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden.txt", ".git/d.txt", "notes.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, STORY)
    assert [article.path for article in read(f"{tmp_path}/")] == [
        f"{tmp_path.as_posix()}/{n}" for n in ("a/c.txt", "b.txt")
    ]


def test_paths_stay_as_the_user_gave_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", STORY)
    monkeypatch.chdir(tmp_path)
    assert [article.path for article in read(["./a.txt", "."])] == ["./a.txt", "./a.txt"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.txt", "no such file"),
        ("folder", "holds no files"),
        ("a.docx", r"no reader for '.docx'.*\.csv"),
        ("bare", "no reader"),
    ],
)
def test_paths_that_cannot_be_read_are_refused_at_once(path: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    write(tmp_path / "a.docx", b"PK")
    write(tmp_path / "bare", STORY)
    with pytest.raises(ReadError, match=message):
        read(tmp_path / path)


def test_no_paths_at_all_are_refused() -> None:
    with pytest.raises(ReadError, match="no input"):
        read([])


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 50])
def test_an_empty_or_binary_file_is_a_problem_and_the_next_is_read(suffix: str, content: bytes, tmp_path: Path) -> None:
    bad, good = write(tmp_path / f"a{suffix}", content), write(tmp_path / "b.txt", STORY)
    first, second = read([bad, good])
    assert first.problem is not None
    assert first.problem.startswith(bad.as_posix())
    assert first.text == ""
    assert second.text == STORY


def test_problems_of_different_rows_have_different_ids(tmp_path: Path) -> None:
    rows = list(read(write(tmp_path / "a.jsonl", json.dumps(ROW) + "\n{broken\n[1, 2]\n")))
    assert len({article.article_id for article in rows}) == 3


def test_a_broken_json_line_is_named_by_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f"{json.dumps(ROW)}\n\n{{broken\n[1]\n{json.dumps(ROW)}\n")
    good, broken, listed, last = read(path)
    assert (good.text, last.text) == (STORY, STORY)
    assert broken.problem is not None
    assert listed.problem is not None
    assert f"{path.as_posix()}:3: not JSON" in broken.problem
    assert f"{path.as_posix()}:4: JSON, but a list" in listed.problem


def test_a_json_file_of_a_news_service_is_read(tmp_path: Path) -> None:
    answer = {
        "articles": {"results": [{"body": STORY, "dateTimePub": "2023-07-04T10:00:00Z", "source": {"title": "Mail"}}]}
    }
    (article,) = read(write(tmp_path / "a.json", json.dumps(answer)))
    assert (article.text, article.source, article.published) == (STORY, "Mail", date(2023, 7, 4))


def test_json_that_is_broken_as_a_whole_is_a_problem(tmp_path: Path) -> None:
    (article,) = read(write(tmp_path / "a.json", '[{"text": "x"'))
    assert article.problem is not None
    assert "not JSON" in article.problem


def test_a_csv_row_with_too_many_cells_or_open_quotes_is_a_problem_and_the_next_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f'id,text\n1,{STORY}\n2,Two, three\n3,"open" quote\n4,{STORY}\n')
    first, wide, broken, last = read(path)
    assert (first.text, last.text, last.article_id) == (STORY, STORY, "4")
    assert wide.problem is not None
    assert f"{path.as_posix()}:3: 3 cells under a header of 2" in wide.problem
    assert broken.problem is not None
    assert f"{path.as_posix()}:4: not a row of a table" in broken.problem


def test_csv_cells_hold_line_breaks_and_stories_longer_than_the_modules_limit(tmp_path: Path) -> None:
    text = f"{STORY}\n" * 5000
    (article,) = read(write(tmp_path / "a.csv", f'text;id\n"{text}";7\n'))
    assert (article.text, article.article_id) == (text, "7")


def test_a_two_megabyte_file_is_read(tmp_path: Path) -> None:
    (article,) = read(write(tmp_path / "a.txt", STORY * 31_000))
    assert len(article.text) > 1_980_000


def test_parquet_times_dates_and_missing_cells_are_read(tmp_path: Path) -> None:
    moment = pyarrow.array([1688465400123456789, None], pyarrow.timestamp("ns"))
    columns = {"text": [STORY, STORY], "published": moment, "title": [None, "T"], "language": ["en-GB", "eng"]}
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    first, second = read(tmp_path / "a.parquet")
    assert (first.published, first.title, first.lang) == (date(2023, 7, 4), None, "en")
    assert (second.published, second.title, second.lang) == (None, "T", None)


def test_rows_are_read_only_when_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write(path, "\n".join(json.dumps(ROW | {"id": str(number)}) for number in range(2000)))
    articles = read(path)
    assert [next(articles).article_id for _ in range(3)] == ["0", "1", "2"]


def test_a_row_in_another_encoding_than_its_file_is_a_problem(tmp_path: Path) -> None:
    plain = f"1,{STORY}\n".encode() * 20_000
    path = write(tmp_path / "a.csv", b"id,text\n" + plain + "2,Café\n".encode("cp1252") + b"3,last row\n")
    *_, odd, last = read(path)
    assert odd.problem is not None
    assert "save the file as UTF-8" in odd.problem
    assert last.text == "last row"


def test_a_datetime_keeps_its_own_day(tmp_path: Path) -> None:
    moment = datetime(2023, 7, 4, 23, 30, tzinfo=UTC).isoformat()
    (article,) = read(table(tmp_path, ".jsonl", [ROW | {"pubDate": moment}]))
    assert article.published == date(2023, 7, 4)
