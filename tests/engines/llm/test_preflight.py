"""Before any article is sent: one clear line for each thing that can be wrong."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from eventx.codebook import Codebook
from eventx.engines import available_engines, get_engine
from eventx.engines.llm.engine import LLMEngine
from eventx.engines.llm.gate import Limits
from eventx.errors import EngineError
from eventx.schema import Article

Make = Callable[..., LLMEngine]


def refusal(status: int, message: str) -> httpx2.Response:
    return httpx2.Response(status, json={"error": {"message": message}})


def test_a_server_that_answers_is_ready_and_is_asked_once_with_the_runs_own_first_message(
    fakes: Any, engine_for: Make
) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    assert engine_for(server).preflight() == "harbour-llm-2026-11"
    assert len(server.requests) == 1
    system, user = (message["content"] for message in server.bodies[0]["messages"])
    assert "there is no article" in user
    assert "MEET Meet: Sides meet in one place." in system


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (refusal(401, "Incorrect key sk-abc"),
         "the server refused the key (HTTP 401). Check the key in the environment variable EVENTX_LLM_KEY"),
        (refusal(404, "The model `harbour-llm` does not exist"),
         "HTTP 404: The model `harbour-llm` does not exist. Check the model's name 'harbour-llm' and the address"),
        (httpx2.ConnectError("lost"),
         "no connection (ConnectError: lost). Check the address, and that the server is running"),
        (refusal(400, "request (30444 tokens) exceeds the available context size (8192 tokens)"),
         ("HTTP 400: request (30444 tokens) exceeds the available context size (8192 tokens). "
          "The prompt may be too long for this model: try a shorter one, such as roots/v1")),
        (refusal(429, "slow down"), "HTTP 429: slow down. No article was sent"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(fakes: Any, engine_for: Make, reply: Any, told: str) -> None:
    server = fakes.FakeServer(reply)
    with pytest.raises(EngineError) as caught:
        engine_for(server).preflight()
    assert str(caught.value) == f"engine 'test/harbour-llm' at http://aldport.invalid/v1: {told}"
    assert "Aldport" not in "".join(str(body) for body in server.bodies)


def test_a_wrong_path_at_a_living_server_is_told(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(httpx2.Response(404, text="404 page not found"))
    with pytest.raises(EngineError, match="Check the model's name 'harbour-llm' and the address"):
        engine_for(server).preflight()


def test_a_hanging_server_is_told(fakes: Any, engine_for: Make) -> None:
    async def hang() -> httpx2.Response:
        import asyncio

        await asyncio.sleep(30)
        raise AssertionError

    with pytest.raises(EngineError, match="no answer within"):
        engine_for(fakes.FakeServer(lambda _: hang()), limits=Limits(timeout=0.3)).preflight()


def test_a_server_without_schemas_is_asked_by_tools_from_then_on(fakes: Any, engine_for: Make) -> None:
    def only_tools(request: httpx2.Request) -> httpx2.Response:
        if b'"response_format"' in request.content:
            return refusal(400, "response_format json_schema is not supported")
        return fakes.completion({"events": [fakes.event()]}, tool=True)

    server = fakes.FakeServer(only_tools)
    engine = engine_for(server)
    engine.preflight()
    reading = next(iter(engine.read([Article(text=fakes.TEXT)])))
    assert len(reading.drafts) == 1
    assert "tools" in server.bodies[-1]


def test_a_server_that_answers_in_prose_is_asked_in_other_forms_before_it_is_given_up(
    fakes: Any, engine_for: Make
) -> None:
    server = fakes.FakeServer(fakes.completion("Hello! How can I help?"))
    with pytest.raises(EngineError, match="no answer in the form asked for; it began 'Hello! How can I help"):
        engine_for(server).preflight()
    assert len(server.requests) == 6


def test_a_model_that_takes_no_temperature_is_asked_without(fakes: Any, engine_for: Make) -> None:
    def particular(request: httpx2.Request) -> httpx2.Response:
        if b'"temperature"' in request.content:
            return refusal(400, "Unsupported value: 'temperature' does not support 0 with this model.")
        return fakes.completion({"events": []})

    server = fakes.FakeServer(particular)
    engine = engine_for(server)
    before = engine_for(server).fingerprint
    engine.preflight()
    assert next(iter(engine.read([Article(text=fakes.TEXT)]))).status == "read"
    assert len(server.requests) == 3
    assert "response_format" in server.bodies[-1]
    assert engine.fingerprint != before


def test_an_answer_to_the_test_that_runs_on_is_an_answer(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion('{"events": [{"quote": "blah blah', finish="length"))
    assert engine_for(server).preflight() == "harbour-llm-2026-11"


def test_no_key_no_model_no_provider_and_no_address_are_told_without_a_request(
    codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(EngineError, match="no key: set the environment variable OPENAI_API_KEY"):
        get_engine("openai/gpt-5-mini", codebook)
    with pytest.raises(EngineError, match="name a model too, such as openai/MODEL"):
        get_engine("openai/", codebook)
    with pytest.raises(EngineError, match="no provider 'opneai'; there are: openai, anthropic, google"):
        get_engine("opneai/gpt-5-mini", codebook)
    with pytest.raises(EngineError, match="must begin with http"):
        get_engine("x/y", codebook, base_url="localhost:8000")
    with pytest.raises(EngineError, match="no engine 'offlin'"):
        get_engine("offlin", codebook)


def test_get_engine_asks_first_unless_told_not_to(fakes: Any, codebook: Codebook) -> None:
    server = fakes.FakeServer(refusal(404, "no such model"))
    options = {"base_url": "http://aldport.invalid/v1", "transport": server.transport}
    assert get_engine("x/y", codebook, preflight=False, **options).name == "x/y"
    assert server.requests == []
    with pytest.raises(EngineError, match="no such model"):
        get_engine("x/y", codebook, **options)


def test_preflight_says_who_answers(fakes: Any, codebook: Codebook) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    options = {"base_url": "http://aldport.invalid/v1", "transport": server.transport}
    assert get_engine("x/y", codebook, preflight=False, **options).preflight() == "harbour-llm-2026-11"


def test_available_engines_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MISTRAL_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    engines = {engine.name: engine for engine in available_engines()}
    assert engines["offline"].ready
    assert engines["openai/MODEL"].ready
    assert engines["ollama/MODEL"] == ("ollama/MODEL", True, "when a server answers at http://localhost:11434/v1")
    assert engines["mistral/MODEL"].missing == "no key: set the environment variable MISTRAL_API_KEY"
