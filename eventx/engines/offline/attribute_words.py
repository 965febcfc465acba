"""The word lists that attributes are read with: ``schemas/attributes/*.toml``."""

from functools import cache
from typing import Any

from eventx.resources import data_folder, folder_hash, read_toml


@cache
def word_lists(name: str) -> dict[str, Any]:
    """Load one file, by its name without suffix."""
    return read_toml("schemas", "attributes", f"{name}.toml")


def words_hash() -> str:
    """Return a hash of all the lists."""
    return folder_hash(data_folder("schemas", "attributes"))
