"""What is remembered of the tables of actors, and is forgotten when users put their own dictionaries over them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_forgetting: list[Callable[[], Any]] = []
"""What clears the answers of each function that remembers them."""


def remembers_tables(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator for functions whose answers depend on the tables in use: the latest are remembered.

    Args:
        maxsize: how many answers.
    """

    def remembering(function: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize)(function)
        _forgetting.append(cached.cache_clear)
        return cached  # type: ignore[return-value]  # its stub forgets the parameters

    return remembering


def forget_tables() -> None:
    """Forget what was found in the tables so far."""
    for forget in _forgetting:
        forget()
