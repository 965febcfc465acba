"""Which of several rows a name means: by the day, by the title beside it, by who else bears it."""

from collections.abc import Sequence
from datetime import date

from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_tables import Entry
from eventx.resolving.actor_words import plain

_SHORT = 4
"""Letters up to which a short form may be that of several bodies."""


def choose(entries: tuple[Entry, ...], when: date | None) -> Entry:
    """Return the entry that is true on a day; without a day the one that lasts, else the latest.

    A state that was before one that has its capital now comes first: Moscow of 1987 is the Soviet Union's.
    """
    day = when or date.max
    true = [entry for entry in entries if entry.holds(day)]
    if not true:
        return max(entries, key=lambda entry: entry.until or date.max)
    bygone = (entry for entry in true if entry.table == true[0].table == "countries" and entry.until)
    return next(bygone, true[0])


def held(terms: tuple[Entry, ...], title: Entry, when: date | None, *, former: bool = False) -> tuple[Entry, ...]:
    """Return the terms of a leader that a title beside the name means: "Prime Minister" of who led an agency later.

    None when no term fits, and beside a title of the past, "former prime minister", of who holds an office now.
    """
    if (former or title.cameo == "ELI") and any(term.holds(when or date.max) for term in terms):
        return ()
    return tuple(term for term in terms if term.kind == "leader" and _is_office(term, title))


def _is_office(term: Entry, title: Entry) -> bool:
    """Tell whether a title is the office of a term: by its words, or by its code where only one body has it."""
    if term.iso3 is None and term.cameo == title.cameo:
        return True
    office, words = f" {plain(term.office or '')}", f" {plain(title.name)}"
    return title.kind == "person" and (office.endswith(words) or words.endswith(office))


def is_namesake(body: Entry, words: Sequence[str]) -> bool:
    """Tell whether bodies of several countries may bear a name: a short form, or common words only.

    Short names of papers and broadcasters are known everywhere.
    """
    if body.table != "named_actors" or body.kind not in words_of("domestic"):
        return False
    if len(words) == 1 and words[0].isupper():
        return len(words[0]) <= _SHORT and body.kind not in words_of("read_abroad")
    common = words_of("common_names")
    return all(word.lower() in common for word in words)
