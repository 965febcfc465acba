"""Which articles are worth comparing: those with rare runs of words in common, in linear time.

Every shingle lists the articles that hold it; each article is paired with the one before it in that
list, never with all. So a list of any length costs its length, and the copies of a story, which
stand next to each other in all their lists, are still chained together.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eventx.near_duplicates.signatures import Hashes

PARTS = 8
"""Slices of the index that are built one after the other, so that it is never in memory as a whole."""

COMMON = 10
"""A shingle of so many articles is left out unless most neighbours in its list share half of the shorter text:
then it is a story that many print; otherwise it is an agency's standing sentence."""

ALIKE = 0.5
LEAST = 8
"""Shingles that two articles must share, next to each other in their lists, to be compared."""

_LOW = np.uint64(32)
_MASK = np.uint64(0xFFFFFFFF)
_Keys = NDArray[np.uint64]


class Candidates(NamedTuple):
    """Pairs of numbers of articles, the earlier first, and the shingles that do not count, sorted."""

    pairs: list[tuple[int, int]]
    common: Hashes


class _Postings(NamedTuple):
    """A slice of the index: shingle and article in one number, sorted; the pairs of neighbours in one list."""

    keys: _Keys
    neighbours: NDArray[np.bool_]
    """Whether a key has the shingle of the key before it."""

    def pairs(self, chosen: NDArray[np.bool_]) -> _Keys:
        """Return the neighbours that are chosen, both articles in one number."""
        at = np.flatnonzero(chosen)
        pairs: _Keys = (self.keys[at - 1] & _MASK) << _LOW | self.keys[at] & _MASK
        return pairs


class _Counted(NamedTuple):
    """Pairs in order, and how many shingles each shares."""

    pairs: _Keys
    counts: NDArray[np.int64]

    def alike(self, sizes: NDArray[np.int64], pairs: _Keys) -> NDArray[np.bool_]:
        """Tell for pairs whether they share half of the shorter text."""
        smaller = np.minimum(sizes[pairs >> _LOW], sizes[pairs & _MASK])
        found: NDArray[np.bool_] = self.counts[np.searchsorted(self.pairs, pairs)] >= ALIKE * smaller
        return found


def candidates(texts: Sequence[Hashes]) -> Candidates:
    """Return which texts to compare; the numbers of the pairs are places in ``texts``."""
    if not texts:
        return Candidates([], np.empty(0, np.uint32))
    sizes = np.array([text.size for text in texts])
    flat, owners = np.concatenate(texts), np.repeat(np.arange(sizes.size, dtype=np.uint32), sizes)
    everything = _counted([post.pairs(post.neighbours) for post in _postings(flat, owners)])
    common, pairs = [], []
    for post in _postings(flat, owners):
        standing = _standing(post, everything, sizes)
        common.append((post.keys[standing & ~post.neighbours] >> _LOW).astype(np.uint32))
        pairs.append(post.pairs(post.neighbours & ~standing))
    counted = _counted(pairs)
    kept = counted.pairs[counted.counts >= LEAST]
    return Candidates(
        list(zip((kept >> _LOW).tolist(), (kept & _MASK).tolist(), strict=True)), np.sort(np.concatenate(common))
    )


def _postings(flat: Hashes, owners: NDArray[np.uint32]) -> Iterator[_Postings]:
    for part in range(PARTS):
        chosen = flat % np.uint32(PARTS) == part
        keys = flat[chosen].astype(np.uint64) << _LOW | owners[chosen]
        keys.sort()
        keys = keys[_changes(keys)]
        yield _Postings(keys, ~_changes(keys >> _LOW))


def _counted(parts: list[_Keys]) -> _Counted:
    """Return how often each pair occurs in all parts."""
    pairs = np.concatenate(parts)
    pairs.sort()
    firsts = np.flatnonzero(_changes(pairs))
    return _Counted(pairs[firsts], np.diff(firsts, append=pairs.size))


def _changes(values: _Keys) -> NDArray[np.bool_]:
    """Tell for sorted values which differ from the one before."""
    changes = np.ones(values.size, np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _standing(post: _Postings, everything: _Counted, sizes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell for every key whether its shingle is one that does not count."""
    alike = np.zeros(post.keys.size, np.int64)
    alike[post.neighbours] = everything.alike(sizes, post.pairs(post.neighbours))
    starts = np.flatnonzero(~post.neighbours)
    if not starts.size:
        return np.zeros(0, np.bool_)
    lengths = np.diff(starts, append=post.keys.size)
    standing = (lengths >= COMMON) & (np.add.reduceat(alike, starts) < (lengths - 1) / 2)
    return np.repeat(standing, lengths)
