"""Who a pronoun stands for, by the simplest rules that hold in news.

A pronoun in reported speech is the speaker; elsewhere it is the latest subject that fits it in
number and kind. What is not found stays a pronoun, which names nobody.
"""

from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from eventx.engines.offline.clauses import phrase
from eventx.engines.offline.grammar import english
from eventx.engines.offline.parser import original

SPEAKER = frozenset({"i", "we", "me", "us", "my", "our"})
PERSON = frozenset({"he", "she", "him", "her", "his"})
THING = frozenset({"it", "its"})
MANY = frozenset({"they", "them", "their"})
PRONOUNS = SPEAKER | PERSON | THING | MANY

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class References:
    """The subjects of an article met so far, latest last."""

    def __init__(self, is_actor: Callable[[str], bool]) -> None:
        self._is_actor = is_actor
        self._subjects: list[Span] = []

    def note(self, sentence: Span) -> None:
        """Remember the actors that are subjects in a sentence, main clauses last."""
        subjects = [t for t in sentence if t.dep_ in _SUBJECTS and not is_pronoun(t)]
        for token in sorted(subjects, key=lambda t: t.head.dep_ == "ROOT"):
            words = phrase(token)
            if self._is_actor(words.text):
                self._subjects.append(words)

    def words_for(self, token: Token) -> str | None:
        """Return the words that a participant's head stands for: its own phrase, or its antecedent's."""
        word = token.lower_
        if not is_pronoun(token):
            return original(phrase(token))
        near = _owner(token) or self._object(token)
        if near is not None:
            return original(phrase(near))
        speaker = _speaker(token)
        if speaker is not None and word in THING | MANY and speaker.i > token.i:
            speaker = None
        if speaker is not None and not is_pronoun(speaker):
            return original(phrase(speaker))
        if word in SPEAKER and speaker is None:
            return None
        fits = _fits(PERSON if speaker is not None and speaker.lower_ in PERSON else word)
        found = next((words for words in (*self._earlier(token), *reversed(self._subjects)) if fits(words)), None)
        return original(found) if found is not None else None

    def _earlier(self, token: Token) -> Iterator[Span]:
        """Yield the actors that are subjects of other verbs before a word of its sentence, the nearest first."""
        for other in reversed(token.doc[token.sent.start : token.i]):
            elsewhere = other.dep_ in _SUBJECTS and other.head != token.head and not is_pronoun(other)
            if elsewhere and self._is_actor(phrase(other).text):
                yield phrase(other)

    def _object(self, token: Token) -> Token | None:
        """Return the object of the verb before it that an object points to: "expelled two envoys and accused them"."""
        verb = token.head
        if token.dep_ != "dobj" or verb.dep_ not in {"conj", "advcl"}:
            return None
        before = [t for t in verb.head.subtree if t.i < verb.i and t.dep_ in {"dobj", "pobj"} and not is_pronoun(t)]
        fits = _fits(token.lower_)
        return next((t for t in before if fits(phrase(t)) and self._is_actor(phrase(t).text)), None)


def is_pronoun(token: Token) -> bool:
    """Tell whether a word stands for somebody told of elsewhere; "US" does not."""
    return token.lower_ in PRONOUNS and token.text != "US"


def _owner(token: Token) -> Token | None:
    """Return the subject that a possessive points to: "Peru recalled its envoy"."""
    if token.dep_ != "poss" or token.lower_ in SPEAKER:
        return None
    fits = _fits(token.lower_)
    for above in token.ancestors:
        for subject in above.children:
            if subject.dep_ in _SUBJECTS and not subject.is_ancestor(token):
                return subject if not is_pronoun(subject) and fits(phrase(subject)) else None
    return None


def _speaker(token: Token) -> Token | None:
    """Return the subject of the verb of speech above a pronoun."""
    attribution = english().attribution
    for above in token.ancestors:
        if above.lemma_.lower() in attribution and above != token.head:
            subjects = [c for c in above.children if c.dep_ == "nsubj" and c != token]
            if subjects:
                return subjects[0]
    return None


def _fits(word: str | frozenset[str]) -> Callable[[Span], bool]:
    if word == PERSON or word in PERSON:
        return lambda words: words.root.ent_type_ in {"PERSON", ""} and not _is_many(words)
    if word in MANY:
        return lambda words: _is_many(words) or any(t.dep_ == "conj" for t in words.root.children)
    return lambda words: words.root.ent_type_ != "PERSON" and not _is_many(words)


def _is_many(words: Span) -> bool:
    """Tell whether a phrase stands in the plural: "envoys", "two of the envoys"."""
    root = words.root
    return root.tag_ in {"NNS", "NNPS"} or (root.tag_ == "CD" and root.lower_ not in {"one", "1"})
