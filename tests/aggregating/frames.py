"""Events made of a few words each."""

from datetime import date
from typing import Any

import polars as pl

from eventx.table import EVENTS, frame

DEFAULTS: dict[str, Any] = {
    "root": "04", "code": "040", "quad_class": 1, "goldstein": 1.0, "reciprocal": False, "time_status": "actual",
    "n_sources": 1, "date_start": date(2024, 5, 15),
}  # fmt: skip


def event(actor: str = "KENGOV", target: str | None = "UGAGOV", **fields: Any) -> dict[str, Any]:
    """Return the row of an event between parties named by their codes, ``; `` between several."""
    row = DEFAULTS | _side("actor", actor) | _side("target", target) | fields
    return {"date_end": row["date_start"]} | row


def events(*rows: dict[str, Any]) -> pl.DataFrame:
    return frame(rows, EVENTS)


def _side(side: str, codes: str | None) -> dict[str, Any]:
    first = codes.split("; ")[0] if codes else None
    country = first[:3] if first and not first.startswith("IGO") else None
    return {f"{side}_codes": codes, f"{side}_code": first, f"{side}_country": country}
