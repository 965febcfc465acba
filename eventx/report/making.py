"""How a run came about: what became of its articles, which outlets, what was refused, cost and settings."""

from collections.abc import Iterable

import polars as pl

from eventx.report.happenings import UNKNOWN_SOURCE
from eventx.report.markup import Markup, counted, isolated, joined, tag
from eventx.runs import RunFolder
from eventx.schema import Settings, Usage

MOST_SOURCES = 15
MOST_REASONS = 10
STATUSES = ("coded", "refused", "failed", "duplicate")


def articles_section(articles: pl.DataFrame) -> Markup:
    """Return how many articles were read and what became of them; the parts add up."""
    found = dict(articles["status"].value_counts().iter_rows())
    parts = ", ".join(f"{found.get(status, 0):,} {status}" for status in STATUSES)
    silent = articles.filter((pl.col("status") == "coded") & (pl.col("n_mentions") == 0)).height
    told = tag("p", f"{counted(articles.height, 'article')} read: {parts}.", id="articles-read")
    quiet = tag("p", f"{counted(silent, 'coded article')} held no event.", class_="note") if silent else None
    refused = articles.filter(pl.col("status").is_in(["refused", "failed"]))
    return joined(told, quiet, _table(("Why not coded", "Articles"), _counts(refused, "reason"), "article-reasons"))


def sources_section(articles: pl.DataFrame) -> Markup:
    """Return the outlets with their articles and mentions, the most frequent first."""
    by_source = articles.group_by(pl.col("source").fill_null(UNKNOWN_SOURCE)).agg(pl.len(), pl.col("n_mentions").sum())
    ranked = by_source.sort("len", "n_mentions", "source", descending=[True, True, False])
    rows = ranked.head(MOST_SOURCES).iter_rows()
    if articles.is_empty():
        return tag("p", "None is known.", class_="empty")
    more = ranked.height - MOST_SOURCES
    return joined(
        _table(("Source", "Articles", "Mentions"), rows, "sources"),
        tag("p", f"{counted(more, 'further source')}.", class_="note") if more > 0 else None,
    )


def refusals_section(rejected: pl.DataFrame, mentions: int) -> Markup:
    """Return how many items of the engine became mentions, and which rules refused the others."""
    items = counted(mentions + rejected.height, "item")
    told = f"{items} returned by the engine: {mentions:,} became mentions, {rejected.height:,} refused by a rule."
    return joined(tag("p", told), _table(("Rule", "Items"), _counts(rejected, "rule"), "rules"))


def cost_section(run: RunFolder) -> Markup | None:
    """Return what the language model cost; None when none was asked, or the journal is gone."""
    if run.settings.prompt is None:
        return None
    usages = [reading.usage for journal in run.journals() for reading in journal.readings() if reading.usage]
    if not usages:
        return None
    rows = ((name, f"{sum(getattr(usage, field) for usage in usages):,}") for name, field in _TOKENS)
    return _definitions([*rows, ("Cost", _dollars(usages))], "cost")


def settings_section(settings: Settings, model: str | None) -> Markup:
    """Return the settings that a repetition of the run needs."""
    rows = (
        ("Engine", settings.engine), ("Model", model),
        ("Codebook", f"{settings.codebook} {settings.codebook_version}"), ("Codebook hash", settings.codebook_hash),
        ("Prompt", settings.prompt), ("Prompt hash", settings.prompt_hash),
        ("Engine hash", settings.engine_hash), ("Tables hash", settings.tables_hash),
        ("Own actors", "; ".join(settings.actors)), ("eventx", settings.eventx_version),
    )  # fmt: skip
    return _definitions(rows, "settings")


_TOKENS = (("Requests", "requests"), ("Tokens read", "input_tokens"), ("of these cached", "cached_tokens"),
           ("Tokens written", "output_tokens"))  # fmt: skip


def _dollars(usages: list[Usage]) -> str:
    known = [usage.cost_usd for usage in usages if usage.cost_usd is not None]
    if not known:
        return "not known: the model has no listed price"
    missing = len(usages) - len(known)
    return f"USD {sum(known):,.4f}" + (f", and {counted(missing, 'article')} of unknown cost" if missing else "")


def _counts(table: pl.DataFrame, column: str) -> Iterable[tuple[str, int]]:
    """Return the most frequent values of a column, and the others as one."""
    counts = table[column].fill_null("not stated").value_counts().sort("count", column, descending=[True, False])
    rows = [(str(value), int(number)) for value, number in counts.head(MOST_REASONS).iter_rows()]
    rest = counts[MOST_REASONS:]
    return [*rows, (counted(rest.height, "other"), int(rest["count"].sum()))] if rest.height else rows


def _table(head: tuple[str, ...], rows: Iterable[tuple[str | int, ...]], name: str) -> Markup | None:
    lines = [
        tag("tr", tag("th", isolated(str(first)), scope="row"), *(tag("td", f"{number:,}") for number in numbers))
        for first, *numbers in rows
    ]
    if not lines:
        return None
    names = tag("tr", *(tag("th", text, scope="col") for text in head))
    return tag("table", tag("thead", names), tag("tbody", *lines), class_="numbers", id=name)


def _definitions(rows: Iterable[tuple[str, str | None]], name: str) -> Markup:
    pairs = (tag("div", tag("dt", term), tag("dd", isolated(value))) for term, value in rows if value)
    return tag("dl", *pairs, class_="facts", id=name)
