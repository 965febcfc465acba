"""Paragraphs of an article with what the tables know of them, and the unknown names in them."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_hits import Hit, hits_of
from eventx.resolving.actor_senses import choose
from eventx.resolving.actor_tables import Entry
from eventx.resolving.actor_words import Token, read_tokens


def times(number: int) -> int:
    """Return how often what a paragraph names counts: headline and lead count twice."""
    return 2 if number < 2 else 1


class Run(NamedTuple):
    """Tokens ``start`` to ``end`` (excluded) that are written like a name."""

    start: int
    end: int


class Paragraph:
    """A paragraph, read once.

    Args:
        text: the paragraph.
        when: the day of its article, on which a place is that of the state that then was.
    """

    def __init__(self, text: str, when: date | None = None) -> None:
        self.text = text
        self.when = when
        self.tokens: tuple[Token, ...] = tuple(read_tokens(text))
        self.names, self.roles = hits_of(self.tokens)

    def meaning(self, hit: Hit) -> Entry:
        """Return what a name means here."""
        return choose(hit.entries, self.when if hit.is_place else None)

    def words(self, start: int, end: int) -> str:
        """Return the text of tokens ``start`` to ``end`` (excluded)."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def keys(self, start: int, end: int) -> list[str]:
        """Return tokens ``start`` to ``end`` (excluded) as they are looked up."""
        return [token.key for token in self.tokens[start:end]]

    def lower(self, place: int) -> str:
        """Return a token in lower case; an empty text beyond the ends."""
        return self.tokens[place].lower if 0 <= place < len(self.tokens) else ""

    def is_sign(self, place: int, signs: str = ",") -> bool:
        """Tell whether a token is one of some signs."""
        return 0 <= place < len(self.tokens) and self.tokens[place].text in signs

    def is_broken(self, start: int, end: int) -> bool:
        """Tell whether a sign or another party stands between."""
        leaving = words_of("leaving")
        return any(token.is_sign or token.lower in leaving for token in self.tokens[start:end])

    def is_plural(self, role: Hit) -> bool:
        """Tell whether a role is named in the plural."""
        return self.lower(role.end - 1).endswith("s") and not role.entries[0].name.endswith("s")

    def is_scene(self, hit: Hit) -> bool:
        """Tell whether a place is named as one where something happens: "in Ankara", "to Ankara, where"."""
        after = self.lower(hit.end + self.is_sign(hit.end))
        happens = self.lower(hit.start - 1) in words_of("scene") or after == "where"
        return happens and self.meaning(hit).kind in {"capital", "city", "region"}

    @cached_property
    def runs(self) -> list[Run]:
        """Stretches of capitalised words that no table knows, with the small words inside names.

        Where all is written in capitals, as in some headlines, there are none.
        """
        return [] if self.text.isupper() else list(self._find_runs())

    def _find_runs(self) -> Iterator[Run]:
        taken = {i for hit in (*self.names, *self.roles) for i in hit.tokens}
        particles, others = words_of("particles"), words_of("not_names")
        start = end = 0
        for i, token in enumerate(self.tokens):
            named = i not in taken and (token.is_capital or token.hyphen) and token.lower not in others
            if named and start < end and not self.tokens[end - 1].possessive:
                end = i + 1
                continue
            if start < end and (named or token.lower not in particles):
                yield Run(start, end)
                start = end = 0
            if named and token.is_capital and not token.hyphen:
                start, end = i, i + 1
        if start < end:
            yield Run(start, end)
