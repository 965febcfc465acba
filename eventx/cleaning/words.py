"""The words of page furniture, as patterns: ``schemas/language/pages.toml``."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from eventx.resources import read_toml

LONGEST_LABEL = 200
BULLETS = " \t•·▪■●◦*>»→▶|-–—"


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return read_toml("schemas", "language", "pages.toml")


@lru_cache(maxsize=64)
def word_set(section: str, name: str) -> frozenset[str]:
    """Return a list of words for look-up."""
    return frozenset(_data()[section][name])


@lru_cache(maxsize=64)
def any_of(section: str, name: str) -> re.Pattern[str]:
    """Return a pattern for any phrase of a list, as whole words, wherever it stands."""
    return re.compile(alternatives(_data()[section][name]), re.IGNORECASE)


@lru_cache(maxsize=64)
def numbered(section: str, name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Return a pattern for a number and a phrase of a list, between ``before`` and ``after``."""
    return re.compile(rf"{before}\d[\d.,]*[km]? {alternatives(_data()[section][name])}{after}")


@lru_cache(maxsize=64)
def starting(section: str, name: str, after: str = "") -> re.Pattern[str]:
    """Return a pattern for lines that begin with a phrase of a list, then with ``after``; bullets may precede."""
    phrases = alternatives(_data()[section][name])
    return re.compile(rf"[{re.escape(BULLETS)}]*{phrases}{after}", re.IGNORECASE)


def alternatives(phrases: Iterable[str]) -> str:
    """Return the source of a pattern for any of the phrases as whole words, longest first."""
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return rf"(?<!\w)(?:{listed})(?!\w)"


def label(line: str) -> str:
    """Return a line as a label: lower case, without bullets, arrows, final colons and counts in brackets."""
    if len(line) > LONGEST_LABEL:
        return line
    bare = re.sub(r"[(\[]\s*\d+\s*[)\]]\s*$", "", line).strip(BULLETS + ":.…‹›")
    return " ".join(bare.lower().split())
