"""Fitted classifiers on disk: those that ship with the package, and the user's cache."""

import io
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from eventx.engines.offline.classifier import Classifier
from eventx.resources import data_folder

Fitted = dict[str, Classifier]
"""The classifier of roots under the empty name, and one within each root."""


def load_fitted(name: str, fingerprint: str, *, vectors: bool) -> Fitted | None:
    """Return what was fitted from exactly this knowledge, from the package or the cache; a damaged file counts as none.

    What ships knows vectors, and works without them; the cache keeps both kinds apart.
    """
    for path in (data_folder("schemas", "fitted", f"{name}.npz"), _cached(name, fingerprint, vectors=vectors)):
        fitted = _read(path, fingerprint) if path.is_file() else None
        if fitted is not None:
            return fitted
    return None


def keep_fitted(fitted: Fitted, name: str, fingerprint: str, *, vectors: bool) -> None:
    """Write to the user's cache; a cache that cannot be written costs time, never a result."""
    path = _cached(name, fingerprint, vectors=vectors)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(packed(fitted, fingerprint))
        temporary.replace(path)
    except OSError:
        return


def packed(fitted: Fitted, fingerprint: str) -> bytes:
    """Return classifiers as the bytes of an ``npz`` file."""
    arrays = {f"{name}/{key}": value for name, c in fitted.items() for key, value in c.arrays().items()}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, fingerprint=np.array(fingerprint), **arrays)
    return buffer.getvalue()


def cache_folder() -> Path:
    """Return the folder for what can be made anew: ``$XDG_CACHE_HOME/eventx`` or the system's equivalent."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "eventx" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "eventx"


def _cached(name: str, fingerprint: str, *, vectors: bool) -> Path:
    return cache_folder() / "coders" / f"{name}-{fingerprint[:16]}{'' if vectors else '-words'}.npz"


def _read(path: Path, fingerprint: str) -> Fitted | None:
    """Return what a file holds; None when it was fitted from something else, or is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return _unpacked(arrays) if str(arrays["fingerprint"]) == fingerprint else None
    except (BadZipFile, EOFError, KeyError, OSError, ValueError, zlib.error):
        return None


def _unpacked(arrays: Mapping[str, np.ndarray]) -> Fitted:
    split = [(key, *key.split("/")) for key in arrays if "/" in key]
    names = dict.fromkeys(name for _, name, _ in split)
    return {n: Classifier.from_arrays({part: arrays[key] for key, name, part in split if name == n}) for n in names}
