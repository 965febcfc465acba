"""A codebook's example sentences, parsed into what the classifiers learn from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eventx.codebook import NO_EVENT, Codebook, Passage
from eventx.engines.offline.clauses import Clause, predicates, read_clause
from eventx.engines.offline.contents import content, reports
from eventx.engines.offline.encoder import SIZE, Encoder, Vectors
from eventx.engines.offline.features import features, narrow_tokens, roles
from eventx.engines.offline.grammar import english, pronouns
from eventx.engines.offline.parser import parse
from eventx.engines.offline.phrases import VERBAL, IsActor, act_below, framed, name_of, phrase
from eventx.engines.offline.words import Paragraph, Word
from eventx.resolving import DocumentNames, is_actor
from eventx.resolving.actor_words import lemmas

PORTION = 512
"""Clauses whose sentences are encoded before they are pooled; bounds the memory that a long article takes."""

UNMARKED = 0.3
"""How much an unmarked side clause of a passage counts as "no event": its markers took the news and passed over more.

Chosen on real news: see ``tests/eval/README.md``.
"""

_MAIN = frozenset({"ROOT", "conj"})


class Lesson(NamedTuple):
    """One example as the classifier sees it."""

    code: str
    features: list[str]
    vector: NDArray[np.float32] | None
    counts: float = 1.0


class Teaching(NamedTuple):
    """A clause that a codebook teaches, and how much it counts."""

    code: str
    clause: Clause
    counts: float = 1.0


def taught(codebook: Codebook) -> list[Teaching]:
    """Parse the examples and passages of a codebook and of those it learns from; return the clauses that they teach.

    What another codebook lends has the codes of this one; of its codes that are none of these nothing is learned.
    """
    lent = ((one, loan) for lender, loan in codebook.lenders for one in _own(lender))
    named = ((one, loan.name(one.code, one.clause.head.lemma)) for one, loan in lent)
    return _own(codebook) + [one._replace(code=code) for one, code in named if code is not None]


def _own(codebook: Codebook) -> list[Teaching]:
    """Return what a codebook itself teaches, in its order.

    The events of a passage teach codes, its other clauses with actors teach when to be silent.
    """
    examples = zip(codebook.examples, parse(example.text for example in codebook.examples), strict=True)
    passages = zip(codebook.passages, parse(passage.text for passage in codebook.passages), strict=True)
    found = [Teaching(e.code, marked_clause(doc, e.source, e.action, e.target, is_actor)) for e, doc in examples]
    nouns = action_nouns(codebook)
    return found + [one for passage, doc in passages for one in _passage_clauses(passage, doc, nouns)]


def lessons(coded: Sequence[Teaching], encoder: Encoder | None) -> list[Lesson]:
    """Return what clauses teach, as the classifier sees them."""
    vectors = clause_vectors((one.clause for one in coded), encoder)
    return [
        Lesson(code, features(clause), vector, counts)
        for (code, clause, counts), vector in zip(coded, vectors, strict=True)
    ]


def _passage_clauses(passage: Passage, doc: Paragraph, action_nouns: frozenset[str]) -> Iterator[Teaching]:
    names = DocumentNames.of(passage.text, None, None)

    def acts(words: str) -> bool:
        return words.lower() in pronouns() or is_actor(words, names)

    covered: set[int] = set()
    for event in passage.events:
        source, action, target = (_span(passage.text, words) for words in (event.source, event.action, event.target))
        clause = marked_clause(doc, source, action, target, acts)
        reporters = (t for t in clause.head.ancestors if reports(t))
        covered |= {t.i for t in (clause.head, *content(clause.head), *reporters)}
        yield Teaching(event.code, clause)
    for sentence in doc.sents:
        for head in predicates(sentence, action_nouns):
            clause = read_clause(head, acts)
            if head.i not in covered and any(acts(name_of(t).text) for t in clause.sources[:1] + clause.targets[:1]):
                yield Teaching(NO_EVENT, clause, 1.0 if framed(head).dep_ in _MAIN else UNMARKED)


def _span(text: str, words: str) -> tuple[int, int] | None:
    return (text.index(words), text.index(words) + len(words)) if words else None


def action_nouns(codebook: Codebook) -> frozenset[str]:
    """Return nouns of violence and the words that a codebook's examples begin an act with; nouns there name acts.

    With the plural that is marked there may be the singular: the parse knows "talks" as "talk".
    """
    books = (codebook, *(lender for lender, _ in codebook.lenders))
    marked = [e.text[slice(*e.action)] for book in books for e in book.examples if e.action and e.code != NO_EVENT]
    marked += [event.action for book in books for passage in book.passages for event in passage.events]
    first = (word for words in marked if words.split() for word in lemmas(words.split()[0].lower()))
    return english().violence.union(first)


def clause_vectors(clauses: Iterable[Clause], encoder: Encoder | None) -> list[NDArray[np.float32] | None]:
    """Return for each clause, as one array, the vectors of its near words, its predicate and its sentence."""
    listed = list(clauses)
    if encoder is None:
        return [None] * len(listed)
    portions = (listed[i : i + PORTION] for i in range(0, len(listed), PORTION))
    return [vector for portion in portions for vector in _vectors(portion, encoder)]


def _vectors(clauses: list[Clause], encoder: Encoder) -> Iterator[NDArray[np.float32]]:
    sentences = list(dict.fromkeys(clause.head.sent for clause in clauses))
    encoded = dict(zip(sentences, encoder.encode(sentences), strict=True))
    yield from (_pooled(clause, encoded[clause.head.sent]) for clause in clauses)


def near_words(clause: Clause) -> list[int]:
    """Return which words of its sentence stand near a clause's predicate and name neither source nor target."""
    sentence = clause.head.sent
    pairs = zip((clause.sources[:1], clause.targets[:1]), roles(clause), strict=True)
    names = {t.i for side, role in pairs if role for one in side for t in phrase(one)}
    near = (t.i for t in narrow_tokens(clause) if t.i not in names)
    return [i - sentence.start for i in near if sentence.start <= i < sentence.end]


