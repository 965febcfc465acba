"""The offline engine: clauses with political actors, coded by the codebook's own examples."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, tee

from eventx.codebook import Codebook
from eventx.engines.offline.attribute_words import words_hash
from eventx.engines.offline.attributes import with_attributes
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.parser import parse, parser_name
from eventx.engines.offline.story import Story
from eventx.engines.offline.training import action_nouns
from eventx.engines.offline.words import Paragraph
from eventx.schema import Article, Reading


class OfflineEngine:
    """Reads English articles without key or network; equal input gives equal drafts."""

    name = "offline"
    languages = frozenset({"en"})

    def __init__(self, codebook: Codebook, *, statements: bool = False) -> None:
        """Load or fit the coder.

        Args:
            codebook: what is coded.
            statements: whether a bare statement, one whose content is no event, is coded too (CAMEO 010).

        Raises:
            EngineError: the codebook has nothing to learn from.
        """
        self.codebook = codebook
        self._statements = statements
        self.coder = OfflineCoder(codebook)
        self.coder.prepare()
        self.model = f"{parser_name()}, {'MiniLM trained further' if self.coder.encoder else 'no encoder'}"

    @property
    def fingerprint(self) -> str:
        """A hash of all that the drafts depend on."""
        learned = f"{self.coder.fingerprint} {words_hash()} {self.coder.calibration}"
        return f"{learned} {self.model} statements={self._statements}"

    @cached_property
    def _action_nouns(self) -> frozenset[str]:
        return action_nouns(self.codebook)

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the drafts of each article, in order."""
        for article, docs in _parsed(articles):
            story = Story(article, self.coder, self._action_nouns, statements=self._statements)
            told = list(story.read(sentence for doc in docs for sentence in doc.sents))
            drafts = tuple(with_attributes(told, self.codebook))
            yield Reading(article_id=article.article_id, drafts=drafts, model=self.model)


def _parsed(articles: Iterable[Article]) -> Iterator[tuple[Article, list[Paragraph]]]:
    """Yield articles with their parsed paragraphs; the parser's batches span articles, which changes no parse."""
    ahead, behind = tee(articles)
    docs = parse(paragraph for article in ahead for paragraph in _paragraphs(article))
    for article in behind:
        yield article, list(islice(docs, len(_paragraphs(article))))


def _paragraphs(article: Article) -> list[str]:
    return [paragraph for paragraph in article.text.split("\n") if paragraph.strip()]
