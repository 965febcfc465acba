"""The places of events that their own sentence does not tell.

A coder's rules. An act on the ground is where the act told before it was, or in the town of the dateline when the lead
names no other place. Two sides meet where another sentence says they met, or in the town of the dateline when the lead
reports it, away from their own capitals. A statement is made where its sides met when it is told of their meeting, or
where the next sentence quotes its speaker. What states do from afar, what else they say, and what is only planned, has
no place but one that is told: no place is better than a wrong one.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from enum import Enum, auto
from functools import cached_property, lru_cache
from typing import NamedTuple

from eventx.resolving.gazetteer import Place, country_names, entries, fold, weight
from eventx.resolving.places import place_of_dateline, places_in
from eventx.resolving.resolver import stored
from eventx.resolving.toponyms import LARGE, place_words
from eventx.resources import read_toml
from eventx.schema import Article, Mention, TimeStatus, Where

_IN_TOWN = 2
"""Precision of a square or jail that is only known to be in a town."""

_QUOTED = re.compile(r"""[ ]*["“][^"“”\n]*["”] (?P<speaker>\w+)(?P<rest>[^."“\n]*)""")
"""A sentence of direct speech with its speaker behind it."""


class Acts(NamedTuple):
    """The word lists of ``schemas/places/acts.toml``; see the comments there."""

    in_person: frozenset[str]
    appearing: frozenset[str]
    reaching: frozenset[str]
    present: frozenset[str]
    journeys: frozenset[str]
    again: frozenset[str]
    abroad: frozenset[str]
    occasions: frozenset[str]


@lru_cache(maxsize=1)
def act_words() -> Acts:
    """Return the word lists."""
    table = read_toml("schemas", "places", "acts.toml")
    return Acts(**{name: frozenset(table[name]) for name in Acts._fields})


@lru_cache(maxsize=1)
def _occasion() -> re.Pattern[str]:
    """Return what finds "in her meeting with", "during two hours of talks"."""
    nouns = "|".join(sorted(act_words().occasions))
    return re.compile(rf"\b(?:in|at|during|after)(?: [\w'’-]+){{0,3}}? (?:{nouns})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _there() -> re.Pattern[str]:
    """Return what finds words for a place told before: "there", "in the city", "in the same state"."""
    nouns = "|".join(sorted(place_words().types))
    return re.compile(rf"\bthere\b|\bin the (?:same )?(?:{nouns})\b", re.IGNORECASE)


class Kind(Enum):
    """How an act relates to places."""

    GROUND = auto()
    MEETING = auto()
    SPEECH = auto()
    AFAR = auto()


def kind_of(mention: Mention) -> Kind:
    """Return how an act relates to places; a codebook without quad classes codes what happens on the ground."""
    words = place_words()
    if mention.plover in words.local or mention.quad_class is None:
        return Kind.GROUND
    if any(word in mention.quote.casefold() for word in words.remote):
        return Kind.AFAR
    if mention.reciprocal:
        return Kind.MEETING
    return Kind.AFAR if mention.quad_class in {2, 4} else Kind.SPEECH


def place_events(mentions: Sequence[Mention], article: Article) -> tuple[Mention, ...]:
    """Return the mentions of an article, in the order given, with the places that its other sentences tell of them."""
    line = place_of_dateline(article.dateline)
    countries = {line.country if line else None}.union(*map(_countries, mentions))
    read = [_unread(m) if _is_misread(m.where, countries) else m for m in mentions]
    scene = _Scene(read, article)
    return tuple(m if m.where.name else m.model_copy(update={"where": scene.of(m)}) for m in read)


def _unread(mention: Mention) -> Mention:
    return mention.model_copy(update={"where": Where(text=mention.where.text)})


def _is_misread(place: Where, countries: Set[str | None]) -> bool:
    """Tell whether an embassy was taken for its country, or a name for a small place in a country of nobody."""
    if not _is_narrow(place):
        return not act_words().abroad.isdisjoint((place.text or "").casefold().split())
    others = countries - {None}
    return bool(others) and place.country is not None and place.country not in others and _is_small(place)


class _Scene:
    """What the mentions and the dateline of an article say about where its events are."""

    def __init__(self, mentions: Sequence[Mention], article: Article) -> None:
        actual = (m for m in mentions if m.time_status == TimeStatus.ACTUAL)
        told = sorted(actual, key=lambda m: (m.quote_start, m.action_start))
        self._article = article
        self._lead = next(iter(told), None)
        self._told = [m for m in told if m.where.text]
        self._ground = [m for m in self._told if _is_narrow(m.where) and kind_of(m) == Kind.GROUND]
        self._met = [m for m in self._told if _is_narrow(m.where) and kind_of(m) == Kind.MEETING]

    def of(self, mention: Mention) -> Where:
        """Return the place of a mention whose own words name none that is known; an empty one when none fits."""
        if mention.where.text:
            return self._in_town(mention, mention.where.text) or mention.where
        rules = self._rules[kind_of(mention)] if mention.time_status == TimeStatus.ACTUAL else ()
        return next((where for rule in rules if (where := rule(mention))), Where())

    @property
    def _rules(self) -> dict[Kind, tuple[Callable[[Mention], Where | None], ...]]:
        """The rules for each kind of act, the most reliable first."""
        return {
            Kind.GROUND: (self._before, self._home),
            Kind.MEETING: (self._meeting, self._away),
            Kind.SPEECH: (self._told_there, self._quoted, self._away),
            Kind.AFAR: (),
        }

    def _in_town(self, mention: Mention, words: str) -> Where | None:
        """Return the dateline's town for a square, jail or bridge that the gazetteer does not know."""
        kind = words.casefold().partition(" of ")[0].rpartition(" ")[2]
        town = self._home(mention) if kind in place_words().facilities else None
        return town.model_copy(update={"text": words, "precision": _IN_TOWN}) if town else None

    def _before(self, mention: Mention) -> Where | None:
        """Return the place of the act on the ground told last, in the same paragraph."""
        last = next((m for m in reversed(self._ground) if m.quote_start <= mention.quote_start), None)
        if last is None or self._paragraphs(last, mention):
            return None
        if not (_same_days(last, mention) or _there().search(mention.quote)):
            return None
        return last.where if _fits(last.where, mention) else None

    def _home(self, mention: Mention) -> Where | None:
        """Return the dateline's town when the lead is an act there, or names it alone, until another place is told."""
        line = self._dateline
        fits = line and self._lead_is_home and _fits(line, mention) and not self._has_moved(mention, line)
        return line if fits else None

    def _meeting(self, mention: Mention) -> Where | None:
        """Return where the same sides are told to have met that day; none if the sentence names another place."""
        sides = _sides(mention)
        able = [m for m in self._met if len(sides) > 1 and _sides(m) == sides and _same_days(m, mention)]
        if not able:
            return None
        place = min(able, key=lambda m: abs(m.quote_start - mention.quote_start)).where
        named = self._named(mention.quote_start, mention.quote_end)
        return place if all(where.geonames_id in {None, place.geonames_id} for where in named) else None

    def _told_there(self, mention: Mention) -> Where | None:
        """Return where the two sides met when one of them is told to speak at the meeting."""
        return self._meeting(mention) if _occasion().search(mention.quote) else None

    def _quoted(self, mention: Mention) -> Where | None:
        """Return where the speaker of a statement says the words that the next sentence quotes."""
        said = _QUOTED.match(self._article.text, mention.quote_end)
        if said is None or said["speaker"] not in act_words().again | set((mention.actor.text or "").split()):
            return None
        return next(self._named(*said.span("rest")), None)

    def _away(self, mention: Mention) -> Where | None:
        """Return the dateline's town for what the lead reports: two sides abroad, or an organisation of states there.

        A capital of theirs is none: they speak there every day.
        """
        line, lead = self._dateline, self._lead
        if line is None or lead is None or lead.where.text or not _same_days(lead, mention):
            return None
        at_home = line.country in _countries(mention) and _is_capital(line)
        meets = kind_of(mention) == Kind.MEETING and _sides(mention) == _sides(lead)
        speaks = mention is lead and mention.actor.country is None
        return line if (meets or speaks) and not (at_home or self._has_moved(mention, line)) else None

    def _has_moved(self, mention: Mention, line: Where) -> bool:
        """Tell whether an act somewhere else than the dateline's town was told before."""
        elsewhere = (m for m in self._told if m.where.geonames_id not in {None, line.geonames_id})
        return any(m.quote_start < mention.quote_start for m in elsewhere)

    def _named(self, start: int, end: int) -> Iterator[Where]:
        """Yield the places, no countries, that the text names between two offsets."""
        for first, _, words, place in self._places:
            if start <= first < end and place and place.kind not in {"country", "continent"}:
                yield stored(words, place)

    @cached_property
    def _places(self) -> list[tuple[int, int, str, Place | None]]:
        return places_in(self._article.text)

    @cached_property
    def _dateline(self) -> Where | None:
        words = self._article.dateline
        place = place_of_dateline(words)
        return stored(words, place) if words and place and place.kind != "country" else None

    @cached_property
    def _lead_is_home(self) -> bool:
        town = self._dateline.geonames_id if self._dateline else None
        named = {where.geonames_id for where in self._named(0, len(self._article.text.split("\n", 1)[0]))}
        acts = self._lead is not None and kind_of(self._lead) == Kind.GROUND
        return named == {town} or (acts and not named)

    def _paragraphs(self, one: Mention, other: Mention) -> int:
        """Return how many paragraphs two mentions are apart."""
        first, last = sorted((one, other), key=lambda m: m.quote_start)
        return self._article.text.count("\n", first.quote_end, last.quote_start)


