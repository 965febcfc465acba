"""What is kept of an article to compare it with all others: hashes of its runs of words, never its text."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from eventx.schema import Article
from eventx.schema.record import content_id
from eventx.screening import screen_length

SHINGLE = 5
"""Words in a run that is hashed."""

Hashes = NDArray[np.uint32]

_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Signature(NamedTuple):
    """An article as the linking sees it."""

    article_id: str
    published: date | None
    text: str
    """A hash of the cleaned text."""
    shingles: Hashes
    """A hash for each word that begins a run of :data:`SHINGLE` words, in order; case and punctuation do not count."""


def sign(article: Article) -> Signature | None:
    """Return the signature of an article as read, or None when nothing could be read.

    A text that is refused has no shingles, so it is only ever the same as another.
    """
    if article.problem:
        return None
    cleaned, refusal = screen_length(article)
    return Signature(
        article.article_id,
        cleaned.published,
        content_id("", cleaned.text),
        np.empty(0, np.uint32) if refusal else shingles(cleaned.text),
    )


def shingles(text: str) -> Hashes:
    """Return a hash for every run of words; a text of n words has n - 4."""
    words = np.fromiter((crc32(word.encode()) for word in _WORD.findall(text.casefold())), np.uint64)
    number = max(0, words.size - SHINGLE + 1)
    mixed = np.zeros(number, np.uint64)
    for place in range(SHINGLE):
        mixed = (mixed ^ words[place : place + number]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def passages(text: str, runs: Sequence[tuple[int, int]]) -> list[str]:
    """Return the passages of a text between words, given by number from 0, the last one excluded."""
    places = [match.span() for match in _WORD.finditer(text)]
    return [text[places[first][0] : places[last - 1][1]] for first, last in runs]
