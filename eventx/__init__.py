"""News articles in, grounded political event data out.

>>> import eventx
>>> result = eventx.extract("Kenya signed a trade agreement with Uganda on Monday in Nairobi.")

The names below are loaded when they are first used, so importing eventx costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventx.aggregating import aggregate
    from eventx.codebook import Codebook, load_codebook
    from eventx.engines.base import Engine
    from eventx.errors import EngineError, EventxError, ReadError, ResourceError, RunError
    from eventx.pipeline import Pipeline, Result, extract
    from eventx.readers import read
    from eventx.schema import Article, Draft, Event, Mention, Reading, Rejected

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Codebook",
    "Draft",
    "Engine",
    "EngineError",
    "Event",
    "EventxError",
    "Mention",
    "Pipeline",
    "ReadError",
    "Reading",
    "Rejected",
    "ResourceError",
    "Result",
    "RunError",
    "__version__",
    "aggregate",
    "extract",
    "load_codebook",
    "read",
]

_HOMES = {
    "eventx.aggregating": ("aggregate",),
    "eventx.codebook": ("Codebook", "load_codebook"),
    "eventx.engines.base": ("Engine",),
    "eventx.errors": ("EngineError", "EventxError", "ReadError", "ResourceError", "RunError"),
    "eventx.pipeline": ("Pipeline", "Result", "extract"),
    "eventx.readers": ("read",),
    "eventx.schema": ("Article", "Draft", "Event", "Mention", "Reading", "Rejected"),
}


def __getattr__(name: str) -> Any:
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'eventx' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return __all__
