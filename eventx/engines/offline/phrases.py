"""Noun phrases, read off the dependency parse: their words, their names, and what hangs on them."""

from collections.abc import Callable, Container, Iterator

from eventx.engines.offline.grammar import english
from eventx.engines.offline.words import Word, Words
from eventx.resolving.actor_grammar import words_of

IsActor = Callable[[str], bool]
"""Tells whether words name somebody who can act."""

VERBAL = frozenset({"VERB", "AUX"})
"""Parts of speech of a predicate that is no noun."""

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Relations of a subject to its verb."""

_CUT = frozenset({"relcl", "acl", "advcl", "parataxis"})
_WHEN = frozenset({"on", "since", "until", "during", "before", "after"})


def phrase(head: Word) -> Words:
    """Return the noun phrase of a head, cut before relative and other clauses."""
    doc, inside = head.doc, head.subtree
    left = max([inside[0].i, *(t.right_edge.i + 1 for t in inside if t.i < head.i and t.dep_ in _CUT)])
    right = min([inside[-1].i, *_ends(head, inside)])
    while right > head.i and (_is_mark(doc[right]) or doc[right].dep_ in {"cc", "mark", "prep", "case"}):
        right -= 1
    while left < head.i and (_is_mark(doc[left]) or doc[left].dep_ == "cc"):
        left += 1
    return doc[left : right + 1]


def _ends(head: Word, inside: tuple[Word, ...]) -> Iterator[int]:
    """Yield where a noun phrase ends behind its head: before what is another clause, time, or not in its tree."""
    for token in inside:
        if token.i > head.i and token.dep_ in _CUT:
            yield token.left_edge.i - 1
        when = token.dep_ == "pobj" and token.head.lower_ in _WHEN and is_time(token)  # "the rebels on Monday"
        if token.head.i > head.i and (when or token.dep_ == "pcomp"):  # "the officers of beating him"
            yield token.head.i - 1
    yield from (charge.i - 1 for charge in _charge(head, inside))
    own = {token.i for token in inside}
    between = head.doc[head.i + 1 : inside[-1].i]
    yield from (token.i - 1 for token in between if token.i not in own and not _is_mark(token))
    yield from (preposition.i - 1 for preposition in strayed(head))


def _charge(head: Word, inside: tuple[Word, ...]) -> list[Word]:
    """Return the "of" before a charge that the parse hangs on who is accused: "accused the mayor of theft"."""
    top = head
    while top.dep_ == "pobj" and top.head.lower_ == "of":
        top = top.head.head
    if top.head.lemma not in english().charging or top.dep_ not in {"dobj", "nsubjpass"}:
        return []
    links = [t for t in inside if t.lower_ == "of" and t.i > head.i][-1:]
    return [of for of in links if any(o.pos_ == "NOUN" and not children(o, "det", "poss") for o in objects_of(of))]


def _is_mark(token: Word) -> bool:
    return token.is_punct or token.is_space


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
        of_whom = after(head, "of")
        if is_part(head):
            return is_actor(of_whom[0].text)
        is_whole = all(map(_is_count, of_whom)) and not _is_result(head)
        return is_whole and head.dep_ in {*SUBJECTS, "dobj"} and is_actor(name_of(head).text)
    is_whole = all(c.lower_ != "of" for c in head.children)
    return is_actor(name_of(head).text) and (is_whole or is_actor(phrase(head).text))


def _is_result(number: Word) -> bool:
    """Tell whether a number is one of two that a vote or match ended with: "voted 61 to 23"."""
    before = number.doc[max(number.i - 2, 0) : number.i]
    return len(before) == 2 and before[1].lower_ == "to" and before[0].tag_ == "CD"


def is_part(head: Word) -> bool:
    """Tell whether a number is one of people told of elsewhere: "three of them", "one of us"."""
    return any(of_whom.lower_ in english().partitive for of_whom in after(head, "of"))


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
