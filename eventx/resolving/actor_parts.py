"""An actor phrase cut into parts: what each part names, and the word that joins it to the part before."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from eventx.resolving.actor_counts import headcount
from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_hits import Hit, hit_at, hits_of, is_unknown, known_hits
from eventx.resolving.actor_senses import choose, is_namesake
from eventx.resolving.actor_tables import AREA, AREAL, PLACE_KINDS, Entry, load_tables
from eventx.resolving.actor_words import Index, Token, skeleton, tokens_of

_SURENESS = {"country": 0, "adjective": 0, "people": 0, "region": 1, "capital": 2, "seat": 2, "city": 3}
"""Of several places in one part, the first kind says whose the head is."""

PRIMARY = ("GOV", "MIL", "COP", "JUD", "REB", "INS", "SEP", "SPY", "OPP", "UAF", "LEG")
"""CAMEO roles that say more than what a person does for a living."""


class Bound(NamedTuple):
    """What words mean in one article, to be asked before the tables."""

    names: Mapping[str, tuple[Entry, ...]]
    keys: Index
    country: str | None = None
    """Whose police and ministers those without a country are."""
    countries: tuple[str, ...] = ()
    forces: str | None = None
    """Whose tanks and aircraft those without a country are, where that is not the same."""
    offices: Mapping[str, str] = MappingProxyType({})
    """Whose "the chancellor" is, where an article names those of one country only."""
    bloc: str | None = None
    """Code of the bloc whose commissioners those without a land are."""


class Part(NamedTuple):
    """A stretch of a phrase between joining words. Entries are None when it names none of the kind."""

    link: str
    start: int
    end: int
    place: Entry | None = None
    entity: Entry | None = None
    role: Entry | None = None
    modifies: bool = False
    """The place stands before the head: its country can be shared with what follows."""
    attributive: bool = False
    """The place is the last word and could be an adjective of a head further on."""
    former: bool = False
    strange: bool = False
    """Its head is a common noun that no table knows."""
    foreign: bool = False
    """It says that its head is of another country, which it does not name."""
    federal: bool = False
    """It says that its head is of a federation."""
    personal: bool = False
    """An adjective of a country stands before a name of several words: "Briton" or "American" before "Ann Lee"."""
    namesake: bool = False
    """It names a body whose name others may bear too."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was recognised."""
        return self.place is None and self.entity is None and self.role is None

    @property
    def is_bare_place(self) -> bool:
        """Tell whether it is only a country or city."""
        return self.place is not None and self.entity is None and self.role is None


def read_phrase(words: str, bound: Bound | None, when: date | None) -> "Phrase":
    """Find what a phrase names, in an article or in general; the article's names come first."""
    tokens = tokens_of(words)
    own = [hit_at(spot, bound.names[spot.key]) for spot in bound.keys.names_in(tokens)] if bound else []
    names, roles = hits_of(tokens, own) if own else known_hits(words)
    roles = headcount(words, tokens, _links()) or roles
    return Phrase(tokens, names, roles, bound, when)


_DEPTHS = {"(": 1, ")": -1}
_SIGN_LINKS = {"(": "leave", ",": ",", ";": ",", "—": ",", "–": ",", ")": ",", "/": "and", "&": "and"}


@lru_cache(maxsize=2)
def _phrases(name: str) -> dict[str, list[list[str]]]:
    """Return the phrases of a list, such as "as well as", by their first word."""
    phrases: dict[str, list[list[str]]] = {}
    for phrase in sorted(words_of(name)):
        phrases.setdefault(phrase.split()[0], []).append(phrase.split())
    return phrases


def _phrase_at(name: str, tokens: Sequence[Token], place: int) -> int:
    """Return the length of the phrase of a list that begins at a token, or 0."""
    listed = _phrases(name).get(tokens[place].lower, ())
    lengths = (len(p) for p in listed if [token.lower for token in tokens[place : place + len(p)]] == p)
    return next(lengths, 0)


