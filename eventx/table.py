"""Records to rows and columns: the column schema of every table, once.

Columns are flat: text, 32-bit integers, 64-bit floats, booleans and days. Names fit R and Stata
(``[a-z][a-z0-9_]{0,31}``). Codes are text. Lists are joined with "; ".
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from eventx.codebook import Attribute
from eventx.ranges import high_of, low_of, with_ranges
from eventx.schema import Event, Mention, Party, Rejected, Where

if TYPE_CHECKING:
    from eventx.pipeline import Result

TEXT, INT, REAL, BOOL, DAY = pl.String(), pl.Int32(), pl.Float64(), pl.Boolean(), pl.Date()
Columns = dict[str, pl.DataType]

ARTICLES: Columns = {
    "article_id": TEXT, "path": TEXT, "position": INT, "source": TEXT, "title": TEXT, "published": DAY,
    "published_basis": TEXT, "lang": TEXT, "duplicate_of": TEXT, "status": TEXT, "reason": TEXT, "n_mentions": INT,
}  # fmt: skip
TEXTS: Columns = {"article_id": TEXT, "text": TEXT}
REJECTED: Columns = dict.fromkeys(Rejected.model_fields, TEXT)
FAILURES: Columns = {"article_id": TEXT, "path": TEXT, "position": INT, "problem": TEXT, "advice": TEXT}
MENTIONS: Columns = {
    "mention_id": TEXT, "event_id": TEXT, "article_id": TEXT, "codebook": TEXT, "code": TEXT, "code_label": TEXT,
    "root": TEXT, "quad_class": INT, "goldstein": REAL, "plover": TEXT,
    "actor_text": TEXT, "actor_name": TEXT, "actor_code": TEXT, "actor_country": TEXT, "actor_role": TEXT,
    "actor_codes": TEXT,
    "target_text": TEXT, "target_name": TEXT, "target_code": TEXT, "target_country": TEXT, "target_role": TEXT,
    "target_codes": TEXT, "target_basis": TEXT, "reciprocal": BOOL, "action_text": TEXT, "action_start": INT,
    "action_end": INT,
    "date_text": TEXT, "date_start": DAY, "date_end": DAY, "date_precision": TEXT, "date_basis": TEXT,
    "time_status": TEXT, "planned_for": TEXT,
    "location_text": TEXT, "place_name": TEXT, "admin1": TEXT, "admin2": TEXT, "country_iso3": TEXT,
    "latitude": REAL, "longitude": REAL, "geo_precision": INT, "geonames_id": INT,
    "quote": TEXT, "quote_start": INT, "quote_end": INT, "quote_match": TEXT, "is_lead": BOOL, "confidence": REAL,
    "engine": TEXT, "model": TEXT, "prompt_hash": TEXT, "codebook_version": TEXT, "eventx_version": TEXT,
}  # fmt: skip
EVENTS: Columns = {
    name: kind for name, kind in MENTIONS.items() if name not in {"mention_id", "article_id", "event_id"}
}
EVENTS = {"event_id": TEXT, **EVENTS, "n_mentions": INT, "n_sources": INT, "first_report": DAY, "last_report": DAY,
          "chosen_because": TEXT, "mention_ids": TEXT}  # fmt: skip

_ROW_GROUP = 131_072
_ATTRIBUTE_TYPES = {"text": TEXT, "choice": TEXT, "integer": INT, "number": REAL, "boolean": BOOL}


def with_attributes(columns: Columns, attributes: Iterable[Attribute]) -> Columns:
    """Return the columns with those of a codebook's attributes before the provenance."""
    names = list(columns)
    at = names.index("engine")
    extra = {a.name: _ATTRIBUTE_TYPES[a.type] for a in attributes}
    return {n: columns[n] for n in names[:at]} | extra | {n: columns[n] for n in names[at:]}


def mention_row(mention: Mention) -> dict[str, Any]:
    """Return a mention as one flat row."""
    row = mention.model_dump(exclude={"actor", "target", "when", "where", "attributes", "time_status"})
    row |= _party("actor", mention.actor) | _party("target", mention.target) | _place(mention.where)
    row |= {
        "date_text": mention.when.text, "date_start": mention.when.start, "date_end": mention.when.end,
        "date_precision": mention.when.precision, "date_basis": mention.when.basis,
        "time_status": mention.time_status.value,
    }  # fmt: skip
    return row | mention.attributes


def event_row(event: Event) -> dict[str, Any]:
    """Return an event as one flat row: the fields of its best mention, and the counts."""
    row = mention_row(event.best)
    row |= event.model_dump(exclude={"best", "mention_ids", "ranges"})
    ranges = {low_of(name): low for name, (low, _) in event.ranges.items()}
    ranges |= {high_of(name): high for name, (_, high) in event.ranges.items()}
    return row | ranges | {"mention_ids": "; ".join(event.mention_ids)}


def frame(rows: Iterable[Mapping[str, Any]], columns: Columns) -> pl.DataFrame:
    """Return rows as a table with exactly these columns."""
    picked = [{name: row.get(name) for name in columns} for row in rows]
    return pl.DataFrame(picked, schema=columns, orient="row")


def result_frame(result: "Result", table: Literal["mentions", "events", "rejected"]) -> pl.DataFrame:
    """Return a table of a result held in memory, with the columns of a run folder's Parquet."""
    if table == "mentions":
        return frame(map(mention_row, result.mentions), with_attributes(MENTIONS, result.attributes))
    if table == "events":
        return frame(map(event_row, result.events), with_attributes(EVENTS, with_ranges(result.attributes)))
    return frame((rejected.model_dump() for rejected in result.rejected), REJECTED)


def write_parquet(table: pl.DataFrame | pl.LazyFrame, path: Path) -> None:
    """Write a table in the profile that R, Stata and DuckDB read alike, atomically; a lazy one as it is computed.

    Plain UTF-8 strings and data pages of version 1 (polars writes no others), zstd, row groups of 128k rows.
    """
    temporary = path.with_name(f".{path.name}.part")
    table.lazy().sink_parquet(temporary, compression="zstd", compression_level=3, row_group_size=_ROW_GROUP)
    temporary.replace(path)


def _party(side: str, party: Party) -> dict[str, Any]:
    values = party.model_dump(exclude={"codes"})
    return {f"{side}_{name}": value for name, value in values.items()} | {
        f"{side}_codes": "; ".join(party.codes) or None
    }


def _place(where: Where) -> dict[str, Any]:
    return {
        "location_text": where.text, "place_name": where.name, "admin1": where.admin1, "admin2": where.admin2,
        "country_iso3": where.country, "latitude": where.latitude, "longitude": where.longitude,
        "geo_precision": where.precision, "geonames_id": where.geonames_id,
    }  # fmt: skip
