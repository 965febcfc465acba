"""Work handed to processes, a few pieces at a time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from itertools import chain, islice
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self, TypeVar

from eventx.errors import RunError

Piece = TypeVar("Piece")
Done = TypeVar("Done")


class Crew:
    """The processes of a run, started once when there is work for more than one.

    Args:
        number: how many; with one, all work is done in this process.
        begin: called in each process before it works.
        told: what ``begin`` is called with.
    """

    def __init__(self, number: int = 1, begin: Callable[..., None] | None = None, *told: Any) -> None:
        self._number = number
        self._begin, self._told = begin, told

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if "_pool" in self.__dict__:
            self._pool.shutdown()

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._number, get_context("spawn"), self._begin, self._told)

    def work(
        self,
        function: Callable[[Piece], Done],
        pieces: Iterable[Piece],
        here: Callable[[Piece], Done] | None = None,
    ) -> Iterator[Done]:
        """Yield what a function makes of each piece, in any order; only a few pieces are in memory.

        Args:
            function: what a process does.
            pieces: its arguments, one at a time.
            here: what is done instead when this process works alone.

        Raises:
            RunError: a process was killed.
        """
        remaining = iter(pieces)
        first = list(islice(remaining, 2))
        if self._number <= 1 or len(first) < 2:
            yield from map(here or function, chain(first, remaining))
            return
        try:
            yield from self._spread(function, chain(first, remaining))
        except BrokenProcessPool as error:
            raise RunError(
                "a worker process was killed (out of memory?). What was coded is kept: run the same command again, "
                "with fewer --workers if memory is short"
            ) from error

    def _spread(self, function: Callable[[Piece], Done], pieces: Iterable[Piece]) -> Iterator[Done]:
        running: set[Future[Done]] = set()
        for piece in pieces:
            running.add(self._pool.submit(function, piece))
            if len(running) > self._number:
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)