@lru_cache(maxsize=1)
def _links() -> dict[str, str]:
    """Return the link of each word that begins a part."""
    links = {word: word for name in ("belonging", "placing") for word in words_of(name)}
    kinds = {"joining": "and", "leaving": "leave", "staying": "stay"}
    return links | {word: link for name, link in kinds.items() for word in words_of(name)}


def _cuts(tokens: Sequence[Token], names: Sequence[Hit], roles: Sequence[Hit]) -> list[tuple[str, int, int]]:
    """Return link, start and end of each part."""
    covered = {i for hit in (*names, *roles) for i in hit.tokens}
    covered |= {i + more for i in range(len(tokens)) for more in range(_phrase_at("amounts", tokens, i))}
    between = {after.start for before, after in pairwise(names) if _is_dyad(tokens, before, after)}
    cuts: list[tuple[str, int, int]] = []
    link, start, depth = "", 0, 0
    for i, token in enumerate(tokens):
        depth += _DEPTHS.get(token.text, 0)
        new, end = ("and", i) if i in between else _link_at(tokens, i, i in covered or depth > 0)
        if new is None or i < start or (new == "leave" and i + 1 in covered and covered.isdisjoint(range(i))):
            continue  # "two suspected rebels"
        cuts.append((link, start, i))
        link = new if start < i or link in {"", ","} else link
        start = end
    return [*cuts, (link, start, len(tokens))]


def _is_dyad(tokens: Sequence[Token], before: Hit, after: Hit) -> bool:
    """Tell whether a hyphen joins two countries: "US-Japan"."""
    return before.end == after.start and tokens[after.start].hyphen and before.is_place and after.is_place


def _link_at(tokens: Sequence[Token], place: int, is_covered: bool) -> tuple[str | None, int]:
    """Return the link that a token begins, and the token after it."""
    token = tokens[place]
    if token.is_sign:
        return _SIGN_LINKS.get(token.text, "leave"), place + 1
    if is_covered or token.hyphen:
        return None, place + 1
    if joining := _phrase_at("joining_phrases", tokens, place):
        return "and", place + joining
    return _links().get(token.lower), place + 1


