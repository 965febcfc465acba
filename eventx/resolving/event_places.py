"""The places of events that their own sentence does not tell.

A coder's rules. An act on the ground is where the act told before it was, or in the town of the dateline when the lead
names no other place. Two sides meet where another sentence says they met. A statement is made where its speaker met the
other side, or in the town of the dateline when the story reports a meeting or statement there, away from the speaker's
own capital. What states do from afar, and what is only planned, has no place but one that is told: no place is better
than a wrong one.
"""

from collections.abc import Sequence
from enum import Enum, auto
from functools import cached_property

from eventx.resolving.gazetteer import country_names, entries, fold
from eventx.resolving.places import place_of_dateline, places_in
from eventx.resolving.resolver import stored
from eventx.resolving.toponyms import place_words
from eventx.schema import Article, Mention, TimeStatus, Where

_IN_TOWN = 2
"""Precision of a square or jail that is only known to be in a town."""


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
    if mention.quad_class in {2, 4} or any(word in mention.quote.casefold() for word in words.remote):
        return Kind.AFAR
    return Kind.MEETING if mention.reciprocal else Kind.SPEECH


def place_events(mentions: Sequence[Mention], article: Article) -> tuple[Mention, ...]:
    """Return the mentions of an article, in the order given, with the places that its other sentences tell of them."""
    scene = _Scene(mentions, article)
    return tuple(m if m.where.name else m.model_copy(update={"where": scene.of(m)}) for m in mentions)


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
        kind = kind_of(mention)
        if mention.where.text:
            return self._in_town(mention, mention.where.text) or mention.where
        if mention.time_status != TimeStatus.ACTUAL or kind == Kind.AFAR:
            return Where()
        if kind == Kind.GROUND:
            return self._before(mention) or self._home(mention) or Where()
        return self._meeting(mention, kind) or self._away(mention, kind) or Where()

    def _in_town(self, mention: Mention, words: str) -> Where | None:
        """Return the dateline's town for a square, jail or bridge that the gazetteer does not know."""
        town = self._home(mention) if words.rpartition(" ")[2].lower() in place_words().facilities else None
        return town.model_copy(update={"text": words, "precision": _IN_TOWN}) if town else None

    def _before(self, mention: Mention) -> Where | None:
        """Return the place of the act on the ground told last, in the same paragraph."""
        last = next((m for m in reversed(self._ground) if m.quote_start <= mention.quote_start), None)
        if last is None or self._paragraphs(last, mention) or not _same_days(last, mention):
            return None
        return last.where if _fits(last.where, mention) else None

    def _home(self, mention: Mention) -> Where | None:
        """Return the dateline's town when the lead is an act there, or names it alone, until another place is told."""
        line = self._dateline
        fits = line and self._lead_is_home and _fits(line, mention) and not self._has_moved(mention, line)
        return line if fits else None

    def _meeting(self, mention: Mention, kind: Kind) -> Where | None:
        """Return where the same sides are told to have met that day; for a statement, at most a paragraph away."""
        sides = _sides(mention)
        able = [m for m in self._met if len(sides) > 1 and _sides(m) == sides and _same_days(m, mention)]
        near = [m for m in able if kind == Kind.MEETING or self._paragraphs(m, mention) <= 1]
        return min(near, key=lambda m: abs(m.quote_start - mention.quote_start)).where if near else None

    def _away(self, mention: Mention, kind: Kind) -> Where | None:
        """Return the dateline's town for what the lead reports and its parties do, until another place is told.

        Their own capital is none: they speak there every day.
        """
        line, lead = self._dateline, self._lead
        if line is None or lead is None or lead.where.text or kind_of(lead) not in {Kind.MEETING, Kind.SPEECH}:
            return None
        at_home = line.country in _countries(mention) and _is_capital(line)
        sides = _sides(mention)
        takes_part = sides == _sides(lead) if kind == Kind.SPEECH else bool(sides & _sides(lead))
        stays = not (at_home or self._has_moved(mention, line)) and _same_days(lead, mention)
        return line if takes_part and stays else None

    def _has_moved(self, mention: Mention, line: Where) -> bool:
        """Tell whether an act somewhere else than the dateline's town was told before."""
        elsewhere = (m for m in self._told if m.where.geonames_id not in {None, line.geonames_id})
        return any(m.quote_start < mention.quote_start for m in elsewhere)

    @cached_property
    def _dateline(self) -> Where | None:
        words = self._article.dateline
        place = place_of_dateline(words)
        return stored(words, place) if words and place and place.kind != "country" else None

    @cached_property
    def _lead_is_home(self) -> bool:
        town = self._dateline.geonames_id if self._dateline else None
        found = (place for *_, place in places_in(self._article.text.split("\n", 1)[0]))
        named = {place.geonames_id for place in found if place and place.kind != "country"}
        acts = self._lead is not None and kind_of(self._lead) == Kind.GROUND
        return named == {town} or (acts and not named)

    def _paragraphs(self, one: Mention, other: Mention) -> int:
        """Return how many paragraphs two mentions are apart."""
        first, last = sorted((one, other), key=lambda m: m.quote_start)
        return self._article.text.count("\n", first.quote_end, last.quote_start)


def _codes(*codes: str | None) -> set[str]:
    """Return the countries, or kinds of organisation, of codes."""
    return {code[:3] for code in codes if code}


def _countries(mention: Mention) -> set[str]:
    return _codes(mention.actor.country, mention.target.country)


def _sides(mention: Mention) -> set[str]:
    return _countries(mention) | _codes(*mention.actor.codes, *mention.target.codes)


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


def _is_capital(place: Where) -> bool:
    return any(e.capital and e.place.geonames_id == place.geonames_id for e in entries(fold(place.name or "")))
