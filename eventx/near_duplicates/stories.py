"""Which articles are copies of which: levels, canonical articles, and the evidence.

A story has one canonical article, the earliest; every copy shares at least half of the shorter text
with it directly. Copies are never chained: a roundup of two stories does not make them one.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eventx.near_duplicates.candidates import candidates
from eventx.near_duplicates.signatures import SHINGLE, Hashes, Signature

Level = Literal["exact", "same_text", "wire", "related"]

WIRE = 0.4
"""Share of the shorter text from which two articles are one wire story."""

WIRE_SHARED = 50
"""Shingles they must share as well: notes of a line or two differ by a number and tell of different events."""

WIRE_DAYS = 7
"""Days between the publication of copies at most; later ones are background, or a template filled in anew."""

RELATED = 0.15
RELATED_SHARED = 15
PASSAGES = 3
PASSAGE_WORDS = 40


class Link(NamedTuple):
    """What an article has in common with an earlier one."""

    article_id: str
    level: Level
    twin: str
    """The article that it was compared with."""
    canonical: str | None
    """The first article of its story; None when they are only related."""
    share: float
    """The part of this article's text that is in the twin, 0 to 1."""
    twin_share: float
    """The part of the twin's text that is in this article."""
    shared_words: int
    runs: tuple[tuple[int, int], ...]
    """The longest passages in common, as numbers of words of this article, the last one excluded."""
    published: date | None
    """The story's day of publication, for an article that has none."""


class Match(NamedTuple):
    """What two texts have in common; ``found`` tells for each shingle of the first whether the second has it."""

    share: float
    other_share: float
    shared: int
    found: NDArray[np.bool_]

    @property
    def containment(self) -> float:
        """The part of the shorter text that is in the longer one."""
        return max(self.share, self.other_share)


class _Texts:
    """The different texts of a corpus, the earliest first, and how they compare."""

    def __init__(self, firsts: Sequence[Signature]) -> None:
        self.firsts = firsts
        found = candidates([first.shingles for first in firsts])
        self.pairs, self._common = found.pairs, found.common

    def match(self, one: int, other: int) -> Match:
        """Compare two texts, leaving out the shingles that do not count."""
        mine, theirs = self.firsts[one].shingles, self.firsts[other].shingles
        counts, theirs = ~_is_in(mine, self._common), theirs[~_is_in(theirs, self._common)]
        found = counts & _is_in(mine, np.sort(theirs))
        back = _is_in(theirs, np.sort(mine[counts]))
        shared = min(int(found.sum()), int(back.sum()))
        return Match(found.sum() / max(1, counts.sum()), back.sum() / max(1, back.size), shared, found)

    def is_wire(self, one: int, other: int, match: Match) -> bool:
        """Tell whether two texts are copies of one story."""
        days = self.firsts[one].published, self.firsts[other].published
        near = None in days or abs((days[0] - days[1]).days) <= WIRE_DAYS  # type: ignore[operator]
        return near and match.containment >= WIRE and match.shared >= WIRE_SHARED


def _is_in(values: Hashes, ordered: Hashes) -> NDArray[np.bool_]:
    """Tell which values are among others, which are in order."""
    if not ordered.size:
        return np.zeros(values.size, np.bool_)
    found: NDArray[np.bool_] = ordered[np.minimum(np.searchsorted(ordered, values), ordered.size - 1)] == values
    return found


def find_links(signatures: Iterable[Signature]) -> dict[str, Link]:
    """Return the links of articles that have something in common with an earlier one.

    "Earlier" is by day of publication, the undated last; then the longer text, then a hash: only
    between equal texts of one day does the order given decide. Linear in time and memory.
    """
    groups: dict[bytes, list[Signature]] = {}
    for signature in sorted(signatures, key=_earliest):
        groups.setdefault(signature.shingles.tobytes() or signature.text.encode(), []).append(signature)
    texts = _Texts([group[0] for group in groups.values()])
    links = {link.article_id: link for link in _story_links(texts)}
    for group in groups.values():
        links |= {link.article_id: link for link in _same(group, links.get(group[0].article_id))}
    return links


