"""Deaths that a sentence tells of, and of which act they are the toll."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from eventx.engines.offline.attribute_words import word_lists
from eventx.engines.offline.phrases import VERBAL, after, children, is_part, subjects_of, verb_of
from eventx.engines.offline.quantities import Quantity, noun_of, quantities
from eventx.engines.offline.status import time_status
from eventx.engines.offline.words import Word, Words
from eventx.schema import TimeStatus

_MODIFYING = frozenset({"relcl", "acl"})
_COUNTED = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


class Toll(NamedTuple):
    """A number of dead and the word that says that they are."""

    dead: int
    head: Word
    last: Word
    """The last word that was read."""


def tolls(sentence: Words) -> list[Toll]:
    """Return the tolls of a sentence in its order."""
    counts = [q for q in quantities(sentence) if not _is_aside(sentence.doc[q.last])]
    numbers = {noun_of(q, sentence).i: q for q in counts}
    numbers |= {i: q for q in counts for i in range(q.first, q.last + 1)}
    found = (toll for token in sentence for toll in _read(token, numbers))
    return [toll for toll in found if not _is_longer(toll.head) and _has_happened(toll)]


def _is_aside(number: Word) -> bool:
    """Tell whether a number only says how many of those counted are something: "eight, six of them girls"."""
    return is_part(number) and number.head.pos_ not in VERBAL


def tells_death(token: Word) -> bool:
    """Tell whether a predicate is a word of dying, so that it tells of an act's toll and not of another act."""
    words = word_lists("fatalities")
    return token.lemma in {*words["kills"], *words["dies"], *words["loses"], *words["takes"], *words["harmed"]}


def is_toll_of(toll: Toll, act: Word) -> bool:
    """Tell whether a toll in an act's sentence may be the act's: not one of an earlier act told on the side."""
    after = word_lists("fatalities")["after"]
    for token in _up_to(toll.head, act):
        if token.dep_ in {"advcl", "prep", "pcomp"} and (
            token.lower_ in after or any(c.lower_ in after and c.dep_ in {"mark", "prep"} for c in token.children)
        ):
            return False
        if token.dep_ in _MODIFYING and token.tag_ != "VBG" and not _takes_part(token.head, act):
            return False
    return True


def distance(one: Word, other: Word) -> int:
    """Return how many steps lie between two words in the parse; large between sentences."""
    line = [one, *one.ancestors]
    for steps, token in enumerate([other, *other.ancestors]):
        if token in line:
            return steps + line.index(token)
    return len(one.doc)


def lowest(found: Iterable[Toll]) -> tuple[int, list[Toll]] | None:
    """Return the lowest number of dead, told as one toll or in halves ("two died and three were shot")."""
    listed = sorted(found, key=lambda toll: toll.head.i)
    sums: list[list[Toll]] = []
    for toll in listed:
        partner = next((group for group in sums if group[-1].head in {toll.head.head, toll.head}), None)
        if partner is not None and toll.head.dep_ == "conj" and toll.dead and partner[0].dead:
            partner.append(toll)
        else:
            sums.append([toll])
    told = [group for group in sums if group[0].dead] or sums
    return min(((sum(t.dead for t in group), group) for group in told), key=lambda pair: pair[0], default=None)


def _read(token: Word, numbers: dict[int, Quantity]) -> Iterator[Toll]:
    """Yield the toll that a word tells of."""
    words, lemma = word_lists("fatalities"), token.lemma
    none = _nobody(token)
    if none is not None:
        yield Toll(0, token, none)
        return
    counted = _count(_victims(token), numbers)
    if counted is None and (lemma in words["toll"] or lemma in words["counted"]):
        counted = _told_as_number(token, numbers)
    if counted is not None:
        yield Toll(counted[0], verb_of(token), counted[1])


def _victims(token: Word) -> list[Word]:
    """Return the nouns for those whom a word says to be dead."""
    words, lemma = word_lists("fatalities"), token.lemma
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), "")
    if lemma in words["kills"] or (lemma in words["kills_with"] and words["kills_with"][lemma] == particle):
        return _acted_on(token)
    if lemma in words["dies"]:
        return _shared_subjects(token)
    if lemma in words["lives"] and token.dep_ == "dobj":
        verb = token.head.lemma
        taken = (after(token, "of") or [token]) if verb in words["takes"] else []
        return children(token.head, "nsubj") if verb in words["loses"] else taken
    if lemma in words["to_death"] and token.dep_ == "pobj" and token.head.lower_ == "to":
        return _acted_on(token.head.head)
    if lemma in words["dead"]:
        return _called_dead(token)
    return [token] if lemma in words["counted"] and token.pos_ == "NOUN" else []


def _shared_subjects(verb: Word) -> list[Word]:
    """Return a verb's subjects, or those of the verb it is joined to: "was hit and died"."""
    own = subjects_of(verb)
    return own if own or verb.dep_ != "conj" else subjects_of(verb.head)


def _called_dead(token: Word) -> list[Word]:
    """Return who is dead in "12 people dead", "left dozens dead", "were found dead", "shot dead a man"."""
    if token.dep_ == "amod":
        return [token.head]
    own = children(token, "dobj") or subjects_of(token)
    verb = token.head
    return own or ([] if verb == token else _acted_on(verb) or children(verb, "nsubj"))


