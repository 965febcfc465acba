"""Whether the words around an expression of time speak of the future.

The verb that governs the expression decides: the nearest cue before it in its clause, or the first
one after it when the clause begins with the expression.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from eventx.resolving.date_words import date_table

_REACH = 14
"""Words from the expression to its verb, at most."""


class Cues(NamedTuple):
    """The lists of section ``tense`` of the table, in lower case."""

    future: frozenset[str]
    after_future: frozenset[str]
    planning: frozenset[str]
    planning_to: frozenset[str]
    agreeing: frozenset[str]
    toward: frozenset[str]
    be: frozenset[str]
    be_toward: frozenset[str]
    infinitive: frozenset[str]
    timetable: frozenset[str]
    future_before: frozenset[str]
    past_before: frozenset[str]
    deadline: frozenset[str]
    perfect: frozenset[str]
    past: frozenset[str]
    was: frozenset[str]
    been: frozenset[str]
    breaks: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]


@cache
def cues() -> Cues:
    """Return the lists of cues."""
    table = date_table()["tense"]
    return Cues(**{name: frozenset(table[name]) for name in Cues._fields})


def speaks_of_future(words: Sequence[str], first: int, last: int) -> bool | None:
    """Tell whether what happens at ``words[first : last + 1]`` (lower case) lies ahead; None when nothing says so."""
    lists = cues()
    before = words[first - 1] if first else "."
    if before in lists.past_before or (before in lists.deadline and _is_done(words, first, last, lists)):
        return False
    if before in lists.future_before:
        return True
    if before == "for" and _is_weekday(words, first, last) and lists.was.isdisjoint(words[max(first - 4, 0) : first]):
        return True
    backward = _backward(words, first, lists)
    return _forward(words, first, last, lists) if backward is None else backward


def _is_done(words: Sequence[str], first: int, last: int, lists: Cues) -> bool:
    """Tell whether a clause tells what had been done by a day."""
    start = max((place + 1 for place in range(first) if words[place] in lists.breaks), default=0)
    behind = last + 2 if last + 1 < len(words) and words[last + 1] == "," else last + 1
    end = next((place for place in range(behind, len(words)) if words[place] in lists.breaks), len(words))
    return not lists.perfect.isdisjoint((*words[start:first], *words[behind:end]))


def _is_weekday(words: Sequence[str], first: int, last: int) -> bool:
    """Tell whether an expression is a bare weekday: "called a meeting for Sunday", not "for Sunday's raid"."""
    owns = last + 1 < len(words) and words[last + 1] in {"'", "’", "'s", "’s"}
    return first == last and words[first] in _weekdays() and not owns


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(word.lower() for word in date_table()["words"]["WEEKDAY"])


def _backward(words: Sequence[str], first: int, lists: Cues) -> bool | None:
    place = first
    while place > max(0, first - _REACH):
        place = _step_back(words, place)
        word = words[place]
        if word in lists.breaks and not _is_abbreviated(words, place, lists):
            return None
        said = _cue(words, place, lists)
        if said is not None:
            return said
        verb = word in lists.past or (word.endswith("ed") and place >= first - 2 and word not in lists.agreeing)
        if verb and words[place - 1] not in lists.infinitive | lists.future | {"to"}:  # "will put" is no past
            return False
    return None


def _is_abbreviated(words: Sequence[str], place: int, lists: Cues) -> bool:
    """Tell whether a full stop belongs to "Gen." or "U.S."."""
    before = words[place - 1] if place else ""
    return words[place] == "." and (len(before) == 1 or before in lists.titles)


def _step_back(words: Sequence[str], place: int) -> int:
    """Return the place of the word before; ", Juba," between commas is passed over."""
    if words[place - 1] != ",":
        return place - 1
    opening = next((other for other in range(place - 3, max(0, place - 6), -1) if words[other] == ","), place)
    return opening - 1


def _forward(words: Sequence[str], first: int, last: int, lists: Cues) -> bool | None:
    initial = _begins_clause(words, first, lists)
    for place in range(last + 1, min(len(words), last + 1 + (_REACH if initial else 1))):
        word = words[place]
        if word == "," and place == last + 1:
            continue
        if word in lists.breaks:
            return None
        if initial and word in lists.agreeing and word.endswith("ed"):  # "In May Peru agreed to"
            return False
        said = _cue(words, place, lists)
        if said is not None:
            return said
        if initial and (word in lists.past or word.endswith("ed")):
            return False
    return None


def _begins_clause(words: Sequence[str], first: int, lists: Cues) -> bool:
    place = first - 1
    while place >= 0 and words[place] in lists.openers:
        place -= 1
    return place < 0 or words[place] in lists.breaks


def _cue(words: Sequence[str], place: int, lists: Cues) -> bool | None:
    """Return what one word says: future, past, or nothing."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else "."
    if word in lists.future:
        return following not in lists.after_future
    if word in lists.planning and (word not in lists.planning_to or following in lists.toward):
        return not _was(words, place, lists)
    if word in lists.agreeing and following in lists.toward:
        return True
    if word in lists.timetable:
        return True if words[place - 1] != "to" else None
    if word in lists.infinitive and words[place - 1] == "to":
        return words[place - 2] not in lists.was
    return True if word in lists.be and following in lists.be_toward else None


def _was(words: Sequence[str], place: int, lists: Cues) -> bool:
    """Tell whether "was", "were" or "had been" stands before a word of planning."""
    before = words[place - 1] if place else "."
    if before in lists.been and place > 1:
        before = words[place - 2]
    return before in lists.was
