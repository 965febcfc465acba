"""When the acts of one article were done: the day, the day of what they speak of, and the time status."""

from datetime import date
from typing import NamedTuple

from eventx.codebook import Code, Codebook
from eventx.engines.offline.fiction import is_about_fiction, is_plot
from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import children, framed, verb_of
from eventx.engines.offline.status import BYGONE, PERFECT, PLOT, Status, time_status
from eventx.engines.offline.told_dates import dates_of
from eventx.engines.offline.words import Paragraph, Word, Words
from eventx.resolving.dates import DateSpan, find_dates
from eventx.schema import Article, TimeStatus

RECENT = 10
"""Days before publication up to which an act in the past perfect is still the news."""

LONG_AGO = 150
"""Days from which a bare month in a threat or promise is rather the next one of that name."""

BACKGROUND = 730
"""Days from which a day told with its year is that of a story from the past, which the next sentences go on with."""


BY_DAY = "by the day that is told"
"""The rule of a status that a date overruled."""


class Time(NamedTuple):
    """The words that say when an act was, those that say when what it speaks of is to be, and its status."""

    happened: str | None
    planned: str | None
    status: Status


class Times:
    """Places the acts of one article in time; they are asked for in their order.

    Args:
        article: the article, cleaned.
        codebook: says which codes are acts of speech.
    """

    def __init__(self, article: Article, codebook: Codebook) -> None:
        self._published = article.published
        self._is_fiction = is_about_fiction(article.text)
        self._codebook = codebook
        self._past: tuple[Paragraph, DateSpan] | None = None

    def note(self, sentence: Words) -> None:
        """Remember the past day that a sentence sets its story in, until another day is told or the paragraph ends."""
        spans = find_dates(sentence.text, self._published)
        root = sentence.root
        told = dates_of(root, sentence, self._published).happened if _is_past(root) else None
        if told is not None and self._is_background(told) and root.lemma not in english().attribution:
            self._past = sentence.doc, told
        elif spans or (self._past is not None and self._past[0] is not sentence.doc):
            self._past = None

    def of(self, head: Word, code: Code, sentence: Words) -> Time:
        """Return when the act of a predicate was."""
        is_speech = code.root in self._codebook.head.speech_acts
        happened, planned = dates_of(framed(head), sentence, self._published)
        status = time_status(head, is_speech=is_speech, is_refusal=self._codebook.is_refusal(code.code))
        if self._is_fiction and status.value == TimeStatus.ACTUAL and is_plot(head):
            status = PLOT
        if happened is None and planned is None and (past := self._continued(head, sentence)) is not None:
            return Time(past.text, None, BYGONE if status.value == TimeStatus.ACTUAL else status)
        if status.rule == PERFECT and happened is not None and self._is_within(happened.when.end, RECENT):
            status = Status(TimeStatus.ACTUAL, BY_DAY)
        if happened is not None and (self._is_ahead(happened) or (is_speech and self._is_asked_for(happened, head))):
            happened, planned = None, planned or happened
            if status.value == TimeStatus.ACTUAL and not is_speech:
                status = Status(TimeStatus.PLANNED, BY_DAY)
        if planned is not None and not is_speech and self._is_over(planned):
            planned = None  # "accused Togo of shelling it in January"
        return Time(happened.text if happened else None, planned.text if planned else None, status)

    def _continued(self, head: Word, sentence: Words) -> DateSpan | None:
        """Return the past day that the sentences before have set, where this one goes on in the simple past."""
        if self._past is None or self._past[0] is not sentence.doc or not _is_past(verb_of(head)):
            return None
        return None if find_dates(sentence.text, self._published) else self._past[1]

    def _is_background(self, span: DateSpan) -> bool:
        return span.when.basis == "explicit" and not self._is_within(span.when.end, BACKGROUND)

    def _is_ahead(self, span: DateSpan) -> bool:
        day = span.when.start
        return bool(self._published and day and day > self._published)

    def _is_over(self, span: DateSpan) -> bool:
        day = span.when.end
        return bool(self._published and day and day < self._published)

    def _is_asked_for(self, span: DateSpan, head: Word) -> bool:
        """Tell whether a bare day or month is that of what a threat, promise or appeal speaks of, not its own.

        "Unions plan a march on Friday"; "threatened a strike in December" in an article of November.
        """
        bare = span.when.basis == "relative" and english().bygone.isdisjoint(span.text.lower().split())
        return bare and (head.tag_ in {"VBZ", "VBP"} or not self._is_within(span.when.end, LONG_AGO))

    def _is_within(self, day: date | None, days: int) -> bool:
        return bool(self._published and day and (self._published - day).days <= days)


def _is_past(verb: Word) -> bool:
    """Tell whether a verb stands in the simple past."""
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" and c.lower_ != "had" for c in children(verb, "aux", "auxpass"))
