"""How the offline coder came to an event, in lines that a coder can check."""

from collections.abc import Iterator

from eventx.codebook import Codebook
from eventx.engines.offline.attributes import read_attributes
from eventx.engines.offline.clauses import Clause
from eventx.engines.offline.coder import Coding, OfflineCoder
from eventx.engines.offline.parser import original, parse
from eventx.engines.offline.story import Story
from eventx.engines.offline.training import action_nouns
from eventx.engines.offline.words import Words
from eventx.schema import Article, Draft, TargetBasis

_INFERRED: dict[TargetBasis, str] = {
    "earlier": "an earlier sentence tells of this actor",
    "place": "it is where the act is done",
    "article": "the article is about it",
}
"""Why somebody is taken for the target whom the act does not name."""


def explain(
    article: Article, quote_start: int, quote_end: int, codebook: Codebook, *, statements: bool = False
) -> Iterator[str]:
    """Yield lines for each event that the offline engine finds in a passage of an article.

    Args:
        article: the article as it was read.
        quote_start: where the passage begins.
        quote_end: where it ends.
        codebook: the scheme.
        statements: whether bare statements were coded too.
    """
    coder = OfflineCoder(codebook)
    story = Story(article, coder, action_nouns(codebook), statements=statements)
    placed = list(_sentences(article.text))
    told = list(story.read(sentence for _, sentence in placed))
    for place, (start, sentence) in enumerate(placed):
        if start < quote_end and quote_start < start + len(sentence.text):
            _, drafts, coded, times = told[place]
            for draft, (clause, coding), time in zip(drafts, coded, times, strict=True):
                yield from _lines(clause, coding, coder)
                yield from _turned(draft, coding, codebook)
                yield from _target(draft)
                yield f"  time status {time.status.value}: {time.status.rule}"
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
    code = coder.codebook.codes[coding.code]
    yield f"clause: {original(clause.head.sent)!r}"
    yield f"  predicate {clause.head.text!r}, source {clause.source_text!r}, target {clause.target_text!r}"
    yield f"  code {code.code} {code.label}"
    yield "  likeliest: " + ", ".join(f"{label} {chance:.2f}" for label, chance in coding.ranked)
    yield "  speaking for it: " + ", ".join(coder.evidence(clause, code.code))


def _turned(draft: Draft, coding: Coding, codebook: Codebook) -> Iterator[str]:
    if draft.proposed_code != coding.code:
        code = codebook.codes[draft.proposed_code or ""]
        yield f"  becomes {code.code} {code.label} by its sides (turns in the codebook)"


def _target(draft: Draft) -> Iterator[str]:
    if draft.target_basis in _INFERRED:
        yield f"  target {draft.target!r} is inferred: {_INFERRED[draft.target_basis]}"
