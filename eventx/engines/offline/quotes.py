"""Who speaks in a quote whose own sentence does not say so."""

from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import VERBAL, children, objects_of, subjects_of
from eventx.engines.offline.words import Word

_MARK = '"'


def speakers(token: Word) -> list[Word]:
    """Return who spoke right before the quote that a word stands in: '..., Peru said. "Chile must pay."'."""
    doc = token.doc
    marks = [t.i for t in doc[: token.i] if t.text == _MARK]
    if len(marks) % 2 == 0 or marks[-1] == 0:
        return []
    before = doc[doc[marks[-1] - 1].sent.start : marks[-1]]
    verbs = [t for t in before if t.pos_ in VERBAL and not _is_quoted(t, marks) and subjects_of(t)]
    said = [verb for verb in verbs if verb.lemma in english().attribution | english().speaking]
    return subjects_of((said or verbs)[-1]) if verbs else []


def _is_quoted(token: Word, marks: list[int]) -> bool:
    return sum(place < token.i for place in marks) % 2 == 1


def sources_named(verb: Word) -> list[Word]:
    """Return according to whom something is so: "according to the minister"."""
    links = (link for of in children(verb, "prep") if of.lower_ == "according" for link in children(of, "prep"))
    return [source for link in links for source in objects_of(link)]
