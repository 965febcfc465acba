"""What a pattern found, as its reading sees it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from eventx.resolving.date_tense import speaks_of_future
from eventx.resolving.date_words import Word
from eventx.resolving.days import Days

_REACH = 45
"""Words back to the day that "two days earlier" counts from, at most."""


class UndatedError(Exception):
    """The expression cannot be placed without a day that nobody named."""


class Setting(NamedTuple):
    """What is known around an expression."""

    published: date | None
    future: bool | None
    """Whether the sentence speaks of the future; None leaves it to the words."""
    lower: Sequence[str]


class Found(NamedTuple):
    """The words of one expression, and those before it."""

    words: Sequence[Word]
    before: Sequence[Word]
    setting: Setting

    @property
    def today(self) -> date:
        """The day of publication.

        Raises:
            UndatedError: it is not known.
        """
        if self.setting.published is None:
            raise UndatedError
        return self.setting.published

    @property
    def future(self) -> bool:
        """Whether the words say that the expression lies ahead."""
        return bool(self.tense)

    @property
    def tense(self) -> bool | None:
        """Whether the expression lies ahead; None when the words do not say."""
        if self.setting.future is not None:
            return self.setting.future
        return speaks_of_future(self.setting.lower, self.words[0].first, self.words[-1].last)

    def has(self, *kinds: str) -> bool:
        """Tell whether a word of these kinds is there."""
        return any(word.kind in kinds for word in self.words)

    def numbers(self, *kinds: str) -> list[int]:
        """Return the numbers of words of these kinds, in order."""
        return [word.value for word in self.words if word.kind in kinds and isinstance(word.value, int)]

    def name(self, *kinds: str) -> str:
        """Return the name that the first word of these kinds stands for, or an empty text."""
        values = (word.value for word in self.words if word.kind in kinds)
        return next((value for value in values if isinstance(value, str)), "")

    def spans(self) -> list[Days]:
        """Return the runs of days that were read inside this expression.

        Raises:
            UndatedError: one of them is not known.
        """
        spans = [word for word in self.words if word.kind.endswith("SPAN")]
        if any(word.value is None for word in spans):
            raise UndatedError
        return [word.value for word in spans if isinstance(word.value, Days)]

    def anchor(self, longest: int) -> Days | None:
        """Return the last run of at most ``longest`` days named shortly before this expression."""
        nearest = (word.value for word in reversed(self.before[-_REACH:]) if word.kind.endswith("SPAN"))
        return next((days for days in nearest if isinstance(days, Days) and days.length <= longest), None)
