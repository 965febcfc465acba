"""Everything that can go wrong on the way to a provider, with the real instructor and provider package."""

import asyncio
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx2
import pytest

from eventx.engines.base import read_all
from eventx.engines.llm.engine import LLMEngine
from eventx.engines.llm.gate import Limits
from eventx.schema import Article, Reading

Make = Callable[..., LLMEngine]


def read_one(engine: LLMEngine, text: str) -> Reading:
    return next(iter(read_all(engine, [Article(text=text)])))


def error(status: int, **headers: str) -> httpx2.Response:
    return httpx2.Response(status, headers=headers, json={"error": {"message": "try later", "code": "busy"}})


def test_too_many_requests_are_waited_for_and_then_answered(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(
        error(429, **{"retry-after": "0.2"}), error(429), fakes.completion({"events": [fakes.event()]})
    )
    start = time.monotonic()
    reading = read_one(engine_for(server), fakes.TEXT)
    assert time.monotonic() - start >= 0.2
    assert (reading.status, len(reading.drafts), reading.usage.requests) == ("read", 1, 3)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_never_recovers_is_asked_four_times(fakes: Any, engine_for: Make, status: int) -> None:
    server = fakes.FakeServer(error(status))
    reading = read_one(engine_for(server), fakes.TEXT)
    assert (reading.status, reading.error) == ("failed", f"HTTP {status}: try later")
    assert len(server.requests) == reading.usage.requests == 4


@pytest.mark.parametrize(
    "fault", [httpx2.ConnectError("refused"), httpx2.ReadError("reset"), httpx2.RemoteProtocolError("cut")]
)
def test_a_lost_connection_is_tried_again(fakes: Any, engine_for: Make, fault: Exception) -> None:
    server = fakes.FakeServer(fault, fault, fakes.completion({"events": []}))
    assert read_one(engine_for(server), fakes.TEXT).status == "read"
    down = fakes.FakeServer(fault)
    reading = read_one(engine_for(down), fakes.TEXT)
    assert reading.error is not None
    assert reading.error.startswith(f"no connection ({type(fault).__name__}")
    assert len(down.requests) == 4


def test_a_retry_after_beyond_the_cap_stops_the_run_with_one_request(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(error(429, **{"retry-after": "3600"}))
    engine = engine_for(server, concurrency=1)
    readings = list(read_all(engine, [Article(text=f"{fakes.TEXT} {n}") for n in range(5)]))
    assert {r.status for r in readings} == {"failed"}
    assert all("asks to wait 3,600 seconds" in (r.error or "") for r in readings)
    assert len(server.requests) == 1


def test_a_retry_after_given_as_a_date_is_understood(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(
        error(429, **{"retry-after": "Wed, 01 Jan 2020 00:00:00 GMT"}), fakes.completion({"events": []})
    )
    assert read_one(engine_for(server), fakes.TEXT).status == "read"


def test_nobody_asks_while_the_gate_is_closed(fakes: Any, engine_for: Make) -> None:
    times: list[float] = []

    def answer(_request: httpx2.Request) -> httpx2.Response:
        times.append(time.monotonic())
        return error(429, **{"retry-after": "0.5"}) if len(times) == 1 else fakes.completion({"events": []})

    engine = engine_for(fakes.FakeServer(answer), concurrency=1)
    list(read_all(engine, [Article(text=fakes.TEXT)]))
    list(read_all(engine, [Article(text=f"{fakes.TEXT} {n}") for n in range(20)]))
    assert times[1] - times[0] >= 0.5


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_refused_in_mid_run_stops_within_the_requests_under_way(
    fakes: Any, engine_for: Make, status: int
) -> None:
    server = fakes.FakeServer(error(status))
    engine = engine_for(server, concurrency=4)
    readings = list(read_all(engine, [Article(text=f"{fakes.TEXT} {n}") for n in range(40)]))
    assert len(readings) == 40
    assert {r.error for r in readings} == {f"the server refused the key (HTTP {status})"}
    assert len(server.requests) <= 4


def test_a_spent_quota_stops_the_run(fakes: Any, engine_for: Make) -> None:
    spent = httpx2.Response(429, json={"error": {"message": "no money", "code": "insufficient_quota"}})
    server = fakes.FakeServer(spent)
    readings = list(read_all(engine_for(server, concurrency=2), [Article(text=f"{fakes.TEXT} {n}") for n in range(9)]))
    assert {r.error for r in readings} == {"the provider says that the quota is spent (HTTP 429)"}
    assert len(server.requests) <= 2


@pytest.mark.parametrize(
    "body",
    [
        "<html>Log in to the hotel network</html>",
        "",
        None,
        "I cannot help with that.",
        '{"stories": 3}',
        "[1, 2",
        "null",
    ],
)
def test_an_answer_in_the_wrong_form_is_asked_for_once_more_and_then_fails(
    fakes: Any, engine_for: Make, body: str | None
) -> None:
    server = fakes.FakeServer(fakes.completion(body))
    reading = read_one(engine_for(server), fakes.TEXT)
    assert reading.status == "failed"
    assert reading.error is not None
    assert reading.error.startswith("no answer in the form asked for")
    assert len(server.requests) == 2
    assert reading.usage.input_tokens == 200


def test_a_web_page_instead_of_an_answer_fails(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(httpx2.Response(200, headers={"content-type": "text/html"}, text="<html>portal</html>"))
    assert read_one(engine_for(server), fakes.TEXT).status == "failed"
    assert len(server.requests) <= 2


@pytest.mark.parametrize(
    "body", [{"choices": []}, {}, [], {"choices": [{"message": None}]}, {"choices": "x", "usage": 3}]
)
def test_an_answer_without_choices_fails(fakes: Any, engine_for: Make, body: Any) -> None:
    server = fakes.FakeServer(httpx2.Response(200, json=body))
    assert read_one(engine_for(server), fakes.TEXT).status == "failed"
    assert len(server.requests) <= 2


def test_a_wrong_answer_is_mended_by_asking_again(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(
        fakes.completion({"events": [{"actor": 1}]}), fakes.completion({"events": [fakes.event()]})
    )
    reading = read_one(engine_for(server), fakes.TEXT)
    assert (reading.status, len(reading.drafts), reading.usage.requests) == ("read", 1, 2)
    assert "quote" in server.bodies[1]["messages"][-1]["content"]


def test_a_refusal_is_recorded_and_not_asked_again(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(fakes.completion(None, refusal="I do not read about violence."))
    reading = read_one(engine_for(server), fakes.TEXT)
    assert (reading.status, reading.error) == ("failed", "the model refused: I do not read about violence.")
    assert len(server.requests) == 1


def test_a_filtered_answer_is_a_refusal(fakes: Any, engine_for: Make) -> None:
    reading = read_one(engine_for(fakes.FakeServer(fakes.completion("", finish="content_filter"))), fakes.TEXT)
    assert reading.error == "the model refused: no reason"


def test_a_server_that_hangs_meets_the_deadline(fakes: Any, engine_for: Make) -> None:
    asked: list[str] = []

    async def hang() -> httpx2.Response:
        asked.append("asked")
        await asyncio.sleep(60)
        asked.append("answered")
        raise AssertionError

    engine = engine_for(fakes.FakeServer(lambda _: hang()), limits=Limits(timeout=0.5))
    assert read_one(engine, fakes.TEXT).error == "no answer within 0.5 seconds"
    assert asked == ["asked"]


def test_an_answer_that_trickles_in_meets_the_deadline(fakes: Any, engine_for: Make) -> None:
    sent = 0

    async def trickle() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(500):
            sent += 1
            yield b" " * 8
            await asyncio.sleep(0.05)

    engine = engine_for(fakes.FakeServer(lambda _: httpx2.Response(200, content=trickle())), limits=Limits(timeout=0.5))
    assert read_one(engine, fakes.TEXT).status == "failed"
    assert 0 < sent < 60  # one each twentieth of a second: given up long before all 500 are sent


def test_a_huge_answer_is_given_up_while_it_is_read(fakes: Any, engine_for: Make) -> None:
    sent = 0

    async def flood() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 100_000
            yield b" " * 100_000

    engine = engine_for(
        fakes.FakeServer(lambda _: httpx2.Response(200, content=flood())), limits=Limits(answer_bytes=1_000_000)
    )
    assert read_one(engine, fakes.TEXT).error == "the answer is larger than 1,000,000 bytes"
    assert sent <= 1_100_000


def test_a_packed_answer_is_never_unpacked(fakes: Any, engine_for: Make) -> None:
    async def bomb() -> AsyncIterator[bytes]:
        yield gzip.compress(b" " * 5_000_000)

    server = fakes.FakeServer(lambda _: httpx2.Response(200, headers={"content-encoding": "gzip"}, content=bomb()))
    assert read_one(engine_for(server), fakes.TEXT).error == "the server sent a packed answer that was not asked for"
    assert server.requests[0].headers["accept-encoding"] == "identity"
    assert len(server.requests) == 1


def test_a_redirect_is_not_followed(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(httpx2.Response(302, headers={"location": "http://elsewhere.invalid/"}))
    assert read_one(engine_for(server), fakes.TEXT).status == "failed"
    assert {request.url.host for request in server.requests} == {"aldport.invalid"}


def test_thirty_per_cent_faults_lose_no_article(fakes: Any, engine_for: Make) -> None:
    """Which fault an article meets depends on the article, not on the order in which threads ask."""
    asked: Counter[int] = Counter()

    def flaky(request: httpx2.Request) -> Any:
        number = int(re.findall(r"Nothing was signed\. (\d+)", request.content.decode())[-1])
        asked[number] += 1
        faults = [error(500), httpx2.ReadError("reset"), fakes.completion("oops")]
        first = asked[number] == 1
        return (
            faults[number % 3] if first and number % 10 in {0, 3, 7} else fakes.completion({"events": [fakes.event()]})
        )

    articles = [Article(text=f"{fakes.TEXT} {n}") for n in range(60)]
    readings = list(read_all(engine_for(fakes.FakeServer(flaky), concurrency=16), articles))
    assert sorted(r.article_id for r in readings) == sorted(a.article_id for a in articles)
    assert [r.error for r in readings if r.status != "read"] == []
    assert sum(asked.values()) > 60


def test_the_body_of_an_error_that_is_no_json_is_told_in_one_short_line(fakes: Any, engine_for: Make) -> None:
    server = fakes.FakeServer(httpx2.Response(400, text="context\nlength " + "x" * 5000))
    told = read_one(engine_for(server), fakes.TEXT).error or ""
    assert told.startswith("HTTP 400: context length x")
    assert len(told) < 400
    assert "\n" not in told
    assert json.dumps(told)
