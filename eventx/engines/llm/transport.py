"""The way of every request: held at the gate, tried again, counted, and never larger than allowed.

Retries are counted here alone: the providers' packages and instructor are told not to try again.
"""

import asyncio
import json
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.request import getproxies, proxy_bypass

import httpx2

from eventx.engines.llm.exchange import CURRENT, Exchange
from eventx.engines.llm.gate import Gate, Limits

TRY_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
TOO_MANY = 429
REFUSED_KEY = frozenset({401, 403})
SPENT = ("insufficient_quota", "billing_hard_limit_reached")


class AnswerRefusedError(httpx2.TransportError):
    """The server's answer is larger than allowed, or packed."""


class CarefulTransport(httpx2.AsyncBaseTransport):
    """Sends requests through another transport, within limits."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, gate: Gate, limits: Limits) -> None:
        self._inner = inner
        self._gate = gate
        self._limits = limits

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the first answer that is not worth another attempt, or the last one.

        Raises:
            httpx2.TransportError: no attempt reached the server, or the gate is closed for good.
        """
        await request.aread()
        request.headers["accept-encoding"] = "identity"
        for attempt in range(1, self._limits.attempts + 1):
            await self._gate.wait()
            if self._gate.stopped:
                raise httpx2.TransportError(self._gate.stopped)
            last = attempt == self._limits.attempts
            response = await self._attempt(request, last=last)
            if response is not None and (last or not self._worth_another(response)):
                return response
            await asyncio.sleep(self._limits.backoff * 2 ** (attempt - 1))
        raise httpx2.TransportError("no attempt was allowed")

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()

    async def _attempt(self, request: httpx2.Request, *, last: bool) -> httpx2.Response | None:
        """Send a request once; None when the connection failed and another attempt is left."""
        exchange = CURRENT.get()
        exchange.requests += 1
        try:
            response = await self._inner.handle_async_request(request)
            body = await _read(response, self._limits.answer_bytes)
        except httpx2.TransportError as error:
            exchange.status, exchange.problem = None, _in_words(error)
            self._gate.failed()
            if last or isinstance(error, AnswerRefusedError):
                raise
            return None
        return self._noted(exchange, response, body)

    def _noted(self, exchange: Exchange, response: httpx2.Response, body: bytes) -> httpx2.Response:
        status = response.status_code
        exchange.note(status, body)
        if status in REFUSED_KEY:
            self._gate.stop(f"the server refused the key (HTTP {status})")
        elif status == TOO_MANY:
            self._hold(response, body)
        elif status >= 500:  # the server's own failures
            self._gate.failed()
        else:
            self._gate.succeeded()
        if exchange.refusal:
            raise httpx2.TransportError("the model refused")  # else it would be asked again, and paid for again
        kept = {name: value for name, value in response.headers.items() if name.lower() == "content-type"}
        return httpx2.Response(status, headers=kept, content=body)

    def _hold(self, response: httpx2.Response, body: bytes) -> None:
        """Close the gate for as long as the server asks, or for good when that is too long or the money is spent."""
        asked = retry_after(response.headers)
        if _code(body) in SPENT:
            self._gate.stop("the provider says that the quota is spent (HTTP 429)")
        elif asked is not None and asked > self._limits.longest_wait:
            self._gate.stop(
                f"the provider asks to wait {asked:,.0f} seconds (HTTP 429); go on later with the same command"
            )
        else:
            self._gate.pause(asked if asked is not None else self._limits.backoff)

    def _worth_another(self, response: httpx2.Response) -> bool:
        return response.status_code in TRY_AGAIN and self._gate.stopped is None


def default_transport(url: str) -> httpx2.AsyncBaseTransport:
    """Return a transport to the network, through the proxy that the environment names."""
    target = httpx2.URL(url)
    proxy = None if proxy_bypass(target.host) else getproxies().get(target.scheme)
    return httpx2.AsyncHTTPTransport(proxy=proxy, limits=httpx2.Limits(max_connections=64))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a Retry-After header asks for: a number, or a date; None when it says nothing."""
    said = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


async def _read(response: httpx2.Response, most: int) -> bytes:
    """Return the body.

    Raises:
        AnswerRefusedError: it is larger than ``most`` bytes, or packed although that was not asked for.
    """
    try:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise AnswerRefusedError("the server sent a packed answer that was not asked for")
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > most:
                raise AnswerRefusedError(f"the answer is larger than {most:,} bytes")
        return bytes(body)
    finally:
        await response.aclose()


def _in_words(error: httpx2.TransportError) -> str:
    if isinstance(error, AnswerRefusedError):
        return str(error)
    return f"no connection ({type(error).__name__}: {str(error)[:200]})"


def _code(body: bytes) -> str:
    try:
        error = json.loads(body).get("error")
        return str(error.get("code") or error.get("type"))
    except (ValueError, AttributeError, RecursionError):
        return ""
