"""``eventx extract``: articles in, a run folder out."""

from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from eventx.cli.app import FAILED, MISUSE, say, talk, talk_of
from eventx.cli.columns import DateColumn, IdColumn, SourceColumn, TextColumn, TitleColumn, columns

if TYPE_CHECKING:
    from eventx.cli.job import Job


class Copies(StrEnum):
    """What becomes of copies."""

    CODE = "code"
    ONCE = "once"
    SKIP = "skip"


class Merging(StrEnum):
    """Which mentions become one event."""

    ALL = "all"
    ARTICLE = "article"
    NONE = "none"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract)


def extract(
    articles: Annotated[
        list[str] | None,
        typer.Argument(help="Files (.txt, .html, .jsonl, .json, .csv, .tsv, .parquet) or folders of them."),
    ] = None,
    *,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The run folder, such as output/RUN.")] = None,
    engine: Annotated[str, typer.Option(help="offline, or provider/model.")] = "offline",
    codebook: Annotated[
        str, typer.Option(help="A bundled codebook, or the path of a folder such as ./mine.")
    ] = "cameo",
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Processes; for an LLM engine, requests at once.", show_default=False),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Read only the first N articles.")] = None,
    actors: Annotated[
        list[str] | None,
        typer.Option(help="Your actor dictionary (TABARI, PETRARCH, .csv); repeat it for more.", show_default=False),
    ] = None,
    duplicates: Annotated[
        Copies, typer.Option(help="Copies of a story: coded too, coded once but counted as sources, or left out.")
    ] = Copies.CODE,
    merge: Annotated[
        Merging, typer.Option(help="Reports of one happening become one event: across articles, within each, or never.")
    ] = Merging.ALL,
    statements: Annotated[
        bool, typer.Option("--statements", help="Offline: code what is only said, too (CAMEO 010).")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and count articles; code none.")] = False,
    samples: Annotated[bool, typer.Option("--samples", help="Code the articles that ship with eventx.")] = False,
    text_col: TextColumn = None,
    date_col: DateColumn = None,
    id_col: IdColumn = None,
    source_col: SourceColumn = None,
    title_col: TitleColumn = None,
    base_url: Annotated[
        str | None, typer.Option(help="LLM engines: an OpenAI-compatible server, such as http://localhost:8000/v1.")
    ] = None,
    prompt: Annotated[
        str | None,
        typer.Option(help="LLM engines: a bundled prompt (extract/v1; your own server: quotes/v1), or a path."),
    ] = None,
) -> None:
    """Code articles into a run folder. Stopped or crashed: the same command again goes on where it was.

    Everything is checked before the first article is read. Prints the run folder's path; exits with 1
    when some articles failed (see: eventx show RUN --failures).
    """
    named = columns(text_col, date_col, id_col, source_col, title_col)
    _require(articles, samples=samples, output=output, dry_run=dry_run)
    from eventx.cli.job import EngineChoice, Job, Source

    source = Source(tuple(articles or ()), named, samples, limit, tuple(actors or ()), duplicates.value, merge.value)
    source.check()
    job = Job.prepare(source, EngineChoice(engine, base_url, prompt, workers, not dry_run, statements), codebook)
    if output is None or dry_run:
        _survey(job, output)
    else:
        _run(job, output)


def _require(paths: list[str] | None, *, samples: bool, output: Path | None, dry_run: bool) -> None:
    problem = None
    if samples and paths:
        problem = "name articles, or --samples, not both"
    elif not samples and not paths:
        problem = "name articles (files or folders), or --samples"
    elif output is None and not dry_run:
        problem = "name the run folder with -o, such as -o output/RUN"
    if problem:
        talk(f"error: {problem}")
        raise typer.Exit(MISUSE)


def _survey(job: "Job", output: Path | None) -> None:
    from eventx.cli.progress import print_survey
    from eventx.readers.notes import Notes

    if output is not None:
        job.check_folder(output)
    notes = Notes()
    job.source.total(notes)
    counts = job.survey()
    talk("dry run: nothing was coded or written")
    print_survey(counts)
    talk_of(notes)
    raise typer.Exit(FAILED if counts.failed else 0)


def _run(job: "Job", output: Path) -> None:
    from eventx.cli.progress import Bar, print_counts
    from eventx.readers.notes import Notes

    job.create_folder(output)
    notes = Notes()
    with Bar(job.source.total(notes)) as bar:
        counts = job.run(output, bar)
    print_counts(counts, job.rejected_by_rule(output))
    talk_of(notes)
    say(str(output))
    talk(f"next: eventx show {quote(str(output))}")
    raise typer.Exit(FAILED if counts.failed else 0)
