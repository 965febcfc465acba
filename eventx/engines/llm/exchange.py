"""What passed between eventx and a provider for one question: every attempt is counted, failed ones too."""

import json
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from eventx.engines.llm.providers import Price
from eventx.schema import Usage

MILLION = 1_000_000


@dataclass
class Exchange:
    """Facts of one question, written by the transport while it is under way."""

    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    written_tokens: int = 0
    output_tokens: int = 0
    model: str | None = None
    status: int | None = None
    problem: str | None = None
    text: str = ""
    refusal: str | None = None
    cut: bool = False

    def note(self, status: int, body: bytes) -> None:
        """Record an answer of the server: its status, and what its body says."""
        self.status, self.problem = status, None
        content = _decoded(body)
        if status >= 400:  # HTTP errors
            self.problem = _error_message(content, body)
            return
        self.model = content.get("model") or self.model
        self._count(_dict(content.get("usage")))
        self._read_choice(content)

    def _count(self, usage: dict[str, Any]) -> None:
        written, read = _number(usage, "cache_creation_input_tokens"), _number(usage, "cache_read_input_tokens")
        self.input_tokens += _number(usage, "prompt_tokens") + _number(usage, "input_tokens") + written + read
        self.cached_tokens += _number(_dict(usage.get("prompt_tokens_details")), "cached_tokens") + read
        self.written_tokens += written
        self.output_tokens += _number(usage, "completion_tokens") + _number(usage, "output_tokens")

    def _read_choice(self, content: dict[str, Any]) -> None:
        choice = next((_dict(choice) for choice in _list(content.get("choices"))), {})
        message = _dict(choice.get("message"))
        reason = choice.get("finish_reason") or content.get("stop_reason")
        self.cut = reason in {"length", "max_tokens"}
        self.text = _tool_call(message) or _blocks(content) or str(message.get("content") or "")
        refused = reason in {"content_filter", "refusal"}
        self.refusal = (
            str(message["refusal"]) if message.get("refusal") else (self.text or "no reason") if refused else None
        )


CURRENT: ContextVar[Exchange] = ContextVar("eventx_exchange")
"""The exchange of the question that the running task asks."""


def usage_of(exchanges: Iterable[Exchange], price: Price | None) -> Usage:
    """Return what exchanges cost together; without a known price, the tokens alone."""
    asked = list(exchanges)
    totals = Usage(
        requests=sum(e.requests for e in asked),
        input_tokens=sum(e.input_tokens for e in asked),
        cached_tokens=sum(e.cached_tokens for e in asked),
        output_tokens=sum(e.output_tokens for e in asked),
    )
    if price is None:
        return totals
    written = sum(e.written_tokens for e in asked)
    full = totals.input_tokens - totals.cached_tokens - written
    dollars = full * price.input + totals.cached_tokens * price.cached_input + written * price.cache_write
    return totals.model_copy(update={"cost_usd": round((dollars + totals.output_tokens * price.output) / MILLION, 8)})


def _decoded(body: bytes) -> dict[str, Any]:
    try:
        return _dict(json.loads(body))
    except (ValueError, RecursionError):
        return {}


def _error_message(content: dict[str, Any], body: bytes) -> str:
    error = content.get("error")
    said = error.get("message") if isinstance(error, dict) else error
    return " ".join(str(said or content.get("message") or body[:200].decode("utf-8", "replace")).split())[:300]


def _tool_call(message: dict[str, Any]) -> str:
    call = next((_dict(call) for call in _list(message.get("tool_calls"))), {})
    return str(_dict(call.get("function")).get("arguments") or "")


def _blocks(content: dict[str, Any]) -> str:
    """Return the text of an answer made of blocks: the tool's input, else the words."""
    blocks = [_dict(block) for block in _list(content.get("content"))]
    called = next((json.dumps(block.get("input")) for block in blocks if block.get("type") == "tool_use"), "")
    return called or "".join(str(block.get("text") or "") for block in blocks)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(counts: dict[str, Any], name: str) -> int:
    value = counts.get(name)
    return value if isinstance(value, int) else 0
