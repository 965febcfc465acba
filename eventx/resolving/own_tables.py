"""The tables of actors with users' own dictionaries laid over them; which ones are in use in this process."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from itertools import islice, product
from pathlib import Path

from eventx.errors import ReadError
from eventx.resolving.actor_composing import is_generic
from eventx.resolving.actor_tables import (
    HIDDEN,
    OWN_TABLES,
    PLACE_KINDS,
    Entry,
    Tables,
    bundled_tables,
    countries_by_cameo,
    load_tables,
)
from eventx.resolving.actor_words import Index, key_of, plain
from eventx.resolving.own_dictionaries import Coded, Fact, content_hash, read_dictionary
from eventx.resolving.remembering import forget_tables
from eventx.resolving.resolver import _names

_KIND = "named"
"""Kind of the actors of a dictionary, which does not tell persons from bodies."""

_SPELLINGS = 24
"""Ways in which a name in capitals may be written in an article, at most."""

_SHORT = 3
"""Letters up to which a word in capitals may be a short form, a name or a particle."""

_WORD = re.compile(r"[^\s-]+|[\s-]+")

_TABLES = (load_tables, _names)
"""What holds the tables themselves, and what they make of an article."""

_in_use = [""]
"""Hash of the dictionaries in use."""


def use_dictionaries(paths: Sequence[str]) -> None:
    """Use these dictionaries, and no others, in this process from now on; with none, the bundled tables alone.

    Raises:
        ReadError: a file cannot be read, or a line is malformed; what was in use stays.
    """
    wanted = content_hash("\n".join(paths), paths)
    if wanted == _in_use[0]:
        return
    facts = [read_dictionary(Path(path).expanduser()) for path in paths]
    _put([reduce(lay_over, facts, bundled_tables())] if facts else [])
    _in_use[0] = wanted


@contextmanager
def bundled_only() -> Iterator[None]:
    """Set users' dictionaries aside, for what must not depend on them."""
    own = OWN_TABLES[:]
    if not own:
        yield
        return
    _put([])
    try:
        yield
    finally:
        _put(own)


def _put(tables: list[Tables]) -> None:
    """Put tables into use, and forget what was found with others."""
    OWN_TABLES[:] = tables
    for cached in _TABLES:
        cached.cache_clear()
    forget_tables()


def lay_over(tables: Tables, facts: Sequence[Fact]) -> Tables:
    """Return the tables with the facts of a dictionary over them.

    Raises:
        ReadError: a row names a country that does not exist, or two.
    """
    coder = _Coder(tables)
    own: dict[str, list[Entry]] = {}
    roles: dict[str, Entry] = {}
    for fact in facts:
        if fact.is_nobody or fact.is_agent:
            roles |= {plain(word): coder.role(fact, word) for word in fact.words}
        else:
            entries = coder.actors(fact)
            for key in dict.fromkeys(key_of(form) for word in fact.words for form in spellings_of(word)):
                own.setdefault(key, []).extend(entries)
    names = {key: entries for key, entries in tables.names.items() if key.lower() not in roles}
    names |= {key: _over(entries, names.get(key, ())) for key, entries in own.items()}
    named = {key.lower() for key in own}
    kept = {key: role for key, role in tables.roles.items() if role.kind != HIDDEN or key not in named}
    roles = kept | roles
    return tables._replace(names=names, name_index=Index(names), roles=roles, role_index=Index(roles))


