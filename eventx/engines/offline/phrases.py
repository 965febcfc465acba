"""Noun phrases, read off the dependency parse: their words, their names, and what hangs on them."""

from collections.abc import Callable, Container

from eventx.engines.offline.grammar import english
from eventx.engines.offline.words import Paragraph, Word, Words
from eventx.resolving.actor_grammar import words_of

IsActor = Callable[[str], bool]
"""Tells whether words name somebody who can act."""

VERBAL = frozenset({"VERB", "AUX"})
"""Parts of speech of a predicate that is no noun."""

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Relations of a subject to its verb."""

_CUT = frozenset({"relcl", "acl", "advcl", "parataxis"})


def phrase(head: Word) -> Words:
    """Return the noun phrase of a head, cut before relative and other clauses."""
    doc: Paragraph = head.doc
    left, right = head.left_edge.i, head.right_edge.i
    for token in head.subtree:
        if token.dep_ in _CUT and token.i > head.i:
            right = min(right, token.left_edge.i - 1)
        if token.dep_ == "pcomp" and token.head.i > head.i:  # "accused the officers of beating him"
            right = min(right, token.head.i - 1)
        if token.dep_ in _CUT and token.i < head.i:
            left = max(left, token.right_edge.i + 1)
    right = min([right, *(p.i - 1 for p in strayed(head))])
    while right > head.i and (
        doc[right].is_punct or doc[right].dep_ in {"cc", "mark", "prep", "case"} or doc[right].is_space
    ):
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].dep_ == "cc" or doc[left].is_space):
        left += 1
    return doc[left : right + 1]


def strayed(doer: Word) -> list[Word]:
    """Return the prepositions of an act that the parse hangs on who did it: "a raid by troops on a camp"."""
    act = doer.head.head
    if doer.dep_ != "pobj" or doer.head.lower_ != "by" or act.pos_ != "NOUN":
        return []
    words = english()
    is_force = doer.lemma in words.sent or doer.ent_type_ == "GPE"  # "members of", "leaders of" go on
    inflicts = is_force and act.lemma in words.inflicted  # "the arrest by police of two men"
    return [p for p in children(doer, "prep") if p.lower_ in words.aiming or (inflicts and p.lower_ == "of")]


def name_of(head: Word) -> Words:
    """Return a noun with the names and modifiers right before it: "Japanese companies" of a longer phrase."""
    left = head.i
    while left > 0 and _modifies(head.doc[left - 1], head):
        left -= 1
    return head.doc[left : head.i + 1]


def names_actor(head: Word, is_actor: IsActor) -> bool:
    """Tell whether a noun names somebody who can act, by itself or, a proper name, with all that belongs to it.

    What follows "of" can say that it does not: "a state of emergency". Asked often, so each answer is kept.
    """
    known, asked = head.doc.known, (head, is_actor)
    if asked not in known:
        known[asked] = _names_actor(head, is_actor)
    return known[asked]


def _names_actor(head: Word, is_actor: IsActor) -> bool:
    if head.pos_ == "PROPN":
        return is_actor(name_of(head).text) or is_actor(phrase(head).text)
    if _is_count(head):  # "thousands rallied", not "at two"
        is_whole = all(_is_count(of_whom) for of_whom in after(head, "of"))
        return is_whole and head.dep_ in {*SUBJECTS, "dobj"} and is_actor(name_of(head).text)
    is_whole = all(c.lower_ != "of" for c in head.children)
    return is_actor(name_of(head).text) and (is_whole or is_actor(phrase(head).text))


def _is_count(token: Word) -> bool:
    """Tell whether a word only says how many: "thousands", "20"."""
    return token.tag_ == "CD" or token.lower_ in words_of("headcounts")


def is_definite(token: Word) -> bool:
    """Tell whether a noun is one that was told of before: "the attack", "these raids"."""
    return goes_with(token, english().definite, "det")


def is_time(token: Word) -> bool:
    """Tell whether a noun names a day or a while."""
    return token.lemma in english().time_nouns or token.ent_type_ in {"DATE", "TIME"}


def children(head: Word, *relations: str) -> list[Word]:
    """Return what hangs on a word by some relations, in text order."""
    return [child for child in head.children if child.dep_ in relations]


def goes_with(head: Word, words: Container[str], *relations: str) -> bool:
    """Tell whether one of some words hangs on a word by one of some relations: an auxiliary, a mark, a determiner."""
    return any(child.lower_ in words for child in children(head, *relations))


def subjects_of(verb: Word) -> list[Word]:
    """Return the subjects of a verb, whether they act or are acted on."""
    return children(verb, *SUBJECTS)


def objects_of(preposition: Word) -> list[Word]:
    """Return what a preposition leads to."""
    return children(preposition, "pobj")


def is_infinitive(verb: Word) -> bool:
    """Tell whether a verb is led by "to"."""
    return any(c.tag_ == "TO" for c in children(verb, "aux"))


def after(head: Word, *prepositions: str) -> list[Word]:
    """Return what some prepositions of a word lead to, in text order."""
    return [o for p in children(head, "prep") if p.lower_ in prepositions for o in objects_of(p)]


def antecedent(pronoun: Word) -> Word:
    """Return what a relative pronoun stands for, else the word itself."""
    clause = pronoun.head.head if pronoun.tag_ == "WP$" else pronoun.head  # "whose minister resigned"
    if pronoun.tag_ in {"WDT", "WP", "WP$"} or (pronoun.lower_ == "that" and clause.dep_ == "relcl"):
        while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head.lemma != "be":
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
        if clause.dep_ == "ccomp":  # "It was Peru's president who"
            return next(iter(children(clause.head, "attr")), pronoun)
    return pronoun


def verb_of(token: Word) -> Word:
    """Return the verb that a word hangs on, itself if it is one; below none the root of its sentence."""
    while token.head != token and token.pos_ not in VERBAL:
        token = token.head
    return token


def has_aspect(verb: Word) -> bool:
    """Tell whether a verb only frames the act below it: "continued to negotiate", "is said to have shot"."""
    if children(verb, "dobj"):
        return False
    acts = [c for c in children(verb, "xcomp") if c.pos_ == "VERB"]
    return bool(acts) and (verb.lemma in english().aspect or _is_hearsay(verb, acts[0]))


def _is_hearsay(verb: Word, act: Word) -> bool:
    """Tell whether an act is said or seems to have been done."""
    said = verb.lemma in english().attribution and bool(children(verb, "nsubjpass"))
    seems = verb.lemma in english().seeming
    return (said or seems) and any(c.lemma == "have" for c in children(act, "aux"))


def act_below(verb: Word) -> Word:
    """Return the act that a verb frames, or the verb itself."""
    while has_aspect(verb):
        verb = next(c for c in children(verb, "xcomp") if c.pos_ == "VERB")
    return verb


def frames(act: Word) -> list[Word]:
    """Return the verbs above an act that only frame it, the nearest first."""
    found = []
    while act.dep_ == "xcomp" and act.pos_ == "VERB" and has_aspect(act.head):
        act = act.head
        found.append(act)
    return found


def framed(act: Word) -> Word:
    """Return the outermost of the verbs that only frame an act, or the act itself."""
    return [act, *frames(act)][-1]


def _modifies(token: Word, head: Word) -> bool:
    is_joined = head.pos_ == "PROPN" and token.doc[token.i + 1].text == "-"  # "Port-au-Prince"
    inside = is_joined or token.text == "-" or token.dep_ in {"compound", "nmod", "amod", "nummod", "quantmod", "det"}
    return inside and head.is_ancestor(token)
