"""How the offline coder came to an event, in lines that a coder can check."""

from collections.abc import Iterator

from eventx.codebook import Codebook
from eventx.engines.offline.attributes import read_attributes
from eventx.engines.offline.clauses import Clause
from eventx.engines.offline.coder import Coding, OfflineCoder
from eventx.engines.offline.parser import original, parse
from eventx.engines.offline.status import time_status
from eventx.engines.offline.story import Story
from eventx.engines.offline.training import action_nouns
from eventx.engines.offline.words import Words
from eventx.schema import Article


def explain(text: str, quote_start: int, quote_end: int, codebook: Codebook) -> Iterator[str]:
    """Yield lines for each event that the offline engine finds in a passage of an article.

    Args:
        text: the stored text of the article.
        quote_start: where the passage begins.
        quote_end: where it ends.
        codebook: the scheme.
    """
    coder = OfflineCoder(codebook)
    story = Story(Article(text=text), coder, action_nouns(codebook))
    placed = list(_sentences(text))
    told = list(story.read(sentence for _, sentence in placed))
    for place, (start, sentence) in enumerate(placed):
        if start < quote_end and quote_start < start + len(sentence.text):
            for (clause, coding), draft in zip(told[place].coded, told[place].drafts, strict=True):
                yield from _lines(clause, coding, coder)
                for name, found in read_attributes(told, place, draft, codebook).items():
                    yield f"  {name} {found.value}: {found.words}"


def _sentences(text: str) -> Iterator[tuple[int, Words]]:
    """Yield the sentences of an article with the places where they begin."""
    at = 0
    for paragraph in text.split("\n"):
        for doc in parse([paragraph]) if paragraph.strip() else ():
            yield from ((at + sentence.start_char, sentence) for sentence in doc.sents)
        at += len(paragraph) + 1


def _lines(clause: Clause, coding: Coding, coder: OfflineCoder) -> Iterator[str]:
    book, code = coder.codebook, coder.codebook.codes[coding.code]
    yield f"clause: {original(clause.head.sent)!r}"
    yield f"  predicate {clause.head.text!r}, source {clause.source_text!r}, target {clause.target_text!r}"
    yield f"  code {code.code} {code.label}"
    yield "  likeliest: " + ", ".join(f"{label} {chance:.2f}" for label, chance in coding.ranked)
    yield "  speaking for it: " + ", ".join(coder.evidence(clause, code.root))
    is_speech, is_refusal = code.root in book.head.speech_acts, book.is_refusal(code.code)
    status = time_status(clause.head, is_speech=is_speech, is_refusal=is_refusal)
    yield f"  time status {status.value.value}: {status.rule}"
