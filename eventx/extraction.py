"""Files in, a run folder out: shards, workers, resume, publishing.

A shard is a slice of the input in the order given. Coding one is a pure function of its articles
and the settings, so a shard may run any number of times, in any process, with the same bytes as a
result. Its journal keeps what the engine said from the moment it said it.
"""

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from eventx.codebook import Codebook, load_codebook
from eventx.engines import get_engine
from eventx.engines.base import Engine, read_all
from eventx.errors import RunError
from eventx.near_duplicates import Entry, Links, link_articles, unique_ids
from eventx.pipeline import Outcome, Pipeline
from eventx.publishing import publish, write_parts
from eventx.resolving.own_tables import use_dictionaries
from eventx.runs import CODE_AGAIN, SHARD, RunFolder, reading_tables, write_atomically, writing
from eventx.schema import Article, Counts, Reading, Settings
from eventx.schema.provenance import Duplicates
from eventx.schema.record import content_id
from eventx.workers import Crew

SIGN_AGAIN = "Delete it and run the same command again: it is made anew"

Progress = Callable[[Counts], None]
"""Is told what has become of the articles so far, after each shard."""

Tick = Callable[[Reading], None]
"""Is told of each reading as the engine gives it, when the engine works in this process."""


class Shard(NamedTuple):
    """A slice of the input."""

    number: int
    entries: list[Entry]


def extract_to_folder(
    articles: Iterable[Article],
    folder: Path,
    pipeline: Pipeline,
    settings: Settings,
    *,
    workers: int = 1,
    progress: Progress = lambda _: None,
    tick: Tick = lambda _: None,
) -> Counts:
    """Code articles into a run folder and publish its tables; run it again to resume.

    Args:
        articles: the input, read twice: first to link copies, then to code. Something that can be read only once,
            such as a generator, is held in memory.
        folder: a new folder, or that of an unfinished run with the same settings.
        pipeline: engine and codebook; with more than one worker each process makes its own from ``settings``.
        settings: all that changes the output; recorded, and compared on resume.
        workers: processes.
        progress: called after each shard.
        tick: called after each reading that is not made in another process.

    Raises:
        RunError: the folder cannot be used or written; what was coded stays.
        ReadError: an input cannot be read.
    """
    use_dictionaries(settings.actors)
    run = RunFolder.create(folder, settings)
    articles = _readable_twice(articles)
    counts = Counts()
    with Crew(workers, _start_worker, run.path, settings) as crew:
        with writing(run.work), reading_tables(*run.work.glob("*.signatures.parquet"), todo=SIGN_AGAIN):
            links = link_articles(unique_ids(articles), settings.duplicates, work=run.work, crew=crew)
        code_here = partial(code_shard, run=run, pipeline=pipeline, tick=tick)
        for done in crew.work(_code_in_worker, _shards(articles, links), code_here):
            counts = add_counts(counts, done)
            progress(counts)
    _require_whole_input(run, counts.articles)
    with writing(run.path):
        return publish(run, pipeline.codebook, counts)


def _require_whole_input(run: RunFolder, articles: int) -> None:
    """Check that nothing was coded before of articles that the input no longer has."""
    beyond = set(run.finished_shards()).difference(run.shards(articles))
    if beyond:
        raise RunError(
            f"{run.path}: the input has {articles} articles now, but more were coded when this run began (shard "
            f"{min(beyond)}). Give the whole input, without --limit, or name a new folder with -o; the tables of the "
            "run stay as they are"
        )


def _readable_twice(articles: Iterable[Article]) -> Iterable[Article]:
    return list(articles) if isinstance(articles, Iterator) else articles


def _shards(articles: Iterable[Article], links: Links) -> Iterator[Shard]:
    entries = (links.entry(article) for article in unique_ids(articles))
    number = 0
    while batch := list(islice(entries, SHARD)):
        yield Shard(number, batch)
        number += 1


_told: tuple[Path, Settings] | None = None
"""In a worker process: which run it works for."""


def _start_worker(folder: Path, settings: Settings) -> None:
    global _told  # noqa: PLW0603  # a worker process is told once
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends a worker at once and silently; its journal stays
    use_dictionaries(settings.actors)
    _told = folder, settings


