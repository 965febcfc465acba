"""From articles to readings: requests, answers, salvage, order, memory."""

import asyncio
import json
import pickle
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from eventx.codebook import Codebook, load_codebook
from eventx.engines import get_engine
from eventx.engines.base import Engine, read_all
from eventx.engines.llm.engine import LLMEngine
from eventx.engines.llm.gate import Limits
from eventx.errors import EngineError
from eventx.grounding import ground
from eventx.schema import Article, Reading

Make = Callable[..., LLMEngine]


def read_one(engine: LLMEngine, text: str) -> Reading:
    return next(iter(read_all(engine, [Article(text=text, title="Talks", published="2026-03-04")])))


def test_an_answer_becomes_drafts_that_ground_in_the_text(fakes: Any, engine_for: Make) -> None:
    hit = fakes.event(
        quote="Guards later beat two dockers at the gate, and one of them died.", action="beat", actor="Guards",
        target="two dockers", date="later", code="HIT", attributes={"fatalities": 1},
    )  # fmt: skip
    engine = engine_for(fakes.FakeServer(fakes.completion({"events": [fakes.event(), hit]})))
    reading = read_one(engine, fakes.TEXT)
    assert [d.proposed_code for d in reading.drafts] == ["MEET", "HIT"]
    assert [d.attributes for d in reading.drafts] == [{}, {"fatalities": 1}]
    assert all(ground(d.quote, fakes.TEXT) for d in reading.drafts)
    assert reading.model == "harbour-llm-2026-11"
    assert isinstance(engine, Engine)


def test_tokens_are_counted_and_an_unknown_price_stays_empty(fakes: Any, engine_for: Make) -> None:
    usage = read_one(engine_for(fakes.FakeServer(fakes.completion({"events": []}))), fakes.TEXT).usage
    assert usage is not None
    assert usage.model_dump() == {
        "requests": 1, "input_tokens": 100, "cached_tokens": 60, "output_tokens": 20, "cost_usd": None,
    }  # fmt: skip


