"""The word lists of ``schemas/actors/grammar.toml``."""

import tomllib
from functools import lru_cache
from typing import Any

from eventx.resources import data_folder


@lru_cache(maxsize=1)
def grammar() -> dict[str, Any]:
    """Read the file once."""
    return tomllib.loads(data_folder("schemas", "actors", "grammar.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def words_of(name: str) -> frozenset[str]:
    """Return one of its lists."""
    return frozenset(grammar()[name])
