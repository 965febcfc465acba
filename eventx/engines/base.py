"""What an engine is: one method. And how a reader of articles is kept from losing the others."""

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from eventx.schema import Article, Reading


@runtime_checkable
class Engine(Protocol):
    """Reads articles and says what they claim.

    ``read`` may answer in any order, must answer every article once, and should hold only a
    bounded number of articles in memory. A problem with one article is a reading with status
    ``failed``. An engine may also have ``model``, ``prompt_hash``, ``languages`` (a frozenset of
    ISO 639-1 codes it reads) and ``fingerprint`` (a text that changes when its answers may).
    """

    name: str

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield one reading for each article."""
        ...


def read_all(engine: Engine, articles: list[Article]) -> Iterator[Reading]:
    """Yield a reading of each article, whatever the engine does.

    When the engine raises, the articles it has not answered are given to it one by one, so that
    only those that make it raise fail.
    """
    waiting = {article.article_id: article for article in articles}
    try:
        yield from _answers(engine, waiting, list(articles))
    except Exception:  # noqa: BLE001  # an engine is anybody's code; what it raised is met again below
        for article in list(waiting.values()):
            yield from _read_one(engine, waiting, article)
    for article_id in waiting:
        yield Reading(article_id=article_id, status="failed", error="the engine gave no answer for this article")


def _answers(engine: Engine, waiting: dict[str, Article], articles: list[Article]) -> Iterator[Reading]:
    for reading in engine.read(articles):
        if waiting.pop(reading.article_id, None) is not None:
            yield reading


def _read_one(engine: Engine, waiting: dict[str, Article], article: Article) -> Iterator[Reading]:
    try:
        yield from _answers(engine, waiting, [article])
    except Exception as error:  # noqa: BLE001  # anything an engine raises is this article's failure
        waiting.pop(article.article_id, None)
        yield Reading(article_id=article.article_id, status="failed", error=f"{type(error).__name__}: {error}")
