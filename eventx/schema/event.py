"""What eventx stores: mentions, events and the refused."""

from datetime import date
from typing import Literal

from pydantic import Field

from eventx.schema.draft import AttributeValue, TargetBasis, TimeStatus
from eventx.schema.record import Record

DatePrecision = Literal["day", "week", "month", "year"]
DateBasis = Literal["explicit", "relative", "publication", "near_duplicate"]
QuoteMatch = Literal["exact", "normalised"]


class Party(Record):
    """One side of an event, resolved: who the words stand for."""

    text: str | None = Field(None, description="The article's words.")
    name: str | None = Field(None, description="Standard name of the first actor.")
    code: str | None = Field(None, description="CAMEO actor code of the first actor, such as KORGOV.")
    country: str | None = Field(None, description="ISO 3166-1 alpha-3 of the first actor.")
    role: str | None = Field(None, description="CAMEO role of the first actor, such as GOV.")
    codes: tuple[str, ...] = Field((), description="Codes of all actors, in the order of the text.")


class When(Record):
    """The days of an event. An interval has both ends; unknown is null."""

    text: str | None = None
    start: date | None = None
    end: date | None = None
    precision: DatePrecision | None = None
    basis: DateBasis | None = None


class Where(Record):
    """The place of an event. What is unknown stays null."""

    text: str | None = None
    name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = Field(None, description="1 named place, 2 near or part of a region, 3 region or country.")
    geonames_id: int | None = None


class Mention(Record):
    """One coded passage: a draft that was grounded, coded, resolved and validated."""

    mention_id: str
    event_id: str | None = None
    article_id: str
    codebook: str
    code: str
    code_label: str
    root: str
    quad_class: int | None = None
    goldstein: float | None = None
    plover: str | None = None
    reciprocal: bool = False
    actor: Party
    target: Party
    target_basis: TargetBasis | None = Field(
        None, description="How the offline engine knows the target; null from engines that do not say."
    )
    action_text: str
    action_start: int
    action_end: int
    when: When
    time_status: TimeStatus
    planned_for: str | None = None
    where: Where
    quote: str
    quote_start: int
    quote_end: int
    quote_match: QuoteMatch
    is_lead: bool = False
    confidence: float | None = None
    attributes: dict[str, AttributeValue] = Field(default_factory=dict)
    engine: str
    model: str | None = None
    prompt_hash: str | None = None
    codebook_version: str
    eventx_version: str


class Event(Record):
    """One happening in the world: the merged fields of its mentions."""

    event_id: str
    best: Mention = Field(
        description="The mention whose fields stand for the event, with the day and place of those that tell them best."
    )
    mention_ids: tuple[str, ...]
    n_mentions: int
    n_sources: int
    first_report: date | None = None
    last_report: date | None = None
    ranges: dict[str, tuple[int, int]] = Field(
        default_factory=dict, description="Lowest and highest value that reports give for whole-number attributes."
    )
    chosen_because: str | None = Field(None, description="Which of several reported values was kept, and why.")


class Rejected(Record):
    """A draft, or an item that is not even one, that was refused, and by which rule."""

    article_id: str
    rule: str
    reason: str
    quote: str | None = None
    action: str | None = None
    actor: str | None = None
    target: str | None = None
    proposed_code: str | None = None
    raw: str | None = None
