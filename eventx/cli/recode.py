"""``eventx recode``: a run's drafts under another codebook."""

from pathlib import Path
from typing import Annotated

import typer

from eventx.cli.app import FAILED, say


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("recode")(recode)


def recode(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A finished run.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The new run folder.")],
    codebook: Annotated[str, typer.Option(help="A bundled codebook, or the path of a folder such as ./mine.")],
) -> None:
    """Code what a run's engine said under another codebook, without asking the engine again."""
    from eventx import __version__, recoding
    from eventx.cli.progress import Bar, print_counts
    from eventx.run_tables import rejected_by_rule
    from eventx.runs import RunFolder

    source = RunFolder.open(run)
    pipeline = recoding.replaying(source, codebook)
    settings = recoding.recoded_settings(source.settings, codebook, pipeline.codebook, __version__)
    with Bar(source.counts.articles) as bar:
        counts = recoding.recode(source, output, pipeline, settings, bar.shard_done)
    print_counts(counts, rejected_by_rule(RunFolder.open(output)))
    say(str(output))
    raise typer.Exit(FAILED if counts.failed else 0)
