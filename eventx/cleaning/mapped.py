"""Text that knows where each of its characters came from."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` become ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text, and for each of its characters the offset in the raw text that it stands for."""

    text: str
    places: "array[int]"

    @classmethod
    def of(cls, raw: str) -> Self:
        """Return a raw text, every character in its own place."""
        return cls(raw, array("q", range(len(raw))))

    @classmethod
    def joined(cls, parts: Iterable["Mapped"], separator: str) -> "Mapped":
        """Return parts with one character between them, which stands for what followed the part before."""
        kept = [part for part in parts if part.text]
        places = array("q")
        for part in kept:
            if places:
                places.append(places[-1] + 1)
            places.extend(part.places)
        return cls(separator.join(part.text for part in kept), places)

    def cut(self, start: int, end: int | None = None) -> "Mapped":
        """Return the characters from ``start`` to ``end``."""
        return Mapped(self.text[start:end], self.places[start:end])

    def stripped(self) -> "Mapped":
        """Return the text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, len(self.text.rstrip())) if self.text.strip() else self.cut(0, 0)

    def lines(self) -> list["Mapped"]:
        """Return the lines, stripped; blank ones are empty."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append(self.cut(start, start + len(line)).stripped())
            start += len(line) + 1
        return found

    def edited(self, edits: Iterable[Edit]) -> "Mapped":
        """Return the text with edits made, which are in order and do not overlap."""
        pieces, places, done = [], array("q"), 0
        for start, end, new in edits:
            pieces += [self.text[done:start], new]
            places.extend(self.places[done:start])
            places.extend(self.places[min(start + i, end - 1)] for i in range(len(new)))
            done = end
        return Mapped("".join([*pieces, self.text[done:]]), places + self.places[done:]) if pieces else self

    def place(self, offset: int) -> int:
        """Return the raw offset of a character, or of the end of the text when ``offset`` is its length."""
        if offset < len(self.places):
            return self.places[offset]
        return self.places[-1] + 1 if self.places else 0
