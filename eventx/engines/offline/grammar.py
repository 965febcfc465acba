"""The words of English grammar that clause extraction needs, from ``schemas/language/english.toml``."""

from functools import cache
from typing import NamedTuple

from eventx.resources import read_toml


class Grammar(NamedTuple):
    """Closed word classes; lemmas in lower case."""

    attribution: frozenset[str]
    perceiving: frozenset[str]
    denying: frozenset[str]
    negation: frozenset[str]
    first_person: frozenset[str]
    one_person: frozenset[str]
    one_thing: frozenset[str]
    two: frozenset[str]
    several: frozenset[str]
    partitive: frozenset[str]
    condition: frozenset[str]
    possibility: frozenset[str]
    fiction: frozenset[str]
    reviewing: frozenset[str]
    perhaps: frozenset[str]
    future: frozenset[str]
    unreal: frozenset[str]
    aspect: frozenset[str]
    seeming: frozenset[str]
    naming: frozenset[str]
    bygone: frozenset[str]
    past: frozenset[str]
    long_times: frozenset[str]
    consequence: frozenset[str]
    anaphoric: frozenset[str]
    leading: frozenset[str]
    gatherings: frozenset[str]
    answering: frozenset[str]
    compass: frozenset[str]
    inflicted: frozenset[str]
    judging: frozenset[str]
    averting: frozenset[str]
    cancelling: frozenset[str]
    undertakings: frozenset[str]
    definite: frozenset[str]
    deeds: frozenset[str]
    trading: frozenset[str]
    sending: frozenset[str]
    withdrawing: frozenset[str]
    sent: frozenset[str]
    custody: frozenset[str]
    tools: frozenset[str]
    beside: frozenset[str]
    audience: frozenset[str]
    speaking: frozenset[str]
    addressing: frozenset[str]
    sharing: frozenset[str]
    arranging: frozenset[str]
    hyphened: frozenset[str]
    doubt: frozenset[str]
    musing: frozenset[str]
    rebutting: frozenset[str]
    deniable: frozenset[str]
    refusing: frozenset[str]
    time_nouns: frozenset[str]
    apart_in_time: frozenset[str]
    harming: frozenset[str]
    hurt: frozenset[str]
    dying: frozenset[str]
    by_way_of: frozenset[str]
    meanwhile: frozenset[str]
    going_on: frozenset[str]
    quoting: frozenset[str]
    duty: frozenset[str]
    needing: frozenset[str]
    mandative: frozenset[str]
    claiming: frozenset[str]
    speakers: frozenset[str]
    reflexive: frozenset[str]
    posted: frozenset[str]
    opposite: frozenset[str]
    across: frozenset[str]
    calling: frozenset[str]
    complaining: frozenset[str]
    receiving: frozenset[str]
    undergoing: frozenset[str]
    bearing: frozenset[str]
    charging: frozenset[str]
    losing: frozenset[str]
    taking: frozenset[str]
    violence: frozenset[str]
    perhaps_violence: frozenset[str]
    informants: frozenset[str]
    place_prepositions: frozenset[str]
    ways: frozenset[str]
    aiming: frozenset[str]
    target_prepositions: tuple[str, ...]
    nouns_of_acts: dict[str, str]


@cache
def english() -> Grammar:
    """Load the word lists."""
    table = read_toml("schemas", "language", "english.toml")
    words = {name: frozenset(table[name]) for name, kind in Grammar.__annotations__.items() if kind == frozenset[str]}
    ordered = tuple(table["target_prepositions"])
    return Grammar(**words, target_prepositions=ordered, nouns_of_acts=table["nouns_of_acts"])


@cache
def pronouns() -> frozenset[str]:
    """Return the pronouns that may stand for somebody told of elsewhere."""
    words = english()
    return words.first_person | words.one_person | words.one_thing | words.several
