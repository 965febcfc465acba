"""Files in, a run folder out: shards, workers, resume, publishing.

A shard is a slice of the input in the order given. Coding one is a pure function of its articles
and the settings, so a shard may run any number of times, in any process, with the same bytes as a
result. Its journal keeps what the engine said from the moment it said it.
"""

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from eventx.codebook import Codebook
from eventx.engines.base import Engine, read_all
from eventx.errors import RunError
from eventx.ledger import Entry, Ledger
from eventx.pipeline import Outcome, Pipeline
from eventx.publishing import publish, write_parts
from eventx.resolving.own_tables import use_dictionaries
from eventx.runs import RunFolder, write_atomically, writing
from eventx.schema import Article, Counts, Reading, Settings
from eventx.schema.record import content_id

SHARD = 64
"""Articles in a shard."""

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
        articles: the input, streamed.
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
    counts = Counts()
    for done in _code_shards(_shards(articles), run, pipeline, settings, workers, tick=tick):
        counts = add_counts(counts, done)
        progress(counts)
    with writing(run.path):
        return publish(run, pipeline.codebook, counts)


def _shards(articles: Iterable[Article]) -> Iterator[Shard]:
    ledger = Ledger()
    entries = (ledger.enter(article) for article in articles)
    number = 0
    while batch := list(islice(entries, SHARD)):
        yield Shard(number, batch)
        number += 1


def _code_shards(
    shards: Iterator[Shard], run: RunFolder, pipeline: Pipeline, settings: Settings, workers: int, *, tick: Tick
) -> Iterator[Counts]:
    """Code shards here, or in as many processes as there are workers when there is more than one shard."""
    first = list(islice(shards, 2))
    shards = chain(first, shards)
    if workers <= 1 or len(first) < 2:
        yield from (code_shard(shard, run, pipeline, tick) for shard in shards)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (str(run.path), settings)) as pool:
        yield from _in_pool(shards, pool, workers)


def _in_pool(shards: Iterator[Shard], pool: ProcessPoolExecutor, workers: int) -> Iterator[Counts]:
    """Keep every worker busy while only a few shards are in memory."""
    running: set[Future[Counts]] = set()
    try:
        for shard in shards:
            running.add(pool.submit(_code_in_worker, shard))
            if len(running) >= workers + 1:
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)
    except BrokenProcessPool as error:
        raise RunError(
            "a worker process was killed (out of memory?). What was coded is kept: run the same command again, "
            "with fewer --workers if memory is short"
        ) from error


_worker: tuple[RunFolder, Pipeline] | None = None


def _start_worker(folder: str, settings: Settings) -> None:
    global _worker  # noqa: PLW0603  # a worker process is made once and holds its parser
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends a worker at once and silently; its journal stays
    use_dictionaries(settings.actors)
    _worker = RunFolder.open(Path(folder)), Pipeline(settings.engine, settings.codebook)


def _code_in_worker(shard: Shard) -> Counts:
    assert _worker is not None  # noqa: S101  # the pool's initializer has run
    return code_shard(shard, *_worker)


def code_shard(shard: Shard, run: RunFolder, pipeline: Pipeline, tick: Tick = lambda _: None) -> Counts:
    """Code one shard into its part files, unless its done marker says that this was done without failures."""
    marker = _marker(run, shard.number)
    key = content_id("", [(entry.article.model_dump(mode="json"), entry.duplicate_of) for entry in shard.entries])
    if marker.is_file():
        facts = json.loads(marker.read_text(encoding="utf-8"))
        if facts["key"] != key:
            raise RunError(
                f"{run.path}: the input has changed since this run began (shard {shard.number}); "
                "name a new folder with -o"
            )
        done = Counts.model_validate(facts["counts"])
        if not done.failed:
            return done
    outcomes = list(
        pipeline.batch(shard.entries, lambda ready: _journalled(run, shard.number, pipeline.engine, ready, tick))
    )
    return finish_shard(run, shard.number, outcomes, pipeline.codebook, key)


def finish_shard(run: RunFolder, number: int, outcomes: list[Outcome], codebook: Codebook, key: str = "") -> Counts:
    """Write a shard's part files and done marker, and return what became of its articles."""
    counts = count(outcomes)
    with writing(run.work):
        write_parts(run.work, number, outcomes, codebook)
        write_atomically(_marker(run, number), json.dumps({"key": key, "counts": counts.model_dump()}))
    return counts


def _marker(run: RunFolder, number: int) -> Path:
    return run.work / f"{number:05d}.done"


def _journalled(run: RunFolder, number: int, engine: Engine, ready: list[Article], tick: Tick) -> Iterator[Reading]:
    """Yield readings from the journal, then from the engine for what the journal lacks."""
    journal = run.journal(number)
    known = {reading.article_id: reading for reading in journal.readings() if reading.status == "read"}
    yield from known.values()
    for reading in journal.record(read_all(engine, [a for a in ready if a.article_id not in known])):
        tick(reading)
        yield reading


def survey(articles: Iterable[Article], pipeline: Pipeline) -> Counts:
    """Return what would become of articles, without calling the engine; ``coded`` are those it would read."""
    total = Counts()
    for shard in _shards(articles):
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
