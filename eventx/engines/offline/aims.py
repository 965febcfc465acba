"""What an act that names nobody is aimed at, in the words around it: where it is done, who was harmed, who must act."""

from collections.abc import Iterator

from eventx.engines.offline.clauses import Clause
from eventx.engines.offline.grammar import english
from eventx.engines.offline.parser import original
from eventx.engines.offline.phrases import children, framed, goes_with, is_definite, name_of, objects_of, phrase
from eventx.engines.offline.reference import owner_of
from eventx.engines.offline.violence import harms, is_blow
from eventx.engines.offline.words import Word

_NAMED = frozenset({"PERSON", "ORG", "GPE", ""})
"""Kinds under which the tagger puts the names of persons it does not know."""


def points_back(clause: Clause) -> bool:
    """Tell whether what is acted on is an act told before: "the decision", "that", "condemned the flights"."""
    nouns = english().anaphoric | english().gatherings
    acts = (t for t in clause.targets if t.lemma in nouns or _is_judged(t, clause))
    return any(is_definite(t) for t in acts) or any(t.lower_ in {"that", "this"} for t in clause.targets)


def _is_judged(noun: Word, clause: Clause) -> bool:
    """Tell whether a verb judges what a bare noun names, and that is nobody: "condemned the flights"."""
    is_object = noun.head == clause.head and noun.dep_ in {"dobj", "nsubjpass"} and noun.pos_ == "NOUN"
    is_bare = is_object and len(phrase(noun)) == 2
    return is_bare and clause.head.lemma in english().judging and not clause.is_actor(phrase(noun).text)


def unknown(clause: Clause) -> str | None:
    """Return the proper name that an act has as its object, though nobody knows whose it is."""
    named = (token for token in clause.targets if token.pos_ == "PROPN" and token.ent_type_ in _NAMED)
    return next((original(name_of(token)) for token in named if token.head == clause.head), None)


def lying_in(clause: Clause) -> tuple[Word, ...]:
    """Return the lands and towns that what is struck lies in: "bombed a bridge near Basra"."""
    near = english().place_prepositions
    objects = (token for token in clause.targets if token.head == clause.head and token.dep_ in {"dobj", "nsubjpass"})
    places = (t for token in objects for t in phrase(token) if t.dep_ == "pobj" and t.head.lower_ in near)
    return tuple(t for t in places if t.ent_type_ == "GPE" or (t.pos_ == "PROPN" and clause.is_actor(t.text)))


def acts_on_pronoun(clause: Clause) -> bool:
    """Tell whether somebody is acted on who is not named: "shot him", "bombed their camp", "starved themselves"."""
    objects = children(clause.head, "dobj", "nsubjpass")
    named = english().inflicted  # "demanded his release"
    return any(o.pos_ == "PRON" or (owner_of(o) is not None and o.lemma not in named) for o in objects)


def victims(noun: Word) -> tuple[Word, ...]:
    """Return who was hurt by an act of violence that a noun tells: "a shooting killed four people"."""
    hurts = noun.dep_ == "nsubj" and noun.lemma in english().violence and harms(noun.head)
    return tuple(children(noun.head, "dobj")) if hurts else ()


def harmed(head: Word) -> tuple[Word, ...]:
    """Return who was harmed by an act, told beside or behind that: "two were killed when rebels opened fire"."""
    harm = framed(head).head if is_blow(head) else None
    return victims(head) or (tuple(children(harm, "nsubjpass") + children(harm.head, "nsubjpass")) if harm else ())


def sent_to(head: Word) -> tuple[Word, ...]:
    """Return where an act sends somebody: "offered troops for a force in Chad", "refused to deploy police in"."""
    aside = {t for clause in children(head, "advcl") for t in clause.subtree}
    verbs = (t for t in head.subtree if t.lemma in english().sending and t not in aside)
    return tuple(place for verb in verbs for place in _led_to(verb) if place.ent_type_ == "GPE")


def _led_to(token: Word) -> Iterator[Word]:
    """Yield what prepositions of a verb, of its objects and of theirs lead to, in or into."""
    for noun in children(token, "dobj", "nsubjpass"):
        yield from _led_to(noun)
    for preposition in children(token, "prep", "dative"):
        if preposition.lower_ in {"in", "to", "into", "for"}:
            for noun in objects_of(preposition):
                yield noun
                yield from _led_to(noun)


def wanted(head: Word) -> tuple[Word, ...]:
    """Return who is to act or not to act: "threatened to strike unless the ministry paid", "if Peru mined the bay"."""
    acts = (head, *children(head, "xcomp", "ccomp"))
    conditions = (c for act in acts for c in children(act, "advcl") if goes_with(c, english().condition, "mark"))
    return tuple(subject for verb in conditions for subject in children(verb, "nsubj"))
