"""Engines of your own, by name: ``module:name`` of something that makes an engine from a codebook."""

from importlib import import_module

from eventx.codebook import Codebook
from eventx.engines.base import Engine
from eventx.errors import EngineError


def load_engine(reference: str, codebook: Codebook) -> Engine:
    """Return the engine that ``name`` of an importable module makes from a codebook.

    Raises:
        EngineError: there is no such module or name, or what it makes is not an engine.
    """
    module, _, name = reference.partition(":")
    try:
        engine = getattr(import_module(module), name)(codebook)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise EngineError(f"engine {reference!r} cannot be made from a codebook: {error}") from error
    if not isinstance(engine, Engine):
        raise EngineError(f"engine {reference!r} has no name, or no method read(articles)")
    return engine
