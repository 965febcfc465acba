"""The order of the stages. Read this first.

    read -> clean -> engine -> ground -> code -> resolve -> validate -> merge -> write

Nothing vanishes: every article becomes one :class:`Outcome`, and every item that an engine returned
becomes a mention or a :class:`~eventx.schema.Rejected` row with the rule that refused it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from eventx import __version__
from eventx.codebook import Attribute, Code, Codebook, load_codebook
from eventx.coding import Coder, code_draft
from eventx.engines import get_engine
from eventx.engines.base import Engine, read_all
from eventx.grounding import Grounded, ground
from eventx.ledger import Entry, Ledger
from eventx.merging import merge
from eventx.resolving import Resolver
from eventx.schema import Article, Draft, Event, Mention, Reading, Rejected
from eventx.schema.record import content_id
from eventx.screening import screen
from eventx.validation import Refusal, refuse

if TYPE_CHECKING:
    import polars as pl

Status = Literal["coded", "refused", "failed", "duplicate"]

BATCH = 64
"""Articles that are in memory at once."""


class Outcome(NamedTuple):
    """What became of one article."""

    article: Article
    status: Status
    reason: str | None = None
    duplicate_of: str | None = None
    mentions: tuple[Mention, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    reading: Reading | None = None


class Result:
    """The outcome of articles held in memory; runs on disk are in :mod:`eventx.runs`."""

    def __init__(self, outcomes: Iterable[Outcome], attributes: tuple[Attribute, ...] = ()) -> None:
        self.outcomes = tuple(outcomes)
        self.attributes = attributes
        mentions = [mention for outcome in self.outcomes for mention in outcome.mentions]
        sources = {outcome.article.article_id: outcome.article for outcome in self.outcomes}
        self.mentions, self.events = merge(mentions, sources)

    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Everything an engine returned that was refused, with the rule that refused it."""
        return tuple(rejected for outcome in self.outcomes for rejected in outcome.rejected)

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Articles that no engine could read, or that were refused."""
        return tuple(outcome for outcome in self.outcomes if outcome.status in {"failed", "refused"})

    def to_polars(self, table: Literal["mentions", "events", "rejected"] = "mentions") -> "pl.DataFrame":
        """Return a table of the result, with the columns of a run folder's Parquet."""
        from eventx.table import result_frame  # noqa: PLC0415  # polars is loaded when a table is wanted

        return result_frame(self, table)


