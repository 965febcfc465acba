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
from eventx.grounding import Grounded, ground, ground_action
from eventx.merging import merge
from eventx.near_duplicates import Entry, Link, link_articles, unique_ids
from eventx.resolving import Resolver
from eventx.resolving.event_days import date_events
from eventx.resolving.event_places import place_events
from eventx.schema import Article, Draft, Event, Mention, Reading, Rejected
from eventx.schema.provenance import Merge
from eventx.schema.record import content_id
from eventx.screening import screen
from eventx.validation import Refusal, refuse, refuse_numbers

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
    link: Link | None = None
    """What the article has in common with an earlier one."""


class Result:
    """The outcome of articles held in memory; runs on disk are in :mod:`eventx.runs`."""

    def __init__(
        self, outcomes: Iterable[Outcome], attributes: tuple[Attribute, ...] = (), scope: Merge = "all"
    ) -> None:
        self.outcomes = tuple(outcomes)
        self.attributes = attributes
        mentions = [mention for outcome in self.outcomes for mention in outcome.mentions]
        sources = {outcome.article.article_id: outcome.article for outcome in self.outcomes}
        copies = {o.article.article_id: o.duplicate_of for o in self.outcomes if o.duplicate_of}
        self.mentions, self.events = merge(mentions, sources, copies, scope)

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

    def run(self, articles: Iterable[Article], *, merge: Merge = "all") -> Result:
        """Code articles and return everything in memory, the mentions of ``merge`` merged into events."""
        return Result(self.outcomes(articles), self.codebook.attributes, merge)

    def outcomes(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Yield what became of each article, in the order given; all are held in memory, to link copies first."""
        held = list(unique_ids(articles))
        links = link_articles(held)
        entries = (links.entry(article) for article in held)
        while batch := list(islice(entries, BATCH)):
            yield from self.batch(batch, lambda articles: read_all(self.engine, articles))

    def batch(self, entries: list[Entry], read: Callable[[list[Article]], Iterable[Reading]]) -> Iterator[Outcome]:
        """Yield the outcomes of a batch in order; ``read`` is called once, with the cleaned articles."""
        prepared = [self._prepare(entry) for entry in entries]
        ready = [outcome.article for outcome in prepared if outcome.status == "coded"]
        readings = {reading.article_id: reading for reading in read(ready)}
        for outcome in prepared:
            reading = readings.get(outcome.article.article_id)
            coded = self.finish(outcome.article, reading) if reading else outcome
            yield coded._replace(duplicate_of=outcome.duplicate_of, link=outcome.link)

    def _prepare(self, entry: Entry) -> Outcome:
        """Return what is known before reading: duplicate, refused, or ready to be coded."""
        if entry.article.problem:
            return Outcome(entry.article, "failed", entry.article.problem)
        article, refusal = screen(entry.article, getattr(self.engine, "languages", None))
        status: Status = "duplicate" if entry.left_out else "refused" if refusal else "coded"
        canonical = entry.link.canonical if entry.link else None
        return Outcome(article, status, entry.left_out or refusal, canonical, link=entry.link)

    def finish(self, article: Article, reading: Reading) -> Outcome:
        """Ground, code, resolve and validate what an engine said about a cleaned article."""
        if reading.status == "failed":
            return Outcome(article, "failed", reading.error, reading=reading)
        resolver = Resolver(article)
        mentions: dict[str, Mention] = {}
        ends: dict[str, int] = {}
        rejected = [_malformed(article, item.raw, item.problem) for item in reading.malformed]
        for draft in reading.drafts:
            made = self._next_mention(article, draft, reading, resolver, ends)
            if isinstance(made, Refusal):
                rejected.append(_rejected(article, draft, made))
            else:
                mentions[made.mention_id] = made
        placed = place_events(date_events(tuple(mentions.values()), article), article)
        return Outcome(article, "coded", None, None, placed, tuple(rejected), reading)

    def _next_mention(
        self, article: Article, draft: Draft, reading: Reading, resolver: Resolver, ends: dict[str, int]
    ) -> Mention | Refusal:
        """Return the mention of a draft; one that is known already is looked for where its quote stands again.

        ``ends`` has, for each known mention, where the quote ends that the same words were found in last.
        """
        first = made = self._mention(article, draft, reading, resolver)
        while isinstance(made, Mention) and made.mention_id in ends:
            again = self._mention(article, draft, reading, resolver, ends[made.mention_id])
            made = again if isinstance(again, Mention) else Refusal("repeated", "the engine returned this event twice")
        if isinstance(first, Mention) and isinstance(made, Mention):
            ends[first.mention_id] = ends[made.mention_id] = made.quote_end
        return made

    def _mention(
        self, article: Article, draft: Draft, reading: Reading, resolver: Resolver, start: int = 0
    ) -> Mention | Refusal:
        quote = ground(draft.quote, article.text, start)
        if quote is None:
            return Refusal("quote-not-found", "the quote is not in the article")
        action = ground_action(draft.action, article.text, quote.start, quote.end)
        if action is None:
            return Refusal("action-in-quote", f"the action {draft.action!r} is not in the quote")
        refusal = refuse_numbers(draft, self.codebook.attributes)
        coded = refusal or code_draft(draft, self.codebook, self._fallback_coder(draft))
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
            target_basis=draft.target_basis if sides.target.text else None,
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
