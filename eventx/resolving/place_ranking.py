"""Which of the places of a name is meant: points for size, capital, kind, and for what else the article names."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Self

from eventx.resolving.gazetteer import Entry, Place, abbreviations, entries, fold
from eventx.resolving.place_phrases import Phrase

_SURE_MARGIN = 0.5
"""Points by which the best candidate must lead the next one that lies elsewhere."""

_ELSEWHERE = 161.0
"""Kilometres (100 miles) within which two candidates count as one place."""

_NEAR = ((60.0, 2.0), (200.0, 1.5), (600.0, 0.7))
"""Kilometres to another place of the article, and the points for it."""

_SMALL = 100_000
"""Inhabitants of a town or district that is seldom named without a word of where it lies."""

_MOST_LIKELY, _UNLIKELY = 6, 3.0
"""So many candidates for a name, and those at most so many points behind, may speak for other names."""

_WIDE = frozenset({"country", "admin1", "continent", "ocean"})
"""Kinds of places whose middle says little about where things happen."""

_KINDS_ASKED: dict[tuple[str | None, str], float] = {
    ("admin1", "admin1"): 5.0, ("admin1", "admin2"): 2.0, ("admin1", "region"): 3.0, ("admin1", "contested"): 3.0,
    ("admin2", "admin2"): 4.0, ("admin2", "admin1"): 2.0, ("admin2", "town"): 2.5,
    ("town", "town"): 4.0, ("town", "quarter"): 4.0, ("site", "town"): 2.0,
}  # fmt: skip
"""Points by the kind asked for and the kind of the candidate."""

_COUNTRY, _REGION = 9.0, 8.5
"""What countries and regions have in place of powers of ten of inhabitants."""

_LESS_FOR_UNITS = {"town": 0.0, "admin1": 0.0, "admin2": 1.0}


class Candidate(NamedTuple):
    """A place that may be meant, its points and what they are for."""

    place: Place
    score: float
    reasons: tuple[tuple[str, float], ...]


class Light(NamedTuple):
    """In what light the candidates of an article's names are seen."""

    countries: tuple[str, ...] = ()
    """ISO3 codes of the countries of its actors, the most frequent first."""
    others: tuple[Place, ...] = ()
    """Places that it names for sure."""
    possible: tuple[Place, ...] = ()
    """Places that other names of it may mean; only those close by speak for a candidate."""
    dateline: Place | None = None
    """Where it was written: its name means that place in all of the article."""


def rank(phrase: Phrase, light: Light) -> list[Candidate]:
    """Return the places that bear the name of a phrase, the likeliest first; ties go to the most populous."""
    typed, bare = (entries(name) if name else () for name in (phrase.typed, phrase.name))
    bearers = tuple(dict.fromkeys((*typed, *bare)))
    scene = _Scene.of(phrase, light, bearers, frozenset(entry.place for entry in typed))
    return _without_twins(sorted((_score(entry, scene) for entry in bearers), key=lambda c: -c.score))


def _without_twins(ranked: list[Candidate]) -> list[Candidate]:
    """Return the candidates, each place once."""
    first: dict[Place, Candidate] = {}
    for candidate in ranked:
        first.setdefault(candidate.place, candidate)
    return list(first.values())


Spot = tuple[float, float]
"""Degrees north and east."""


def _spots(places: Iterable[Place]) -> frozenset[Spot]:
    """Return where places are, states and countries left out."""
    return frozenset(
        (p.latitude, p.longitude)
        for p in places
        if p.kind not in _WIDE and p.latitude is not None and p.longitude is not None
    )


class _Scene(NamedTuple):
    """What a candidate is measured against."""

    phrase: Phrase
    typed: frozenset[Place]
    """Places that bear the name with its type."""
    eclipsed: frozenset[Place]
    """States of which a town bears the name as well."""
    countries: tuple[str, ...]
    dateline: Place | None
    others: frozenset[Spot]
    possible: frozenset[Spot]
    shares: dict[tuple[str | None, str | None], float]
    containers: tuple[Entry, ...]

    @classmethod
    def of(cls, phrase: Phrase, light: Light, bearers: tuple[Entry, ...], typed: frozenset[Place]) -> Self:
        """Return the scene of a phrase; places of its own name do not speak for themselves."""
        own = {entry.place.geonames_id for entry in bearers} - {None}
        line = (light.dateline,) if light.dateline else ()
        others = [p for p in (*light.others, *line) if p.geonames_id not in own]
        possible = _spots(p for p in light.possible if p.geonames_id not in own)
        units = tuple(entry for name in phrase.within for entry in _containers(name))
        shares = _shares(others)
        return cls(
            phrase, typed, _eclipsed(bearers), light.countries, light.dateline, _spots(others), possible, shares, units
        )


def _shares(others: list[Place]) -> dict[tuple[str | None, str | None], float]:
    """Return which part of the other places lies in each country, and in each state of those that lie in one."""
    countries = Counter((p.country, None) for p in others if p.country)
    states = Counter((p.country, p.admin1) for p in others if p.admin1)
    return {k: n / countries.total() for k, n in countries.items()} | {k: n / states.total() for k, n in states.items()}


def _containers(name: str) -> tuple[Entry, ...]:
    """Return the units and countries of a name, or of an abbreviation such as "Ky."."""
    iso3, full = abbreviations().get(name, ("", fold(name)))
    return tuple(e for e in entries(full) if e.place.kind != "town" and iso3 in {"", e.place.country})


