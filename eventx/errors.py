"""What can go wrong, as one small tree.

    EventxError
      ReadError       an input file or row cannot be read: where, what, what to do
      ResourceError   a codebook, prompt or table is missing or malformed; lists what exists
      EngineError     an engine could not read an article, or cannot start at all
      RunError        a run folder cannot be used: other settings, no space, not a run

Problems of single articles or drafts are not exceptions: they become rows of
``failures`` and ``rejected``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError


class EventxError(Exception):
    """Base of everything eventx raises on purpose."""


class ReadError(EventxError):
    """An input cannot be read."""


class ResourceError(EventxError):
    """A codebook, prompt or table is missing or malformed."""


class EngineError(EventxError):
    """An engine cannot start, or failed on an article."""


class RunError(EventxError):
    """A run folder cannot be used."""


def first_problem(error: "ValidationError") -> str:
    """Return the first thing that is wrong in a record: where, and what."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
