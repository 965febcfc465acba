"""Where a run asks and what: recorded without secrets, compared on resume, known to worker processes."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from eventx.codebook import Codebook, load_codebook
from eventx.engines import get_engine
from eventx.errors import EngineError, RunError
from eventx.extraction import _engine, extract_to_folder
from eventx.pipeline import Pipeline
from eventx.runs import RunFolder
from eventx.schema import Article, Settings

ADDRESS = "http://aldport.invalid/v1"


class Asked(NamedTuple):
    address: str
    systems: list[str]


@pytest.fixture
def server(fakes: Any) -> Iterator[Asked]:
    """A server on this machine that finds nothing, and notes the first message of each request."""
    systems: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            systems.append(body["messages"][0]["content"])
            answer = fakes.completion({"events": []}).content
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield Asked(f"http://127.0.0.1:{listening.server_address[1]}/v1", systems)
        listening.shutdown()
        thread.join()


def settings(codebook: Codebook, address: str, prompt: str = "paragraph/v1") -> Settings:
    return Settings(engine="test/harbour-llm", codebook=str(codebook.folder), base_url=address, prompt=prompt)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://localhost:8000/v1", "http://localhost:8000/v1"),
        ("http://user:s3cret@host:8000/v1", "http://host:8000/v1"),
        ("http://user:s3/cret@host/v1", "http://host/v1"),
        ("user:s3cret@host/v1", "host/v1"),
        ("https://host/v1?api-key=s3cret#s3cret", "https://host/v1"),
    ],
)
def test_settings_keep_an_address_without_what_could_be_a_secret(given: str, kept: str) -> None:
    assert Settings(base_url=given).base_url == kept


@pytest.mark.parametrize(
    "address", ["http://user:s3cret@host/v1", "user:s3cret@host", "http://host/v1?key=s3cret", "http://host/#s3cret"]
)
def test_an_address_with_a_secret_is_refused_without_repeating_it(codebook: Codebook, address: str) -> None:
    with pytest.raises(EngineError, match="give the bare address, without user, password or query") as caught:
        get_engine("x/y", codebook, base_url=address)
    assert "s3cret" not in str(caught.value)


def test_a_run_goes_on_only_with_its_own_address_and_prompt(codebook: Codebook, tmp_path: Path) -> None:
    RunFolder.create(tmp_path / "run", settings(codebook, ADDRESS))
    RunFolder.create(tmp_path / "run", settings(codebook, ADDRESS))
    with pytest.raises(RunError, match=r"base_url: 'http://aldport.invalid/v1' there, 'http://else.invalid/v1' now"):
        RunFolder.create(tmp_path / "run", settings(codebook, "http://else.invalid/v1"))
    with pytest.raises(RunError, match="prompt: 'paragraph/v1' there, 'roots/v1' now"):
        RunFolder.create(tmp_path / "run", settings(codebook, ADDRESS, "roots/v1"))


def test_an_engine_made_from_settings_asks_their_server_with_their_prompt(codebook: Codebook, server: Asked) -> None:
    engine = _engine(settings(codebook, server.address))
    list(engine.read([Article(text="The harbour master met union leaders on Tuesday.")]))
    assert len(server.systems) == 2
    assert all("You read one news paragraph" in system for system in server.systems)


@pytest.mark.slow
def test_worker_processes_ask_the_server_of_the_settings(codebook: Codebook, server: Asked, tmp_path: Path) -> None:
    articles = [Article(text=f"The harbour master met union leaders {n} times.", lang="en") for n in range(70)]
    wanted = settings(codebook, server.address, "roots/v1")
    pipeline = Pipeline(_engine(wanted), codebook)
    counts = extract_to_folder(articles, tmp_path / "run", pipeline, wanted, workers=2)
    assert (counts.coded, counts.failed) == (70, 0)
    assert len(server.systems) >= 71


def test_a_server_of_ones_own_is_asked_with_the_short_prompt_and_a_provider_with_the_whole_codebook(
    codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    asked = [("x/y", {"base_url": ADDRESS}), ("ollama/y", {}), ("openai/y", {}), ("openai/y", {"prompt": "staged/v1"})]
    engines = [get_engine(name, codebook, preflight=False, **options) for name, options in asked]
    assert [engine.prompt.name for engine in engines] == ["quotes/v1", "quotes/v1", "extract/v1", "staged/v1"]


def test_a_codebook_that_teaches_nothing_is_asked_for_codes(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_text(
        'name = "bare"\nversion = "1"\ncodes = [{code = "A", label = "Act", root = "A", definition = "Any act."}]\n',
        encoding="utf-8",
    )
    bare = load_codebook(str(tmp_path))
    engine = get_engine("x/y", bare, preflight=False, base_url=ADDRESS)
    assert (engine.prompt.name, engine.languages) == ("paragraph/v1", None)
    with pytest.raises(
        EngineError, match=r"'quotes/v1' leaves the codes to the offline coder, which cannot learn 'bare'"
    ):
        get_engine("x/y", bare, preflight=False, base_url=ADDRESS, prompt="quotes/v1")


def test_without_codes_of_its_own_a_model_reads_english_alone(codebook: Codebook) -> None:
    engine = get_engine("x/y", codebook, preflight=False, base_url=ADDRESS)
    french = Article(
        text="Le ministre a rencontré mardi l'ambassadeur et rejeté l'offre de nouveaux pourparlers de paix."
    )
    outcome = Pipeline(engine, codebook).run([french]).outcomes[0]
    assert outcome.status == "refused"
    assert outcome.reason is not None
    assert outcome.reason.startswith("language 'fr': read here is en; an LLM engine reads more, with a prompt")
