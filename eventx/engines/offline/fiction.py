"""Whether an article is about a film, novel or game, whose plot is told in the present tense."""

import re

from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import children, verb_of
from eventx.engines.offline.words import Word

_ENOUGH = 2
"""Different words of fiction from which an article is about it."""

_WORD = re.compile(r"[a-z]+")
_PRESENT = frozenset({"VBZ", "VBP"})


def is_about_fiction(text: str) -> bool:
    """Tell whether an article has several words of reviews: "film", "sequel", "starring"."""
    return len(english().reviewing.intersection(_WORD.findall(text.lower()))) >= _ENOUGH


def is_plot(head: Word) -> bool:
    """Tell whether an act is told in the present tense, as plots are."""
    verb = verb_of(head)
    return verb.tag_ in _PRESENT or any(c.tag_ in _PRESENT and c.lemma == "be" for c in children(verb, "auxpass"))