def _over(own: list[Entry], bundled: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the user's entries of a name, and the bundled ones where they leave room.

    The bundled tables know more of a place than its country: they stay where both agree on it.
    """
    is_place = own[0].kind in PLACE_KINDS
    same = tuple(entry for entry in bundled if (entry.kind in PLACE_KINDS) == is_place)
    if is_place and same and {entry.iso3 for entry in same} == {entry.iso3 for entry in own}:
        return bundled
    ranked = tuple(sorted(own, key=lambda entry: not (entry.since or entry.until)))
    return ranked + same if all(entry.since or entry.until for entry in own) else ranked


class _Coder:
    """Codes of dictionaries to what the tables keep of an actor."""

    def __init__(self, tables: Tables) -> None:
        self._roles = tables.roles
        self._countries = {**{iso3: iso3 for iso3 in tables.country_codes}, **countries_by_cameo()}
        senses: dict[str, Counter[tuple[str | None, str | None]]] = {}
        for role in tables.roles.values():
            senses.setdefault(role.cameo or "", Counter())[role.plover, role.conflict] += 1
        self._senses = {cameo: counts.most_common(1)[0][0] for cameo, counts in senses.items()}

    def role(self, fact: Fact, word: str) -> Entry:
        """Return the entry of an agent. What kind of noun it is, the bundled noun or its last word tells."""
        key = plain(word)
        if fact.is_nobody:
            return Entry("roles", key, HIDDEN, office=fact.where)
        known = self._roles.get(key) or self._roles.get(key.rsplit(" ", 1)[-1])
        kind = known.kind if known and known.kind != HIDDEN else "person"
        cameo = fact.codes[0].code.removeprefix("~")
        plover, conflict = self._sense(cameo)
        # The field of the office is free in a role: "actors lookup --why" shows it.
        return Entry("roles", plain(fact.words[0]), kind, None, cameo, plover, conflict, office=fact.where)

    def actors(self, fact: Fact) -> list[Entry]:
        """Return the entries of an actor, one for each code. Words for a country, at all times, are a place."""
        name = next(spellings_of(fact.words[0]))
        entries = []
        for coded in fact.codes:
            country, cameo = self._split(coded, fact.where)
            is_place = country and not cameo and len(fact.codes) == 1 and not (coded.since or coded.until)
            kind = "country" if is_place else _KIND
            sense = self._sense(cameo) if cameo else (None, None)
            entries.append(Entry(fact.where, name, kind, country, cameo, *sense, coded.since, coded.until))
        return entries

    def _split(self, coded: Coded, where: str) -> tuple[str | None, str | None]:
        """Return ISO3 of the country and the CAMEO code after it."""
        given = self._countries.get(coded.country) if coded.country else None
        if coded.country and not given:
            raise ReadError(f"{where}: no country has the code {coded.country!r}; write ISO 3166 alpha-3, such as KEN")
        inside = None if is_generic(coded.code) else self._countries.get(coded.code[:3])
        if given and inside and given != inside:
            raise ReadError(f"{where}: {coded.code!r} is not of {coded.country!r}; leave out one of the countries")
        return given or inside, (coded.code[3:] if inside else coded.code) or None

    def _sense(self, cameo: str) -> tuple[str | None, str | None]:
        """Return PLOVER sector and actor type that most nouns of a code have."""
        return self._senses.get(cameo) or self._senses.get(cameo[:3]) or (None, None)


def spellings_of(name: str) -> Iterator[str]:
    """Yield a name as articles may write it, the likeliest first; one that is not all in capitals stays as it is."""
    if not name.isupper():
        yield name
        return
    pieces = _WORD.findall(name)
    before = ["", *pieces]
    choices = [_cases(piece, after) for piece, after in zip(pieces, before, strict=False)]
    yield from islice(map("".join, product(*choices)), _SPELLINGS)


def _cases(piece: str, before: str) -> tuple[str, ...]:
    capital = piece.capitalize()
    inner = re.sub(r"^(Mc|[A-Z]['’])([a-z])(?=[a-z])", lambda match: match[1] + match[2].upper(), capital)
    cases = [capital, inner]
    if len(piece.replace(".", "")) <= _SHORT:
        cases = [piece.lower(), capital, piece] if before else [piece, capital]
    if before.strip() == "-":
        cases.append(piece.lower())
    return tuple(dict.fromkeys(cases))
