"""From the words that name an actor to codes.

    resolve("South Korean and Japanese leaders")  ->  KORGOV, JPNGOV

What is known of countries, persons, bodies, groups and roles stands in the tables of ``schemas/actors``;
the modules beside this one only compose it.
"""

from datetime import date

from eventx.resolving.actor_composing import compose, drafts_of
from eventx.resolving.actor_names import DocumentNames, expand
from eventx.resolving.actor_parts import Bound, Part, read_phrase
from eventx.resolving.actor_tables import Entry
from eventx.resolving.remembering import remembers_tables
from eventx.schema.actor import Actor

__all__ = ["Actor", "DocumentNames", "explain", "is_actor", "is_person", "resolve"]

_PERSONS = ("person", "leader", "people")
"""Kinds of entries that are persons."""


def resolve(words: str, names: DocumentNames | None = None, when: date | None = None) -> tuple[Actor, ...]:
    """Return the actors that some words name, in text order; none when nobody is recognised.

    Args:
        words: a phrase, such as the subject of a clause.
        names: what the article's words mean in it.
        when: the day on which offices are looked up; without it, whoever held one still holds it.
    """
    return _in_article(words, names, when) if names else _alone(expand(words), when)


def is_actor(words: str, names: DocumentNames | None = None) -> bool:
    """Tell whether a phrase is about somebody who can act politically: its head is, or stands for such."""
    return _is_actor(words, names)


@remembers_tables(maxsize=1024)
def is_person(words: str, names: DocumentNames | None = None) -> bool:
    """Tell whether a phrase may be about a person, as by its head: not about a court, a land or a ship."""
    heads = [part.role or part.entity or part.place for part in read_phrase(*_read(words, names), None).parts()[:1]]
    return not any(head and head.kind not in _PERSONS for head in heads)


def explain(words: str, names: DocumentNames | None = None, when: date | None = None) -> list[str]:
    """Return lines that say which rows of the tables the words matched, and what became of them."""
    read, bound = _read(words, names)
    lines = [f"read as: {read}"] if read != words else []
    lines += [_explain_part(part, read) for part in read_phrase(read, bound, when).parts()]
    given = {actor.code for actor in compose(read, bound._replace(country=None) if bound else None, when)}
    actors = [_explain_actor(actor, actor.code not in given) for actor in compose(read, bound, when)]
    return lines + (actors or ["-> nobody is recognised"])


def _explain_part(part: Part, words: str) -> str:
    found = [f"{entry.table}: {_row(entry)}" for entry in (part.place, part.entity, part.role) if entry]
    notes = [note for note, holds in (("former", part.former), ("head not in the tables", part.strange)) if holds]
    link = f"{part.link!r} " if part.link else ""
    return f"{link}{words[part.start : part.end]!r}: " + "; ".join([*found, *notes] or ["nothing"])


def _row(entry: Entry) -> str:
    years = f"{entry.since or ''} to {entry.until or ''}" if entry.since or entry.until else ""
    facts = (entry.name, entry.office or entry.kind, entry.iso3, entry.cameo, years)
    return ", ".join(fact for fact in facts if fact)


def _explain_actor(actor: Actor, is_home: bool) -> str:
    country = f"{actor.country or 'no country'}{' (the country of the article, as a last resort)' if is_home else ''}"
    facts = f"{actor.role or 'no role'}, PLOVER {actor.plover or 'none'}"
    return f"-> {actor.code or 'no code'}: {actor.text!r} as {actor.kind}, {country}, {facts}"


@remembers_tables(maxsize=2048)
def _in_article(words: str, names: DocumentNames, when: date | None) -> tuple[Actor, ...]:
    """Return the actors of a phrase; the resolver asks for those that the engine asked for in the whole batch."""
    return compose(names.read(words), names.bound, when)


@remembers_tables(maxsize=1024)
def _is_actor(words: str, names: DocumentNames | None) -> bool:
    return any(draft.headed or draft.role or draft.entity for draft in drafts_of(*_read(words, names), None))


def _read(words: str, names: DocumentNames | None) -> tuple[str, Bound | None]:
    """Return the words with what they stand for, and what they mean in an article."""
    return (names.read(words), names.bound) if names else (expand(words), None)


@remembers_tables(maxsize=8192)
def _alone(words: str, when: date | None) -> tuple[Actor, ...]:
    return compose(words, None, when)
