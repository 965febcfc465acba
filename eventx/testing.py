"""For tests of code that uses eventx: an engine that is a function, and articles from a line."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from eventx.schema import Article, Draft, Reading


class FunctionEngine:
    """An engine made of one function from an article to its drafts; what it raises fails that article."""

    name = "function"

    def __init__(self, function: Callable[[Article], Iterable[Draft]]) -> None:
        self._function = function

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the function's drafts for each article."""
        for article in articles:
            yield Reading(article_id=article.article_id, drafts=tuple(self._function(article)))


def make_article(
    text: str = "Kenya signed a trade agreement with Uganda on Monday in Nairobi.", **fields: Any
) -> Article:
    """Return an article with a sentence that reports an event."""
    return Article(text=text, **{"published": "2024-05-15"} | fields)


def make_draft(**fields: Any) -> Draft:
    """Return a draft of the event in :func:`make_article`."""
    defaults = {
        "quote": "Kenya signed a trade agreement with Uganda on Monday in Nairobi.",
        "action": "signed a trade agreement", "actor": "Kenya", "target": "Uganda", "date": "on Monday",
        "location": "Nairobi", "proposed_code": "057",
    }  # fmt: skip
    return Draft(**defaults | fields)
