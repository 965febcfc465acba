"""The only file that talks to instructor: a question and the form of its answer go in, the answer comes out."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, TypeVar, cast

import httpx2
import instructor  # noqa: TID251  # this is the one file
from pydantic import BaseModel

from eventx.engines.llm.exchange import CURRENT, Exchange
from eventx.engines.llm.gate import Gate, Limits
from eventx.engines.llm.providers import Connection, Mode, scrub
from eventx.engines.llm.transport import CarefulTransport
from eventx.prompts import Rendered

# Without a handler of its own, instructor prints every failed request with the model's words to stderr.
logging.getLogger("instructor").setLevel(logging.CRITICAL)

RE_ASKS = 1
"""Times that an answer in the wrong form is asked for again, with what was wrong."""

_MODES = {
    "strict": instructor.Mode.JSON_SCHEMA,
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "tools": instructor.Mode.TOOLS,
    "json": instructor.Mode.JSON,
}

Form = TypeVar("Form", bound=BaseModel)


class Method(NamedTuple):
    """How a server is asked: the kind of structured output, and whether it takes temperature and seed."""

    mode: Mode
    sampling: bool = True


class UnansweredError(Exception):
    """A question that got no answer in the form asked for; says why in one line, without the key."""

    def __init__(self, reason: str, exchange: Exchange) -> None:
        super().__init__(reason)
        self.exchange = exchange


class Client:
    """Asks one model. Made by :func:`open_client`, used inside one event loop."""

    def __init__(
        self, connection: Connection, method: Method, gate: Gate, limits: Limits, http: httpx2.AsyncClient
    ) -> None:
        self._connection = connection
        self._method = method
        self._gate = gate
        self._limits = limits
        self._instructor = _client_for(connection, method, http)

    async def ask(self, question: Rendered, form: type[Form], *, tokens: int | None = None) -> tuple[Form, Exchange]:
        """Return the answer in its form, and what it took.

        Raises:
            UnansweredError: there is no such answer.
        """
        exchange = Exchange()
        CURRENT.set(exchange)
        try:
            await self._gate.wait()
            async with asyncio.timeout(self._limits.timeout):
                return await self._create(question, form, tokens or self._limits.answer_tokens), exchange
        except TimeoutError:
            reason = f"no answer within {self._limits.timeout:g} seconds"
        except Exception as error:  # noqa: BLE001  # three packages raise what they like; the exchange says what happened
            reason = self._reason(exchange, error)
        exchange.text = scrub(exchange.text, self._connection)
        raise UnansweredError(scrub(reason, self._connection), exchange)

    async def _create(self, question: Rendered, form: type[Form], tokens: int) -> Form:
        options = self._options(form, tokens)
        messages: list[Any] = [
            {"role": "system", "content": self._system(question)},
            {"role": "user", "content": question.user},
        ]
        # Never pass context=: instructor would render the messages, article and all, as Jinja templates.
        answer: Form = await self._instructor.create(
            response_model=form, messages=messages, max_retries=RE_ASKS, strict=False, **options
        )
        return answer

    def _system(self, question: Rendered) -> Any:
        """Return the part that all questions share, marked for the provider's cache where that must be said."""
        if self._connection.provider.dialect == "openai":
            return question.system
        return [{"type": "text", "text": question.system, "cache_control": {"type": "ephemeral"}}]

    def _options(self, form: type[BaseModel], tokens: int) -> dict[str, Any]:
        provider = self._connection.provider
        options: dict[str, Any] = {"model": self._connection.model, provider.limit: tokens}
        if self._method.sampling:
            options["extra_body"] = {"temperature": 0} | ({"seed": 0} if provider.seed else {})
        if self._method.mode == "strict":
            options["extra_body"] = options.get("extra_body", {}) | {"response_format": _strict_format(form)}
        return options

    def _reason(self, exchange: Exchange, error: Exception) -> str:
        if self._gate.stopped:
            return self._gate.stopped
        if exchange.problem:
            return f"HTTP {exchange.status}: {exchange.problem}" if exchange.status else exchange.problem
        if exchange.refusal:
            return f"the model refused: {_short(exchange.refusal)}"
        if exchange.cut:
            return "the answer was cut off at the longest length"
        if exchange.requests == 0:
            return f"the request could not be made: {type(error).__name__}: {_short(str(error))}"
        return f"no answer in the form asked for; it began {_short(exchange.text)!r}"


@asynccontextmanager
async def open_client(
    connection: Connection, method: Method, gate: Gate, limits: Limits, inner: httpx2.AsyncBaseTransport
) -> AsyncIterator[Client]:
    """Open a client for the running event loop, and close its connections afterwards."""
    transport = CarefulTransport(inner, gate, limits)
    async with httpx2.AsyncClient(transport=transport, timeout=limits.timeout, follow_redirects=False) as http:
        yield Client(connection, method, gate, limits, http)


def _client_for(connection: Connection, method: Method, http: httpx2.AsyncClient) -> instructor.AsyncInstructor:
    key, url, mode = connection.key(), connection.provider.url, _MODES[method.mode]
    if connection.provider.dialect == "anthropic":
        import anthropic  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  # an extra that most do without

        speaker: Any = anthropic.AsyncAnthropic(api_key=key, base_url=url, http_client=http, max_retries=0)
        made: Any = instructor.from_anthropic(speaker, mode=mode)
        return cast("instructor.AsyncInstructor", made)
    import openai  # noqa: PLC0415  # two seconds that the other dialect need not pay

    client = openai.AsyncOpenAI(api_key=key, base_url=url, http_client=http, max_retries=0)
    return instructor.from_openai(client, mode=mode)


def _strict_format(form: type[BaseModel]) -> dict[str, Any]:
    schema = {"name": form.__name__, "strict": True, "schema": form.model_json_schema()}
    return {"type": "json_schema", "json_schema": schema}


def _short(text: str) -> str:
    return " ".join(text.split())[:120]
