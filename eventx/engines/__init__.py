"""Engines: ways of reading an article. A reference is a name, ``provider/model``, or ``module:name`` of your own."""

from typing import TYPE_CHECKING, Any

from eventx.codebook import Codebook
from eventx.engines.base import Engine
from eventx.engines.own import load_engine
from eventx.errors import EngineError

if TYPE_CHECKING:
    from eventx.engines.llm.providers import Availability

ENGINES = ("offline",)
"""Engines with a name of their own; anything with a slash is an LLM."""


def get_engine(reference: str, codebook: Codebook, *, preflight: bool = True, **options: Any) -> Engine:
    """Return the engine that a reference names, ready to read.

    Args:
        reference: a name of :data:`ENGINES`, or ``provider/model``.
        codebook: what is coded.
        preflight: whether an LLM is asked one small question first; without it nothing is sent.
        options: for an LLM, those of :class:`~eventx.engines.llm.engine.LLMEngine`: ``base_url``, ``prompt``, ...;
            for the offline engine ``statements``, see :class:`~eventx.engines.offline.engine.OfflineEngine`.

    Raises:
        EngineError: there is no such engine, it cannot start, or it has no such option.
    """
    if "/" in reference:
        from eventx.engines.llm.engine import LLMEngine  # noqa: PLC0415  # only when wanted

        engine = LLMEngine(reference, codebook, **options)
        if preflight:
            engine.preflight()
        return engine
    if ":" in reference:
        return load_engine(reference, codebook)
    if reference != "offline":
        known = f"{', '.join(ENGINES)}, provider/model for an LLM, module:name for your own"
        raise EngineError(f"no engine {reference!r}; there are: {known}")
    if unknown := set(options) - {"statements"}:
        raise EngineError(f"the offline engine has no option {min(unknown)!r}; provider/model engines have")
    from eventx.engines.offline.engine import OfflineEngine  # noqa: PLC0415  # loads spaCy

    return OfflineEngine(codebook, **options)


def available_engines() -> "list[Availability]":
    """Return every engine with what it lacks on this machine; nothing is sent anywhere."""
    from eventx.engines.llm.providers import Availability, available  # noqa: PLC0415  # only when wanted

    return [*(Availability(name, ready=True) for name in ENGINES), *available()]
