"""Tables of a run on stdout: as wide as the terminal, or tab-separated and whole for another program."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from shutil import get_terminal_size
from typing import Any

from eventx.cli.app import say, talk
from eventx.near_duplicates.tables import DUPLICATES_FILE, read_duplicates
from eventx.run_tables import ALL, rows, select, short_ids
from eventx.runs import RunFolder, reading_tables
from eventx.showing import article_name, days, who_to_whom

WIDEST = 32
"""Characters of the widest column but the last, and of the last one at least."""

SHARE = 5
"""On a narrow terminal no column but the last has more than one part in this many."""


def events(run: RunFolder, status: str, code: str) -> None:
    """List the events with a time status and a beginning of their code."""
    found = select(run, "events", status=status, code=code).sort("date_start", "code", "event_id", nulls_last=True)
    others = select(run, "events", code=code).height - found.height
    ids = short_ids(found["event_id"].to_list())
    lines = (
        (name, days(row), f"{row['code']} {row['code_label']}", who_to_whom(row), row["time_status"], row["quote"])
        for name, row in zip(ids, found.iter_rows(named=True), strict=True)
    )
    print_table(("id", "date", "code", "who -> whom", "status", "quote"), lines)
    hidden = f"; {others} of another time status (--status {ALL})" if others else ""
    talk(f"{found.height} events{hidden}. One beside its quote: eventx show {run.path} ID")


def rejected(run: RunFolder) -> None:
    """List what rules refused."""
    found = list(rows(run, "rejected"))
    lines = ((row["rule"], row["reason"], row["article_id"], row["quote"] or row["raw"]) for row in found)
    print_table(("rule", "reason", "article", "quote"), lines)
    talk(f"{len(found)} items refused")


def failures(run: RunFolder) -> None:
    """List articles that were refused or failed, and what to do."""
    found = list(rows(run, "failures"))
    lines = ((article_name(row), row["problem"], row["advice"]) for row in found)
    print_table(("article", "problem", "advice"), lines)
    talk(f"{len(found)} articles were not coded")


def duplicates(run: RunFolder) -> None:
    """List the articles that are copies of others, or share passages with them."""
    named = {row["article_id"]: article_name(row) for row in rows(run, "articles")}
    with reading_tables(run.work / DUPLICATES_FILE):
        found = read_duplicates(run)
    print_links(found, named)


def print_links(found: Sequence[Mapping[str, Any]], named: Mapping[str, str]) -> None:
    """Print links between articles, which are called as ``named`` says."""
    lines = (
        (named[row["article_id"]], row["level"], named[row["twin"]], f"{row['share']:.0%}", row["passages"])
        for row in found
    )
    print_table(("article", "level", "twin", "share", "passages in common"), lines)
    copies = sum(row["duplicate_of"] is not None for row in found)
    talk(f"{copies} copies, {len(found) - copies} only related")


def print_table(names: Sequence[str], lines: Iterable[Sequence[str | None]]) -> None:
    """Print a table; on a terminal long cells are cut and the last column takes the room that is left."""
    table = [[" ".join((cell or "").split()) for cell in line] for line in (names, *lines)]
    if not sys.stdout.isatty():
        for line in table:
            say("\t".join(line))
        return
    room = get_terminal_size().columns
    widths = [min(WIDEST, room // SHARE, max(map(len, column))) for column in zip(*table, strict=True)][:-1]
    widths.append(max(WIDEST, room - sum(widths) - 2 * len(widths)))
    for line in table:
        say("  ".join(_fitted(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _fitted(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 3] + "..."