def _sides(mention: Mention) -> set[str]:
    """Return the countries, or kinds of organisation, of the parties."""
    return {code[:3] for code in (*mention.actor.codes, *mention.target.codes)}


def _countries(mention: Mention) -> set[str]:
    return _sides(mention) & country_names().keys()


def _is_narrow(place: Where) -> bool:
    """Tell whether a place is told, and no country."""
    return place.text is not None and fold(place.name or "") != country_names().get(place.country or "")


def _fits(place: Where, mention: Mention) -> bool:
    """Tell whether a place lies in a country of the parties, as far as both are known."""
    countries = _countries(mention)
    return not (countries and place.country) or place.country in countries


def _same_days(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions can be of one day: only days that are told exclude each other."""
    if not (one.when.text and other.when.text):
        return True
    return (one.when.start or one.when.text) == (other.when.start or other.when.text)


def _is_small(place: Where) -> bool:
    """Tell whether a place has so few inhabitants that its name alone does not tell it."""
    known = (e.population for e in entries(fold(place.name or "")) if e.place.geonames_id == place.geonames_id)
    return weight(max(known, default=0)) < LARGE


def _is_capital(place: Where) -> bool:
    return any(e.capital and e.place.geonames_id == place.geonames_id for e in entries(fold(place.name or "")))
