"""The progress bar of a run and its closing figures, on stderr."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from eventx.cli.app import talk
from eventx.schema import Counts, Reading

ARTICLES = {
    "articles": "",
    "coded": "read by the engine, with or without events",
    "refused": "not read: language, length (eventx show RUN --failures)",
    "failed": "could not be read; why, and what to do: eventx show RUN --failures",
    "duplicate": "copies left out (eventx show RUN --duplicates)",
}
ITEMS = {
    "mentions": "coded passages",
    "events": "happenings; mentions that tell the same are one",
    "rejected": "items that a rule refused (eventx show RUN --rejected)",
}


class Bar:
    """A bar with rate, time left and failures, for as long as it is entered.

    Args:
        total: articles to come.
    """

    def __init__(self, total: int) -> None:
        self._progress = Progress(
            TextColumn("coding"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeElapsedColumn(),
            TextColumn("left"), TimeRemainingColumn(), TextColumn("{task.fields[failed]} failed"),
            console=Console(stderr=True), speed_estimate_period=120,
        )  # fmt: skip
        self._task = self._progress.add_task("", total=total, failed=0)
        self._done = Counts()
        self._read = self._failed = 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def shard_done(self, counts: Counts) -> None:
        """Show what has become of all articles so far."""
        self._done = counts
        self._read = self._failed = 0
        self._show()

    def article_read(self, reading: Reading) -> None:
        """Show one more article of the shard at work."""
        self._read += 1
        self._failed += reading.status == "failed"
        self._show()

    def _show(self) -> None:
        failed = self._done.failed + self._failed
        self._progress.update(self._task, completed=self._done.articles + self._read, failed=failed)


class _Rate(TextColumn):
    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "-/s")


def print_counts(counts: Counts, rejected: Mapping[str, int]) -> None:
    """Print what became of articles and items, and what each rule refused."""
    _print_rows(counts, ARTICLES | ITEMS)
    for rule, number in rejected.items():
        talk(f"{number:>11,}  {rule}")


def print_survey(counts: Counts) -> None:
    """Print what would become of articles."""
    _print_rows(counts, ARTICLES | {"coded": "would be read by the engine"})


def _print_rows(counts: Counts, meanings: Mapping[str, str]) -> None:
    for name, meaning in meanings.items():
        talk(f"{getattr(counts, name):>7,}  {name:<10} {meaning}".rstrip())
