"""Runs of a few events, written as tables without any reading of articles."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eventx.runs import RunFolder
from eventx.table import ARTICLES, EVENTS, MENTIONS, frame, write_parquet

Row = dict[str, Any]
MakeRun = Callable[..., RunFolder]

EVENT: Row = {
    "codebook": "cameo", "code": "036", "code_label": "Express intent to meet or negotiate", "root": "03",
    "quad_class": 1, "goldstein": 4.0, "plover": "AGREE", "time_status": "actual", "reciprocal": False,
    "actor_text": "the Kenyan army", "actor_name": "Kenya", "actor_country": "KEN", "actor_codes": "KENMIL",
    "target_text": "Uganda", "target_name": "Uganda", "target_country": "UGA", "target_codes": "UGAGOV",
    "date_start": date(2024, 5, 13), "date_end": date(2024, 5, 13), "date_precision": "day", "is_lead": True,
    "location_text": "the town of Busia", "place_name": "Busia", "admin1": "Western", "country_iso3": "KEN",
    "latitude": 0.46, "longitude": 34.1, "geo_precision": 1, "geonames_id": 199989, "eventx_version": "0.1.0",
    "quote": "Kenya's army said it would meet Ugandan officials in Busia.", "n_mentions": 1, "n_sources": 1,
    "first_report": date(2024, 5, 15),
}  # fmt: skip


@pytest.fixture
def make_run(tmp_path: Path) -> MakeRun:
    """Return a function that writes a run folder of events, each told by an article of its own.

    Rows of the same event id are mentions of one event, which has the fields of the first.
    """

    def make(*events: Row, columns: dict[str, pl.DataType] | None = None) -> RunFolder:
        folder = tmp_path / "run"
        folder.mkdir()
        (folder / "run.json").write_text(json.dumps({"settings": {}, "counts": {}}), encoding="utf-8")
        rows = [_complete(number, event) for number, event in enumerate(events)]
        articles = [_article(row) for row in rows]
        extra = columns or {}
        events_of = frame(rows, EVENTS | extra).unique("event_id", keep="first", maintain_order=True)
        write_parquet(events_of, folder / "events.parquet")
        write_parquet(frame(rows, MENTIONS | extra), folder / "mentions.parquet")
        write_parquet(frame(articles, ARTICLES), folder / "articles.parquet")
        return RunFolder.open(folder)

    return make


def _complete(number: int, event: Row) -> Row:
    key = f"{number + 1:x}".rjust(16, "0")
    row = EVENT | event
    codes = {f"{side}_code": (row[f"{side}_codes"] or "").split("; ")[0] or None for side in ("actor", "target")}
    ids = {"event_id": f"e{key}", "mention_id": f"m{key}", "mention_ids": f"m{key}", "article_id": f"a{key}"}
    return ids | codes | row


def _article(row: Row) -> Row:
    return {
        "article_id": row["article_id"], "source": row.get("source", "Lake Post"), "lang": "en", "status": "coded",
        "path": row.get("path", "articles/1.txt"), "published": row["first_report"],
    }  # fmt: skip
