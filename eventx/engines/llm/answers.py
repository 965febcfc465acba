"""The form of an answer, narrowed by the codebook; and the good events of a half-bad answer.

The schema that a model is given is closed: codes are an enum, attributes are typed, every text and
list has a longest length, every field must be given. What comes back is read leniently: text around
the JSON is skipped, and an item that breaks the schema is kept as malformed beside the good ones.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationError, create_model

from eventx.codebook import Attribute, Codebook
from eventx.schema import Draft, Malformed, TimeStatus
from eventx.schema.draft import LARGEST

NO_CODE = "none"
"""The choice of a model that finds no fitting code."""

LENGTHS = {"quote": 900, "action": 160, "actor": 240, "target": 240, "date": 100, "location": 120, "planned_for": 100}
"""Characters that each text may have: enough for the longest sentence, too few to run on."""

_NOTHING = frozenset({"", "null", "none", "n/a", "empty", "unknown", "not stated"})
_TRIES = 50
"""Places in an answer at which JSON is looked for."""


def _close(schema: dict[str, Any]) -> None:
    """Make a JSON schema ask for every field and for nothing else, as constrained decoding wants it."""
    schema.pop("description", None)
    schema["additionalProperties"] = False
    schema["required"] = list(schema.get("properties", {}))


def _nothing_said(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip().casefold() in _NOTHING else value


Said = BeforeValidator(_nothing_said)
Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]


class Closed(BaseModel):
    """A part of an answer: closed in its schema, lenient towards fields that nobody asked for."""

    model_config = ConfigDict(json_schema_extra=_close, extra="ignore", frozen=True)


class Answer(Closed):
    """An answer with a list of events. Made narrower by :func:`answer_model`."""

    events: Sequence[Any]
    _malformed: tuple[Malformed, ...] = PrivateAttr(())
    item: ClassVar[type[Closed]]

    @property
    def malformed(self) -> tuple[Malformed, ...]:
        """The items that are no events in the form asked for."""
        return self._malformed

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The good events as drafts."""
        return tuple(_draft(event) for event in self.events)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_options: Any) -> Self:
        """Read an answer's text; called by instructor, which asks again when this raises.

        Raises:
            ValidationError: there are items, and not one of them is an event.
            ValueError: there is no list of events.
        """
        text = json_data if isinstance(json_data, str) else bytes(json_data).decode("utf-8", "replace")
        items = whole_items(text)
        answer = cls.of(items)
        if items and not answer.events:
            cls.item.model_validate(items[0])
        return answer

    @classmethod
    def salvage(cls, text: str) -> Self | None:
        """Return what can be kept of an answer that was given up or cut off; None when that is nothing."""
        try:
            items = whole_items(text)
        except ValueError:
            items = list(_items_of_cut(text))
        return cls.of(items) if items else None

    @classmethod
    def of(cls, items: Sequence[Any]) -> Self:
        """Sort items into events and malformed ones."""
        good, bad = [], []
        for item in items:
            try:
                good.append(cls.item.model_validate(item))
            except ValidationError as error:
                bad.append(Malformed.of(item, error))
        answer = cls.model_construct(events=good)
        answer._malformed = tuple(bad)  # noqa: SLF001  # pydantic fills private fields after construction
        return cast("Self", answer)


class Choice(Closed):
    """An answer that names one code. Made narrower by :func:`choice_model`."""

    code: str

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_options: Any) -> Self:
        """Read an answer's text, skipping what stands around the JSON."""
        text = json_data if isinstance(json_data, str) else bytes(json_data).decode("utf-8", "replace")
        return cls.model_validate(next(_objects(text), None))


@lru_cache(maxsize=8)
def answer_model(codebook: Codebook, codes: tuple[str, ...], max_events: int) -> type[Answer]:
    """Return the answer's form: events with one of ``codes`` each (without any: no code is asked for)."""
    fields: dict[str, Any] = {
        "quote": _text("quote", required=True),
        "action": _text("action", required=True),
        **{name: _text(name) for name in ("actor", "target", "date", "location")},
        "time_status": (TimeStatus, Field(TimeStatus.ACTUAL, description=_told("time_status"))),
        "planned_for": _text("planned_for"),
    }
    if codebook.attributes:
        fields["attributes"] = (_attributes_model(codebook.attributes), ...)
    if codes:
        fields["code"] = (Literal[codes], Field(..., description=_told("proposed_code")))
    item = create_model("ReportedEvent", __base__=Closed, **fields)
    events: Any = (Annotated[list[item], Field(max_length=max_events)], ...)
    model = create_model("Answer", __base__=Answer, events=events)
    model.item = item
    return model


@lru_cache(maxsize=64)
def choice_model(codes: tuple[str, ...]) -> type[Choice]:
    """Return the form of an answer that names one of ``codes``, or none."""
    code: Any = (Literal[*codes, NO_CODE], ...)
    return create_model("Choice", __base__=Choice, code=code)


def whole_items(text: str) -> list[Any]:
    """Return the items of the last list of events in a text.

    The last one, because what stands before it may be the article's words repeated.

    Raises:
        ValueError: there is none.
    """
    lists = [value["events"] if isinstance(value, dict) else value for value in _objects(text) if _holds_events(value)]
    if not lists:
        raise json.JSONDecodeError("no list of events in the answer", text[:100], 0)
    return list(lists[-1])


def _holds_events(value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(value.get("events"), list)
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _objects(text: str) -> Iterator[Any]:
    """Yield the JSON objects and lists that stand in a text, one after the other."""
    at, decoder = 0, json.JSONDecoder()
    for _ in range(_TRIES):
        starts = [place for place in (text.find("{", at), text.find("[", at)) if place >= 0]
        if not starts:
            return
        try:
            value, at = decoder.raw_decode(text, min(starts))
            yield value
        except (ValueError, RecursionError):
            at = min(starts) + 1


def _items_of_cut(text: str) -> Iterator[Any]:
    """Yield the complete items of a list of events whose end is missing."""
    at = text.find("[", max(text.rfind('"events"'), 0)) + 1
    decoder = json.JSONDecoder()
    while at and (start := text.find("{", at)) >= 0:
        try:
            item, at = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield item


def _draft(event: Any) -> Draft:
    said = event.model_dump(exclude={"code", "attributes"})
    attributes = event.attributes.model_dump(exclude_none=True) if hasattr(event, "attributes") else {}
    return Draft(**said, attributes=attributes, proposed_code=getattr(event, "code", None))


def _text(name: str, *, required: bool = False) -> tuple[Any, Any]:
    field: Callable[..., Any] = Field
    if required:
        return (str, field(..., min_length=1, max_length=LENGTHS[name], description=_told(name)))
    bounded = Annotated[str, Field(max_length=LENGTHS[name])]
    return (Annotated[bounded | None, Said], field(None, description=_told(name)))


def _told(name: str) -> str:
    return Draft.model_fields[name].description or ""


def _attributes_model(attributes: Sequence[Attribute]) -> type[Closed]:
    fields: dict[str, Any] = {
        a.name: (Annotated[_attribute_type(a) | None, Said], Field(None, description=a.description)) for a in attributes
    }
    return create_model("Attributes", __base__=Closed, **fields)


def _attribute_type(attribute: Attribute) -> Any:
    kinds: dict[str, Any] = {
        "text": Annotated[str, Field(max_length=300)], "integer": Whole, "number": float, "boolean": bool,
    }  # fmt: skip
    return Literal[attribute.values] if attribute.type == "choice" else kinds[attribute.type]
