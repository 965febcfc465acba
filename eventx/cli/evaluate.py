"""``eventx eval``: a run against gold."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventx.cli.app import say, talk

if TYPE_CHECKING:
    from eventx.measuring import Report


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("eval")(evaluate)


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A file of coded events (.jsonl), or a folder with gold.jsonl.")
    ],
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run over the same articles.")],
    errors: Annotated[bool, typer.Option("--errors", help="List false and missed events.")] = False,
) -> None:
    """Print precision, recall and F1 by tier, and the false events by kind."""
    from eventx.measuring import evaluate as score
    from eventx.measuring.gold_files import read_gold, read_run
    from eventx.runs import RunFolder

    expected = read_gold(gold)
    found = read_run(RunFolder.open(run), expected)
    for note in found.notes:
        talk(f"note: {note}")
    report = score(expected.events, found.events, expected.negatives)
    _print_scores(report)
    if errors:
        _print_errors(report)


def _print_scores(report: "Report") -> None:
    say("tier     precision  recall     F1  right  false  missed")
    for name, tier in report.tiers.items():
        rates = f"{tier.precision:>9.3f}  {tier.recall:>6.3f}  {tier.f1:>5.3f}"
        say(f"{name:<8} {rates}  {tier.right:>5}  {tier.false:>5}  {tier.missed:>6}")
    say("\nfalse events by kind")
    for kind, number in report.false_kinds.most_common():
        say(f"{number:>5}  {kind}")


def _print_errors(report: "Report") -> None:
    say("\nfalse")
    for found, kind in report.false:
        say(f"{found.article}\t{kind}\t{found.code}\t{found.action_text}\t{' / '.join(found.quotes)}")
    say("\nmissed")
    for event in report.missed:
        say(f"{event.article}\t{event.gold_id}\t{' or '.join(sorted(event.codes))}\t{event.quote}")
