"""Which articles were met before: exact duplicates, and ids that are used twice."""

from typing import NamedTuple

from eventx.schema import Article
from eventx.schema.record import content_id


class Entry(NamedTuple):
    """An article under an id that is unique in the run, and the earlier article with the same text."""

    article: Article
    duplicate_of: str | None


class Ledger:
    """Ids and text hashes of the articles of a run, in the order they were read."""

    def __init__(self) -> None:
        self._first_with_text: dict[str, str] = {}
        self._uses: dict[str, int] = {}

    def enter(self, article: Article) -> Entry:
        """Note an article. A second use of an id gets the suffix ``-2``, a third ``-3``."""
        uses = self._uses[article.article_id] = self._uses.get(article.article_id, 0) + 1
        if uses > 1:
            article = article.model_copy(update={"article_id": f"{article.article_id}-{uses}"})
        if article.problem:
            return Entry(article, None)
        text = content_id("", article.text)
        first = self._first_with_text.setdefault(text, article.article_id)
        return Entry(article, None if first == article.article_id else first)
