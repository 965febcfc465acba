"""The offline coder: from a clause to a code of any codebook that has examples or cues.

It is fitted from the codebook's own examples: beforehand for the codebooks that ship, on first use
for a user's own, and kept under the hash of all that it was fitted from. First the root is decided
("---" for no event), then the code within the root.
"""

import hashlib
import sys
from collections.abc import Collection, Iterable, Sequence
from functools import cache, cached_property
from itertools import compress, groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eventx.codebook import NO_EVENT, Codebook, Cue
from eventx.engines.offline.classifier import COARSE, FINE, SINGLE, Array, Balance, Classifier
from eventx.engines.offline.clauses import Clause, read_clause
from eventx.engines.offline.confidence import Calibration, calibrations
from eventx.engines.offline.contents import claims, denies
from eventx.engines.offline.encoder import MODEL, VOCABULARY, encoder_folder, load_encoder
from eventx.engines.offline.features import features
from eventx.engines.offline.fitted import Fitted, keep_fitted, load_fitted
from eventx.engines.offline.parser import parse, parser_model
from eventx.engines.offline.participants import is_unsaid_duty, obliging
from eventx.engines.offline.training import Lesson, clause_vectors, lessons, taught
from eventx.engines.offline.words import Word
from eventx.errors import EngineError
from eventx.resolving import is_actor
from eventx.resolving.own_tables import bundled_only
from eventx.resources import data_folder, folder_hash

_LEARNING_CODE = (
    "attachments",
    "classifier",
    "clauses",
    "contents",
    "encoder",
    "features",
    "fitting",
    "grammar",
    "parser",
    "participants",
    "phrases",
    "quotes",
    "training",
    "violence",
    "voice",
    "words",
)


SILENT = 6.0
"""Lead of "no event" by the words, as log odds, from which a clause need not be read in context.

What that costs is measured in ``tests/eval/README.md``.
"""

FLAT = 50
"""Up to so many codes one classifier decides among all of them; beyond, the root is decided first."""


class Coding(NamedTuple):
    """The likeliest code of a clause taken as an event, and what speaks for and against it."""

    code: str
    """Where the words alone rule an event out, no more than its kind: see :meth:`OfflineCoder.code_running`."""
    chance: float
    """Of the code's root among all roots and "no event"."""
    no_event: float
    """Chance that the clause is no event at all."""
    ranked: tuple[tuple[str, float], ...]
    """What the first decision was among, the likeliest first: roots, or the codes of a small codebook."""


class Coded(NamedTuple):
    """A clause with its coding."""

    clause: Clause
    coding: Coding


