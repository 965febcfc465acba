"""What reading passes over without a failed article: dates that cannot be read, tables without a text, other files."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventx.readers.metadata import DATE_FORMS, TWO_DAYS

SUFFIXES = 6
"""Suffixes of skipped files that are named."""

TABLES = 3
"""Tables without their columns that are told with the reason."""


@dataclass
class Notes:
    """Fills while articles are read; :meth:`lines` tells it."""

    unread_dates: int = 0
    """Rows with a date that could not be read."""
    unread_date: str = ""
    """The first of these dates, and where it stands."""
    unread_tables: list[str] = field(default_factory=list)
    """Why each table of a folder was not read that lacks a column."""
    skipped: "Counter[str]" = field(default_factory=Counter)
    """Files of folders that nobody reads, by suffix."""

    def date(self, written: str, where: str) -> None:
        """Note a date that could not be read."""
        self.unread_dates += 1
        self.unread_date = self.unread_date or f"{written[:40]!r} ({where})"

    def lines(self) -> list[str]:
        """Return the notes for people, a line each."""
        return [*self._dates(), *self._tables(), *self._others()]

    def _dates(self) -> Iterator[str]:
        if self.unread_dates:
            have = "1 article has" if self.unread_dates == 1 else f"{self.unread_dates:,} articles have"
            yield f"{have} a date that could not be read, such as {self.unread_date}; the text is searched for one"
            yield f"dates are read like {' | '.join(DATE_FORMS)}; not those that could be two days, like {TWO_DAYS}"

    def _tables(self) -> Iterator[str]:
        yield from (f"not read: {reason}" for reason in self.unread_tables[:TABLES])
        if len(self.unread_tables) > TABLES:
            yield f"not read: {len(self.unread_tables) - TABLES:,} more tables without their columns"

    def _others(self) -> Iterator[str]:
        if self.skipped:
            kinds = sorted(self.skipped.items(), key=lambda kind: (-kind[1], kind[0]))
            named = [f"{count:,} {suffix}" for suffix, count in kinds[:SUFFIXES]]
            rest = sum(count for _, count in kinds[SUFFIXES:])
            told = ", ".join([*named, f"{rest:,} others"] if rest else named)
            yield f"skipped, since nothing reads them: {told}"
