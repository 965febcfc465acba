"""How a sentence places an act in time: told as done, planned, supposed, denied or past.

Each rule looks at the words that govern the predicate and gives its name, which ``show --why``
prints. A codebook may say which of its codes are acts of speech: of these, modality and negation
are the content ("will meet", "would not sign"), not the status.
"""

from collections.abc import Iterator
from typing import NamedTuple

from eventx.engines.offline.contents import is_beside, tells_when
from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import VERBAL, children, framed, is_infinitive, objects_of
from eventx.engines.offline.quotes import sources_named, speakers
from eventx.engines.offline.words import Word
from eventx.schema import TimeStatus

_BELOW = frozenset({"xcomp", "ccomp", "pcomp", "acl", "conj"})


class Status(NamedTuple):
    """A time status and the rule that gave it."""

    value: TimeStatus
    rule: str


PERFECT = "past perfect"
"""The rule that a date close to publication overrules."""

ACTUAL = Status(TimeStatus.ACTUAL, "told as fact")
PLOT = Status(TimeStatus.HYPOTHETICAL, "in the plot of a film or book")
BYGONE = Status(TimeStatus.HISTORICAL, "in a story from the past")


def time_status(head: Word, *, is_speech: bool, is_refusal: bool = False) -> Status:
    """Return the status of a predicate.

    Args:
        head: verb or noun of action.
        is_speech: whether the code is an act of speech, whose content may be future or conditional.
        is_refusal: whether the code is a refusal, whose content is denied.
    """
    act, head = head, framed(head)
    denies = not is_refusal or act.lemma in english().refusing  # "did not refuse"
    if denies and (status := _negated(act) or _negated(head)) is not None:
        return status
    if (status := _supposed(head)) is not None:
        return status
    if is_speech:
        speaks = act.lemma in english().speaking
        status = _unspoken(act, is_refusal=is_refusal) if speaks else None if is_refusal else _mused(head)
    else:
        status = _averted(head) or _modal(head) or _unreal(head)
    return status or _past(head) or ACTUAL


def _supposed(head: Word) -> Status | None:
    """Find that an act is only told under a condition, or in fiction: "In the film, police arrest a poet"."""
    word, kind = _conditional(head), _invented(head)
    if word or kind:
        return Status(TimeStatus.HYPOTHETICAL, f"under {word!r}" if word else f"in a {kind}")
    return None


def _verb(head: Word) -> Word:
    """Return the verb that carries tense for a predicate: itself, or the verb above a noun."""
    while head.pos_ == "NOUN" and head.head != head and not tells_when(head.head):
        head = head.head
    return head


def _governors(head: Word) -> Iterator[Word]:
    """Yield the predicate and what governs it, as long as each is the content of the next."""
    yield head
    while head.dep_ in _BELOW and head.head != head and not is_beside(head):
        head = head.head.head if head.dep_ == "pcomp" else head.head
        yield head


def _conditional(head: Word) -> str | None:
    conditions = english().condition
    for token in _governors(_verb(head)):
        marks = [c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"} and c.lower_ in conditions]
        if marks:
            return marks[0]
    return None


def _negated(head: Word) -> Status | None:
    words = english().negation
    verb = _verb(head)
    sides = children(verb, "nsubj", "nsubjpass", "dobj")
    longer = [c for c in children(verb, "advmod") if c.lower_ == "longer"]  # "no longer"
    denied = [c for t in (head, verb, *sides, *longer, *_sharing_negation(verb)) for c in t.children if _denies(c)]
    denied += [t for t in (*sides, *([verb.head] if verb.dep_ == "pcomp" else [])) if t.lower_ in words]
    if denied:
        return Status(TimeStatus.NEGATED, f"negated by {denied[0].lower_!r}")
    is_content = verb.dep_ in {"xcomp", "ccomp"} and not is_beside(verb)
    above = verb.head if is_content else verb.head.head if verb.dep_ == "pcomp" else None
    if above is not None and above.lemma in english().denying:
        return Status(TimeStatus.NEGATED, f"under {above.lemma!r}")
    return None


def _denies(word: Word) -> bool:
    """Tell whether a word negates what it hangs on; "not only" does not."""
    is_negative = word.dep_ in {"neg", "det", "preconj", "advmod"} and word.lower_ in english().negation
    return is_negative and not (word.i + 1 < len(word.doc) and word.doc[word.i + 1].lower_ == "only")


def _sharing_negation(verb: Word) -> Iterator[Word]:
    """Yield the verbs whose negation a verb shares: "did not arrest the rebels or expel the envoy"."""
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB" and not children(verb, "nsubj", "aux"):
        verb = verb.head
        yield verb


def _averted(head: Word) -> Status | None:
    """Find that an act was kept from happening: "prevented an attack"; as a noun also "a visit was cancelled"."""
    verb = _verb(head)
    acts = {t.lemma for t in children(verb, "dobj", "nsubjpass")}
    kept = english().averting if verb == head else english().averting | english().cancelling
    is_averted = verb.lemma in kept and not acts.isdisjoint(english().violence | english().undertakings)
    return Status(TimeStatus.NEGATED, f"by {verb.lower_!r}") if is_averted else None


def _modal(head: Word) -> Status | None:
    verb = _verb(head)
    auxiliaries = [c.lower_ for t in (verb, *_same_clause(verb)) for c in t.children if c.dep_ == "aux"]
    for word in auxiliaries:
        if word in english().future:
            return Status(TimeStatus.PLANNED, f"after {word!r}")
    adverbs = [c.lower_ for c in children(verb, "advmod") if c.lower_ in english().perhaps]
    for word in (*(a for a in auxiliaries if a in english().possibility), *adverbs):
        return Status(TimeStatus.HYPOTHETICAL, f"after {word!r}")
    return None


def _unspoken(head: Word, *, is_refusal: bool) -> Status | None:
    """Find what makes an act of speech itself doubtful or still to come: "may ask for", "should ask", "will demand".

    "Will reject" is a refusal now.
    """
    verb = framed(head)
    auxiliaries = [c.lower_ for t in (verb, *_same_clause(verb)) for c in children(t, "aux")]
    for word in auxiliaries:
        if word in english().doubt | english().duty:
            return Status(TimeStatus.HYPOTHETICAL, f"after {word!r}")
    ahead = next((word for word in auxiliaries if word in english().future and not is_refusal), None)
    expected = _expected(verb)
    if ahead or expected:
        return Status(TimeStatus.PLANNED, f"after {ahead!r}" if ahead else f"under {expected!r}")
    return None


def _invented(head: Word) -> str | None:
    """Return in what kind of fiction an act is told."""
    links = (link for link in children(_verb(head), "prep") if link.lower_ == "in")
    kinds = (noun.lemma for link in links for noun in objects_of(link))
    return next((kind for kind in kinds if kind in english().fiction), None)


def _mused(head: Word) -> Status | None:
    """Find that a promise or threat is only what a writer thinks likely: "Paris might impose sanctions"."""
    verb = _verb(head)
    is_content = any(token.dep_ in _BELOW - {"conj"} for token in _governors(verb))
    if is_content or speakers(verb) or sources_named(verb):
        return None
    word = next((c.lower_ for c in children(verb, "aux") if c.lower_ in english().musing), None)
    return Status(TimeStatus.HYPOTHETICAL, f"after {word!r}, which nobody said") if word else None


def _same_clause(verb: Word) -> Iterator[Word]:
    """Yield the verbs that share the auxiliaries of a coordinated or infinitive verb."""
    while verb.dep_ in {"conj", "xcomp"} and verb.head.pos_ in VERBAL:
        if verb.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children):
            return
        verb = verb.head
        yield verb


