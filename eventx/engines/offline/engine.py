"""The offline engine: clauses with political actors, coded by the codebook's own examples."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from eventx.codebook import Codebook
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.parser import parse, parser_name
from eventx.engines.offline.story import Story
from eventx.engines.offline.training import action_nouns
from eventx.schema import Article, Reading


class OfflineEngine:
    """Reads English articles without key or network; equal input gives equal drafts."""

    name = "offline"
    languages = frozenset({"en"})

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.coder = OfflineCoder(codebook)
        self.coder.prepare()
        self.model = f"{parser_name()}, {'bge-small-en int8' if self.coder.encoder else 'no encoder'}"

    @property
    def fingerprint(self) -> str:
        """A hash of all that the drafts depend on."""
        return f"{self.coder.fingerprint} {self.model}"

    @cached_property
    def _action_nouns(self) -> frozenset[str]:
        return action_nouns(self.codebook)

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the drafts of each article, in order."""
        for article in articles:
            docs = list(parse(p for p in article.text.split("\n") if p.strip()))
            story = Story(article, self.coder, self._action_nouns)
            drafts = tuple(draft for doc in docs for sentence in doc.sents for draft in story.read(sentence))
            yield Reading(article_id=article.article_id, drafts=drafts, model=self.model)
