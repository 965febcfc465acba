"""Words for a place to the place itself, in the light of the article: "near Goma", "Idlib province", "Paris, Texas"."""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from eventx.resolving.gazetteer import Place, demonyms, fold
from eventx.resolving.place_phrases import Phrase, read_phrase
from eventx.resolving.place_ranking import Candidate, Light, is_close, likely, rank
from eventx.resolving.toponyms import Scene, Token

__all__ = [
    "Place",
    "PlaceContext",
    "candidates",
    "explain",
    "place_of_dateline",
    "places_in",
    "resolve_place",
]

_FAR_FETCHED = 5.0
"""Points below which the only places of a name are so small and far that another one must be meant."""

_UNIT_AFTER = re.compile(
    r"(?: (?:[Pp]rovince|[Ss]tate|[Cc]ounty|[Dd]istrict|[Rr]egion|[Gg]overnorate)\b)?(?:, [A-Z][\w.]*(?: [A-Z]\w+)?)?"
)
"""What may follow a name and says which place it is."""


class PlaceContext(NamedTuple):
    """What an article says about where it happens."""

    countries: tuple[str, ...] = ()
    """ISO3 codes of the countries of its actors, the most frequent first."""
    dateline: str | None = None


NOTHING_KNOWN = PlaceContext()
"""The context of words that stand alone."""


def resolve_place(words: str, context: PlaceContext = NOTHING_KNOWN) -> Place | None:
    """Return the place that some words name, or None when the gazetteer knows none.

    ``precision`` says how exact it is: 1 the named place, 2 near it or part of a state, 3 a state, country or region.
    ``ambiguous`` is set when a place elsewhere fits almost as well.
    """
    return _resolve(read_phrase(words), _light(context))


def candidates(words: str, context: PlaceContext = NOTHING_KNOWN) -> list[Place]:
    """Return all places that the words may name, the likeliest first."""
    return [c.place for c in rank(read_phrase(words), _light(context))]


def explain(words: str, context: PlaceContext = NOTHING_KNOWN) -> list[str]:
    """Return one line for each place that the words may name, the likeliest first, with its points and reasons."""
    ranked = rank(read_phrase(words), _light(context))
    lines = [f"{c.score:5.1f}  {_label(c.place)}  ({_reasons(c)})" for c in ranked]
    return [*lines, "low margin: a place elsewhere fits almost as well"] if is_close(ranked) else lines


def places_in(text: str, context: PlaceContext = NOTHING_KNOWN) -> list[tuple[int, int, str, Place | None]]:
    """Return start, end, words and place of all places that a text names.

    They are resolved in the light of each other: candidates that lie close together speak for each other first, then
    those that are sure speak for the rest. A name has one meaning in a text.
    """
    scene = Scene(text)
    spans = scene.places()
    phrases = _of_one_mind([read_phrase(_with_unit(text, start, end)) for start, end, _ in spans])
    possible = tuple(place for name in {phrase.name for phrase in phrases} for place in likely(name))
    light = _light(context)._replace(countries=context.countries or _peoples(scene.tokens), possible=possible)
    first = {phrase: rank(phrase, light) for phrase in set(phrases)}
    sure = [first[phrase][0].place for phrase in phrases if first[phrase] and not is_close(first[phrase])]
    light = light._replace(others=tuple(sure))
    final = {phrase: _resolve(phrase, light) for phrase in first}
    return [(start, end, words, final[phrase]) for (start, end, words), phrase in zip(spans, phrases, strict=True)]


def _light(context: PlaceContext) -> Light:
    return Light(context.countries, dateline=place_of_dateline(context.dateline))


@lru_cache(maxsize=256)
def place_of_dateline(words: str | None) -> Place | None:
    """Return the place of a dateline, in no other light."""
    return resolve_place(words) if words else None


def _of_one_mind(phrases: list[Phrase]) -> list[Phrase]:
    """Return the phrases; where one says in what a place lies, all of its name do."""
    told = {phrase.name: phrase.within for phrase in reversed(phrases) if phrase.within}
    return [phrase._replace(within=phrase.within or told.get(phrase.name, ())) for phrase in phrases]


def _peoples(tokens: list[Token]) -> tuple[str, ...]:
    """Return ISO3 codes of the countries whose adjectives are used, the most frequent first."""
    words = (demonyms().get(fold(token.low), ()) for token in tokens if token.capital)
    counted = Counter(found[0] for found in words if len(found) == 1)
    return tuple(country for country, _ in counted.most_common())


def _with_unit(text: str, start: int, end: int) -> str:
    """Return the words of a span with the unit that they name or lie in: "Idlib province", "Paris, Texas"."""
    following = _UNIT_AFTER.match(text, end)
    return text[start : following.end() if following else end]


def _resolve(phrase: Phrase, light: Light) -> Place | None:
    """Return the best place; a hamlet far from all that the article names gives way to what it is said to lie in."""
    ranked = rank(phrase, light)
    if ranked and (
        ranked[0].score >= _FAR_FETCHED or not (phrase.within or light.countries or light.others or light.dateline)
    ):
        best = ranked[0].place
        return best.model_copy(update={"precision": _precision(best, phrase), "ambiguous": is_close(ranked)})
    return _resolve(read_phrase(phrase.within[0]), light) if phrase.within else None


def _precision(place: Place, phrase: Phrase) -> int:
    """Return 1 for a named place, 2 near it or part of a state, 3 for a state, a country or a region."""
    if phrase.near or (place.kind == "town" and phrase.kind in {"admin1", "admin2"}):
        return max(2, place.precision)
    return 2 if phrase.part and place.kind == "admin1" else place.precision


def _label(place: Place) -> str:
    parts = [place.name, place.admin2, place.admin1, place.country]
    named = [part for at, part in enumerate(parts) if part and part not in parts[:at]]
    return f"{', '.join(named)} ({place.kind})"


def _reasons(candidate: Candidate) -> str:
    return ", ".join(f"{why} {points:+.1f}" for why, points in candidate.reasons)
