"""The word lists of ``schemas/actors/grammar.toml``."""

from functools import lru_cache
from typing import Any

from eventx.resources import read_toml


@lru_cache(maxsize=1)
def grammar() -> dict[str, Any]:
    """Read the file once."""
    return read_toml("schemas", "actors", "grammar.toml")


@lru_cache(maxsize=64)
def words_of(name: str) -> frozenset[str]:
    """Return one of its lists."""
    return frozenset(grammar()[name])
