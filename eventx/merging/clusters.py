"""Mentions to clusters: which pairs are looked at, and which of them end up as one happening."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from eventx.merging.knowledge import rules
from eventx.merging.pairs import score
from eventx.merging.told import Told
from eventx.schema.provenance import Merge

CROWD = 40
"""Mentions of one dyad at a time beyond which only the nearest few of them are compared."""

NEAREST = 15
POSTINGS = 40
"""The latest mentions with a word that are looked at in a crowd."""
LOOKED_AT = 8
"""Members of each cluster that are compared before two clusters are joined."""

Cluster = tuple[Told, ...]


class Pair(NamedTuple):
    """Two mentions, by number, that may be one happening."""

    points: float
    one: int
    other: int


def clusters(mentions: Iterable[Told], scope: Merge) -> Iterator[Cluster]:
    """Yield the mentions of each happening, in an order that does not depend on the order given.

    Args:
        mentions: of one block, or of several.
        scope: which mentions may be joined.
    """
    blocks: dict[str, list[Told]] = defaultdict(list)
    for mention in mentions:
        key = mention.block if scope == "all" else f"{mention.block} {mention.article_id}"
        blocks[key if scope != "none" else mention.mention_id].append(mention)
    for key in sorted(blocks):
        yield from _joined(sorted(blocks.pop(key), key=_order))


def _order(mention: Told) -> tuple[int, str, int, str]:
    first = mention.days.earliest if mention.days else 0
    return first, mention.article_id, mention.quote_start, mention.mention_id


class _Block:
    """Mentions that may be compared, and what each two of them are worth."""

    def __init__(self, mentions: Sequence[Told]) -> None:
        self.mentions = mentions
        keys = [[(key, mention.days) for key in _meetings(mention)] for mention in mentions]
        told = Counter((key, days.first) for of_one in keys for key, days in of_one if days)
        self._busy = [any(days and told[key, days.first] > rules().busy for key, days in of_one) for of_one in keys]
        self._copied = rules().points["same_passage"].weight

    def points(self, one: int, other: int) -> float:
        """Return the points for one happening; on a busy day of a dyad, party and day tell little."""
        found = score(self.mentions[one], self.mentions[other])
        crowded = self._busy[one] and self._busy[other] and not self.copied(found)
        return found + rules().points["busy_day"].weight * crowded

    def copied(self, points: float) -> bool:
        """Tell whether points say that two mentions are copies of one passage."""
        return points >= self._copied

    def agree(self, left: list[int], right: list[int]) -> bool:
        """Tell whether no member of one cluster contradicts a member of the other."""
        points = [self.points(i, j) for i in left[:LOOKED_AT] for j in right[:LOOKED_AT]]
        return min(points) > rules().apart and sum(points) / len(points) >= rules().join / 2

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs that may be one happening."""
        for one, other in _candidates(self.mentions):
            points = self.points(one, other)
            if points >= rules().join:
                yield Pair(points, one, other)


def _joined(mentions: Sequence[Told]) -> Iterator[Cluster]:
    """Join copies, then the best pairs first, unless a member of one cluster contradicts a member of the other."""
    block = _Block(mentions)
    home = {number: [number] for number in range(len(mentions))}
    for pair in sorted(block.pairs(), key=lambda pair: (-pair.points, pair.one, pair.other)):
        left, right = home[pair.one], home[pair.other]
        if left is not right and (block.copied(pair.points) or block.agree(left, right)):
            left.extend(right)
            home.update(dict.fromkeys(right, left))
    for first, members in home.items():
        if members[0] == first:
            yield tuple(mentions[number] for number in sorted(members))


def _candidates(block: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block, sorted by day, that have a dyad in common and days that do not exclude each other."""
    window = _Window()
    for number, mention in enumerate(block):
        for other in window.near(mention):
            yield other, number
        window.enter(number, mention)


class _Window:
    """The mentions of a block that a later one can still join.

    Those whose two parties are known meet by dyad; one with a party unknown meets all that have the other;
    copies of a story meet whoever their parties are taken for.
    """

    def __init__(self) -> None:
        self._rooms: dict[str, _Room] = defaultdict(_Room)

    def enter(self, number: int, mention: Told) -> None:
        """Keep a mention for the later ones."""
        for key in [*_meetings(mention), *_halves(mention, "any"), _story(mention)]:
            self._rooms[key].enter(number, mention)

    def near(self, mention: Told) -> list[int]:
        """Return the numbers of the mentions to compare."""
        dyads = _dyads(mention)
        keys = [_story(mention), *([*dyads, *_halves(mention, "half")] if dyads else _halves(mention, "any"))]
        return sorted({number for key in keys if key in self._rooms for number in self._rooms[key].near(mention)})


class _Room:
    """Mentions that meet. In a crowd only those with most words in common do, found by an index of words."""

    def __init__(self) -> None:
        self._members: list[tuple[int, Told]] = []
        self._with_word: dict[str, deque[int]] = {}
        self._full = CROWD

    def enter(self, number: int, mention: Told) -> None:
        """Let a mention in."""
        self._members.append((number, mention))
        if len(self._members) > CROWD:
            self._index(number, mention)

    def near(self, mention: Told) -> list[int]:
        """Return the numbers of those that a mention should be compared with."""
        if len(self._members) > self._full:
            self._clear(mention)
        if len(self._members) <= CROWD:
            return [number for number, _ in self._members]
        common = Counter(number for word in _keys(mention) for number in self._with_word.get(word, ()))
        return [n for n, _ in nlargest(NEAREST, common.items(), key=lambda found: (found[1], found[0]))]

    def _clear(self, mention: Told) -> None:
        """Send away those whose days are over."""
        first = mention.days.earliest if mention.days else 0
        self._members = [(n, m) for n, m in self._members if m.days is None or m.days.latest >= first]
        self._full = max(CROWD, 2 * len(self._members))
        self._with_word = {}
        if len(self._members) > CROWD:
            for number, member in self._members:
                self._index(number, member)

    def _index(self, number: int, mention: Told) -> None:
        for word in _keys(mention):
            self._with_word.setdefault(word, deque(maxlen=POSTINGS)).append(number)


def _keys(mention: Told) -> list[str]:
    place = [f"@{mention.spot.name}"] if mention.spot else []
    return [*sorted(mention.words), *place]


def _meetings(mention: Told) -> list[str]:
    return _dyads(mention) or _halves(mention, "half")


def _story(mention: Told) -> str:
    return f"story {mention.report.story}"


def _dyads(mention: Told) -> list[str]:
    return sorted({"|".join(sorted((a, b))) for a in mention.actor.places for b in mention.target.places})


def _halves(mention: Told, kind: str) -> list[str]:
    place = mention.spot.country if mention.spot else None
    known = mention.actor.places | mention.target.places or mention.around or {place or "?"}
    return [f"{kind} {side}" for side in sorted(known)]