def _unreal(head: Word) -> Status | None:
    """Find the plan, wish, threat or call that an infinitive or noun of action is only the content of."""
    verb = _verb(head) if head.pos_ != "NOUN" else head
    if (expected := _expected(verb)) is not None:
        return Status(TimeStatus.PLANNED, f"under {expected!r}")
    above = verb.head
    if tells_when(above) or is_beside(verb):
        return None
    while above.pos_ == "ADP" and above.head != above:
        above = above.head
    if (
        above != verb
        and above.lemma in english().unreal
        and verb.dep_ in {"xcomp", "acl", "ccomp", "pcomp", "pobj", "dobj"}
    ):
        return Status(TimeStatus.HYPOTHETICAL, f"under {above.lemma!r}")
    particles = (c.lower_ for c in above.children if c.dep_ == "prt")
    goes_on = any(f"{above.lemma} {particle}" in english().going_on for particle in particles)
    if is_infinitive(verb) and verb.dep_ in {"advcl", "acl", "relcl"} and not goes_on:
        return Status(TimeStatus.HYPOTHETICAL, "a purpose")
    return None


def _expected(verb: Word) -> str | None:
    """Return the word by which an act is still to come: "is expected to vote for banning"."""
    for token in _governors(verb):
        if is_infinitive(token) and token.head.lemma == "expect":
            return token.head.lower_
        if token.dep_ == "ccomp":
            return None
        above = {token.head.lemma, token.head.lower_ if token.dep_ == "xcomp" else ""}
        is_due = token.dep_ == "xcomp" and token.head.lemma == "be"  # "is to vote"
        if is_infinitive(token) and (is_due or not english().future.isdisjoint(above)):
            return token.head.lower_
    return None


def _past(head: Word) -> Status | None:
    for verb in _governors(_verb(head)):
        if (status := _past_verb(verb)) is not None:
            return status
    return None


def _past_verb(verb: Word) -> Status | None:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"had", "'d"} and verb.tag_ == "VBN" and not _backshifted(verb):
        return Status(TimeStatus.HISTORICAL, PERFECT)
    if ago := [c for c in verb.children if c.lower_ == "ago" and _is_vague(c)]:
        return Status(TimeStatus.HISTORICAL, f"with {children(ago[0], 'npadvmod')[0].lower_!r} ago")
    words = english().past
    adverbs = [c.lower_ for c in verb.children if c.dep_ in {"advmod", "npadvmod", "prep"} and c.lower_ in words]
    if adverbs and (verb.dep_ in {"relcl", "acl", "advcl"} or auxiliaries & {"have", "has"}):
        return Status(TimeStatus.HISTORICAL, f"with {adverbs[0]!r}")
    return None


def _is_vague(ago: Word) -> bool:
    """Tell whether an act lies years back, nobody says how many: "decades ago", "a generation ago"."""
    units = (unit for unit in children(ago, "npadvmod") if unit.lemma in english().long_times)
    return any(not children(unit, "nummod") for unit in units)


def _backshifted(verb: Word) -> bool:
    """Tell whether "had" only stands for "has" under a past verb of saying: "said that they had agreed"."""
    while verb.dep_ == "conj":
        verb = verb.head
    above = verb.head
    return verb.dep_ == "ccomp" and above.tag_ in {"VBD", "VBG"} and above.lemma in english().attribution
