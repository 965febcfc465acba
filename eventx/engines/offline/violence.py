"""Acts of violence by which harm comes about: "killed in shelling", "were killed when police fired"."""

from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import after, children, framed, goes_with, subjects_of
from eventx.engines.offline.words import Word

_BEFORE_VIOLENCE = ("in", "by", "under", "during", "from", "to")
"""Prepositions before the act of violence by which harm came about."""


def violence_of(head: Word) -> list[Word]:
    """Return the acts of violence that an act of harm belongs to: "killed in shelling", "a raid left five dead"."""
    near = [o for verb in _with_harm_beside(head) for o in after(verb, *_BEFORE_VIOLENCE)]
    near += children(head, "nsubj") if harms(head) else []
    return [noun for noun in near if noun.lemma in english().violence or is_shelling(_next(noun))]


def harms(head: Word) -> bool:
    """Tell whether a verb tells that somebody was hurt: "killed five", "left five dead"."""
    words = english()
    return head.lemma in words.harming or any(c.lower_ in words.hurt for c in children(head, "oprd", "acomp", "dobj"))


def is_blow(head: Word) -> bool:
    """Tell whether a clause behind harm to somebody says how it came about: "were killed when police fired"."""
    top = framed(head)
    is_behind = top.dep_ == "advcl" and top.head.lemma in english().harming
    return is_behind and goes_with(top, english().by_way_of, "mark", "advmod")


def tells_itself(head: Word) -> bool:
    """Tell whether an act is told by its own noun or its weapon: "A bomb exploded", "Protests erupted"."""
    words = english()
    nouns = words.violence | words.deeds | words.gatherings | words.tools
    return any(subject.lemma in nouns for subject in subjects_of(head))


def _with_harm_beside(head: Word) -> list[Word]:
    """Return a verb with the one beside it that shares its end: "ten were killed and six injured in a raid"."""
    beside = children(head, "conj")
    return [head, *beside, *(c for b in beside for c in children(b, "acl"))]


def is_shelling(token: Word | None) -> bool:
    """Tell whether a gerund is the noun of an act of violence that the parse cut off: "killed in tank shelling"."""
    if token is None or token.dep_ != "advcl" or token.tag_ != "VBG" or children(token, "dobj"):
        return False
    return token.lower_ in english().violence and _is_led_by(token.doc[token.i - 1], token.head)


def _is_led_by(noun: Word, verb: Word) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in _BEFORE_VIOLENCE and noun.head.head == verb


def _next(token: Word) -> Word | None:
    """Return the word behind another, if there is one."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