def _earliest(signature: Signature) -> tuple[object, ...]:
    return signature.published is None, signature.published or date.max, -signature.shingles.size, signature.text


def _same(group: list[Signature], first: Link | None) -> Iterator[Link]:
    """Yield the links of texts that differ in nothing, or in punctuation and case alone."""
    seen = {group[0].text: group[0]}
    canonical = first.canonical if first and first.canonical else group[0].article_id
    day = group[0].published or (first.published if first else None)
    for signature in group[1:]:
        twin = seen.setdefault(signature.text, signature)
        level: Level = "same_text" if twin is signature else "exact"
        twin = group[0] if twin is signature else twin
        words = signature.shingles.size + SHINGLE - 1 if signature.shingles.size else 0
        borrowed = None if signature.published else day
        yield Link(signature.article_id, level, twin.article_id, canonical, 1.0, 1.0, words, (), borrowed)


def _story_links(texts: _Texts) -> Iterator[Link]:
    """Yield the links between different texts."""
    wire, other = [], []
    for pair in texts.pairs:
        match = texts.match(*pair)
        if texts.is_wire(*pair, match):
            wire.append(pair)
        elif match.containment >= RELATED and match.shared >= RELATED_SHARED:
            other.append(pair)
    copies: dict[int, int] = {}
    for members in _components(wire):
        for copy, leader, match in _copies(texts, members):
            copies[copy] = leader
            yield _link(texts, copy, leader, match, "wire")
    for copy, (leader, match) in _related(texts, other, copies).items():
        yield _link(texts, copy, leader, match, "related")


def _components(pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Return the texts that pairs connect, in order."""
    parent: dict[int, int] = {}

    def root(text: int) -> int:
        while parent.setdefault(text, text) != text:
            parent[text] = text = parent[parent[text]]
        return text

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    members: dict[int, list[int]] = {}
    for text in sorted(parent):
        members.setdefault(root(text), []).append(text)
    return list(members.values())


def _copies(texts: _Texts, members: list[int]) -> Iterator[tuple[int, int, Match]]:
    """Yield each text that is a copy, with its canonical text; a text that is no copy of one is canonical itself."""
    leaders: list[int] = []
    for text in members:
        matches = [(leader, texts.match(text, leader)) for leader in leaders]
        wire = [(leader, match) for leader, match in matches if texts.is_wire(text, leader, match)]
        if wire:
            leader, match = max(wire, key=lambda found: found[1].containment)
            yield text, leader, match
        else:
            leaders.append(text)


def _related(texts: _Texts, pairs: list[tuple[int, int]], copies: dict[int, int]) -> dict[int, tuple[int, Match]]:
    """Return for canonical texts the earlier one with which they share most, below the level of a copy."""
    best: dict[int, tuple[int, Match]] = {}
    between = {tuple(sorted(copies.get(text, text) for text in pair)) for pair in pairs}
    for earlier, later in sorted(between):
        match = texts.match(later, earlier)
        enough = match.containment >= RELATED and match.shared >= RELATED_SHARED and earlier != later
        if enough and (later not in best or match.containment > best[later][1].containment):
            best[later] = earlier, match
    return best


def _link(texts: _Texts, copy: int, leader: int, match: Match, level: Level) -> Link:
    mine, theirs = texts.firsts[copy], texts.firsts[leader]
    runs = sorted(_runs(match.found), key=lambda run: run[0] - run[1])[:PASSAGES]
    words = sum(last - first for first, last in _runs(match.found))
    shown = tuple(sorted((first, min(last, first + PASSAGE_WORDS)) for first, last in runs))
    wire = level == "wire"
    return Link(
        mine.article_id, level, theirs.article_id, theirs.article_id if wire else None, round(match.share, 3),
        round(match.other_share, 3), words, shown, theirs.published if wire and mine.published is None else None,
    )  # fmt: skip


def _runs(found: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the runs of shared words, the last one excluded; ``found`` is for the shingles that begin with them."""
    words = np.convolve(found, np.ones(SHINGLE, np.int64)) > 0
    edges = np.flatnonzero(np.diff(words, prepend=False, append=False))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
