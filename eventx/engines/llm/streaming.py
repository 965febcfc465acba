"""Coroutines in a thread of their own, fed from the caller's: works inside Jupyter, holds few items in memory."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractAsyncContextManager, contextmanager
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

Work = Callable[[Item], Coroutine[Any, Any, Made]]


@contextmanager
def loop_in_thread() -> Iterator[asyncio.AbstractEventLoop]:
    """Run an event loop in a thread; at the end its tasks are cancelled and it is closed."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="eventx-llm", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_end_tasks(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def run(coroutine: Coroutine[Any, Any, Made]) -> Made:
    """Return what a coroutine returns, whether or not the caller's thread runs an event loop itself."""
    with loop_in_thread() as loop:
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result()


def stream(opened: AbstractAsyncContextManager[Work[Item, Made]], items: Iterable[Item], width: int) -> Iterator[Made]:
    """Yield what the opened work makes of each item, as it is made, with at most ``width`` items under way."""
    with loop_in_thread() as loop, _entered(opened, loop) as work:
        remaining = iter(items)
        running: set[Future[Made]] = set()
        try:
            while True:
                for item in islice(remaining, width - len(running)):
                    running.add(asyncio.run_coroutine_threadsafe(work(item), loop))
                if not running:
                    return
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        finally:
            for future in running:
                future.cancel()


@contextmanager
def _entered(
    opened: AbstractAsyncContextManager[Work[Item, Made]], loop: asyncio.AbstractEventLoop
) -> Iterator[Work[Item, Made]]:
    work = asyncio.run_coroutine_threadsafe(opened.__aenter__(), loop).result()
    try:
        yield work
    finally:
        asyncio.run_coroutine_threadsafe(opened.__aexit__(None, None, None), loop).result()


async def _end_tasks() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
