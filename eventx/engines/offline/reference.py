"""Who a pronoun stands for, by the simplest rules that hold in news.

A pronoun in reported speech is the speaker; elsewhere it is the latest subject that fits it in
number and kind. What is not found stays a pronoun, which names nobody.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from eventx.engines.offline.grammar import english, pronouns
from eventx.engines.offline.parser import original
from eventx.engines.offline.phrases import (
    SUBJECTS,
    VERBAL,
    after,
    antecedent,
    children,
    is_definite,
    is_part,
    name_of,
    phrase,
    subjects_of,
)
from eventx.engines.offline.quotes import speakers
from eventx.engines.offline.words import Word, Words
from eventx.resolving import resolve
from eventx.resolving.actor_grammar import words_of

_OBJECTS = frozenset({"dobj", "dative"})


class Met(NamedTuple):
    """Who is told of in a sentence, actors and persons nobody knows: subjects, those of main clauses last; objects."""

    subjects: list[Words]
    objects: list[Words]


class References:
    """The actors of an article met so far, latest last.

    Args:
        is_actor: tells whether words name somebody who can act.
        is_person: tells whether they name a person, and not a court or a land.
    """

    def __init__(self, is_actor: Callable[[str], bool], is_person: Callable[[str], bool]) -> None:
        self._is_actor = is_actor
        self._is_person = is_person
        self._subjects: list[Words] = []
        self._last = Met([], [])

    def met_in(self, sentence: Words) -> Met:
        """Return the actors of a sentence."""
        return Met(*(self._actors(sentence, relations) for relations in (SUBJECTS, _OBJECTS)))

    def note(self, met: Met) -> None:
        """Remember the actors of a sentence."""
        self._last = met
        self._subjects += met.subjects

    def _actors(self, sentence: Words, relations: frozenset[str]) -> list[Words]:
        heads = [t for t in sentence if t.dep_ in relations and not (is_pronoun(t) or t.lemma in english().anaphoric)]
        named = (phrase(t) for t in sorted(heads, key=lambda t: t.head.dep_ == "ROOT"))
        told = (words for words in named if len(words))  # clauses between may cut away all of a phrase
        return [words for words in told if self._is_actor(words.text) or words.root.ent_type_ == "PERSON"]

    def words_for(self, token: Word) -> str | None:
        """Return the words that a participant's head stands for: its own phrase, or its antecedent's."""
        token = _part_of(token) or token
        if not is_pronoun(token):
            return original(phrase(token))
        near = self._owner(token) or self._object(token)
        if near is not None:
            return original(phrase(near))
        word, speaker = token.lower_, _speaker(token) or self._going_on(token)
        if speaker is not None and word in english().one_thing | english().several and speaker.i > token.i:
            speaker = None
        by_name = None if speaker is None or is_pronoun(speaker) else original(phrase(speaker))
        if by_name and self._may_be(word, speaker):
            return by_name
        if is_speaker(token) and speaker is None:
            return None
        is_person = speaker is not None and speaker.lower_ in english().one_person
        fits = self._fits(speaker.lower_ if speaker is not None and is_person else word)
        found = next((words for words in (*self._earlier(token), *self._before(token)) if fits(words)), None)
        return original(self._introduced(found)) if found is not None else by_name

    def _introduced(self, words: Words) -> Words:
        """Return the fuller words by which somebody was told of before: "Crowe", after "Admiral William Crowe"."""
        if self._is_actor(words.text):
            return words
        fuller = (other for other in reversed(self._subjects) if words.root.text in {token.text for token in other})
        return next((other for other in fuller if self._is_actor(other.text)), words)

    def named_before(self, token: Word) -> str | None:
        """Return the words by which somebody was told of before who is now only "the government" or "the country"."""
        if token.pos_ != "NOUN" or not is_definite(token) or len(phrase(token)) > 2:  # "the", and the noun
            return None
        if phrase(token).text.lower() in words_of("own_land"):
            return _land_before(token)
        # by the capitals of lemma_ "The union" is not "The African Union"
        same = (words for words in reversed(self._subjects) if words.root.lemma_ == token.lemma_)
        found = next(same, None)
        return original(found) if found is not None else None

    def _may_be(self, word: str, speaker: Word | None) -> bool:
        """Tell whether a pronoun is likely who speaks: a ministry is "she" only if nobody else was named."""
        if word not in english().one_person or speaker is None or speaker.ent_type_ == "PERSON":
            return True
        return self._is_person(phrase(speaker).text)

    def _earlier(self, token: Word) -> Iterator[Words]:
        """Yield the actors of other verbs before a word of its sentence, subjects first, then the nearest.

        Who does an act is not who it is done to: "Police used tear gas against them".
        """
        own = [token.head, *_verbs_of(token)]
        before = [other for other in reversed(token.doc[token.sent.start : token.i]) if other.head not in own]
        for relations in (SUBJECTS, _OBJECTS):
            for other in before:
                if other.dep_ in relations and not is_pronoun(other) and self._is_actor(phrase(other).text):
                    yield phrase(other)

    def _before(self, token: Word) -> Iterator[Words]:
        """Yield the actors of the sentences before: an object is rather the object of the last one.

        A subject may be that too, "They are to leave", but not where who acted there is a pronoun himself; "it" is
        mostly a thing where it is an object.
        """
        subjects, objects = self._last if token.lower_ not in english().one_thing else Met(self._last.subjects, [])
        if token.dep_ in _OBJECTS:
            yield from reversed(objects)
        yield from reversed(subjects)
        if subjects and token.dep_ in SUBJECTS:
            yield from reversed(objects)
        yield from reversed(self._subjects)

    def _object(self, token: Word) -> Word | None:
        """Return the object of the verb before it that an object points to: "expelled two envoys and accused them"."""
        verb = token.head
        if token.dep_ != "dobj" or verb.dep_ not in {"conj", "advcl"}:
            return None
        before = [t for t in verb.head.subtree if t.i < verb.i and t.dep_ in {"dobj", "pobj"} and not is_pronoun(t)]
        fits = self._fits(token.lower_)
        persons = (t for t in before if t.lemma not in english().anaphoric)  # "imposed sanctions on them"
        return next((t for t in persons if fits(phrase(t)) and self._is_actor(phrase(t).text)), None)

    def _going_on(self, token: Word) -> Word | None:
        """Return the person who did something and goes on to speak of himself: "The envoy wept and said he was ill"."""
        said = (t for t in token.ancestors if t.dep_ == "conj" and t.lemma in english().attribution)
        verbs = (t.head for t in said if all(c.dep_ != "dobj" for c in t.head.children))
        subjects = (subject for verb in verbs for subject in subjects_of(verb) if not is_pronoun(subject))
        persons = (subject for subject in subjects if self._is_person(phrase(subject).text))
        return next(persons, None) if token.lower_ in english().one_person else None

    def _owner(self, token: Word) -> Word | None:
        """Return the subject that a possessive points to: "Peru recalled its envoy"."""
        if token.tag_ == "WP$":
            return antecedent(token)
        if token.dep_ != "poss" or is_speaker(token):
            return None
        fits = self._fits(token.lower_)
        for above in token.ancestors:
            for subject in subjects_of(above):
                if not subject.is_ancestor(token):
                    meant = antecedent(subject)
                    return meant if not is_pronoun(meant) and fits(phrase(meant)) else None
        return None

    def _fits(self, word: str) -> Callable[[Words], bool]:
        """Return what tells whether a pronoun can stand for some words."""
        if word in english().one_person:
            return lambda words: not _is_many(words) and self._is_one(words)
        if word in english().two:
            return lambda words: any(t.dep_ == "conj" or t.lower_ == "two" for t in words.root.children)
        if word in english().several:
            return lambda words: _is_many(words) or any(t.dep_ == "conj" for t in words.root.children)
        return lambda words: not (_is_many(words) or self._is_human(words))

    def _is_human(self, words: Words) -> bool:
        """Tell whether words name a person: the tagger takes "Chad" for one."""
        return words.root.ent_type_ == "PERSON" and self._is_person(words.text)

    def _is_one(self, words: Words) -> bool:
        """Tell whether words name one person, whatever the tagger takes a name for that the article explains."""
        kind = words.root.ent_type_
        return kind == "PERSON" or (self._is_person(words.text) and (kind == "" or self._is_actor(words.text)))


def is_pronoun(token: Word) -> bool:
    """Tell whether a word stands for somebody told of elsewhere; "US" does not."""
    return (token.lower_ in pronouns() and token.text != "US") or token.tag_ == "WP$"


def _land_before(token: Word) -> str | None:
    """Return the land named last before "the country" in its sentence, unless it acts: "left Mali, and condemned"."""
    before = token.doc[token.sent.start : token.i]
    named = (name_of(t).text for t in reversed(before) if t.ent_type_ == "GPE" and t.dep_ not in SUBJECTS)
    return next((name for name in named if [land.kind for land in resolve(name)] == ["country"]), None)


def is_speaker(token: Word) -> bool:
    """Tell whether a pronoun stands for who speaks: "we", "our"."""
    return token.lower_ in english().first_person


def owner_of(token: Word) -> Word | None:
    """Return the pronoun that says whose a participant is: "its ambassador"; "its neighbour" is not its own."""
    nouns = (token, *children(token, "compound", "amod", "nmod"))
    if any(noun.lemma in english().opposite for noun in nouns):
        return None
    return next((c for c in token.children if c.dep_ == "poss" and is_pronoun(c)), None)


def _verbs_of(token: Word) -> Iterator[Word]:
    """Yield the verb that an object belongs to, and those before it that have the same subject."""
    verb = next((t for t in token.ancestors if t.pos_ in VERBAL), None) if token.dep_ not in SUBJECTS else None
    while verb is not None:
        yield verb
        verb = verb.head if verb.dep_ == "conj" and not subjects_of(verb) and verb.head is not verb else None


def _part_of(token: Word) -> Word | None:
    """Return the pronoun for those of whom a number says how many: "one of them", "several of us"."""
    return after(token, "of")[0] if is_part(token) else None


def _speaker(token: Word) -> Word | None:
    """Return the subject of the verb of speech above a pronoun; "we" in a quote that goes on is who spoke before."""
    attribution = english().attribution
    for above in token.ancestors:
        if above.lemma in attribution and above != token.head:
            subjects = [c for c in above.children if c.dep_ == "nsubj" and c != token]
            if subjects:
                return subjects[0]
    return next(iter(speakers(token)), None) if is_speaker(token) else None


def _is_many(words: Words) -> bool:
    """Tell whether a phrase stands in the plural: "envoys", "two of the envoys", "Rebels" at the start."""
    root = words.root
    is_start = root.i == root.sent.start and root.tag_ == "NNP" and root.lower_.endswith("s") and not root.ent_type_
    return is_start or root.tag_ in {"NNS", "NNPS"} or (root.tag_ == "CD" and root.lower_ not in {"one", "1"})
