"""``eventx export``: a run's mentions or events as one file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eventx.cli.app import say, talk
from eventx.cli.show import Status


class TableName(StrEnum):
    """Tables that can be exported."""

    MENTIONS = "mentions"
    EVENTS = "events"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A file that ends in .csv, .jsonl or .parquet.")],
    table: Annotated[TableName, typer.Option(help="One row a passage, or one row a happening.")] = TableName.MENTIONS,
    status: Annotated[Status, typer.Option(help="Which time status to export.")] = Status.ACTUAL,
) -> None:
    """Write a run's mentions or events as CSV, JSON lines or Parquet.

    Only what is told as having happened is written, unless --status says otherwise.
    """
    from eventx.run_tables import select
    from eventx.runs import RunFolder
    from eventx.writers import check_target, write

    check_target(path)
    opened = RunFolder.open(run)
    rows = select(opened, table.value, status=status.value)
    left_out = select(opened, table.value).height - rows.height
    write(rows, path)
    note = f"; {left_out} of another time status left out (--status all)" if left_out else ""
    talk(f"{rows.height} {table.value} written{note}")
    say(str(path))
