"""``eventx export``: a run as one file, in eventx's own columns or in those of a known data set."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventx.cli.app import say, talk
from eventx.cli.show import Status

if TYPE_CHECKING:
    from eventx.exporting import Exported


class TableName(StrEnum):
    """Tables that can be exported."""

    MENTIONS = "mentions"
    EVENTS = "events"


class QuoteLength(StrEnum):
    """How much of a quote is exported."""

    NONE = "none"
    SHORT = "short"
    FULL = "full"


class Partition(StrEnum):
    """What a table can be divided by."""

    YEAR = "year"
    COUNTRY = "country"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file; its suffix names the format.")],
    *,
    layout: Annotated[
        str, typer.Option(help="native, deposit (a folder), keds, gdelt, icews, phoenix, polecat or conflict-location.")
    ] = "native",
    table: Annotated[
        TableName | None,
        typer.Option(help="One row a passage (default of native), or one row a happening (default of the others)."),
    ] = None,
    status: Annotated[Status, typer.Option(help="Which time status to export.")] = Status.ACTUAL,
    quotes: Annotated[QuoteLength, typer.Option(help="How much of the quotes to export.")] = QuoteLength.FULL,
    one_a_day: Annotated[
        bool, typer.Option("--one-a-day", help="Only the first of a day, pair and code; off unless you say so.")
    ] = False,
    partition: Annotated[
        Partition | None, typer.Option(help="Native tables: a folder with a part for each year or country.")
    ] = None,
) -> None:
    """Write a run as one file: eventx's own columns, or those of a known event data set.

    Own columns go to .csv, .dta, .jsonl, .parquet or .xlsx. Beside a file in another layout stands PATH.sidecar.csv
    with what its columns cannot hold. Only what is told as having happened is written, unless --status says otherwise.
    """
    from eventx import exporting
    from eventx.runs import RunFolder

    name = table.value if table else "mentions" if layout == "native" else "events"
    choice = exporting.Choice(name, status.value, quotes.value, one_a_day, partition.value if partition else None)
    done = exporting.export(RunFolder.open(run), path, layout, choice)
    _tell(done)
    say(str(path))


def _tell(done: "Exported") -> None:
    notes = [f"{count} left out: {reason}" for reason, count in done.left_out.items()]
    if done.others:
        notes.append(f"{done.others} of another time status left out (--status all)")
    talk("; ".join([f"{done.rows} rows written", *notes]))
    for path in done.beside:
        talk(f"see {path}")