def _acted_on(verb: Word) -> list[Word]:
    passive = children(verb, "nsubjpass")
    if verb.dep_ in _MODIFYING and verb.tag_ == "VBN" and not children(verb, "dobj", "nsubj", "nsubjpass"):
        return [verb.head]
    if not passive and verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "dobj"):
        passive = children(verb.head, "nsubjpass")
    late = [s for s in children(verb, "nsubj")[1:] if s.i > verb.i]  # the parser's slip for an object
    return passive or children(verb, "dobj") or late


def _count(nouns: list[Word], numbers: dict[int, Quantity]) -> tuple[int, Word] | None:
    """Return how many some nouns and those joined to them are, and the last that was counted."""
    plural = word_lists("fatalities")["plural"]
    total, last = 0, None
    for noun in _joined(nouns):
        quantity = numbers.get(noun.i)
        number = quantity.low(plural) if quantity else _alone(noun)
        if number and noun.lemma not in word_lists("fatalities")["not_people"]:
            total, last = total + number, noun
    return (total, last) if last is not None else None


def _joined(nouns: list[Word]) -> Iterator[Word]:
    """Yield some nouns, each with those listed behind it: "two soldiers and a boy"."""
    listed = ((noun, *(c for c in noun.conjuncts if c.i > noun.i and c.pos_ in _COUNTED)) for noun in nouns)
    yield from (noun for some in listed for noun in some if not _is_among(noun))


def _is_among(noun: Word) -> bool:
    """Tell whether somebody is one of those counted before: "five people, among them a boy"."""
    start = max(noun.left_edge.i - 2, noun.sent.start)
    before = {token.lower_ for token in noun.doc[start : noun.i]}  # the parse hangs "among" on either
    return not before.isdisjoint(word_lists("fatalities")["among"])


def _alone(noun: Word) -> int:
    """Return 1 for a single person, 0 for a number that nobody gives."""
    words = word_lists("fatalities")
    if noun.lemma in words["counted"] + words["lives"] + words["toll"]:
        return 0
    return int(noun.tag_ in {"NN", "NNP"} or noun.lower_ in words["alone"])


def _told_as_number(token: Word, numbers: dict[int, Quantity]) -> tuple[int, Word] | None:
    """Return the lowest number that a verb gives a toll: "the toll rose to 23", "put the dead at nine"."""
    words, verb = word_lists("fatalities"), verb_of(token)
    told = {t.lemma for t in token.sent}
    if verb.lemma not in words["gives"] or told.isdisjoint(words["toll_needs"]):
        return None
    bare = {q: token.doc[q.last] for i, q in numbers.items() if _is_figure(token.doc[i], token)}
    least = min(bare, key=lambda q: q.low(words["plural"]), default=None)
    return (least.low(words["plural"]), bare[least]) if least is not None else None


def _is_figure(number: Word, toll: Word) -> bool:
    """Tell whether a bare number is a toll's figure: behind "to", "at" or "of", or its "be"."""
    gives = word_lists("fatalities")["gives"]
    near = number.dep_ in {"pobj", "attr", "dobj"} and number.pos_ == "NUM" and number.head.lower_ != "from"
    return near and number.i > toll.i and verb_of(number).lemma in gives


def _nobody(token: Word) -> Word | None:
    """Return the word that says that no one was harmed, if a word says so."""
    words, lemma = word_lists("fatalities"), token.lemma
    before = token.doc[max(token.i - 3, token.sent.start) : token.i]
    if lemma in words["harm"]:
        return token if any(t.lower_ in words["without"] for t in before) else None
    subjects = subjects_of(token) if lemma in words["harmed"] else []
    said = {s.doc[s.i - (s.i > 0 and s.lower_ == "one") : s.i + 1].text.lower() for s in subjects}
    return None if said.isdisjoint(words["nobody"]) else token


def _has_happened(toll: Toll) -> bool:
    """Tell whether a toll is told as fact: "threatened to kill two" has none."""
    status = time_status(toll.head, is_speech=False, is_refusal=False).value
    return not toll.dead or status in {TimeStatus.ACTUAL, TimeStatus.HISTORICAL}


def _is_longer(head: Word) -> bool:
    """Tell whether a toll is one of a whole war, or since long ago."""
    words = word_lists("fatalities")
    subjects = {t.lemma for t in children(head, "nsubj", "agent", "prep") for t in t.subtree}
    near = {t.lower_ for child in head.children for t in (child, *child.children)}
    return not subjects.isdisjoint(words["longer"]) or not near.isdisjoint(words["earlier"])


def _up_to(token: Word, act: Word) -> Iterator[Word]:
    """Yield a word and those above it, up to the first that stands above the act as well."""
    above = {act, *act.ancestors}
    return takewhile(lambda t: t not in above, (token, *token.ancestors))


def _takes_part(noun: Word, act: Word) -> bool:
    """Tell whether a noun is the act itself, or stands next to it: "fired a rocket that killed two"."""
    if noun in {act, act.head} or noun.head == act:
        return True
    return noun.dep_ == "pobj" and noun.head.head == act and noun.head.lower_ not in word_lists("fatalities")["after"]
