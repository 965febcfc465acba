"""Names of the tables and roles in a phrase, each with the words that it takes."""

from collections.abc import Sequence
from typing import NamedTuple

from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_tables import HIDDEN, PLACE_KINDS, Entry, load_tables
from eventx.resolving.actor_words import Spot, Token, tokens_of
from eventx.resolving.remembering import remembers_tables

TOWNS = ("capital", "city", "region")
_SURNAMES = frozenset({*TOWNS, "country", "leader"})
"""Kinds of names that persons bear too."""


class Hit(NamedTuple):
    """Tokens ``start`` to ``end`` (excluded) with the entries of their key."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def is_place(self) -> bool:
        """Tell whether it is a sense of a country."""
        return self.entries[0].kind in PLACE_KINDS

    @property
    def tokens(self) -> range:
        """Return the places of its tokens."""
        return range(self.start, self.end)


@remembers_tables(maxsize=4096)
def known_hits(words: str) -> tuple[Sequence[Hit], Sequence[Hit]]:
    """Return the names and roles of a phrase in which no article has names of its own: "the police", "he"."""
    return hits_of(tokens_of(words))


def hits_of(tokens: Sequence[Token], own: Sequence[Hit] = ()) -> tuple[Sequence[Hit], Sequence[Hit]]:
    """Find names and roles, beside an article's own names. The longer of a name and a role that share words stands."""
    tables = load_tables()
    names = [turned for hit in names_of(tokens, own) if (turned := _turned(tokens, hit))]
    closed = frozenset(i for hit in names if hit.entries[0].kind != "seat" for i in range(hit.start + 1, hit.end))
    spots = tables.role_index.roles_in(tokens, closed)
    bodies = {i for hit in names if not hit.is_place for i in hit.tokens}
    roles = [hit_at(spot, (tables.roles[spot.key],)) for spot in spots if not _is_measure(tokens, spot)]
    if bodies:
        roles = [hit for hit in roles if not bodies.issuperset(hit.tokens)]
        inside = {i for role in roles for i in role.tokens}
        names = [hit for hit in names if hit.is_place or inside.isdisjoint(hit.tokens)]
    hidden = {i for hit in roles if hit.entries[0].kind == HIDDEN for i in hit.tokens}
    if hidden:
        roles = [hit for hit in roles if hidden.isdisjoint(hit.tokens)]
        names = [hit for hit in names if hidden.isdisjoint(hit.tokens)]
    return names, roles


def names_of(tokens: Sequence[Token], own: Sequence[Hit]) -> list[Hit]:
    """Find the names of the tables, beside an article's own names."""
    tables = load_tables()
    found = [hit_at(spot, tables.names[spot.key]) for spot in tables.name_index.names_in(tokens)]
    if own:
        taken = {i for hit in own for i in hit.tokens}
        found = [hit for hit in found if taken.isdisjoint(hit.tokens)]
    known = {i for hit in (*own, *found) for i in hit.tokens}
    return sorted([*own, *(hit for hit in found if not _is_personal(tokens, hit, known))])


def _is_measure(tokens: Sequence[Token], spot: Spot) -> bool:
    """Tell whether a hyphen makes a role the size of what follows: "a 17-man panel"."""
    if spot.start == 0 or spot.end == len(tokens) or not tokens[spot.start].hyphen:
        return False
    before = tokens[spot.start - 1]
    return before.text[0].isdigit() or before.lower in words_of("counting")


def hit_at(spot: Spot, entries: tuple[Entry, ...]) -> Hit:
    """Return a spot of an index with the entries of its key."""
    return Hit(spot.start, spot.end, entries)


def _is_personal(tokens: Sequence[Token], hit: Hit, known: set[int]) -> bool:
    """Tell whether the name of a place is part of a person's: "Michael Jordan", "Douglas Paul James", "Al-Sabah"."""
    first = hit.entries[0]
    if hit.end - hit.start > 1 or first.kind not in _SURNAMES:
        return False
    before = is_unknown(tokens, hit.start - 1, known) and not tokens[hit.start - 1].possessive
    after = is_unknown(tokens, hit.end, known) and not tokens[hit.start].possessive
    if tokens[hit.start].hyphen and hit.start - 1 not in known:
        return True
    if first.ambiguous or first.kind == "leader":
        return before or after
    return after and first.kind in TOWNS


def is_unknown(tokens: Sequence[Token], place: int, known: set[int]) -> bool:
    """Tell whether a token is a capitalised word that is no name and starts no role."""
    if not 0 <= place < len(tokens) or place in known or not tokens[place].is_capital:
        return False
    word = tokens[place].lower
    others = words_of("not_names"), words_of("courtesy")
    return word not in load_tables().role_index.lengths and not any(word in known for known in others)


def _turned(tokens: Sequence[Token], hit: Hit) -> Hit | None:
    """Return a name, unless a hyphen makes it another one's attribute: "Israeli-occupied", "pro-Iranian".

    Who is for or against a group or person is of the same land: "anti-Taliban fighters".
    """
    after = tokens[hit.end] if hit.end < len(tokens) else None
    if after and after.hyphen and after.lower in words_of("hyphenated"):
        return None
    if not (hit.start > 0 and tokens[hit.start].hyphen and tokens[hit.start - 1].lower in words_of("against")):
        return hit
    land = hit.entries[0].iso3
    if hit.is_place or land is None:
        return None
    people = Entry("document", load_tables().country_names[land], "people", land)
    return hit._replace(end=hit.start + 1, entries=(people,))  # "Taliban fighters" may be a name by itself
