"""What an engine may say about an article, in the article's own words.

The descriptions below are also what a language model is told, so they are written to it.
A draft holds no ids, no offsets, no resolved names: code makes those.
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from eventx.errors import first_problem
from eventx.schema.record import Record

AttributeValue = str | int | float | bool | None
LARGEST = 2**31 - 1
"""The largest whole number that an attribute may have: the tables keep 32 bits."""

TargetBasis = Literal["named", "earlier", "place", "article"]


class TimeStatus(StrEnum):
    """How the article places an event in time."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"


class Draft(Record):
    """One political event that the article reports."""

    quote: str = Field(
        min_length=1,
        max_length=4000,
        description="The sentence that proves the event, copied from the article character by character.",
    )
    action: str = Field(
        min_length=1, max_length=500, description="The words inside the quote that state what was done, copied exactly."
    )
    actor: str | None = Field(
        None,
        max_length=1000,
        description="Who did it, in the article's words; for a pronoun, the name it stands for. "
        "Several who acted together: all of them.",
    )
    target: str | None = Field(
        None,
        max_length=1000,
        description="To whom it was done, in the article's words; null when the article names nobody.",
    )
    target_basis: TargetBasis | None = Field(
        None,
        description="How the target is known: the act names it, it was told of earlier, it is where the act is done, "
        "or it is the country that the article is about.",
    )
    date: str | None = Field(
        None, max_length=300, description="The words that say when it happened; null when there are none."
    )
    location: str | None = Field(
        None, max_length=300, description="The place where it happened, not every place named; null when not stated."
    )
    time_status: TimeStatus = Field(
        TimeStatus.ACTUAL,
        description="actual: it happened; planned: announced for later; hypothetical: conditional or possible; "
        "negated: said not to have happened; historical: background from long before the news.",
    )
    planned_for: str | None = Field(
        None, max_length=300, description="The words that say when a planned act is to take place."
    )
    attributes: dict[str, AttributeValue] = Field(
        default_factory=dict, description="Values of the codebook's attributes that the sentence states."
    )
    proposed_code: str | None = Field(None, max_length=80, description="The codebook's code for the event.")
    confidence: float | None = Field(None, ge=0, le=1, description="How sure the engine is, from 0 to 1.")


class Malformed(Record):
    """An item an engine returned that is not a draft."""

    raw: str = Field(max_length=20_000, description="What was returned, as text.")
    problem: str = Field(description="Why it is not a draft.")

    @classmethod
    def of(cls, item: Any, error: ValidationError) -> Self:
        """Keep an item with the first thing that is wrong with it."""
        raw = json.dumps(item, ensure_ascii=False, default=str)
        return cls(raw=raw[:20_000], problem=first_problem(error)[:500])


class Usage(Record):
    """What a reading cost."""

    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None


class Reading(Record):
    """What an engine said about one article: the unit of the journal."""

    article_id: str
    status: Literal["read", "failed"] = "read"
    drafts: tuple[Draft, ...] = ()
    malformed: tuple[Malformed, ...] = ()
    model: str | None = Field(None, description="The model that answered, as the provider named it.")
    usage: Usage | None = None
    error: str | None = Field(None, description="Why the article could not be read; set when status is failed.")

    @model_validator(mode="before")
    @classmethod
    def _set_aside(cls, said: Any) -> Any:
        """Put drafts that do not fit their form among what is malformed: one that runs on does not cost the others."""
        if not isinstance(said, dict) or not isinstance(said.get("drafts"), list | tuple):
            return said
        drafts, malformed = _parted(said["drafts"])
        return said | {"drafts": drafts, "malformed": (*(said.get("malformed") or ()), *malformed)}


def _parted(items: Iterable[Any]) -> tuple[tuple[Draft, ...], tuple[Malformed, ...]]:
    """Part drafts from items that are none."""
    good, bad = [], []
    for item in items:
        said = dict(item) if isinstance(item, Draft) else item
        try:
            good.append(Draft.model_validate(said))
        except ValidationError as error:
            bad.append(Malformed.of(said, error))
    return tuple(good), tuple(bad)