def _pooled(clause: Clause, states: Vectors) -> NDArray[np.float32]:
    near = near_words(clause)
    pooled = states[near].mean(0) if near else np.zeros(SIZE, np.float32)
    return np.concatenate([pooled, states[clause.head.i - clause.head.sent.start], states.mean(0)])


def marked_clause(
    doc: Paragraph,
    source: tuple[int, int] | None,
    action: tuple[int, int] | None,
    target: tuple[int, int] | None,
    is_actor: IsActor,
) -> Clause:
    """Return the clause that an example marks; the marked words come before those found by the parse."""
    sides = [_top(doc, span) for span in (source, target)]
    head = act_below(_top(doc, action) or _common_head(doc, [side for side in sides if side is not None]))
    found = read_clause(head, is_actor)
    sources = tuple(s for s in sides[:1] if s is not None) + found.sources
    targets = tuple(t for t in sides[1:] if t is not None) + found.targets
    return Clause(head, sources, targets, is_actor)


def _top(doc: Paragraph, span: tuple[int, int] | None) -> Word | None:
    """Return the word of a span that governs the others; of several the first that tells something."""
    inside = [t for t in doc if t.idx < span[1] and t.idx + len(t) > span[0]] if span is not None else []
    if not inside:
        return None
    tops = doc[inside[0].i : inside[-1].i + 1].tops
    content = [t for t in tops if t.pos_ in {"VERB", "NOUN", "AUX", "ADJ", "PROPN"}]
    top = next(iter(content or tops))
    return top.head if top.dep_ in {"aux", "auxpass"} else top


def _common_head(doc: Paragraph, sides: list[Word]) -> Word:
    """Return the lowest verb above all sides, or the root of the first sentence."""
    if not sides:
        return next(t for t in doc if t.head == t)
    above = [[side, *side.ancestors] for side in sides]
    shared = {t.i for t in above[0]}.intersection(*({t.i for t in line} for line in above[1:]))
    line = [t for t in above[0] if t.i in shared and t not in sides]
    return next((t for t in line if t.pos_ in VERBAL), line[0] if line else above[0][-1])