class Phrase(NamedTuple):
    """A phrase with all that was found in it."""

    tokens: Sequence[Token]
    names: Sequence[Hit]
    roles: Sequence[Hit]
    bound: Bound | None
    when: date | None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was found."""
        return not (self.names or self.roles)

    def parts(self) -> list[Part]:
        """Cut the phrase into parts, in the order of the words."""
        if self.is_empty:
            return [self._part("", 0, len(self.tokens))] if self.tokens else []
        cuts = _cuts(self.tokens, self.names, self.roles)
        return [self._part(link, start, end) for link, start, end in cuts if start < end]

    def _part(self, link: str, start: int, end: int) -> Part:
        """Read the tokens from ``start`` to ``end`` (excluded)."""
        tokens = self.tokens[start:end]
        names = [hit for hit in self.names if start <= hit.start and hit.end <= end]
        roles = [hit for hit in self.roles if start <= hit.start and hit.end <= end]
        roles = self._own([hit for hit in roles if not (self._is_surname(hit, start) or self._is_given(hit))])
        places = [hit for hit in names if hit.is_place]
        known = {i for hit in (*names, *roles) for i in hit.tokens}
        free = [i for i in range(start, end) if i not in known]
        last = max(known, default=start - 1)
        role = head_role([hit.entries[0] for hit in roles])
        standing = self._standing(names, roles, [self.tokens[i].lower for i in free])
        named = [hit for hit in names if not self._is_topic(hit)]
        entity = self._entity(named) or self._titled(free, role)
        after = max((hit.end for hit in places), default=start)
        return Part(
            link, tokens[0].start, tokens[-1].end, self._place(places, start, end), entity, standing or role,
            modifies=bool(places) and after < end,
            attributive=bool(places) and after == end and self._may_modify(places[-1]),
            former=not words_of("former").isdisjoint([self.tokens[i].lower for i in free]),
            foreign=self._is_elsewhere(start, end),
            federal="federal" in [token.lower for token in tokens],
            strange=self._is_strange(last, end),
            personal=bool(places) and _is_adjective(places[-1]) and self._names_person(after, end),
            namesake=any(self._is_namesake(hit) for hit in names),
        )  # fmt: skip

    def _standing(self, names: list[Hit], roles: list[Hit], free: list[str]) -> Entry | None:
        """Return what a party is that is said to rule or oppose: "the ruling ANC", "the opposition Justice Party"."""
        kinds = {hit.entries[0].cameo for hit in (*names, *roles)}
        if "PTY" not in kinds:
            return None
        rules, opposes = not words_of("governing").isdisjoint(free), "OPP" in kinds
        return load_tables().roles["ruling party" if rules else "opposition party"] if rules or opposes else None

    def _is_strange(self, last: int, end: int) -> bool:
        """Tell whether the head, behind the last word that is known, is not: "Indian chess", "India's Tata"."""
        behind = self.tokens[last + 1 : end]
        is_owned = last >= 0 and self.tokens[last].possessive
        return bool(behind) and (is_owned or not all(token.is_capital for token in behind))

    def _place(self, hits: list[Hit], start: int, end: int) -> Entry | None:
        if not hits:
            return None
        best = min(hits, key=lambda hit: _SURENESS[hit.entries[0].kind])
        people = next((entry for entry in best.entries if entry.kind == "people"), None)
        before = self.tokens[best.start - 1].lower if best.start > start else ""
        if people and best.end == end and before == "ethnic":
            return people._replace(iso3=None)
        if people and best.end == end and before.removesuffix("s") in words_of("counting"):
            return people
        return choose(best.entries, self.when)

    def _entity(self, names: list[Hit]) -> Entry | None:
        hits = [hit for hit in names if not hit.is_place]
        bodies = [hit for hit in hits if hit.entries[0].kind not in {"leader", "person"}]
        if not hits:
            return None
        hit = max(bodies or hits, key=lambda hit: (hit.entries[0].kind not in (AREA, AREAL), hit.start))
        entry = choose(hit.entries, self.when)
        owner = next((name for name in reversed(names) if name.end <= hit.start and self._may_own(name)), None)
        is_party = owner is not None and entry.kind == "party" and hit.end - hit.start == 1 and owner.end == hit.start
        if owner is None or not (is_party or self._is_namesake(hit)):
            return entry
        return self._namesake(entry, hit, choose(owner.entries, self.when).iso3)  # each country may have its Democrats

    def _is_topic(self, hit: Hit) -> bool:
        """Tell whether a part of the world only says what a head is for: "Middle East envoy", "director for Asia"."""
        after = self.tokens[hit.end] if hit.end < len(self.tokens) else None
        is_for = hit.start > 0 and self.tokens[hit.start - 1].lower == "for"
        is_head = not is_for and (after is None or after.is_sign or after.lower in _links())
        is_noun = all(entry.kind == AREA for entry in hit.entries)
        return is_noun and not is_head and not self.tokens[hit.end - 1].possessive

    def _namesake(self, body: Entry, hit: Hit, country: str | None) -> Entry:
        """Return the body of a country with the name of another's."""
        if country is None or body.iso3 == country:
            return body
        own = next((entry for entry in hit.entries if entry.iso3 == country), None)
        return own or body._replace(name=" ".join(self._keys(hit)), iso3=country)

    def _is_namesake(self, hit: Hit) -> bool:
        """Tell whether bodies of other countries may bear a name too."""
        return is_namesake(choose(hit.entries, self.when), self._keys(hit))

    def _keys(self, hit: Hit) -> list[str]:
        return [token.key for token in self.tokens[hit.start : hit.end]]

    def _may_own(self, name: Hit) -> bool:
        """Tell whether what follows a name is its own: "Polish Greens", "Poland's Greens", "Tusk's Civic Platform"."""
        owns = self.tokens[name.end - 1].possessive and name.entries[0].kind in {*PLACE_KINDS, "leader", "person"}
        return owns or (name.is_place and _is_adjective(name))

    def _titled(self, free: list[int], role: Entry | None) -> Entry | None:
        """Return the leader whose surname stands beside a title, or before "administration"."""
        if role is None or (role.cameo or "")[:3] != "GOV":
            return None
        named = [i for i in free if self.tokens[i].is_capital and self.tokens[i].lower not in words_of("not_names")]
        keys = [self.tokens[i].key for i in named]
        found = load_tables().surnames.get(skeleton(keys[-1]), ()) if keys else ()
        given = keys[0] + " " if len(keys) > 1 else ""
        after = [token.lower for i in named[-1:] for token in self.tokens[i + 1 : i + 2]]
        ruled = not words_of("rules").isdisjoint(after)
        found = tuple(e for e in found if e.name.startswith(given) and (ruled or _holds_title(e, role)))
        countries = {entry.iso3 for entry in found}
        near = countries & set(self.bound.countries if self.bound else ())
        if len(near or countries) != 1:
            return None
        return choose(tuple(entry for entry in found if not near or entry.iso3 in near), self.when)

    def _names_person(self, start: int, end: int) -> bool:
        """Tell whether what is left of a part is several capitalised words that no table knows, most often a person."""
        return end - start > 1 and all(is_unknown(self.tokens, i, set()) for i in range(start, end))

    def _is_elsewhere(self, start: int, end: int) -> bool:
        """Tell whether tokens say that somebody is of another country: "foreign", but not "foreign minister"."""
        said, offices = words_of("elsewhere"), words_of("offices")
        places = [i for i in range(start, end) if self.tokens[i].lower in said]
        return any(i + 1 == len(self.tokens) or self.tokens[i + 1].lower not in offices for i in places)

    def _may_modify(self, hit: Hit) -> bool:
        last = self.tokens[hit.end - 1]
        if hit.end < len(self.tokens) and self.tokens[hit.end].hyphen:
            return True
        return _is_adjective(hit) or last.key in words_of("attributive")

    def _own(self, roles: list[Hit]) -> list[Hit]:
        """Return the roles of a head, without those of whose relative it is: "the mayor's brother"."""
        is_kin = bool(roles) and roles[-1].entries[0].name in words_of("kin")
        return [hit for hit in roles if not (is_kin and self.tokens[hit.end - 1].possessive)]

    def _is_given(self, hit: Hit) -> bool:
        """Tell whether a role noun is the given name of a person: "Marine Duval"; but "US Marine Joe Lee"."""
        is_name = hit.entries[0].name in words_of("given_names") and self.tokens[hit.start].is_capital
        after_place = any(name.is_place and name.end == hit.start for name in self.names)
        return is_name and not after_place and is_unknown(self.tokens, hit.end, set())

    def _is_surname(self, hit: Hit, start: int) -> bool:
        """Tell whether a capitalised role noun is the surname of a person: "Bill Cook"."""
        if hit.end - hit.start > 1 or hit.entries[0].kind != "person" or hit.start == start:
            return False
        before = self.tokens[hit.start - 1]
        if not self.tokens[hit.start].is_capital or before.possessive:
            return False
        return is_unknown(self.tokens, hit.start - 1, {i for name in self.names for i in name.tokens})


def _is_adjective(hit: Hit) -> bool:
    return any(entry.kind == "adjective" for entry in hit.entries)


def _holds_title(leader: Entry, role: Entry) -> bool:
    office = leader.office or ""
    return role.kind != "person" or role.name.endswith(office) or office.endswith(role.name)


def head_role(roles: list[Entry]) -> Entry | None:
    """Return the role of the head, or of a word before it that says more about it: "army accountant"."""
    head = roles[-1] if roles else None
    for modifier in reversed(roles[:-1]):
        if head and _outranks(modifier, head):
            head = modifier
    return head


def _outranks(modifier: Entry, head: Entry) -> bool:
    first, last = (modifier.cameo or "")[:3], (head.cameo or "")[:3]
    if last in {"INT", "UIS"} or head.name in words_of("transparent"):
        return first not in {"INT", "UIS"}
    if head.kind != "person":
        return False
    if last == "MIL":
        rules = modifier.kind == "person" and first == "GOV" and modifier.name not in words_of("of_soldiers")
        return rules or first == "COP"  # "President General X", but "police colonel"
    return last not in PRIMARY and first in PRIMARY
