"""Time of the offline pipeline beside its bare parser, and of two workers beside one.

    python tests/benchmarks/offline_speed.py [ARTICLES]

Made-up articles. In one process, start-up excluded: the whole pipeline in memory (linking, cleaning, coding, merging;
nothing is written) against ``nlp.pipe`` over the same cleaned paragraphs with the same components and batch size, a
slice of the articles at a time, each in turn, since the speed of a machine changes from minute to minute; and the
encoder by itself over the sentences that it was given. Then runs into a folder with one and two workers, with their
start-up; and, as the most that two can gain on this machine, two bare parsers at once beside one.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from made_articles import MadeArticles

from eventx.engines.offline.encoder import Vectors
from eventx.engines.offline.engine import OfflineEngine
from eventx.engines.offline.parser import load_model
from eventx.engines.offline.words import Words
from eventx.extraction import extract_to_folder
from eventx.pipeline import Pipeline, Result
from eventx.schema import Article, Settings

SLICE = 64
"""Articles that are coded and parsed in turn."""


class TimedEncoder:
    """The encoder, with the seconds spent in it and the sentences given to it."""

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self.seconds, self.sentences = 0.0, 0

    def encode(self, sentences: Sequence[Words]) -> list[Vectors]:
        """Encode, and note the time."""
        start = time.perf_counter()
        found: list[Vectors] = self._encoder.encode(sentences)
        self.seconds += time.perf_counter() - start
        self.sentences += len(sentences)
        return found


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_one_process(articles: MadeArticles) -> None:
    """Print the time of the whole and of its parts."""
    engine = OfflineEngine(Pipeline().codebook)
    pipeline = Pipeline(engine)
    pipeline.run(MadeArticles(2))
    timed = engine.coder.encoder = TimedEncoder(engine.coder.encoder)  # type: ignore[assignment]
    results: list[Result] = []
    whole = bare = 0.0
    for some in slices(list(articles)):
        whole += seconds(partial(lambda some: results.append(pipeline.run(some)), some))
        bare += seconds(partial(parse_bare, paragraphs_of(results[-1])))
    n_paragraphs, n_mentions = sum(len(paragraphs_of(r)) for r in results), sum(len(r.mentions) for r in results)
    print(f"{articles.number} articles, {n_paragraphs} paragraphs, {n_mentions} mentions")
    print(f"whole {whole:.1f} s, bare parser {bare:.1f} s: {whole / bare:.2f} times")
    rest = (whole - timed.seconds) / bare
    print(f"encoder {timed.seconds:.1f} s for {timed.sentences} sentences; the rest {rest:.2f} times")


def slices(articles: list[Article]) -> Iterator[list[Article]]:
    """Yield the articles a slice at a time."""
    return (articles[start : start + SLICE] for start in range(0, len(articles), SLICE))


def paragraphs_of(result: Result) -> list[str]:
    """Return the cleaned paragraphs that a result was found in."""
    return [line for outcome in result.outcomes for line in outcome.article.text.split("\n") if line.strip()]


def with_workers(articles: MadeArticles, workers: int) -> float:
    """Return the seconds of a run into a folder."""
    with TemporaryDirectory() as folder:
        return seconds(
            lambda: extract_to_folder(articles, Path(folder) / "run", Pipeline(), Settings(), workers=workers)
        )


def parse_bare(texts: Sequence[str]) -> None:
    """Parse paragraphs as the pipeline does, and look at nothing."""
    for _ in load_model().pipe(texts, batch_size=64):
        pass


def parse_all(number: int) -> float:
    """Return the seconds of a bare parser over made-up articles, start-up excluded."""
    texts = [line for article in MadeArticles(number) for line in article.text.split("\n") if line.strip()]
    parse_bare(texts[:20])
    return seconds(lambda: parse_bare(texts))


def side_by_side(number: int, processes: int) -> float:
    """Return the mean seconds of bare parsers that run at once, each over all articles."""
    with get_context("spawn").Pool(processes) as pool:
        return sum(pool.map(parse_all, [number] * processes, chunksize=1)) / processes


def main() -> None:
    """Print the comparisons, and how busy the machine is."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 320
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before", flush=True)
    in_one_process(MadeArticles(number))
    one, two = (with_workers(MadeArticles(number), workers) for workers in (1, 2))
    print(f"one worker {one:.1f} s, two {two:.1f} s: {one / two:.2f} times; load {os.getloadavg()[0]:.1f} after")
    alone, beside = (side_by_side(number, processes) for processes in (1, 2))
    print(f"a bare parser {alone:.1f} s, two at once {beside:.1f} s each: {2 * alone / beside:.2f} times the work")


if __name__ == "__main__":
    main()
