"""The attributes of a codebook, read from an event's sentence and from those that go on about it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from eventx.codebook import Attribute, Codebook
from eventx.engines.offline.attribute_words import word_lists
from eventx.engines.offline.coder import Coded
from eventx.engines.offline.crowds import crowd
from eventx.engines.offline.cue_words import MODES, contexts_of
from eventx.engines.offline.modes import mode_of
from eventx.engines.offline.times import Time
from eventx.engines.offline.tolls import Toll, distance, is_toll_of, lowest, tells_death, tolls
from eventx.engines.offline.victims import first_hit, is_civilian
from eventx.engines.offline.words import Word, Words
from eventx.resolving import role_of
from eventx.schema import Draft, TimeStatus
from eventx.schema.draft import AttributeValue

ONWARD = 2
"""Sentences after an event's own that may still tell its toll or its crowd."""

_ENDS = frozenset(".!?\"')")


class Told(NamedTuple):
    """A sentence and the events drafted from it."""

    sentence: Words
    drafts: tuple[Draft, ...]
    coded: tuple[Coded, ...]
    """The clauses that the drafts were made of."""
    times: tuple[Time, ...] = ()
    """When each act was, where that was asked."""

    @property
    def acts(self) -> tuple[Word, ...]:
        """The predicates of the drafts."""
        return tuple(event.clause.head for event in self.coded)


class Found(NamedTuple):
    """The value of an attribute and the words it was read from."""

    value: AttributeValue
    words: str


class Scene(NamedTuple):
    """An event within its article, as the readers of attributes see it."""

    act: Word
    code: str
    target: str
    """The words for whom it is done to; empty when nobody is named."""
    sentence: Words
    rivals: tuple[Word, ...]
    """Predicates of the other events of the sentence."""
    onward: tuple[Words, ...]
    """The sentences that go on about it."""
    codebook: Codebook


def with_attributes(told: Sequence[Told], codebook: Codebook) -> Iterator[Draft]:
    """Yield the drafts of an article, in order, with the attributes that its sentences state.

    Args:
        told: the sentences of the article, all of them, in order.
        codebook: the scheme; attributes of other names than those this engine reads stay empty.
    """
    for place, sentence in enumerate(told):
        for draft in sentence.drafts:
            found = read_attributes(told, place, draft, codebook)
            yield draft.model_copy(update={"attributes": {name: value for name, (value, _) in found.items()}})


def read_attributes(told: Sequence[Told], place: int, draft: Draft, codebook: Codebook) -> dict[str, Found]:
    """Return the attributes of one draft of the sentence at ``place``, with the words they were read from."""
    wanted = [a for a in codebook.attributes if a.name in READERS and _applies(a.name, draft, codebook)]
    if not wanted:
        return {}
    scene = _scene(told, place, draft, codebook)
    return {a.name: value for a in wanted if (value := READERS[a.name](scene)) and _fits(value, a)}


def _applies(name: str, draft: Draft, codebook: Codebook) -> bool:
    """Tell whether an attribute makes sense for a draft: one that lists codes needs such a code and a fact."""
    codes: dict[str, list[str]] | None = word_lists(name).get("codes")
    happened = draft.time_status in {TimeStatus.ACTUAL, TimeStatus.HISTORICAL}
    return codes is None or (happened and draft.proposed_code in codes.get(codebook.name, ()))


def _fits(found: Found, attribute: Attribute) -> bool:
    return not attribute.values or found.value in attribute.values


def _scene(told: Sequence[Told], place: int, draft: Draft, codebook: Codebook) -> Scene:
    sentence, acts = told[place].sentence, told[place].acts
    own = next(i for i, other in enumerate(told[place].drafts) if other is draft)
    onward = tuple(_onward(told, place)) if own == 0 else ()
    code, target = draft.proposed_code or "", draft.target or ""
    return Scene(acts[own], code, target, sentence, acts[:own] + acts[own + 1 :], onward, codebook)


def _onward(told: Sequence[Told], place: int) -> Iterator[Words]:
    """Yield the next sentences up to one that tells of another act, or of deaths that somebody else caused."""
    doers = {draft.actor for draft in told[place].drafts}
    for later in told[place + 1 : place + 1 + ONWARD]:
        is_heading = later.sentence.text.rstrip()[-1:] not in _ENDS
        by_others = any(draft.actor and draft.actor not in doers for draft in later.drafts)
        if is_heading or by_others or not all(map(tells_death, later.acts)):
            return
        yield later.sentence


def _fatalities(scene: Scene) -> Found | None:
    own = [t for t in tolls(scene.sentence) if is_toll_of(t, scene.act) and _is_nearest(t, scene)]
    groups = [own] + [[t for t in tolls(s) if is_toll_of(t, s.root)] for s in scene.onward]
    for group in groups:
        least = lowest(group)
        if least is not None:
            return Found(least[0], " ... ".join(_toll_text(toll) for toll in least[1]))
    return None


def _is_nearest(toll: Toll, scene: Scene) -> bool:
    """Tell whether no other event of the sentence stands nearer to a toll."""
    steps = distance(toll.head, scene.act)
    return all(steps <= distance(toll.head, rival) for rival in scene.rivals)


def _toll_text(toll: Toll) -> str:
    first, last = sorted((toll.head.i, toll.last.i))
    return toll.head.doc[first : last + 1].text


def _crowd_size(scene: Scene) -> Found | None:
    for sentence in (scene.sentence, *scene.onward):
        found = crowd(sentence)
        if found is not None:
            return Found(found.size, sentence.doc[found.first : found.last + 1].text)
    return None


def _civilian_targeting(scene: Scene) -> Found:
    if scene.code in word_lists("civilian_targeting")["always"].get(scene.codebook.name, ()):
        return Found(True, f"the code {scene.code}")
    role = role_of(scene.target)
    for kind, is_hit in (("civilian_roles", True), ("armed_roles", False)):
        if role in word_lists("civilian_targeting")[kind]:
            return Found(is_hit, scene.target)
    for sentence in (scene.sentence, *scene.onward):
        hit = first_hit(sentence, scene.act)
        if hit is not None:
            return Found(is_civilian(hit), hit.text)
    return Found(False, "nobody named")


def _mode(scene: Scene) -> Found | None:
    if not (scene.codebook.folder / MODES).is_file():
        return None
    found = mode_of(scene.act, scene.code, scene.codebook)
    return Found(found.name, found.words) if found else None


def _context(scene: Scene) -> Found | None:
    found = contexts_of(scene.sentence, scene.codebook)
    words = ", ".join(word for _, said in found for word in said)
    return Found("; ".join(name for name, _ in found), words) if found else None


READERS: dict[str, Callable[[Scene], Found | None]] = {
    "fatalities": _fatalities,
    "crowd_size": _crowd_size,
    "civilian_targeting": _civilian_targeting,
    "mode": _mode,
    "context": _context,
}
