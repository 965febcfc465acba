"""Memory of a run of 10,000 made-up articles: ``python tests/benchmarks/memory_10000.py [ARTICLES]`` (Linux).

Prints the memory of the process ten times, in MB. Each article is new: paragraphs in another mixture,
with names that no table knows, so that a cache that only grows shows.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from made_articles import MadeArticles

from eventx.extraction import extract_to_folder
from eventx.pipeline import Pipeline
from eventx.schema import Counts, Settings


class Printer:
    """Prints a line for each tenth of the articles."""

    def __init__(self, number: int) -> None:
        self._step = number // 10
        self._next = 0
        self._start = time.perf_counter()

    def __call__(self, counts: Counts) -> None:
        """Print a line when the next tenth is done."""
        if counts.articles >= self._next:
            spent = time.perf_counter() - self._start
            print(
                f"{counts.articles:6} articles {counts.mentions:6} mentions {megabytes():6.0f} MB {spent:6.0f} s",
                flush=True,
            )
            self._next += self._step


def megabytes() -> float:
    """Return the memory that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Code the articles into a folder that is thrown away."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with TemporaryDirectory() as folder:
        extract_to_folder(
            MadeArticles(number, paragraphs=2), Path(folder) / "run", Pipeline(), Settings(), progress=Printer(number)
        )
    print(f"after publishing: {megabytes():.0f} MB")


if __name__ == "__main__":
    main()