class Pipeline:
    """Articles in, coded mentions and events out.

    Args:
        engine: ``"offline"``, ``"provider/model"``, or any object with the one method of
            :class:`~eventx.engines.base.Engine`.
        codebook: a bundled name, the path of a codebook's folder, or a loaded codebook.
        coder: codes drafts for which the engine proposes nothing; None for the offline coder.

    Raises:
        EventxError: the engine or codebook is missing or cannot start.
    """

    def __init__(
        self, engine: str | Engine = "offline", codebook: str | Codebook = "cameo", *, coder: Coder | None = None
    ) -> None:
        self.codebook = load_codebook(codebook) if isinstance(codebook, str) else codebook
        self.engine = get_engine(engine, self.codebook) if isinstance(engine, str) else engine
        self._coder = coder

    def run(self, articles: Iterable[Article]) -> Result:
        """Code articles and return everything in memory."""
        return Result(self.outcomes(articles), self.codebook.attributes)

    def outcomes(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Yield what became of each article, in the order given, a batch at a time."""
        ledger = Ledger()
        entries = (ledger.enter(article) for article in articles)
        while batch := list(islice(entries, BATCH)):
            yield from self.batch(batch, lambda articles: read_all(self.engine, articles))

    def batch(self, entries: list[Entry], read: Callable[[list[Article]], Iterable[Reading]]) -> Iterator[Outcome]:
        """Yield the outcomes of a batch in order; ``read`` is called once, with the cleaned articles."""
        prepared = [self._prepare(entry) for entry in entries]
        ready = [outcome.article for outcome in prepared if outcome.status == "coded"]
        readings = {reading.article_id: reading for reading in read(ready)}
        for outcome in prepared:
            reading = readings.get(outcome.article.article_id)
            yield self.finish(outcome.article, reading) if reading else outcome

    def _prepare(self, entry: Entry) -> Outcome:
        """Return what is known before reading: duplicate, refused, or ready to be coded."""
        if entry.duplicate_of:
            reason = f"the same text as {entry.duplicate_of}"
            return Outcome(entry.article, "duplicate", reason, duplicate_of=entry.duplicate_of)
        if entry.article.problem:
            return Outcome(entry.article, "failed", entry.article.problem)
        screened = screen(entry.article, getattr(self.engine, "languages", None))
        return Outcome(screened.article, "refused" if screened.refusal else "coded", screened.refusal)

    def finish(self, article: Article, reading: Reading) -> Outcome:
        """Ground, code, resolve and validate what an engine said about a cleaned article."""
        if reading.status == "failed":
            return Outcome(article, "failed", reading.error, reading=reading)
        resolver = Resolver(article)
        mentions: dict[str, Mention] = {}
        rejected = [_malformed(article, item.raw, item.problem) for item in reading.malformed]
        for draft in reading.drafts:
            made = self._mention(article, draft, reading, resolver)
            if isinstance(made, Mention) and made.mention_id in mentions:
                made = Refusal("repeated", "the engine returned this event twice")
            if isinstance(made, Refusal):
                rejected.append(_rejected(article, draft, made))
            else:
                mentions[made.mention_id] = made
        return Outcome(article, "coded", None, None, tuple(mentions.values()), tuple(rejected), reading)

    def _mention(self, article: Article, draft: Draft, reading: Reading, resolver: Resolver) -> Mention | Refusal:
        quote = ground(draft.quote, article.text)
        if quote is None:
            return Refusal("quote-not-found", "the quote is not in the article")
        action = ground(draft.action, article.text, quote.start, quote.end)
        if action is None:
            return Refusal("action-in-quote", f"the action {draft.action!r} is not in the quote")
        coded = code_draft(draft, self.codebook, self._fallback_coder(draft))
        if isinstance(coded, Refusal):
            return coded
        mention = self._assemble(article, draft, reading, resolver=resolver, quote=quote, action=action, coded=coded)
        return refuse(mention, article) or mention

    def _assemble(
        self, article: Article, draft: Draft, reading: Reading, *, resolver: Resolver,
        quote: Grounded, action: Grounded, coded: tuple[Code, float | None],
    ) -> Mention:  # fmt: skip
        code, confidence = coded
        sides = resolver.sides(draft, code)
        identity = (article.article_id, self.codebook.name, code.code, sides.actor.text, sides.target.text, action[:2])
        return Mention(
            mention_id=content_id("m", *identity), article_id=article.article_id, codebook=self.codebook.name,
            code=code.code, code_label=code.label, root=code.root, quad_class=code.quad_class,
            goldstein=code.goldstein, plover=code.plover,
            actor=sides.actor, target=sides.target, reciprocal=sides.reciprocal,
            action_text=article.text[action.start : action.end], action_start=action.start, action_end=action.end,
            when=resolver.when(draft), time_status=resolver.status(draft), planned_for=draft.planned_for,
            where=resolver.where(draft),
            quote=article.text[quote.start : quote.end], quote_start=quote.start, quote_end=quote.end,
            quote_match=quote.match, is_lead=quote.start < len(article.text.split("\n", 1)[0]),
            confidence=confidence, attributes=draft.attributes,
            engine=self.engine.name, model=reading.model, prompt_hash=getattr(self.engine, "prompt_hash", None),
            codebook_version=self.codebook.version, eventx_version=__version__,
        )  # fmt: skip

    def _fallback_coder(self, draft: Draft) -> Coder | None:
        if draft.proposed_code is None and self._coder is None:
            from eventx.engines.offline.coder import OfflineCoder  # noqa: PLC0415  # spaCy loads only when needed

            self._coder = OfflineCoder(self.codebook)
        return self._coder


def extract(text: str | Article, *, engine: str | Engine = "offline", codebook: str | Codebook = "cameo") -> Result:
    """Code one text or article. With the offline engine this needs no key and no network."""
    article = Article(text=text) if isinstance(text, str) else text
    return Pipeline(engine, codebook).run([article])


def _rejected(article: Article, draft: Draft, refusal: Refusal) -> Rejected:
    return Rejected(
        article_id=article.article_id, rule=refusal.rule, reason=refusal.reason, quote=draft.quote,
        action=draft.action, actor=draft.actor, target=draft.target, proposed_code=draft.proposed_code,
    )  # fmt: skip


def _malformed(article: Article, raw: str, problem: str) -> Rejected:
    return Rejected(article_id=article.article_id, rule="malformed", reason=problem, raw=raw)
