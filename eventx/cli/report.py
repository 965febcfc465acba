"""``eventx report``: a run as one HTML file."""

from pathlib import Path
from typing import Annotated

import typer

from eventx.cli.app import say, talk


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file; without it report.html in RUN.")
    ] = None,
) -> None:
    """Write a run as one HTML file: charts, a map, and every event beside its quote.

    The file loads nothing from anywhere and holds the quotes: mind the rights of the articles before passing it on.
    """
    from eventx.report import write_report
    from eventx.runs import RunFolder

    path = output or run / "report.html"
    write_report(RunFolder.open(run), path)
    talk(f"{path.stat().st_size / 1e6:.1f} MB; open it in a browser")
    say(str(path))