def _score(entry: Entry, scene: _Scene) -> Candidate:
    place, phrase = entry.place, scene.phrase
    inside = any(_lies_in(entry, unit) for unit in scene.containers)
    small = place.kind in {"town", "admin2"} and entry.population < _SMALL
    points = {
        "size": _size(entry),
        "own name": 2.0 if entry.official else 0.0,
        "capital": 2.0 if entry.capital else 0.0,
        "state and town of one name": _namesake(entry, scene),
        "kind asked for": _KINDS_ASKED.get((phrase.kind, place.kind), 0.0),
        "name with its type": 1.5 if place in scene.typed else 0.0,
        "dateline": 5.0 if scene.dateline and scene.dateline.geonames_id == place.geonames_id else 0.0,
        "within what is named": 5.0 if inside else 0.0,
        "adjective": 5.0 if set(phrase.countries) & set(entry.countries) else 0.0,
        "country of actors or other places": max(
            _favour(entry, scene.countries) - (1.0 if small else 0.0),
            3.0 * max((scene.shares.get((c, None), 0.0) for c in entry.countries), default=0.0),
        ),
        "state of other places": 2.5 * scene.shares.get((place.country, place.admin1), 0.0) if place.admin1 else 0.0,
        "near other places": _nearness(place, scene),
        "not within what is named": -3.0 if scene.containers and not inside and small else 0.0,
        "far from all that is named": -1.5 if small and _is_foreign(entry, scene) else 0.0,
    }
    return Candidate(place, sum(points.values()), tuple((why, p) for why, p in points.items() if p))


def _namesake(entry: Entry, scene: _Scene) -> float:
    """Return points for a town called like its state, which is meant more often, and as many against the state."""
    if entry.place in scene.eclipsed:
        return -0.6
    town = entry.official and entry.place.kind == "town"
    return (
        0.6
        if town and any(s.country == entry.place.country and s.name == entry.place.admin1 for s in scene.eclipsed)
        else 0.0
    )


def _eclipsed(bearers: tuple[Entry, ...]) -> frozenset[Place]:
    towns = {(e.place.country, e.place.admin1) for e in bearers if e.place.kind == "town" and e.official}
    states = (e.place for e in bearers if e.place.kind == "admin1")
    return frozenset(state for state in states if (state.country, state.name) in towns)


def _size(entry: Entry) -> float:
    """Return powers of ten of inhabitants; countries and regions have fixed points, units less than their towns."""
    kind = entry.place.kind
    if kind not in _LESS_FOR_UNITS:
        return _COUNTRY if kind == "country" else _REGION
    return max(2.0, math.log10(entry.population + 1)) - _LESS_FOR_UNITS[kind]


def _lies_in(entry: Entry, unit: Entry) -> bool:
    place, other = entry.place, unit.place
    if other.kind in {"admin1", "admin2"}:
        return place != other and place.country == other.country and other.name in {place.admin1, place.admin2}
    return place != other and bool(set(entry.countries) & set(unit.countries))


def _favour(entry: Entry, countries: tuple[str, ...]) -> float:
    """Return points for lying in a country whose actors the article names: more for the first ones."""
    ranks = [countries.index(c) for c in entry.countries if c in countries]
    return max(2.0, 3.5 - 0.5 * min(ranks)) if ranks else 0.0


def _is_foreign(entry: Entry, scene: _Scene) -> bool:
    """Tell whether the article names countries, by places or actors, and this place lies in none of them."""
    named = {*scene.countries, *(country for country, _ in scene.shares if country)}
    return bool(named) and named.isdisjoint(entry.countries)


def _nearness(place: Place, scene: _Scene) -> float:
    """Return points for lying near another place of the article, or close to a candidate for another name."""
    if place.latitude is None or place.longitude is None:
        return 0.0
    spot = (place.latitude, place.longitude)
    (limit, most), *_ = _NEAR
    if _gap(spot, scene.possible) < limit:
        return most
    gap = _gap(spot, scene.others)
    return next((points for limit, points in _NEAR if gap < limit), 0.0)


def _gap(spot: Spot, others: Iterable[Spot]) -> float:
    """Return kilometres to the nearest of other spots, near enough for a few hundred; infinite without any."""
    lat, lon = spot
    shrink = math.cos(math.radians(lat))
    return 111.2 * min((math.hypot(lat - a, shrink * (lon - b)) for a, b in others), default=math.inf)


def kilometres(one: Place, other: Place) -> float:
    """Return the distance of two places along the earth's surface; infinite when either has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    a, b, c, d = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(half)))


@lru_cache(maxsize=4096)
def likely(name: str) -> tuple[Place, ...]:
    """Return the places of a name, states and countries left out, that are not much smaller than the largest."""
    sizes = sorted(((_size(e) + e.official, e.place) for e in entries(name)), key=lambda pair: -pair[0])
    near = [place for size, place in sizes[:_MOST_LIKELY] if sizes[0][0] - size < _UNLIKELY]
    return tuple(place for place in near if place.kind not in _WIDE)


def is_close(ranked: list[Candidate]) -> bool:
    """Tell whether a place elsewhere fits almost as well as the best one."""
    best = ranked[0] if ranked else None
    rivals = (c for c in ranked[1:] if best and _is_elsewhere(best.place, c.place))
    rival = next(rivals, None)
    return best is not None and rival is not None and best.score - rival.score < _SURE_MARGIN


def _is_elsewhere(one: Place, other: Place) -> bool:
    """Tell whether two places are far apart and neither is the state of the other."""
    same_state = one.country == other.country and one.admin1 == other.admin1 and one.admin1 is not None
    return not same_state and kilometres(one, other) > _ELSEWHERE
