"""Keys are never shown; articles are data."""

import io
import json
import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import polars as pl
import pytest

from eventx.engines.base import read_all
from eventx.engines.llm.engine import LLMEngine
from eventx.errors import EngineError
from eventx.extraction import extract_to_folder
from eventx.pipeline import Pipeline
from eventx.schema import Article, Settings

Make = Callable[..., LLMEngine]
BOMB = "{% for i in range(10**6) %}"


def troubles(fakes: Any) -> dict[str, Any]:
    """Every kind of trouble, with servers that repeat the key they were sent."""
    key = fakes.KEY
    return {
        "401": httpx2.Response(401, json={"error": {"message": f"Incorrect API key provided: {key}"}}),
        "400": httpx2.Response(400, json={"error": {"message": f"bad header Bearer {key}"}}),
        "500": httpx2.Response(500, text=f"stack trace with {key}"),
        "429": httpx2.Response(429, headers={"retry-after": "9999"}, text=key),
        "lost": httpx2.ConnectError(f"cannot reach http://user:{key}@host"),
        "crash": RuntimeError(f"boom {key}"),
        "prose": fakes.completion(f"your key is {key}"),
        "refusal": fakes.completion(None, refusal=f"no, {key}"),
        "malformed": fakes.completion({"events": [{"quote": 1}]}),
        "html": httpx2.Response(200, headers={"content-type": "text/html"}, text=f"<html>{key}</html>"),
    }


@pytest.mark.parametrize(
    "trouble", ["401", "400", "500", "429", "lost", "crash", "prose", "refusal", "malformed", "html"]
)
def test_a_key_appears_in_no_reading_log_error_or_traceback(
    fakes: Any, engine_for: Make, trouble: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    shown = io.StringIO()
    handler = logging.StreamHandler(shown)
    for name in ("", "eventx", "instructor", "openai", "httpx2"):
        logging.getLogger(name).addHandler(handler)
    caplog.set_level(logging.INFO)
    engine = engine_for(fakes.FakeServer(troubles(fakes)[trouble]))
    try:
        readings = list(read_all(engine, [Article(text=fakes.TEXT)]))
        try:
            engine_for(fakes.FakeServer(troubles(fakes)[trouble])).preflight()
        except EngineError as error:
            shown.write("".join(traceback.format_exception(error)) + repr(error))
    finally:
        for name in ("", "eventx", "instructor", "openai", "httpx2"):
            logging.getLogger(name).removeHandler(handler)
    captured = capfd.readouterr()
    shown.write(json.dumps([r.model_dump(mode="json") for r in readings]) + repr(vars(engine)) + engine.fingerprint)
    assert fakes.KEY not in shown.getvalue() + caplog.text + captured.out + captured.err
    assert captured.err == ""


def test_the_key_goes_out_in_one_header_and_nowhere_else(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    list(read_all(engine_for(server), [Article(text=fakes.TEXT)]))
    request = server.requests[0]
    assert [name for name, value in request.headers.items() if fakes.KEY in value] == ["authorization"]
    assert fakes.KEY.encode() not in request.content
    assert fakes.KEY not in str(request.url)


def test_a_providers_key_never_goes_to_a_server_named_by_its_address(
    fakes: Any, engine_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    engine = engine_for(server, "openai/gpt-5-mini", base_url="http://elsewhere.invalid/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-for-openai-alone")
    monkeypatch.delenv("EVENTX_LLM_KEY")
    list(read_all(engine, [Article(text=fakes.TEXT)]))
    assert server.requests[0].headers["authorization"] == "Bearer none"


def test_a_template_bomb_is_sent_as_it_is_and_rendered_by_nobody(fakes: Any, engine_for: Make) -> None:
    for text in (BOMB, "{{ 7 * 7 }} and {{ article }}", "  {% raw %}\n  two"):
        server = fakes.FakeServer(fakes.completion({"events": []}))
        list(read_all(engine_for(server), [Article(text=text)]))
        user = server.bodies[0]["messages"][1]["content"]
        assert user.split("\n", 3)[3].rsplit("\narticle ", 1)[0] == text


def test_a_re_ask_does_not_render_the_article_either(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion(BOMB), fakes.completion({"events": []}))
    list(read_all(engine_for(server), [Article(text=BOMB + " " + fakes.TEXT)]))
    assert len(server.bodies[1]["messages"][1]["content"]) == len(server.bodies[0]["messages"][1]["content"])


@pytest.mark.parametrize(
    "text",
    [
        "http://evil.invalid/picture.png",
        "https://evil.invalid/x.pdf",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
    ],
)
def test_an_article_that_is_an_address_is_never_fetched(fakes: Any, engine_for: Make, text: str) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    list(read_all(engine_for(server), [Article(text=text)]))
    assert {request.url.host for request in server.requests} == {"aldport.invalid"}
    assert f"\n{text}\n" in server.bodies[0]["messages"][1]["content"]


def test_one_request_holds_one_article(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    list(read_all(engine_for(server), [Article(text=f"Story number {n} of the day.") for n in range(6)]))
    assert all(str(body["messages"]).count("Story number") == 1 for body in server.bodies)


def test_no_key_is_written_by_python_that_ends_in_an_error(tmp_path: Path) -> None:
    program = (
        "from eventx.codebook import load_codebook\nfrom eventx.engines import get_engine\n"
        "from eventx.engines.llm.gate import Limits\n"
        "options = {'base_url': 'http://127.0.0.1:9/v1', 'limits': Limits(backoff=0.01)}\n"
        "get_engine('x/y', load_codebook('cameo'), **options)\n"
    )
    env = {**os.environ, "EVENTX_LLM_KEY": "sk-in-the-environment", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "EngineError: engine 'x/y' at http://127.0.0.1:9/v1: no connection" in done.stderr
    assert "sk-in-the-environment" not in done.stderr + done.stdout
    assert "During handling" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_in_no_file_of_a_run_that_meets_every_trouble(fakes: Any, engine_for: Make, tmp_path: Path) -> None:
    replies = [
        *(troubles(fakes)[name] for name in ("prose", "400", "lost", "refusal", "malformed", "html", "500", "429"))
    ]
    engine = engine_for(fakes.FakeServer(fakes.completion({"events": [fakes.event()]}), *replies), concurrency=1)
    articles = [Article(text=f"{fakes.TEXT} It was day {n} of the dispute.", lang="en") for n in range(12)]
    counts = extract_to_folder(
        articles, tmp_path / "run", Pipeline(engine, engine.codebook), Settings(engine=engine.name)
    )
    assert counts.failed > 0
    files = [path for path in (tmp_path / "run").rglob("*") if path.is_file()]
    assert len(files) >= 5
    assert [path.name for path in files if fakes.KEY in _content(path)] == []


def _content(path: Path) -> str:
    packed = path.suffix == ".parquet"
    return str(pl.read_parquet(path).rows()) if packed else path.read_bytes().decode("utf-8", "replace")
