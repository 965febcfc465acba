"""How many people took part, as a sentence counts them."""

from typing import NamedTuple

from eventx.engines.offline.attribute_words import word_lists
from eventx.engines.offline.phrases import verb_of
from eventx.engines.offline.quantities import Quantity, noun_of, quantities
from eventx.engines.offline.words import Word, Words
from eventx.resolving import role_of


class Crowd(NamedTuple):
    """A number of people and the words that say it."""

    size: int
    first: int
    last: int


def crowd(sentence: Words) -> Crowd | None:
    """Return the smallest crowd that a sentence tells of, a figure before "thousands"."""
    found = [(q, noun_of(q, sentence)) for q in quantities(sentence)]
    told = [pair for pair in found if _counts(*pair)]
    least = min(told, key=lambda pair: (pair[0].is_plural, pair[0].units), default=None)
    if least is None:
        return None
    quantity, noun = least
    return Crowd(quantity.low(word_lists("crowd_size")["plural"]), quantity.first, max(quantity.last, noun.i))


def _counts(quantity: Quantity, noun: Word) -> bool:
    """Tell whether a number counts those who take part, not victims, troops or things."""
    words = word_lists("crowd_size")
    if _is_victim(noun) or noun.lemma in words["not_people"] or quantity.units < words["least"]:
        return False
    if noun.lemma in words["counters"] or quantity.first <= noun.i <= quantity.last:
        return _is_counted(noun)
    role = role_of(noun.text)
    return noun.tag_ in {"NNS", "NNPS"} and role not in words["roles_apart"] and (bool(role) or noun.dep_ == "nsubj")


def _is_victim(noun: Word) -> bool:
    """Tell whether a noun stands for the killed, hurt, held or sent."""
    words, verb = word_lists("crowd_size"), verb_of(noun)
    is_doer = any(t.dep_ == "nsubj" and t.head == verb for t in (noun, *noun.ancestors))
    lemmas = {verb.lemma, *(t.lemma for t in noun.ancestors if t.dep_ in {"prep", "oprd", "advcl"})}
    return not lemmas.isdisjoint(words["victims"]) or (not is_doer and not lemmas.isdisjoint(words["not_crowd"]))


def _is_counted(number: Word) -> bool:
    """Tell whether a bare number is one of people: "numbering 5,000", "a crowd of 300", "thousands marched"."""
    words = word_lists("crowd_size")
    if any(t.lemma in words["victims"] for t in number.sent):
        return False
    of_crowd = number.dep_ == "pobj" and number.head.head.lemma in words["crowds"]
    return of_crowd or number.dep_ == "nsubj" or verb_of(number).lemma in words["counts"]
