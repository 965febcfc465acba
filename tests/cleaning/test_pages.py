"""Pages of many kinds: every line of the story is kept, everything around it goes.

``pages.txt`` holds pages of our own writing with the role of every line. The gold pages and the
team's seeds, which are real, are counted as well.
"""

import csv
from pathlib import Path

import pytest

from eventx.cleaning import clean
from eventx.schema import Article

HERE = Path(__file__).parent
DEV = HERE.parent / "eval" / "gold" / "dev"


def pages() -> dict[str, list[tuple[str, str]]]:
    """Return the pages by name, each a list of roles and lines."""
    blocks = (HERE / "pages.txt").read_text("utf-8").split("# ")[1:]
    return {
        block.split("\n", 1)[0]: [
            (role, text) for role, _, text in (line.partition("\t") for line in block.split("\n")[1:])
        ]
        for block in blocks
    }


def counts(folder: Path, table: str) -> tuple[int, int, int]:
    """Return how many body lines the pages of a folder have, how many are kept, and how many other lines are."""
    with (folder / table).open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if row["role"]]
    kept = {
        (doc, line.number)
        for doc in {row["doc"] for row in rows}
        for line in clean(Article(text=(folder / doc).with_suffix(".txt").read_text("utf-8"))).lines
        if line.kept
    }
    body = {(row["doc"], int(row["line"])) for row in rows if row["role"] == "body"}
    return len(body), len(body & kept), len(kept - body)


@pytest.mark.parametrize("name", pages())
def test_the_story_is_kept_and_the_furniture_goes(name: str) -> None:
    page = pages()[name]
    cleaned = clean(Article(text="\n".join(text for _, text in page)))
    kept = [line.text for line in cleaned.lines if line.kept]
    assert kept == [text for role, text in page if role == "body"]


@pytest.mark.parametrize("name", pages())
def test_the_headline_is_found(name: str) -> None:
    page = pages()[name]
    titles = [text for role, text in page if role == "title"]
    assert clean(Article(text="\n".join(text for _, text in page))).article.title == next(iter(titles), None)


def test_no_line_of_the_story_is_lost_on_the_gold_pages() -> None:
    body, kept, others = counts(DEV, "lines.tsv")
    assert kept == body
    assert others <= 2


@pytest.mark.shared
def test_no_line_of_the_story_is_lost_on_real_pages(shared_folder: Path) -> None:
    body, kept, others = counts(shared_folder / "seeds", "seed_lines.tsv")
    assert (body, kept) == (52, 52)
    assert others <= 1
