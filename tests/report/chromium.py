"""Debian's Chromium through its debugging pipe: open a page, read its console, ask its scripts."""

import json
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
         "--remote-debugging-pipe")  # fmt: skip

COMPLAINTS = {"Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"}


def program() -> str | None:
    """Return the path of Chromium, or None where it is not installed, or cannot be given pipes (Windows)."""
    if os.name == "nt":
        return None
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Chromium:
    """A headless browser with one empty page; a context manager."""

    def __init__(self, profile: Path) -> None:
        import fcntl

        self.events: list[dict[str, Any]] = []
        self._number = 0
        to_browser, self._writer = os.pipe()
        self._reader, from_browser = os.pipe()
        # Chromium reads commands from descriptor 3 and answers on 4; high numbers cannot be overwritten on the way.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]
        nowhere = os.open(os.devnull, os.O_RDWR)
        wiring = zip((ends[0], ends[1], nowhere, nowhere), (3, 4, 1, 2), strict=True)
        self._process = os.posix_spawn(
            str(program()), ["chromium", *FLAGS, f"--user-data-dir={profile}", "about:blank"], os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, *pair) for pair in wiring],
        )  # fmt: skip
        for end in (to_browser, from_browser, nowhere, *ends):
            os.close(end)
        self._unread = b""
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._session = None
        self.call("Browser.close")
        os.waitpid(self._process, 0)
        os.close(self._writer)
        os.close(self._reader)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; what the page reports meanwhile is kept in ``events``."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._writer, data) :]
        while (answer := self._receive()).get("id") != self._number:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return dict(answer["result"])

    def open(self, path: Path) -> None:
        """Open a file and wait until it is loaded."""
        self.events.clear()
        self.call("Page.navigate", url=path.resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._receive())

    def value(self, expression: str) -> Any:
        """Return the value of a script's expression; a promise is awaited."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def complaints(self) -> list[str]:
        """Return errors and warnings of the console, and uncaught errors."""
        told = [event for event in self.events if event.get("method") in COMPLAINTS]
        return [json.dumps(event["params"])[:500] for event in told]

    def requests(self) -> list[str]:
        """Return the addresses that the page asked for."""
        sent = (e for e in self.events if e.get("method") == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in sent]

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            data = os.read(self._reader, 1 << 20)
            if not data:
                raise RuntimeError("the browser is gone")
            self._unread += data
        message, self._unread = self._unread.split(b"\0", 1)
        return dict(json.loads(message))
