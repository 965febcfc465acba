"""``eventx show``: a run's events as a table, or one event beside its quote."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eventx.cli.app import MISUSE, say, talk

if TYPE_CHECKING:
    from eventx.runs import RunFolder


class Status(StrEnum):
    """Time statuses to choose from."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"
    ALL = "all"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")],
    event: Annotated[str | None, typer.Argument(metavar="[ID]", help="An event's id, or its beginning.")] = None,
    *,
    status: Annotated[Status, typer.Option(help="Which events to list.")] = Status.ACTUAL,
    code: Annotated[str, typer.Option(help="List codes that begin so, such as 03.")] = "",
    rejected: Annotated[bool, typer.Option("--rejected", help="List what rules refused.")] = False,
    failures: Annotated[bool, typer.Option("--failures", help="List articles that were not read, and why.")] = False,
    duplicates: Annotated[bool, typer.Option("--duplicates", help="List copies, and what they share.")] = False,
    why: Annotated[bool, typer.Option("--why", help="With an ID: how the offline engine came to this event.")] = False,
    merged: Annotated[
        bool, typer.Option("--merged", help="With an ID: why the reports of this event count as one.")
    ] = False,
    compare: Annotated[
        Path | None, typer.Option(metavar="RUN2", help="Put another run over the same articles beside it.")
    ] = None,
) -> None:
    """List the events of a run; with an ID show that event beside its highlighted quote."""
    from eventx.cli import listing
    from eventx.runs import RunFolder

    opened = RunFolder.open(run)
    if compare is not None:
        from eventx.cli.side_by_side import print_comparison

        print_comparison(opened, RunFolder.open(compare), status.value, code)
    elif rejected:
        listing.rejected(opened)
    elif failures:
        listing.failures(opened)
    elif duplicates:
        listing.duplicates(opened)
    elif event is not None:
        _event(opened, event, why=why, merged=merged)
    elif why or merged:
        option = "--why" if why else "--merged"
        talk(f"error: {option} explains one event; name its ID, as in: eventx show RUN ID {option}")
        raise typer.Exit(MISUSE)
    else:
        listing.events(opened, status.value, code)


def _event(run: "RunFolder", prefix: str, *, why: bool, merged: bool) -> None:
    from eventx import showing
    from eventx.run_tables import article_of, find_event, text_of

    event, mentions = find_event(run, prefix)
    if why:
        from eventx.cli.why import prepare

        prepare(run)
    marks = showing.COLOUR if sys.stdout.isatty() else showing.PLAIN
    say(f"{event['event_id']}  {showing.heading(event)}")
    if merged:
        _merged(run, mentions)
    for mention in mentions:
        article = article_of(run, mention["article_id"])
        told = ", ".join(str(article[name]) for name in ("title", "source", "published", "path") if article[name])
        say(f"\n{mention['mention_id']}  {mention['code']} {mention['code_label']}\n{told}\n")
        say(showing.paragraph(mention, text_of(run, mention["article_id"]), marks) + "\n")
        for line in showing.fields(mention):
            say(f"  {line}")
        if why:
            _why(run, mention)


def _merged(run: "RunFolder", mentions: list[dict[str, Any]]) -> None:
    from eventx.run_tables import why_merged

    reasons = why_merged(run, mentions)
    articles = {mention["mention_id"]: mention["article_id"] for mention in mentions}
    if not reasons:
        say("\none mention: nothing was merged")
    for reason in reasons:
        pair = " is most like ".join(f"{name} ({articles[name]})" for name in (reason.mention_id, reason.twin))
        say(f"\n{pair}: {reason.points:.1f} points")
        for text, points in reason.evidence:
            say(f"  {points:+5.1f}  {text}")


def _why(run: "RunFolder", mention: dict[str, Any]) -> None:
    from eventx.cli.why import why

    for line in why(run, mention):
        say(f"  why: {line}")
