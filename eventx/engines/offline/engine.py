"""The offline engine: clauses with political actors, coded by the codebook's own examples."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import islice, tee
from pathlib import Path

from eventx import resolving
from eventx.codebook import Codebook
from eventx.engines.offline.attribute_words import words_hash
from eventx.engines.offline.attributes import with_attributes
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.parser import parse, parser_name
from eventx.engines.offline.story import Story
from eventx.engines.offline.training import action_nouns
from eventx.engines.offline.words import Paragraph
from eventx.resources import data_folder, folder_hash
from eventx.schema import Article, Reading

CODE = (Path(__file__).parent, Path(resolving.__file__).parent)
TABLES = ("actors", "language", "places")
"""The packages and the folders of tables that drafts depend on, besides the words of attributes."""


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
        self.model = _model(self.coder)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that the drafts depend on besides the article and own dictionaries."""
        return drafts_hash(self.coder, statements=self._statements)

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


def drafts_hash(coder: OfflineCoder, *, statements: bool) -> str:
    """Return the SHA-256 of what drafts depend on: what the coder learned, the package's code, and the tables.

    Args:
        coder: of the codebook.
        statements: whether bare statements are coded.
    """
    parts = (
        coder.fingerprint,
        coder.calibration,
        _model(coder),
        statements,
        _code_hash(),
        _tables_hash(),
        words_hash(),
    )
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _model(coder: OfflineCoder) -> str:
    return f"{parser_name()}, {'MiniLM trained further' if coder.encoder else 'no encoder'}"


@cache
def _code_hash() -> str:
    """Return a hash of the modules that read articles and resolve what they name."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted(folder.glob("*.py")):
            digest.update(f"{folder.name}/{path.name}".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _tables_hash() -> str:
    return folder_hash(*(data_folder("schemas", name) for name in TABLES))


def _parsed(articles: Iterable[Article]) -> Iterator[tuple[Article, list[Paragraph]]]:
    """Yield articles with their parsed paragraphs; the parser's batches span articles, which changes no parse."""
    ahead, behind = tee(articles)
    docs = parse(paragraph for article in ahead for paragraph in _paragraphs(article))
    for article in behind:
        yield article, list(islice(docs, len(_paragraphs(article))))


def _paragraphs(article: Article) -> list[str]:
    return [paragraph for paragraph in article.text.split("\n") if paragraph.strip()]