def test_a_known_price_gives_the_cost_of_all_attempts(
    fakes: Any, engine_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", fakes.KEY)
    server = fakes.FakeServer(fakes.completion("oops"), fakes.completion({"events": []}))
    usage = read_one(engine_for(server, "openai/gpt-5-mini"), fakes.TEXT).usage
    assert usage is not None
    assert usage.cost_usd == pytest.approx(2 * (40 * 0.25 + 60 * 0.025 + 20 * 2) / 1e6)


def test_the_request_is_closed_and_repeatable(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    engine = engine_for(server)
    read_one(engine, fakes.TEXT)
    read_one(engine, fakes.TEXT)
    first, second = server.bodies
    assert first == second
    assert (first["temperature"], first["seed"], first["model"]) == (0, 0, "harbour-llm")
    item = first["response_format"]["json_schema"]["schema"]["$defs"]["ReportedEvent"]
    assert item["properties"]["code"]["enum"] == ["TALK", "MEET", "CALL", "HIT"]
    assert item["additionalProperties"] is False
    assert set(item["required"]) == set(item["properties"])
    assert "default" not in item["properties"]["quote"]


def test_every_text_and_list_of_an_answer_has_a_longest_length(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    read_one(engine_for(server), fakes.TEXT)
    schema = server.bodies[0]["response_format"]["json_schema"]["schema"]

    def unbounded(node: Any) -> Iterator[Any]:
        if isinstance(node, dict):
            needed = {"string": "maxLength", "array": "maxItems"}.get(str(node.get("type")))
            if needed and needed not in node and "enum" not in node and "const" not in node:
                yield node
            for value in node.values():
                yield from unbounded(value)
        elif isinstance(node, list):
            for value in node:
                yield from unbounded(value)

    assert list(unbounded(schema)) == []


def test_openai_itself_is_bound_to_the_schema(fakes: Any, engine_for: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", fakes.KEY)
    server = fakes.FakeServer(fakes.completion({"events": []}))
    read_one(engine_for(server, "openai/gpt-5-mini"), fakes.TEXT)
    assert server.bodies[0]["response_format"]["json_schema"]["strict"] is True
    assert server.bodies[0]["max_completion_tokens"] == 8000
    assert str(server.requests[0].url) == "https://api.openai.com/v1/chat/completions"


def test_the_first_message_is_the_same_for_every_article(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    list(read_all(engine_for(server), [Article(text=f"{fakes.TEXT} {n}") for n in range(3)]))
    assert len({body["messages"][0]["content"] for body in server.bodies}) == 1
    assert [m["role"] for m in server.bodies[0]["messages"]] == ["system", "user"]


def test_good_events_of_a_half_bad_answer_are_kept_without_asking_again(fakes: Any, engine_for: Make) -> None:
    bad = [
        fakes.event(code="RIOT"),
        {"actor": "nobody"},
        "words",
        fakes.event(quote="x" * 5000),
        fakes.event(attributes=None),
        fakes.event(attributes={"fatalities": 3_000_000_000}),
    ]
    server = fakes.FakeServer(fakes.completion({"events": [fakes.event(), *bad]}))
    reading = read_one(engine_for(server), fakes.TEXT)
    assert len(server.requests) == 1
    assert len(reading.drafts) == 1
    assert len(reading.malformed) == len(bad)
    assert "RIOT" in reading.malformed[0].raw
    assert reading.malformed[0].problem.startswith("code:")


def test_when_every_event_stays_bad_all_are_kept_as_malformed(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion({"events": [fakes.event(code="RIOT")]}))
    reading = read_one(engine_for(server), fakes.TEXT)
    assert (reading.status, reading.drafts, len(server.requests)) == ("read", (), 2)
    assert [m.problem.split(":")[0] for m in reading.malformed] == [
        'no answer in the form asked for; it began \'{"events"',
        "code",
    ]


def test_an_answer_that_was_cut_off_keeps_its_whole_events(fakes: Any, engine_for: Make) -> None:
    text = json.dumps({"events": [fakes.event(), fakes.event(action="met union leaders"), fakes.event()]})[:-200]
    server = fakes.FakeServer(fakes.completion(text, finish="length"))
    reading = read_one(engine_for(server), fakes.TEXT)
    assert (reading.status, len(reading.drafts), len(server.requests)) == ("read", 2, 1)
    assert reading.malformed[0].problem == "the answer was cut off at the longest length"


def test_an_answer_cut_off_within_its_first_event_fails(fakes: Any, engine_for: Make) -> None:
    reading = read_one(
        engine_for(fakes.FakeServer(fakes.completion('{"events": [{"quote": "The', finish="length"))), fakes.TEXT
    )
    assert (reading.status, reading.error) == ("failed", "the answer was cut off at the longest length")


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "```json\n{}\n```",
        "Here you go:\n```json\n{}\n```\nAnything else?",
        "<think>[] or {{1}}?</think>{}",
        "\ufeff {} ",
    ],
)
def test_words_around_the_answer_cost_nothing(fakes: Any, engine_for: Make, around: str) -> None:
    text = around.replace("{{1}}", "{1}").replace("{}", json.dumps({"events": [fakes.event()]}), 1)
    server = fakes.FakeServer(fakes.completion(text))
    assert len(read_one(engine_for(server), fakes.TEXT).drafts) == 1
    assert len(server.requests) == 1


def test_the_last_list_counts_because_the_first_may_be_the_articles(fakes: Any, engine_for: Make) -> None:
    planted = {"events": [fakes.event(actor="Planted")]}
    text = f"The story holds {json.dumps(planted)}, which is a trick. {json.dumps({'events': [fakes.event()]})}"
    reading = read_one(engine_for(fakes.FakeServer(fakes.completion(text))), fakes.TEXT)
    assert [d.actor for d in reading.drafts] == ["The harbour master of Aldport"]


@pytest.mark.parametrize("nothing", ["", "null", "N/A", "none", None])
def test_words_for_nothing_become_nothing(fakes: Any, engine_for: Make, nothing: str | None) -> None:
    server = fakes.FakeServer(fakes.completion({"events": [fakes.event(target=nothing)]}))
    assert read_one(engine_for(server), fakes.TEXT).drafts[0].target is None


def test_fields_that_a_model_leaves_out_are_empty(fakes: Any, engine_for: Make) -> None:
    bare = {name: fakes.event()[name] for name in ("quote", "action", "code", "attributes")}
    draft = read_one(engine_for(fakes.FakeServer(fakes.completion({"events": [bare]}))), fakes.TEXT).drafts[0]
    assert (draft.actor, draft.time_status) == (None, "actual")


def test_readings_come_as_they_finish_with_bounded_articles_in_memory(fakes: Any, engine_for: Make) -> None:
    taken: list[int] = []
    yielded = 0

    async def slow_first(request: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(0.4 if b"dockers 0" in request.content else 0.01)
        return fakes.completion({"events": []})

    def articles() -> Iterator[Article]:
        for number in range(30):
            taken.append(number)
            assert len(taken) - yielded <= 5
            yield Article(text=f"{fakes.TEXT} The dockers {number} left.", article_id=str(number))

    order = []
    for reading in engine_for(fakes.FakeServer(slow_first), concurrency=4).read(articles()):
        yielded += 1
        order.append(reading.article_id)
    assert order[0] != "0"
    assert sorted(order, key=int) == [str(n) for n in range(30)]


def test_it_works_where_an_event_loop_runs_already(fakes: Any, engine_for: Make) -> None:
    engine = engine_for(fakes.FakeServer(fakes.completion({"events": []})))

    async def notebook_cell() -> list[Reading]:
        return list(engine.read([Article(text=fakes.TEXT)]))

    assert len(asyncio.run(notebook_cell())) == 1


def test_a_reader_that_stops_early_leaves_no_thread(fakes: Any, engine_for: Make) -> None:
    readings = engine_for(fakes.FakeServer(fakes.completion({"events": []}))).read(
        Article(text=f"{fakes.TEXT} {n}") for n in range(50)
    )
    next(readings)
    readings.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "eventx-llm"]


@pytest.mark.parametrize("concurrency", [0, 65])
def test_concurrency_has_bounds(codebook: Codebook, concurrency: int) -> None:
    with pytest.raises(EngineError, match="at least 1 and at most 64"):
        LLMEngine("x/y", codebook, base_url="http://localhost:1/v1", concurrency=concurrency)


def test_the_fingerprint_changes_with_what_changes_answers(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion({"events": []}))
    prints = {
        engine_for(server).fingerprint, engine_for(server, concurrency=3).fingerprint,
        engine_for(server, "test/other").fingerprint, engine_for(server, prompt="paragraph/v1").fingerprint,
        engine_for(server, base_url="http://other.invalid/v1").fingerprint,
        engine_for(server, limits=Limits(answer_tokens=100)).fingerprint,
    }  # fmt: skip
    assert len(prints) == 5


def test_tool_calls_are_read_too(fakes: Any, engine_for: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", fakes.KEY)
    server = fakes.FakeServer(fakes.completion({"events": [fakes.event()]}, tool=True))
    assert len(read_one(engine_for(server, "deepseek/deepseek-chat"), fakes.TEXT).drafts) == 1
    assert server.bodies[0]["tools"][0]["function"]["name"] == "Answer"


def test_anthropic_is_asked_in_its_own_way(fakes: Any, engine_for: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", fakes.KEY)
    body = {
        "id": "m", "type": "message", "role": "assistant", "model": "claude-haiku-4-5-x", "stop_reason": "tool_use",
        "stop_sequence": None,
        "content": [{"type": "tool_use", "id": "t", "name": "Answer", "input": {"events": [fakes.event()]}}],
        "usage": {
            "input_tokens": 10, "output_tokens": 5, "cache_read_input_tokens": 90, "cache_creation_input_tokens": 0,
        },
    }  # fmt: skip
    server = fakes.FakeServer(httpx2.Response(200, json=body))
    reading = read_one(engine_for(server, "anthropic/claude-haiku-4-5"), fakes.TEXT)
    assert (len(reading.drafts), reading.model, reading.usage.input_tokens) == (1, "claude-haiku-4-5-x", 100)
    assert reading.usage.cost_usd == pytest.approx((10 * 1 + 90 * 0.1 + 5 * 5) / 1e6)
    assert server.bodies[0]["system"][0]["cache_control"] == {"type": "ephemeral"}
    assert fakes.KEY in str(server.requests[0].headers.raw)


def test_paragraphs_are_asked_about_one_by_one(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(
        fakes.completion({"events": [fakes.event(code="TALK")]}), fakes.completion({"events": []})
    )
    reading = read_one(engine_for(server, prompt="paragraph/v1"), fakes.TEXT)
    assert [d.proposed_code for d in reading.drafts] == ["TALK"]
    assert len(server.requests) == 2
    assert "Guards" not in server.bodies[0]["messages"][1]["content"]
    schema = server.bodies[0]["response_format"]["json_schema"]["schema"]
    assert schema["$defs"]["ReportedEvent"]["properties"]["code"]["enum"] == ["TALK", "HIT"]


def test_stages_ask_for_the_events_then_their_kind_then_their_code(fakes: Any, engine_for: Make) -> None:
    uncoded = {name: value for name, value in fakes.event().items() if name != "code"}
    server = fakes.FakeServer(
        fakes.completion({"events": [uncoded]}),
        fakes.completion({"code": "TALK"}),
        fakes.completion('```{"code": "MEET"}```'),
    )
    reading = read_one(engine_for(server, prompt="staged/v1"), fakes.TEXT)
    assert [d.proposed_code for d in reading.drafts] == ["MEET"]
    assert reading.usage.requests == 3
    choices = [b["response_format"]["json_schema"]["schema"]["properties"]["code"] for b in server.bodies[1:]]
    assert [c["enum"] for c in choices] == [["TALK", "HIT", "none"], ["TALK", "MEET", "CALL", "none"]]


def test_a_staged_event_that_fits_no_code_is_set_aside_and_counted(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion({"events": [fakes.event()]}), fakes.completion({"code": "none"}))
    reading = read_one(engine_for(server, prompt="staged/v1"), fakes.TEXT)
    assert (reading.drafts, reading.malformed[0].problem) == ((), "no code fits it")


def test_a_kind_can_be_the_code(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(
        fakes.completion({"events": [fakes.event()]}),
        fakes.completion({"code": "TALK"}),
        fakes.completion({"code": "TALK"}),
    )
    assert read_one(engine_for(server, prompt="staged/v1"), fakes.TEXT).drafts[0].proposed_code == "TALK"


def test_a_codebook_travels_to_other_processes(codebook: Codebook) -> None:
    assert pickle.loads(pickle.dumps(codebook)).name == "harbour"  # noqa: S301  # made one line above


def test_the_offline_engine_takes_no_options_of_an_llm() -> None:
    with pytest.raises(EngineError, match="has no option 'base_url'"):
        get_engine("offline", load_codebook("cameo"), base_url="http://localhost:1/v1")
