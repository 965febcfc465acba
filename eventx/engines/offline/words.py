"""A parsed paragraph as plain objects: what the parser says about each word, read once.

Attributes are named as in spaCy, whose own tokens look up or build anew whatever they are asked, each time; the rules
ask hundreds of times for a sentence.
"""

from collections.abc import Iterator
from operator import attrgetter
from sys import intern
from typing import overload

from spacy.tokens import Doc, Token

from eventx.engines.offline.attachments import head_of


class Word:
    """A word in the tree of its sentence."""

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "is_space", "lemma", "lemma_",
        "like_num", "lower_", "pos_", "sent", "tag_", "text",
    )  # fmt: skip

    head: "Word"
    """The word that it depends on; the root of a sentence depends on itself."""
    sent: "Words"
    """Its sentence."""

    def __init__(self, token: Token, doc: "Paragraph") -> None:
        self.doc = doc
        self.i: int = token.i
        self.idx: int = token.idx
        """The place of its first character in the paragraph."""
        self.text: str = token.text
        self.lower_ = intern(token.lower_)
        self.lemma_ = intern(token.lemma_)
        self.lemma = intern(token.lemma_.lower())
        """The lemma in small letters, as the word lists have it."""
        self.pos_ = intern(token.pos_)
        self.tag_ = intern(token.tag_)
        self.dep_ = intern(token.dep_)
        self.ent_type_ = intern(token.ent_type_)
        self.is_punct: bool = token.is_punct
        self.is_space: bool = token.is_space
        self.like_num: bool = token.like_num
        self.children: list[Word] = []
        """What depends on it, in text order."""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_mark(self) -> bool:
        """Whether it is a sign or space on which nothing depends."""
        return (self.is_punct or self.is_space) and not self.children and self.head is not self

    @property
    def ancestors(self) -> tuple["Word", ...]:
        """The words that it depends on, the nearest first."""
        line = [self]
        while line[-1].head is not line[-1]:
            line.append(line[-1].head)
        return tuple(line[1:])

    @property
    def subtree(self) -> tuple["Word", ...]:
        """The word and all that depends on it, in text order."""
        found = [self]
        for word in found:
            found += word.children
        return tuple(sorted(found, key=attrgetter("i")))

    @property
    def left_edge(self) -> "Word":
        """The first word of its subtree."""
        return self.subtree[0]

    @property
    def right_edge(self) -> "Word":
        """The last word of its subtree."""
        return self.subtree[-1]

    @property
    def conjuncts(self) -> tuple["Word", ...]:
        """The other words that are listed with it."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        listed = [first]
        for word in listed:
            listed += [child for child in word.children if child.dep_ == "conj" and child.i > word.i]
        return tuple(word for word in listed if word is not self)

    def is_ancestor(self, other: "Word") -> bool:
        """Tell whether another word depends on it."""
        return self in other.ancestors


class Words:
    """A stretch of words."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Paragraph", start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> "Words": ...
    def __getitem__(self, place: int | slice) -> "Word | Words":
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Words(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.words[self.start : self.end][place]

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The words as the parser read them."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """The place of the first character in the paragraph."""
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        """The place behind the last character."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> "Words":
        """The sentence of the first word."""
        return self.doc.words[self.start].sent

    @property
    def tops(self) -> list[Word]:
        """The words that depend on none of the others, in text order; marks only where there are no words."""
        tops = [word for word in self if word.head is word or not self.start <= word.head.i < self.end]
        return [word for word in tops if not word.is_mark] or tops

    @property
    def root(self) -> Word:
        """The word that the others depend on; of several the highest in the tree, of equals the first."""
        return min(self.tops, key=lambda word: len(word.ancestors))


class Paragraph(Words):
    """A parsed paragraph."""

    __slots__ = ("known", "original", "sents", "text", "words")

    text: str
    """The paragraph as the parser read it."""

    def __init__(self, parsed: Doc, original: str) -> None:
        """Read a parse.

        Args:
            parsed: by spaCy.
            original: the characters of the paragraph, as many as were parsed.
        """
        self.text = parsed.text
        self.original = original
        self.known: dict[object, bool] = {}
        """What rules have found out about its words, for as long as it is looked at."""
        self.words = [Word(token, self) for token in parsed]
        super().__init__(self, 0, len(self.words))
        for word, token in zip(self.words, parsed, strict=True):
            word.head = self.words[head_of(token).i]
            if word.head is not word:
                word.head.children.append(word)
        self.sents = [Words(self, sentence.start, sentence.end) for sentence in parsed.sents]
        for sentence in self.sents:
            for word in sentence:
                word.sent = sentence