@cache
def _worker() -> tuple[RunFolder, Pipeline]:
    """Return the run and what codes its shards in this process, made when the first one is coded."""
    assert _told is not None  # noqa: S101  # the pool's initializer has run
    folder, settings = _told
    return RunFolder.open(folder), Pipeline(_engine(settings), settings.codebook)


def _engine(settings: Settings) -> Engine:
    """Return the engine of a run, made anew from what the run records; keys come from the environment."""
    named = {"base_url": settings.base_url, "prompt": settings.prompt, "statements": settings.statements or None}
    options: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    return get_engine(settings.engine, load_codebook(settings.codebook), **options)


def _code_in_worker(shard: Shard) -> Counts:
    return code_shard(shard, *_worker())


def code_shard(shard: Shard, run: RunFolder, pipeline: Pipeline, tick: Tick = lambda _: None) -> Counts:
    """Code one shard into its part files, unless its done marker says that this was done without failures."""
    key = content_id(
        "", [(entry.article.model_dump(mode="json"), entry.link, entry.left_out) for entry in shard.entries]
    )
    done = _done(run, shard.number, key)
    if done is not None and not done.failed:
        return done
    outcomes = list(
        pipeline.batch(shard.entries, lambda ready: _journalled(run, shard.number, pipeline.engine, ready, tick))
    )
    return finish_shard(run, shard.number, outcomes, pipeline.codebook, key)


def _done(run: RunFolder, number: int, key: str) -> Counts | None:
    """Return what a shard's done marker says; None without one."""
    marker = run.marker(number)
    if not marker.is_file():
        return None
    try:
        facts = json.loads(marker.read_text(encoding="utf-8"))
        found, done = facts["key"], Counts.model_validate(facts["counts"])
    except (KeyError, TypeError, ValueError) as error:
        raise RunError(f"{marker}: damaged. {CODE_AGAIN}") from error
    if found != key:
        raise RunError(
            f"{run.path}: the input has changed since this run began (shard {number}); name a new folder with -o"
        )
    return done


def finish_shard(run: RunFolder, number: int, outcomes: list[Outcome], codebook: Codebook, key: str = "") -> Counts:
    """Write a shard's part files and done marker, and return what became of its articles."""
    counts = count(outcomes)
    with writing(run.work):
        write_parts(run, number, outcomes, codebook)
        write_atomically(run.marker(number), json.dumps({"key": key, "counts": counts.model_dump()}))
    return counts


def _journalled(run: RunFolder, number: int, engine: Engine, ready: list[Article], tick: Tick) -> Iterator[Reading]:
    """Yield readings from the journal, then from the engine for what the journal lacks."""
    journal = run.journal(number)
    known = {reading.article_id: reading for reading in journal.readings() if reading.status == "read"}
    yield from known.values()
    for reading in journal.record(read_all(engine, [a for a in ready if a.article_id not in known])):
        tick(reading)
        yield reading


def survey(articles: Iterable[Article], pipeline: Pipeline, duplicates: Duplicates = "code") -> Counts:
    """Return what would become of articles, without calling the engine; ``coded`` are those it would read."""
    articles = _readable_twice(articles)
    links = link_articles(unique_ids(articles), duplicates)
    total = Counts()
    for shard in _shards(articles, links):
        total = add_counts(total, count(pipeline.batch(shard.entries, lambda _: ())))
    return total


def count(outcomes: Iterable[Outcome]) -> Counts:
    """Return what became of articles and items."""
    total = dict.fromkeys(Counts.model_fields, 0)
    for outcome in outcomes:
        total["articles"] += 1
        total[outcome.status] += 1
        total["mentions"] += len(outcome.mentions)
        total["rejected"] += len(outcome.rejected)
        if outcome.reading is not None:
            total["items"] += len(outcome.reading.drafts) + len(outcome.reading.malformed)
    return Counts(**total)


def add_counts(one: Counts, other: Counts) -> Counts:
    """Return the sums of two counts."""
    return Counts(**{name: getattr(one, name) + getattr(other, name) for name in Counts.model_fields})


def default_workers() -> int:
    """Return the number of processes to use when none is asked for: one for each core, at most eight."""
    return min(8, os.cpu_count() or 1)
