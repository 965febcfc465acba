"""The first pass over the articles of a run: each is signed, all are linked, none is kept.

With a run folder the signatures of each slice of the input are written there, so a resumed run
cleans nothing twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from eventx.near_duplicates.signatures import Signature, sign
from eventx.near_duplicates.stories import Link, find_links
from eventx.schema import Article
from eventx.schema.provenance import Duplicates
from eventx.schema.record import content_id
from eventx.table import DAY, TEXT, write_parquet
from eventx.workers import Crew

SLICE = 64
"""Articles that are signed at once."""

LEFT_OUT = 0.5
"""A copy is left out, when that is asked for, from this share of its own text in the canonical article."""

SIGNATURES = {"key": TEXT, "article_id": TEXT, "published": DAY, "text": TEXT, "shingles": pl.Binary()}
REASONS = {
    "exact": "the same text as {twin}",
    "same_text": "the same words as {twin}",
    "wire": "a copy of {twin}: {share:.0%} of its text is there",
}


class Entry(NamedTuple):
    """An article under an id that is unique in the run, dated by its twin when it has no date of its own."""

    article: Article
    link: Link | None = None
    left_out: str | None = None
    """Why it is not coded."""


class Links:
    """The links between the articles of a run."""

    def __init__(self, links: Mapping[str, Link], duplicates: Duplicates = "code") -> None:
        self._links = links
        self._duplicates = duplicates

    def entry(self, article: Article) -> Entry:
        """Return an article with its link, and whether it is left out."""
        link = self._links.get(article.article_id)
        if link is None:
            return Entry(article)
        if link.published:
            article = article.model_copy(update={"published": link.published, "published_basis": "near_duplicate"})
        return Entry(article, link, REASONS[link.level].format(**link._asdict()) if self._leaves_out(link) else None)

    def _leaves_out(self, link: Link) -> bool:
        if link.level == "exact":
            return True
        return self._duplicates != "code" and link.canonical is not None and link.share >= LEFT_OUT


class _Slice(NamedTuple):
    """Some articles, and where their signatures are kept."""

    number: int
    articles: list[Article]
    work: Path | None


def link_articles(
    articles: Iterable[Article], duplicates: Duplicates = "code", *, work: Path | None = None, crew: Crew | None = None
) -> Links:
    """Return the links between articles.

    Args:
        articles: under unique ids; read once, a slice at a time.
        duplicates: what becomes of copies.
        work: the folder that keeps the signatures.
        crew: who cleans and signs; None for this process.
    """
    signed = sorted((crew or Crew()).work(_sign, _slices(articles, work)), key=lambda part: part[0])
    return Links(find_links(signature for _, part in signed for signature in part), duplicates)


def unique_ids(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield articles; a second use of an id gets the suffix ``-2``, or the next number that no id before has."""
    given: set[str] = set()
    uses: Counter[str] = Counter()
    for article in articles:
        name = article.article_id
        while name in given:
            uses[article.article_id] += 1
            name = f"{article.article_id}-{uses[article.article_id] + 1}"
        given.add(name)
        yield article if name == article.article_id else article.model_copy(update={"article_id": name})


def _slices(articles: Iterable[Article], work: Path | None) -> Iterator[_Slice]:
    remaining = iter(articles)
    number = 0
    while part := list(islice(remaining, SLICE)):
        yield _Slice(number, part, work)
        number += 1


def _sign(part: _Slice) -> tuple[int, list[Signature]]:
    """Return the signatures of a slice, from its file when the articles are those of the file."""
    if part.work is None:
        return part.number, [signature for article in part.articles if (signature := sign(article))]
    path = part.work / f"{part.number:05d}.signatures.parquet"
    key = content_id("", [article.model_dump(mode="json") for article in part.articles])
    kept = _kept(path, key)
    if kept is None:
        _, kept = _sign(part._replace(work=None))
        rows = [(key, *signature[:3], signature.shingles.tobytes()) for signature in kept]
        write_parquet(pl.DataFrame(rows, SIGNATURES, orient="row"), path)
    return part.number, kept


def _kept(path: Path, key: str) -> list[Signature] | None:
    if not path.is_file():
        return None
    table = pl.read_parquet(path)
    if table.height == 0 or table["key"][0] != key:
        return None
    rows = table.drop("key").iter_rows()
    return [Signature(name, day, text, np.frombuffer(hashes, np.uint32)) for name, day, text, hashes in rows]
