"""No test reaches the network, and none sees the keys or the working folder of whoever runs it."""

import os
import socket
from pathlib import Path

import pytest

_LOCAL = {"127.0.0.1", "::1", "localhost"}
_KEYS = ("_API_KEY", "_TOKEN", "_SECRET")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in _LOCAL:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.endswith(_KEYS):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Return the team's reference material, or skip where there is none."""
    folder = Path(os.environ.get("EVENTX_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no reference material at {folder}; set EVENTX_SHARED")
    return folder
