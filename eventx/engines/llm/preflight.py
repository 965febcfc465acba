"""One small question before any article is sent: are key, model, address and form of answers right?

A server that does not take the first form of structured output is asked in the next one, once each.
"""

from collections.abc import Awaitable, Callable, Iterator

from pydantic import BaseModel

from eventx.engines.llm.client import Client, Method, UnansweredError
from eventx.engines.llm.exchange import Exchange
from eventx.engines.llm.providers import Connection, Mode
from eventx.errors import EngineError
from eventx.prompts import Rendered

QUESTION = "This is a test of the connection: there is no article. Answer with an empty list of events.\n"
TOKENS = 200
"""The longest answer to the test."""

MODES: tuple[Mode, ...] = ("strict", "json_schema", "tools", "json")
_SAMPLING = ("temperature", "seed")
_BAD_REQUEST = frozenset({400, 404, 405, 415, 422, 500, 501})

Try = Callable[[Method], Awaitable[Exchange]]


async def ask_once(client: Client, system: str, form: type[BaseModel]) -> Exchange:
    """Ask the test question under the run's own first message, which shows whether that fits the model.

    An answer, or a thought before one, that runs on until it is cut off is an answer.

    Raises:
        UnansweredError: no answer in the form.
    """
    try:
        return (await client.ask(Rendered(system, QUESTION), form, tokens=TOKENS))[1]
    except UnansweredError as error:
        if error.exchange.cut and error.exchange.text.lstrip()[:1] in {"{", ""}:
            return error.exchange
        raise


async def negotiate(connection: Connection, attempt: Try) -> tuple[Method, Exchange]:
    """Return the first method that the server understands, and the exchange that showed it.

    Raises:
        EngineError: none works; the message says what the first attempt met, and what to do about it.
    """
    first: UnansweredError | None = None
    for mode in _modes(connection):
        for method in (Method(mode), Method(mode, sampling=False)):
            try:
                return method, await attempt(method)
            except UnansweredError as error:
                first = first or error
                if not _form_at_fault(error):
                    raise EngineError(_line(connection, error)) from None
                if not _sampling_at_fault(error):
                    break
    assert first is not None  # noqa: S101  # every connection has a mode
    raise EngineError(_line(connection, first)) from None


def _modes(connection: Connection) -> Iterator[Mode]:
    if connection.provider.dialect == "anthropic":
        yield "tools"
        return
    yield from MODES[MODES.index(connection.provider.mode) :]
    if connection.provider.mode == "tools":
        yield "json_schema"


def _sampling_at_fault(error: UnansweredError) -> bool:
    said = (error.exchange.problem or "").casefold()
    return error.exchange.status is not None and any(word in said for word in _SAMPLING)


def _form_at_fault(error: UnansweredError) -> bool:
    """Tell whether another form may help: the server answered in its own way, or called the request bad."""
    exchange = error.exchange
    if exchange.status is None or exchange.refusal:
        return False
    about_model = "model" in (exchange.problem or "").casefold() and exchange.status == 404
    return exchange.status == 200 or (exchange.status in _BAD_REQUEST and not about_model)


def _line(connection: Connection, error: UnansweredError) -> str:
    return (
        f"engine {connection.reference!r} at {connection.provider.url}: {error}. {_advice(connection, error.exchange)}"
    )


def _advice(connection: Connection, exchange: Exchange) -> str:
    if exchange.status in {401, 403}:
        return f"Check the key in the environment variable {connection.key_variable}"
    if exchange.status == 404:
        return f"Check the model's name {connection.model!r} and the address"
    if "context" in (exchange.problem or "").casefold():
        return "The prompt may be too long for this model: try a shorter one, such as roots/v1"
    if exchange.status is None:
        return "Check the address, and that the server is running"
    return "No article was sent"
