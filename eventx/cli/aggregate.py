"""``eventx aggregate``: a run's events as a panel for statistics."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventx.cli.app import say, talk
from eventx.cli.show import Status

if TYPE_CHECKING:
    from eventx.aggregating import Aggregated


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("aggregate")(aggregate)


def aggregate(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write; its suffix names the format.")],
    *,
    by: Annotated[
        str,
        typer.Option(help="dyad, country, actor or place, and day, week, month, quarter or year."),
    ] = "dyad-month",
    status: Annotated[Status, typer.Option(help="Which time status to count.")] = Status.ACTUAL,
    code: Annotated[list[str] | None, typer.Option(help="Count codes that begin so, such as 14; repeatable.")] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Keep units in which this ISO3 country takes part; repeatable.")
    ] = None,
    min_sources: Annotated[int, typer.Option(min=1, help="Count events that so many outlets tell of.")] = 1,
    domestic: Annotated[bool, typer.Option(help="Count events whose parties are all of one country.")] = True,
    directed: Annotated[bool, typer.Option("--directed/--undirected", help="Tell A to B from B to A.")] = True,
    zeros: Annotated[bool, typer.Option(help="Fill units and periods without events with zeros.")] = True,
) -> None:
    """Count a run's events by dyad, country, actor or place and by period: the table people regress.

    PATH.about.json tells the filters, the rules, what was left out and what the columns mean.
    """
    from eventx.aggregating import Panel, aggregate_run, write_panel
    from eventx.runs import RunFolder
    from eventx.writers import check_target

    check_target(path)
    panel = Panel.named(
        by, status=status.value, codes=tuple(code or ()), countries=tuple(c.upper() for c in country or ()),
        min_sources=min_sources, domestic=domestic, directed=directed, zeros=zeros,
    )  # fmt: skip
    opened = RunFolder.open(run)
    aggregated = aggregate_run(opened, panel)
    beside = write_panel(aggregated, opened, path)
    _tell(aggregated)
    talk(f"how it was made: {beside}")
    say(str(path))


def _tell(aggregated: "Aggregated") -> None:
    panel, table = aggregated.panel, aggregated.table
    units = table.select(aggregated.unit).n_unique()
    talk(f"{aggregated.counted} events counted; {table.height} rows: {units} units by {panel.period}")
    for reason, number in aggregated.left_out.items():
        talk(f"{number} left out: {reason}")
    if aggregated.spanning:
        talk(f"{aggregated.spanning} of the counted go on beyond the {panel.period} of their first day (n_spanning)")
