"""The page: the sections put into their places in ``page.html``."""

import base64
import hashlib
import re
from datetime import date
from importlib.resources import files

import polars as pl

from eventx.report import making
from eventx.report.bars import bar_list, quad_table, side_matrix
from eventx.report.happenings import happenings
from eventx.report.listing import events_json
from eventx.report.markup import Markup, counted, joined, tag
from eventx.report.places import place_list, place_map
from eventx.report.timeline import timeline_chart, with_bars
from eventx.resolving.actor_tables import country_rows
from eventx.runs import RunFolder
from eventx.schema import TimeStatus
from eventx.table import EVENTS

MOST_KINDS = 20
MOST_CODES = 14
MOST_DYADS = 14
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def report_page(run: RunFolder) -> str:
    """Return the report of a run as one HTML document that loads nothing.

    Raises:
        RunError: the run is not finished.
    """
    events = happenings(run)
    shown = events.filter(pl.col("time_status") == TimeStatus.ACTUAL.value)
    events, timeline = with_bars(events, shown)
    slots = {
        **_heading(run, events, shown), **_charts(shown), **_making(run), **_resources(),
        "timeline": timeline_chart(timeline), "data": _data(events),
    }  # fmt: skip
    # Every second piece is a slot's name; what is put in is never searched for slots.
    pieces = _SLOT.split(_resource("page.html"))
    return "".join(slots[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def _heading(run: RunFolder, events: pl.DataFrame, shown: pl.DataFrame) -> dict[str, Markup]:
    articles = run.read("articles")
    others = events.height - shown.height
    days = shown["date_start"].drop_nulls()
    span = "" if days.is_empty() else f", from {_day(days.min())} to {_day(days.max())}"
    told = f"{counted(shown.height, 'event')} told as having happened in {counted(articles.height, 'article')}{span}."
    rest = f" {others:,} more are planned, conditional, denied or past: they stand in the list only." if others else ""
    sides = pl.concat([shown[name].alias("side") for name in ("actor_country", "target_country")])
    figures = {
        "Events": shown.height, "Mentions of all events": run.read("mentions").height,
        "Articles": articles.height, "Sources": articles["source"].drop_nulls().n_unique(),
        "Countries acting or acted on": sides.drop_nulls().n_unique(),
    }  # fmt: skip
    pairs = (tag("div", tag("dt", name), tag("dd", f"{number:,}")) for name, number in figures.items())
    return {
        "title": joined(run.path.resolve().name),
        "lede": joined(told + rest),
        "figures": tag("dl", *pairs, class_="figures", id="figures"),
    }


def _charts(shown: pl.DataFrame) -> dict[str, Markup]:
    return {
        "quads": quad_table(shown),
        "roots": bar_list(shown, "root_name", MOST_KINDS),
        "codes": bar_list(shown, "code_name", MOST_CODES),
        "dyads": bar_list(shown, "dyad", MOST_DYADS),
        "matrix": side_matrix(shown),
        "map": place_map(shown),
        "places": place_list(shown),
    }


def _making(run: RunFolder) -> dict[str, Markup]:
    articles = run.read("articles")
    mentions = run.read("mentions", ["model"])
    model = "; ".join(mentions["model"].drop_nulls().unique().sort())
    cost = making.cost_section(run)
    return {
        "articles": making.articles_section(articles),
        "refusals": making.refusals_section(run.read("rejected"), mentions.height),
        "sources": making.sources_section(articles),
        "cost": joined(tag("h3", "Cost"), cost) if cost else Markup(),
        "settings": making.settings_section(run.settings, model),
        "version": joined(run.settings.eventx_version),
    }


def _data(events: pl.DataFrame) -> str:
    attributes = [name for name in events.columns[: events.columns.index("engine")] if name not in EVENTS]
    return events_json(events, attributes, {row["iso3"]: row["name"] for row in country_rows()})


def _resources() -> dict[str, str]:
    script = _resource("script.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {"style": _resource("style.css"), "script": script, "script_hash": f"sha256-{digest}"}


def _resource(name: str) -> str:
    return files("eventx.report").joinpath(name).read_text(encoding="utf-8")


def _day(day: object) -> str:
    return f"{day.day} {day:%B %Y}" if isinstance(day, date) else ""
