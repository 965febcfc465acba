"""Participles that say what somebody does while acting: "Speaking in Oslo on Monday, he rejected"."""

from eventx.engines.offline.phrases import children, subjects_of
from eventx.engines.offline.words import Word


def goes_along(owner: Word, verb: Word) -> bool:
    """Tell whether a participle says what who acts does besides, so that place and day are those of both."""
    beside = owner.head == verb if owner.dep_ == "advcl" else owner.dep_ == "acl" and owner.head in subjects_of(verb)
    return beside and owner.tag_ == "VBG" and not (subjects_of(owner) or children(owner, "mark"))
