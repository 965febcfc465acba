"""Patterns over kinds of words, and the rewriting of a row of words with them.

A stage is one regular expression in which each kind is one character; it replaces what it matches by
a single word that holds days. Later stages match those: DAYSPAN, WEEKSPAN, MONTHSPAN, YEARSPAN.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from eventx.resolving.date_found import Found, Setting, UndatedError
from eventx.resolving.date_readings import READINGS, Reading, nothing
from eventx.resolving.date_relations import RELATIONS
from eventx.resolving.date_words import Word, date_table, kinds
from eventx.resolving.days import Days

STAGES = ("atoms", "parts", "relations")

_NEVER_FIRST = "(?![WORD CAP PUNCT COMMA DOT QUOTE APOS])"
_REACH = 8
"""Words from the beginning of an expression to the one that makes it a date, at most; saves a third of the search."""
_FIRST_CODE = 0x4E00
"""Kinds become letters far from those with a meaning in regular expressions."""


class Rule(NamedTuple):
    """What to do with a match."""

    reading: Reading
    hidden: bool
    """The days are for later stages only."""


class Stage(NamedTuple):
    """All patterns of a stage as one expression; group ``r7`` belongs to rule 7."""

    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]


class Grammar(NamedTuple):
    """The stages, and the letter of each kind."""

    stages: dict[str, Stage]
    codes: dict[str, str]


@cache
def grammar() -> Grammar:
    """Compile the patterns of the table."""
    codes: dict[str, str] = {}
    macros = date_table()["macros"]
    stages = {name: _stage(date_table()[name], macros, codes) for name in (*STAGES, "alone")}
    unused = dict.fromkeys(kinds(), codes["WORD"])
    return Grammar(stages, unused | codes)


def _stage(entries: Sequence[dict[str, Any]], macros: dict[str, str], codes: dict[str, str]) -> Stage:
    rules = tuple(Rule((READINGS | RELATIONS)[entry["reading"]], entry.get("hidden", False)) for entry in entries)
    groups = (
        f"(?P<r{number}>{'|'.join(_compiled(pattern, macros, codes) for pattern in entry['patterns'])})"
        for number, entry in enumerate(entries)
    )
    soon = f"{_NEVER_FIRST}(?=.{{0,{_REACH}}}?[{' '.join(date_table()['telling'])}])"
    return Stage(re.compile(_compiled(soon, macros, codes) + f"(?:{'|'.join(groups)})"), rules)


def _compiled(pattern: str, macros: dict[str, str], codes: dict[str, str]) -> str:
    """Return a pattern over kinds as one over letters."""
    while (expanded := re.sub(r"[A-Z]+", lambda name: macros.get(name[0], name[0]), pattern)) != pattern:
        pattern = expanded
    letters = re.sub(r"[A-Z]+", lambda name: _code(name[0], codes), pattern)
    return re.sub(r"\((?!\?)", "(?:", letters.replace(" ", ""))


def _code(kind: str, codes: dict[str, str]) -> str:
    return codes.setdefault(kind, chr(_FIRST_CODE + len(codes)))


def rewrite(words: Sequence[Word], stages: Sequence[str], setting: Setting) -> Sequence[Word]:
    """Replace what the patterns of the stages match, one stage after the other, by words that hold days."""
    codes = grammar().codes
    row = "".join([codes[word.kind] for word in words])
    for name in stages:
        stage = grammar().stages[name]
        place = 0
        while match := stage.pattern.search(row, place):
            start, end = match.span()
            rule = stage.rules[int((match.lastgroup or "r0")[1:])]
            made = _read(rule, Found(words[start:end], words[:start], setting))
            place = start + 1
            if made is not None:
                words = [*words[:start], made, *words[end:]]
                row = row[:start] + codes[made.kind] + row[end:]
    return words


def _read(rule: Rule, found: Found) -> Word | None:
    """Return the word that stands for a match, or None when its words stay what they are."""
    first, last = found.words[0].first, found.words[-1].last
    if rule.reading is nothing:
        return Word("WORD", None, first, last)
    try:
        days = rule.reading(found)
    except UndatedError:
        return Word("DAYSPAN", None, first, last)
    except (ValueError, OverflowError):
        return None
    return days and Word(_kind(days, rule), days, first, last)


def _kind(days: Days, rule: Rule) -> str:
    return "HIDDENSPAN" if rule.hidden else f"{days.precision.upper()}SPAN"
