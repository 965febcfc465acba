"""One gate for all requests of an engine: it closes for a while, or for good.

A provider that says "too many" to one request says it to all, so nobody asks again before the gate
opens. What no waiting mends (a refused key, an exhausted quota) closes it for good.
"""

import asyncio
import time

from eventx.schema.record import Record

OUTAGE = 8
"""Failed requests in a row after which the server counts as down."""


class Limits(Record):
    """How long and how often to try."""

    timeout: float = 300.0
    """Seconds for one question, all attempts and waits included."""
    attempts: int = 4
    """Requests for one question that fail on the way (connection, 429, 5xx) before it fails."""
    backoff: float = 1.0
    """Seconds before the second attempt; doubled for each further one."""
    longest_wait: float = 120.0
    """Seconds of a provider's Retry-After that are waited for; when it asks for more, the run stops."""
    answer_bytes: int = 4_000_000
    """The largest body that is read."""
    answer_tokens: int = 8000
    """The longest answer that is asked for."""


class Gate:
    """Lets requests pass, holds them back, or refuses them."""

    def __init__(self, limits: Limits) -> None:
        self.stopped: str | None = None
        self._limits = limits
        self._opens = 0.0
        self._failures = 0

    async def wait(self) -> None:
        """Wait until requests may go out; returns at once when the gate is closed for good."""
        while self.stopped is None and (delay := self._opens - time.monotonic()) > 0:
            await asyncio.sleep(delay)

    def stop(self, reason: str) -> None:
        """Close for good; the first reason stays."""
        self.stopped = self.stopped or reason

    def pause(self, seconds: float) -> None:
        """Hold all requests back for some seconds; a longer pause under way stays."""
        self._opens = max(self._opens, time.monotonic() + seconds)

    def succeeded(self) -> None:
        """Note that the server answers."""
        self._failures = 0

    def failed(self) -> None:
        """Note that the server did not answer; after an outage's worth of failures everybody waits."""
        self._failures += 1
        if self._failures >= OUTAGE:
            doublings = min(self._failures - OUTAGE, 5)
            self.pause(min(self._limits.backoff * 2**doublings, self._limits.longest_wait))
