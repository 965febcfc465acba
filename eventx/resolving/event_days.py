"""Days that are told by another event: "three days after the vote", "the night before", "hours later".

The other event is the dated one told last before, in the same paragraph or the one before; a distance that stands
between two acts of one sentence links those two. Two acts of unknown days stay unknown. An act on the ground that tells
no day is of the day of the one before it, when one of its sides goes on acting.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from eventx.resolving.dates import find_dates
from eventx.resolving.event_places import Kind, kind_of
from eventx.resources import read_toml
from eventx.schema import Article, Mention, TimeStatus, When

FILE = ("schemas", "merging", "distances.toml")
_WORD = re.compile(r"\w+")
_TOWARDS = {"before": -1, "after": 1}
"""In which direction of time an act lies that is told so far from another."""
_LAND = 3
"""Letters of a country's code."""


class Distance(NamedTuple):
    """Days from one event to the next; ``towards`` is the word that says in which direction."""

    days: int
    towards: str


def date_events(mentions: Sequence[Mention], article: Article) -> tuple[Mention, ...]:
    """Return the mentions of an article, in the order given, with the days that other events tell of them."""
    told = sorted(mentions, key=lambda m: (m.quote_start, m.action_start))
    found = {mention.mention_id: day for mention in told if (day := _day(mention, told, article))}
    return tuple(m.model_copy(update={"when": found[m.mention_id]}) if m.mention_id in found else m for m in mentions)


def _day(mention: Mention, told: Sequence[Mention], article: Article) -> When | None:
    text = mention.when.text
    if text is None and mention.when.basis == "publication":
        return _same_scene(mention, told, article)
    distance = distance_of(text) if text and mention.time_status != TimeStatus.PLANNED else None
    if text is None or distance is None:
        return None
    anchor = _anchor(mention, told, article)
    if anchor is None and not mention.when.start and (beside := _told_beside(mention, article)):
        return _linked(mention, distance, beside)
    return _days_from(anchor.when, distance.days * _sign(distance, mention, anchor), text) if anchor else None


def _same_scene(mention: Mention, told: Sequence[Mention], article: Article) -> When | None:
    """Return the day of the act on the ground right before, if one of its sides acts on: "Police beat them"."""
    before = [m for m in told if m.quote_start < mention.quote_start and _is_ground(m)]
    if not before or not _is_ground(mention) or not _is_dated(before[-1]):
        return None
    near = article.text.count("\n", before[-1].quote_end, mention.quote_start) <= 1
    return before[-1].when.model_copy(update={"text": None}) if near and _share_side(before[-1], mention) else None


def _is_ground(mention: Mention) -> bool:
    return mention.time_status == TimeStatus.ACTUAL and kind_of(mention) == Kind.GROUND


def _share_side(one: Mention, other: Mention) -> bool:
    """Tell whether a party of one act takes part in another; a land alone is no party."""
    first, second = ({*m.actor.codes, *m.target.codes} for m in (one, other))
    return any(len(code) > _LAND and not code.endswith("GOV") for code in first & second)


def _told_beside(mention: Mention, article: Article) -> When | None:
    """Return the day of what a sentence tells besides, though it is no event: "appeared on Monday, a day after he"."""
    text = mention.when.text or ""
    at = mention.quote_start + mention.quote.find(text)
    if not (_is_linking(mention.when) and article.published and mention.action_start > at):
        return None
    days = [span.when for span in find_dates(mention.quote, article.published) if distance_of(span.text) is None]
    today = When(start=article.published, end=article.published, precision="day", basis="publication")
    told = next(iter(days), today)
    return told if len(days) < 2 and told.start == told.end else None


def _linked(mention: Mention, distance: Distance, day: When) -> When | None:
    """Return the day of the second of two acts, so far from that of the first: "on Monday, three days after"."""
    return _days_from(day, distance.days * -_TOWARDS.get(distance.towards, 0), mention.when.text)


def _days_from(known: When, days: int, text: str | None) -> When | None:
    """Return the day so many days from a known one; None when the calendar does not go so far."""
    try:
        start = known.start and known.start + timedelta(days)
    except OverflowError:
        return None
    return When(text=text, start=start, end=start, precision="day", basis=known.basis) if start else None


def _anchor(mention: Mention, told: Sequence[Mention], article: Article) -> Mention | None:
    """Return the dated act of the same sentence, else the one told last before, unless the sentence resolved it."""
    dated = [m for m in told if m is not mention and _is_dated(m)]
    beside = [m for m in dated if m.quote_start == mention.quote_start]
    if beside:
        return None if mention.when.start else beside[0]
    if _is_linking(mention.when):
        return None
    before = [m for m in dated if m.quote_start < mention.quote_start]
    near = before and article.text.count("\n", before[-1].quote_end, mention.quote_start) <= 1
    return before[-1] if near else None


def _is_dated(mention: Mention) -> bool:
    when = mention.when
    known = when.start is not None and when.start == when.end and when.basis != "publication"
    return known and distance_of(when.text or "") is None


def _sign(distance: Distance, mention: Mention, anchor: Mention) -> int:
    """Return the direction in time. In "A, three days after B" it is B that was three days before A."""
    sign = _TOWARDS.get(distance.towards, 0)
    linking = anchor.quote_start == mention.quote_start and _is_linking(mention.when)
    second = mention.action_start > mention.quote_start + mention.quote.find(mention.when.text or "")
    return -sign if linking and second else sign


def _is_linking(when: When) -> bool:
    """Tell whether the other event must follow at once: "three days after ..."; "the day before" stands alone."""
    text = (when.text or "").casefold()
    return text.endswith((" before", " after")) and not text.startswith("the ")


@lru_cache(maxsize=10_000)
def distance_of(text: str) -> Distance | None:
    """Return how far the words of a day say that it is from another event; None when they name a day themselves."""
    said: dict[str, str] = {}
    for word in _WORD.findall(text.casefold()):
        kind = _kinds().get(word) or ("numbers" if word.isdecimal() else None)
        if kind is None:
            return None
        if word != "that" or kind not in said or "numbers" not in said:  # "two days after that"
            said[kind] = word
    if "units" not in said or "direction" not in said:
        return None
    return _distance(**said)


def _distance(units: str, direction: str, numbers: str | None = None) -> Distance | None:
    days, towards = int(_words()["units"][units]), _words()["direction"][direction]
    number = int(_words()["numbers"].get(numbers, numbers)) if numbers else int(not units.endswith("s"))
    if towards == "same" or days == 0:
        return Distance(0, towards)
    return Distance(days * number, towards) if number else None


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in _words().items() for word in words}


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    """Return what each word means, for each kind of words."""
    facts = read_toml(*FILE)
    kinds = ("units", "direction", "numbers")
    return {kind: {word: value for value, group in facts[kind].items() for word in group} for kind in kinds}
