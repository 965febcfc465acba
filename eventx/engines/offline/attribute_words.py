"""The word lists that attributes are read with: ``schemas/attributes/*.toml``."""

import tomllib
from functools import cache
from typing import Any

from eventx.resources import data_folder, folder_hash


@cache
def words_of(name: str) -> dict[str, Any]:
    """Load one file, by its name without suffix."""
    return tomllib.loads(data_folder("schemas", "attributes", f"{name}.toml").read_text(encoding="utf-8"))


def words_hash() -> str:
    """Return a hash of all the lists."""
    return folder_hash(data_folder("schemas", "attributes"))
