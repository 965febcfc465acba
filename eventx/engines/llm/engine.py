"""The LLM engine: articles in, readings out as they finish."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from eventx.codebook import Codebook
from eventx.engines.llm.gate import Gate, Limits
from eventx.engines.llm.providers import connect, price
from eventx.engines.llm.streaming import run, stream
from eventx.errors import EngineError
from eventx.prompts import load_prompt, render_system
from eventx.schema import Article, Reading
from eventx.schema.record import content_id

if TYPE_CHECKING:
    import httpx2

    from eventx.engines.llm.client import Method
    from eventx.engines.llm.exchange import Exchange

MAX_CONCURRENCY = 64
"""Above this many questions at once, one process gets slower: use more processes."""

LARGE_PROMPT = "extract/v1"
"""Asked of a provider's model: it holds the whole codebook, some 28,000 tokens for CAMEO."""

SMALL_PROMPT = "quotes/v1"
"""Asked of a server of one's own, whose models are mostly small: they find events, the offline coder gives the codes.
Chosen by tests/benchmarks/prompt_designs.py; figures in tests/eval/README.md."""

UNTAUGHT_PROMPT = "paragraph/v1"
"""Asked instead under a codebook that has no examples for the offline coder to learn from."""

TEST_ATTEMPTS = 2
"""Requests that the test before a run may take to reach the server: who waits for it wants to know soon."""


class LLMEngine:
    """Reads articles with a language model.

    Args:
        reference: ``provider/model``.
        codebook: its codes and attributes are the form of the answers.
        base_url: the address of an OpenAI-compatible server, instead of the provider's own.
        prompt: a bundled prompt's name, or the path of a prompt's folder; None for :data:`SMALL_PROMPT` (or
            :data:`UNTAUGHT_PROMPT`) at a server of one's own and :data:`LARGE_PROMPT` at a provider.
        concurrency: articles under way at once, 1 to 64.
        limits: time-outs, attempts and sizes.
        transport: how requests travel; None for the network.

    Raises:
        EngineError: the model cannot be asked from here, or nobody could give codes to what it finds.
        ResourceError: the prompt is missing or malformed.
    """

    def __init__(
        self,
        reference: str,
        codebook: Codebook,
        *,
        base_url: str | None = None,
        prompt: str | None = None,
        concurrency: int = 8,
        limits: Limits | None = None,
        transport: "Callable[[], httpx2.AsyncBaseTransport] | None" = None,
    ) -> None:
        if not 1 <= concurrency <= MAX_CONCURRENCY:
            raise EngineError(f"concurrency {concurrency}: at least 1 and at most {MAX_CONCURRENCY} articles at once")
        self.name = reference
        self.connection = connect(reference, base_url)
        self.model = self.connection.model
        self.prompt = load_prompt(prompt or self._default_prompt(codebook))
        if self._leaves_codes and not codebook.can_be_learned:
            raise EngineError(
                f"prompt {self.prompt.name!r} leaves the codes to the offline coder, which cannot learn "
                f"{codebook.name!r}: it has no examples, passages or cues. Take another prompt, or add some"
            )
        self.codebook = codebook
        self._concurrency = concurrency
        self._limits = limits or Limits()
        self._transport = transport
        self._gate = Gate(self._limits)
        self._method: Method | None = None
        self._system = render_system(self.prompt, codebook)

    @property
    def languages(self) -> frozenset[str] | None:
        """Languages that are read: any that the model reads, but English alone where the offline coder gives codes."""
        return frozenset({"en"}) if self._leaves_codes else None

    def _default_prompt(self, codebook: Codebook) -> str:
        if not self.connection.own_server:
            return LARGE_PROMPT
        return SMALL_PROMPT if codebook.can_be_learned else UNTAUGHT_PROMPT

    @property
    def _leaves_codes(self) -> bool:
        return self.prompt.head.codes == "none"

    @property
    def prompt_hash(self) -> str:
        """Hash of the prompt's files."""
        return self.prompt.sha256

    @cached_property
    def fingerprint(self) -> str:
        """A text that changes when the answers may: of model, address, way of asking, prompt, and form of answers."""
        from eventx.engines.llm.designs import answer_form  # noqa: PLC0415  # loads instructor

        form = answer_form(self.prompt, self.codebook).model_json_schema()
        asked = (self.name, self.connection.provider.url, self._asking(), self._limits.answer_tokens)
        return content_id("llm", *asked, self.prompt_hash, self._system, form)

    def preflight(self) -> str:
        """Ask the server one small question, and settle how it is asked from now on.

        Returns:
            The model's name as the server gives it.

        Raises:
            EngineError: wrong key, model or address, no server, or no usable form of answers: one line.
        """
        from eventx.engines.llm.preflight import negotiate  # noqa: PLC0415  # loads instructor

        self._method, exchange = run(negotiate(self.connection, self._try))
        return exchange.model or self.model

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield one reading for each article, in the order in which they finish."""
        yield from stream(self._reader(), articles, self._concurrency)

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[Callable[[Article], Coroutine[Any, Any, Reading]]]:
        from eventx.engines.llm.client import open_client  # noqa: PLC0415  # loads instructor
        from eventx.engines.llm.designs import Reader  # noqa: PLC0415  # the same

        method = self._asking()
        async with open_client(self.connection, method, self._gate, self._limits, self._way()) as client:
            yield Reader(client, self.prompt, self.codebook, price(self.connection)).read

    async def _try(self, method: "Method") -> "Exchange":
        from eventx.engines.llm.client import open_client  # noqa: PLC0415  # loads instructor
        from eventx.engines.llm.designs import answer_form  # noqa: PLC0415  # the same
        from eventx.engines.llm.preflight import ask_once  # noqa: PLC0415  # the same

        form = answer_form(self.prompt, self.codebook)
        limits = self._limits.model_copy(update={"attempts": TEST_ATTEMPTS})
        async with open_client(self.connection, method, Gate(limits), limits, self._way()) as client:
            return await ask_once(client, self._system, form)

    def _asking(self) -> "Method":
        from eventx.engines.llm.client import Method  # noqa: PLC0415  # loads instructor

        return self._method or Method(self.connection.provider.mode)

    def _way(self) -> "httpx2.AsyncBaseTransport":
        from eventx.engines.llm.transport import default_transport  # noqa: PLC0415  # loads httpx2

        return self._transport() if self._transport else default_transport(self.connection.provider.url)
