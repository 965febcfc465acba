"""A run folder made by hand: no engine, no parser."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from eventx.codebook import load_codebook
from eventx.publishing import table_columns
from eventx.runs import RunFolder
from eventx.schema import Counts, Settings
from eventx.table import frame, write_parquet
from tests.aggregating.frames import event

QUOTE = (
    "Kenya's minister, who had been away for a month, met = his colleague from Uganda, " + "and so on " * 8 + "at last."
)
PASSAGE: dict[str, Any] = {
    **event(), "codebook": "cameo", "code_label": "Consult, not specified below", "action_text": "met",
    "action_start": 60, "action_end": 63, "quote": QUOTE, "quote_start": 0, "quote_end": len(QUOTE),
    "quote_match": "exact", "is_lead": True, "engine": "offline", "codebook_version": "1.0", "eventx_version": "0.1.0",
    "mention_id": "m1", "event_id": "e1", "article_id": "a1", "n_mentions": 1, "mention_ids": "m1",
}  # fmt: skip
MEETING = {
    **PASSAGE,
    "mention_id": "m2",
    "code": "036",
    "root": "03",
    "code_label": "Express intent to meet or negotiate",
}
CLASH = {
    **PASSAGE, **event("UGAMIL", "KENREB", date_start=date(2024, 3, 1)), "event_id": "e2", "mention_id": "m3",
    "mention_ids": "m3", "code": "190", "root": "19", "quad_class": 4, "goldstein": -10.0, "code_label": "Use force",
}  # fmt: skip
ROWS: Mapping[str, list[dict[str, Any]]] = {
    "articles": [
        {"article_id": "a1", "path": "/home/someone/secret/a.txt", "position": 1, "status": "coded", "n_mentions": 3},
        {"article_id": "a2", "path": "C:\\Users\\someone\\b.txt", "position": 1, "status": "coded", "n_mentions": 0},
        {"article_id": "a3", "path": "news/c.txt", "position": 1, "status": "refused", "n_mentions": 0},
    ],
    "texts": [{"article_id": "a1", "text": QUOTE}],
    "mentions": [PASSAGE, MEETING, CLASH],
    "events": [PASSAGE, CLASH],
    "rejected": [{"article_id": "a1", "rule": "malformed", "reason": "no JSON", "raw": QUOTE}],
    "failures": [],
}
COUNTS = Counts(articles=3, coded=2, refused=1, items=4, mentions=3, rejected=1, events=2)


def make_run(folder: Path, **settings: Any) -> RunFolder:
    """Write the run into a folder, with these settings."""
    run = RunFolder.create(folder, Settings(**{"codebook_version": "1.0", **settings}))
    for table, columns in table_columns(load_codebook("cameo")).items():
        write_parquet(frame(ROWS[table], columns), run.path / f"{table}.parquet")
    run.save(counts=COUNTS.model_dump())
    return run
