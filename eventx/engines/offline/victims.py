"""Whether violence is aimed at civilians, as the words for those who are hit say."""

from eventx.engines.offline.attribute_words import word_lists
from eventx.engines.offline.clauses import read_clause
from eventx.engines.offline.grammar import english
from eventx.engines.offline.words import Word, Words
from eventx.resolving import role_of


def first_hit(sentence: Words, act: Word) -> Word | None:
    """Return the first word for civilians or the armed whom an act may have hit: not who did it, nor who tells it."""
    doers = {t.i for source in read_clause(act, bool).sources for t in source.subtree if act not in source.subtree}
    tellers = [t for t in sentence if t.dep_ == "nsubj" and t.head.lemma in english().attribution]
    agents = [t for t in sentence if t.dep_ == "agent"]
    apart = doers | {t.i for token in (*tellers, *agents) for t in token.subtree}
    hit = (t for t in sentence if t.i not in apart and t != act and t.pos_ in {"NOUN", "ADJ"})
    return next((t for t in hit if is_civilian(t) or _is_armed(t)), None)


def is_civilian(token: Word) -> bool:
    """Tell whether a word is one for civilians or for where they live, work and meet."""
    words = word_lists("civilian_targeting")
    return token.lemma in words["civilian"] or _role(token) in words["civilian_roles"]


def _is_armed(token: Word) -> bool:
    words = word_lists("civilian_targeting")
    return token.lemma in words["armed"] or _role(token) in words["armed_roles"]


def _role(token: Word) -> str:
    is_weapon = token.lemma in word_lists("civilian_targeting")["weapons"]
    return "" if is_weapon or token.dep_ == "npadvmod" else role_of(token.text)
