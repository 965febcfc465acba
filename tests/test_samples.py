"""The sample articles are coded in a minute, and nothing of them vanishes."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from eventx.extraction import extract_to_folder
from eventx.pipeline import Pipeline
from eventx.readers import read
from eventx.schema import Article, Draft, Settings
from eventx.testing import FunctionEngine

SAMPLES = Path(__file__).parents[1] / "eventx" / "samples"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "run"
    extract_to_folder(read([SAMPLES]), folder, Pipeline(), Settings())
    return folder


def table(run: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(run / f"{name}.parquet")


def test_every_quote_is_the_stored_text_at_its_offsets(run: Path) -> None:
    texts = dict(table(run, "texts").iter_rows())
    mentions = table(run, "mentions")
    assert mentions.height > 30
    for row in mentions.iter_rows(named=True):
        text = texts[row["article_id"]]
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
        assert text[row["action_start"] : row["action_end"]] == row["action_text"]
        assert row["action_text"] in row["quote"]


def test_the_copy_the_spanish_story_and_the_football_report_yield_nothing(run: Path) -> None:
    articles = {Path(row["path"]).name: row for row in table(run, "articles").iter_rows(named=True)}
    assert articles["12_border_talks_again.txt"]["status"] == "duplicate"
    assert articles["13_acuerdo_en_tacna.txt"]["status"] == "refused"
    assert sum(row["n_mentions"] for row in articles.values()) > 30
    assert articles["14_football_report.txt"]["n_mentions"] == 0


def test_two_workers_write_the_same_bytes_as_one(run: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert table(run, "mentions").height > 30
    extract_to_folder(read([SAMPLES]), again, Pipeline(), Settings(), workers=2)
    for name in ("articles", "texts", "mentions", "events", "rejected", "failures"):
        assert (again / f"{name}.parquet").read_bytes() == (run / f"{name}.parquet").read_bytes(), name


def test_articles_and_items_add_up_with_every_kind_present(tmp_path: Path) -> None:
    """Read = coded + refused + failed + duplicate; items = mentions + rejected."""

    def claims(article: Article) -> Iterator[Draft]:
        if "football" in article.text.lower():
            raise TimeoutError("no answer in time")
        first = article.text.split("\n")[0]
        yield Draft(quote=first, action=first.split()[0], actor=first.split()[0], proposed_code="010")
        yield Draft(quote="Nobody wrote this sentence.", action="wrote", actor="Nobody", proposed_code="010")

    engine = FunctionEngine(claims)
    engine.languages = frozenset({"en"})  # type: ignore[attr-defined]
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x00\x01\x02" * 50)
    counts = extract_to_folder(read([SAMPLES, broken]), tmp_path / "run", Pipeline(engine), Settings())
    assert counts.articles == counts.coded + counts.refused + counts.failed + counts.duplicate
    assert counts.items == counts.mentions + counts.rejected
    assert min(counts.coded, counts.refused, counts.failed, counts.duplicate, counts.mentions, counts.rejected) > 0
    assert counts.articles == table(tmp_path / "run", "articles").height
    assert counts.rejected == table(tmp_path / "run", "rejected").height
    assert counts.failed + counts.refused == table(tmp_path / "run", "failures").height
