"""A provider played by a function, under the real instructor and the real provider package."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from eventx.codebook import Codebook, load_codebook
from eventx.engines.llm.engine import LLMEngine
from eventx.engines.llm.gate import Limits

KEY = "sk-secret-0123456789-never-shown"

CODEBOOK = """
name = "harbour"
version = "1"
codes = [
  {code = "TALK", label = "Talk", root = "TALK", definition = "Sides talk to each other.", exclude = ["blows -> HIT"]},
  {code = "MEET", label = "Meet", parent = "TALK", root = "TALK", definition = "Sides meet in one place."},
  {code = "CALL", label = "Call", parent = "TALK", root = "TALK", definition = "Sides speak over the telephone."},
  {code = "HIT", label = "Hit", root = "HIT", definition = "A side uses force.", include = ["shots, blows"]},
]

[[attributes]]
name = "fatalities"
type = "integer"
description = "People reported killed."
"""
EXAMPLES = """code\tcontrast\ttext
MEET\tCALL\t<s>Envoys of Ruritania</s> <a>met</a> <t>the mayor</t> behind closed doors.
MEET\t\t<s>Envoys</s> <a>met</a> <t>the mayor</t> of Strelsau in 1893.
HIT\t\t<s>Guards</s> <a>beat</a> <t>a docker</t> at the gate.
"""

TEXT = (
    "The harbour master of Aldport met union leaders on Tuesday in the old customs house.\n"
    "Guards later beat two dockers at the gate, and one of them died.\n"
    "Nothing was signed."
)


def event(**fields: Any) -> dict[str, Any]:
    """An event of TEXT in the form that the test codebook asks for."""
    return {
        "quote": "The harbour master of Aldport met union leaders on Tuesday in the old customs house.",
        "action": "met",
        "actor": "The harbour master of Aldport", "target": "union leaders", "date": "on Tuesday",
        "location": "Aldport", "time_status": "actual", "planned_for": None, "attributes": {"fatalities": None},
        "code": "MEET",
    } | fields  # fmt: skip


def completion(content: Any, **fields: Any) -> httpx2.Response:
    """A chat completion whose message holds ``content``: text, or something written as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": fields.get("refusal")}
    if fields.get("tool"):
        call = {"id": "c1", "type": "function", "function": {"name": "Answer", "arguments": text}}
        message |= {"content": None, "tool_calls": [call]}
    body = {
        "id": "x", "object": "chat.completion", "created": 1, "model": "harbour-llm-2026-11",
        "choices": [{"index": 0, "message": message, "finish_reason": fields.get("finish", "stop")}],
        "usage": {
            "prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120,
            "prompt_tokens_details": {"cached_tokens": 60},
        },
    }  # fmt: skip
    return httpx2.Response(200, json=body)


Reply = Any
"""A response, an exception, or an async or plain function of the request."""


class FakeServer:
    """Answers requests from a list of replies; the last one is repeated."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.requests: list[httpx2.Request] = []

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(request.content) for request in self.requests]

    def transport(self) -> httpx2.AsyncBaseTransport:
        return httpx2.MockTransport(self._answer)

    async def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        reply = self.replies[min(len(self.requests), len(self.replies)) - 1]
        if callable(reply) and not isinstance(reply, httpx2.Response):
            reply = reply(request)
        if hasattr(reply, "__await__"):
            reply = await reply
        if isinstance(reply, Exception):
            raise reply
        assert isinstance(reply, httpx2.Response)
        return reply


@pytest.fixture
def codebook(tmp_path: Path) -> Iterator[Codebook]:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "codebook.toml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "examples.tsv").write_text(EXAMPLES, encoding="utf-8")
    yield load_codebook(str(folder))


@pytest.fixture
def engine_for(codebook: Codebook, monkeypatch: pytest.MonkeyPatch) -> Callable[..., LLMEngine]:
    """Return a function from a server and options to an engine that asks it."""
    monkeypatch.setenv("EVENTX_LLM_KEY", KEY)

    def make(server: FakeServer, reference: str = "test/harbour-llm", **options: Any) -> LLMEngine:
        limits = Limits(backoff=0.001, timeout=20) if "limits" not in options else options.pop("limits")
        base = {"base_url": "http://aldport.invalid/v1"} if reference.startswith("test/") else {}
        return LLMEngine(reference, codebook, limits=limits, transport=server.transport, **base | options)

    return make


@pytest.fixture
def fakes() -> Any:
    """The names above, for tests, which cannot import this file."""
    import types

    return types.SimpleNamespace(FakeServer=FakeServer, completion=completion, event=event, TEXT=TEXT, KEY=KEY)
