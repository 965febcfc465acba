"""Work handed to processes, a few pieces at a time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from eventx.errors import RunError

Piece = TypeVar("Piece")
Done = TypeVar("Done")


def in_pool(
    function: Callable[[Piece], Done], pieces: Iterable[Piece], pool: ProcessPoolExecutor, workers: int
) -> Iterator[Done]:
    """Yield what a function makes of each piece, in any order; only a few pieces are in memory.

    Raises:
        RunError: a process was killed.
    """
    running: set[Future[Done]] = set()
    try:
        for piece in pieces:
            running.add(pool.submit(function, piece))
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