class OfflineCoder:
    """Codes clauses under a codebook; fitted from its examples and cues on first use."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.encoder = load_encoder()

    @cached_property
    def _classifiers(self) -> Fitted:
        vectors = self.encoder is not None
        fitted = load_fitted(self.codebook.name, self.fingerprint, vectors=vectors)
        if fitted is None:
            print(f"fitting the offline coder to codebook {self.codebook.name!r}, once ...", file=sys.stderr)  # noqa: T201  # a minute of silence would worry
            with bundled_only():  # the fingerprint does not know users' dictionaries
                fitted = self.fit()
            keep_fitted(fitted, self.codebook.name, self.fingerprint, vectors=vectors)
        return fitted

    def prepare(self) -> None:
        """Load or fit now, so that what is missing shows before any article is read.

        Raises:
            EngineError: the codebook has to be fitted and has nothing to learn from.
        """
        _ = self._classifiers

    @property
    def fingerprint(self) -> str:
        """A hash of all that the coder is fitted from."""
        lenders = (lender.sha256 for lender, _ in self.codebook.lenders)
        parts = (self.codebook.sha256, *lenders, parser_model(), _knowledge_hash())
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def code_clauses(self, clauses: Sequence[Clause]) -> list[Coding]:
        """Return the coding of each clause, all of them read in context."""
        seen = [features(clause) for clause in clauses]
        vectors = clause_vectors(clauses, self.encoder)
        kinds = list(map(self._kind, clauses, self._classifiers[""].by_words(seen), vectors))
        return self._within(kinds, seen, vectors, range(len(seen)))

    def code_running(self, clauses: Sequence[Clause]) -> list[Coding]:
        """Return the coding of each clause of running text, most of which tells no event.

        A sentence is read in context only where the words of one of its clauses leave open whether it tells an event;
        of the others no more is told than the kind.
        """
        seen = [features(clause) for clause in clauses]
        by_words = self._classifiers[""].by_words(seen)
        leads = self._classifiers[""].leads(by_words, NO_EVENT)
        opened = {clause.head.sent for clause, lead in zip(clauses, leads, strict=True) if lead < SILENT}
        is_open = [clause.head.sent in opened for clause in clauses]
        read = iter(clause_vectors(compress(clauses, is_open), self.encoder))
        vectors = [next(read) if is_one else None for is_one in is_open]
        kinds = list(map(self._kind, clauses, by_words, vectors))
        return self._within(kinds, seen, vectors, compress(range(len(seen)), is_open))

    def code_passage(self, quote: str, action: str) -> tuple[str, float] | None:
        """Return code and confidence of the event that ``action`` states in ``quote``, or None."""
        doc = next(iter(parse([quote])))
        start = max(quote.find(action), 0)
        inside = [t for t in doc if start <= t.idx < start + len(action) and not t.is_punct]
        if not inside:
            return None
        head = doc[inside[0].i : inside[-1].i + 1].root
        coding = self.code_clauses([read_clause(head, is_actor)])[0]
        return None if coding.no_event > coding.chance else (coding.code, self.confidence(coding))

    def confidence(self, coding: Coding) -> float:
        """Return the probability that a coding is right; measured under CAMEO, taken over for other codebooks."""
        return self.calibration.confidence(coding.chance)

    @property
    def calibration(self) -> Calibration:
        """The curve that makes a confidence of a chance."""
        return calibrations()["words" if self.encoder is None else "vectors"]

    def evidence(self, clause: Clause, code: str, most: int = 6) -> list[str]:
        """Return the words near a predicate that speak most for what is decided first about a code."""
        return self._classifiers[""].strongest(features(clause), label_of(self.codebook, code), most)

    def _within(
        self, kinds: list[Coding], seen: Sequence[list[str]], vectors: Sequence[Array | None], places: Iterable[int]
    ) -> list[Coding]:
        """Return codings that have, at some places, the code within their kind."""
        found = list(kinds)
        for kind, group in groupby(sorted(places, key=lambda i: kinds[i].code), key=lambda i: kinds[i].code):
            numbers, among = list(group), self._classifiers.get(kind)
            if among is None:
                continue
            for i, by_words in zip(numbers, among.by_words([seen[i] for i in numbers]), strict=True):
                best = int(np.argmax(among.weighed(by_words, vectors[i])))
                found[i] = found[i]._replace(code=among.classes[best])
        return found

    def _kind(self, clause: Clause, by_words: Array, vector: Array | None) -> Coding:
        """Return what is decided first: the root, or in a small codebook the code itself.

        Who says that others must act demands it, whatever the act is; who says that something is so demands nothing,
        and who says that it is not so only makes a statement.
        """
        by_root = self._classifiers[""]
        chances = np.exp(by_root.weighed(by_words, vector))
        ranked = [(by_root.classes[i], float(chances[i])) for i in np.argsort(-chances)]
        no_event = next((chance for label, chance in ranked if label == NO_EVENT), 0.0)
        likely = self._likely(clause.head)
        told = [pair for pair in ranked if self._root(pair[0]) in likely]
        if told:
            return Coding(told[0][0], 1 - no_event, no_event, tuple(ranked[:5]))
        kind = next(label for label, _ in ranked if label != NO_EVENT)
        if self._only_claims(clause, self._root(kind)):
            return Coding(kind, 0.0, 1.0, tuple(ranked[:5]))
        chance = sum(chance for label, chance in ranked if self._root(label) == self._root(kind))
        return Coding(kind, chance, no_event, tuple(ranked[:5]))

    def _likely(self, head: Word) -> Collection[str]:
        """Return the roots that an act must have by its grammar, if it says so: demands, or mere statements."""
        if obliging(head):
            return self.codebook.head.demanding
        return {self._root(code) for code in self.codebook.head.residual} if denies(head) else ()

    def _only_claims(self, clause: Clause, root: str) -> bool:
        """Tell whether somebody only says that something is so, of himself if it is what one could be accused of.

        A duty that nobody is told to have laid on anybody is no demand.
        """
        head = self.codebook.head
        demands = root in head.demanding and (claims(clause.head) or is_unsaid_duty(clause.head))
        return demands or denies(clause.head) or (root in head.accusing and claims(clause.head, clause.is_actor))

    def _root(self, label: str) -> str:
        return label if label == NO_EVENT else self.codebook.codes[label].root

    def fit(self) -> Fitted:
        """Learn the codebook's examples, passages and cues; takes about a minute.

        Raises:
            EngineError: the codebook has nothing to learn from.
        """
        book = self.codebook
        learned = lessons(taught(book), self.encoder)
        learned += [_cue_lesson(cue) for cue in book.cues]
        if not any(lesson.code != NO_EVENT for lesson in learned):
            raise EngineError(
                f"codebook {book.name!r} has no examples, passages or cues, so the offline engine cannot learn it; "
                f"add some to {book.folder}, or use an LLM engine"
            )
        labels = {code: label_of(book, code) for code in book.codes}
        return _fit(learned, labels, SINGLE if is_flat(book) else COARSE)


def label_of(codebook: Codebook, code: str) -> str:
    """Return what is decided first about an event of some code: its root, or in a small codebook the code itself."""
    return code if code == NO_EVENT or is_flat(codebook) else codebook.codes[code].root


def is_flat(codebook: Codebook) -> bool:
    """Tell whether a codebook is so small that its codes are decided among at once."""
    return len(codebook.codes) <= FLAT


@cache
def _knowledge_hash() -> str:
    """Return a hash of the tables and of the code that turn an example into what is learned from it."""
    digest = hashlib.sha256(folder_hash(data_folder("schemas", "actors"), data_folder("schemas", "language")).encode())
    for name in (MODEL, VOCABULARY):
        digest.update((encoder_folder() / name).read_bytes())
    for name in _LEARNING_CODE:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()


def _cue_lesson(cue: Cue) -> Lesson:
    """A cue is the smallest example: a predicate and the words that stand near it, in no context."""
    near = [f for word in cue.dependents for f in (f"w={word}", f"dobj={word}", f"h={cue.head}&w={word}")]
    return Lesson(cue.code, [f"h={cue.head}", *near], None)


def _fit(learned: list[Lesson], labels: dict[str, str], first: Balance) -> Fitted:
    """Fit the first decision, weighed as ``first``, and those among the codes of one kind."""
    labelled = sorted(((labels.get(x.code, NO_EVENT), x) for x in learned), key=lambda pair: pair[0])
    fitted = {"": _classifier([lesson for _, lesson in labelled], [label for label, _ in labelled], first)}
    for label, group in groupby(labelled, key=lambda pair: pair[0]):
        members = [lesson for _, lesson in group]
        if any(lesson.code not in {label, NO_EVENT} for lesson in members):
            fitted[label] = _classifier(members, [lesson.code for lesson in members], FINE)
    return fitted


def _classifier(learned: list[Lesson], labels: list[str], balance: Balance) -> Classifier:
    features, vectors = [lesson.features for lesson in learned], [lesson.vector for lesson in learned]
    return Classifier.fit(features, vectors, labels, balance, [lesson.counts for lesson in learned])
