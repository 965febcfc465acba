"""How much speaks for two mentions telling of one happening, point by point."""

import math
from collections.abc import Iterator

from eventx.merging.knowledge import families, rules, words
from eventx.merging.told import Days, Side, Spot, Told

Evidence = list[tuple[str, float]]
"""Names of points, and what each adds."""

SIDES = ("actor", "target")

WIDE = 7
"""Days from which two intervals together are too long to be called the same day."""

COPIED = 0.6
"""Likeness from which two sentences are copies of one."""

TOWN = 2
"""Precision up to which a place is a place, not a region."""


def score(one: Told, other: Told) -> float:
    """Return the points for one happening; what cannot be one is far below zero."""
    return _sum(evidence(one, other))


def _sum(found: Evidence) -> float:
    return sum(points for _, points in found)


def evidence(one: Told, other: Told) -> Evidence:
    """Return the points for and against two mentions of one block telling of one happening."""
    if is_same_passage(one, other):
        return list(_weighed("same_passage"))
    found = [*_status(one, other), *_days(one.days, other.days)]
    if _sum(found) < 2 * rules().apart:
        return found
    found += [*_sides(one, other), *_spots(one.spot, other.spot), *_codes(one, other)]
    return [*found, *_words(one, other), *_article(one, other)]


def is_same_passage(one: Told, other: Told) -> bool:
    """Tell whether two mentions are the same act of the same sentence in two copies of one story."""
    if one.report.story != other.report.story or one.article_id == other.article_id:
        return False
    return (
        bool(one.action & other.action or one.action == other.action)
        and _cosine(one, other, len(one.words & other.words)) >= COPIED
    )


def _weighed(name: str, times: float = 1.0) -> Iterator[tuple[str, float]]:
    yield name, rules().points[name].weight * times


def _status(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    """An act that is planned, denied or only possible is not the act; promised and planned are one."""
    if one.status == other.status or (one.promise and other.promise):
        return
    days = one.days if one.status == "historical" else other.days
    if {one.status, other.status} != {"actual", "historical"}:
        yield from _weighed("other_status")
    elif days is None:
        yield from _weighed("background")


def _days(one: Days | None, other: Days | None) -> Iterator[tuple[str, float]]:
    if one is None or other is None:
        yield from _weighed("unknown_day")
    elif one.earliest > other.latest or other.earliest > one.latest:
        yield from _weighed("other_day")
    elif one.first > other.last or other.first > one.last:
        yield from _weighed("near_day" if one.told and other.told else "loose_day")
    elif not (one.told and other.told):
        yield from _weighed("possible_day")
    elif one.last - one.first + other.last - other.first >= WIDE:
        yield from _weighed("overlapping_days")
    else:
        yield from _weighed("likely_day" if one.slack or other.slack else "same_day")


def _sides(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    """The parties, side by side; crosswise where the act can be told from either end."""
    found = [*_side(one.actor, other.actor), *_side(one.target, other.target)]
    crossed = [*_side(one.actor, other.target), *_side(one.target, other.actor)]
    if _sum(crossed) > _sum(found):
        if one.mutual and other.mutual:
            found = crossed
        elif [name for name, _ in crossed].count("same_party") == len(SIDES):
            yield from _weighed("turned_round")
    yield from found
    if not any(points > 0 for _, points in found):
        nameless = [mention for mention in (one, other) if not (mention.actor.places or mention.target.places)]
        fits = nameless and one.around & other.around
        yield from _weighed("parties_around" if fits else "nobody")


def _side(one: Side, other: Side) -> Iterator[tuple[str, float]]:
    if one.places and other.places:
        if not one.places & other.places:
            yield from _weighed("other_party")
        elif not one.roles or not other.roles:
            yield from _weighed("same_country")
        else:
            yield from _weighed("same_party" if _alike(one.roles, other.roles) else "other_role")
    if one.words & other.words:
        yield from _weighed("party_words")


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) or any(group & one and group & other for group in words().roles)


def _spots(one: Spot | None, other: Spot | None) -> Iterator[tuple[str, float]]:
    if one is None or other is None:
        return
    if one.name == other.name and one.region == other.region:
        told = one.told and other.told
        yield from _weighed("same_region" if one.precision > TOWN else "same_place" if told else "same_setting")
    elif one.country is None or other.country is None:
        if one.name and other.name and set(one.name.casefold().split()) & set(other.name.casefold().split()) - {"the"}:
            yield from _weighed("same_place")
    elif _holds(one, other) or _holds(other, one):
        yield from _weighed("wider_place")
    else:
        yield from _weighed("other_place" if one.told and other.told else "other_setting")


def _holds(wide: Spot, narrow: Spot) -> bool:
    """Tell whether a country or region holds a place."""
    if wide.precision <= TOWN and wide.precision:
        return wide.region is None and wide.country == narrow.country
    return wide.country == narrow.country and wide.region in {None, narrow.region}


def _codes(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    kin = families(one.block.split(" ", 1)[0])
    if one.code == other.code:
        yield from _weighed("same_code")
    elif kin.mix(one.code, other.code):
        yield from _weighed("near_code")
    else:
        yield from _weighed("other_branch")


def _words(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    """Compare the words; those that call the parties are counted with the parties."""
    shared = likeness(one, other)
    yield from _weighed("shared_words", round(shared, 2)) if shared else _weighed("no_words")
    names = one.names - _parties(one), other.names - _parties(other)
    if names[0] & names[1]:
        yield from _weighed("shared_name")
    elif names[0] and names[1]:
        yield from _weighed("other_names")
    if one.counts & other.counts:
        yield from _weighed("shared_count")
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        yield from _weighed("other_ordinal")


def _parties(mention: Told) -> frozenset[str]:
    return mention.actor.words | mention.target.words


def likeness(one: Told, other: Told) -> float:
    """Return how alike the words of two mentions are, 0 to 1: their cosine. The word for the act counts half."""
    shared = one.words & other.words - (_parties(one) & _parties(other))
    return _cosine(one, other, len(shared) - len(shared & one.action & other.action) / 2)


def _cosine(one: Told, other: Told, shared: float) -> float:
    return shared / math.sqrt(len(one.words) * len(other.words)) if one.words and other.words else 0.0


def _article(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    if one.article_id == other.article_id:
        yield from _weighed("same_sentence" if one.quote_start == other.quote_start else "same_article")
