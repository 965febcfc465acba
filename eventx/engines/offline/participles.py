"""Participles that say what somebody does while acting: "Speaking in Oslo on Monday, he rejected"."""

from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import VERBAL, children, goes_with, subjects_of, verb_of
from eventx.engines.offline.words import Word


def goes_along(owner: Word, verb: Word) -> bool:
    """Tell whether a participle says what who acts does besides, so that place and day are those of both."""
    beside = owner.head == verb if owner.dep_ == "advcl" else owner.dep_ == "acl" and owner.head in subjects_of(verb)
    return beside and owner.tag_ == "VBG" and not (subjects_of(owner) or children(owner, "mark"))


def ends(owner: Word, verb: Word) -> bool:
    """Tell whether a verb ends the sentence of a deed whose scene it shares: "shot a man who was fleeing on Monday".

    What was done at another time stands in a finite clause: "shot a man who had fled".
    """
    words = english()
    if verb.lemma in words.judging | words.answering | words.attribution | words.speaking:
        return False
    while owner is not verb:
        is_then = owner.dep_ == "advcl" and goes_with(owner, words.meanwhile, "mark", "advmod")
        is_part = owner.dep_ == "acl" and owner.tag_ != "VB"
        if not (is_then or is_part or (owner.dep_ == "relcl" and owner.tag_ == "VBG")):
            return False
        owner = verb_of(owner.head)
        if owner.pos_ not in VERBAL:
            return False
    return True
