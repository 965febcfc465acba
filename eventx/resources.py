"""The only module that knows where the data folders lie.

A reference is a bundled name (``cameo``) or a path (it starts with ``.``, ``/`` or ``~``, or holds a
path separator). There is no search path and no environment variable.
"""

import hashlib
import os
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from eventx.errors import ResourceError


def data_folder(*parts: str) -> Path:
    """Return a folder or file of bundled data: inside the installed package, else in the checkout."""
    package = Path(str(files("eventx")))
    installed = package / "_data"
    return (installed if installed.is_dir() else package.parent).joinpath(*parts)


def read_toml(*parts: str) -> dict[str, Any]:
    """Return the tables of a file of bundled data."""
    return tomllib.loads(data_folder(*parts).read_text(encoding="utf-8"))


def is_path(reference: str) -> bool:
    """Tell whether a reference is a path rather than a bundled name."""
    return reference.startswith((".", "/", "~")) or "/" in reference or os.sep in reference


def bundled(kind: str, marker: str) -> list[str]:
    """Return the names of the bundled folders of a kind that hold the file ``marker``."""
    return sorted(p.parent.relative_to(data_folder(kind)).as_posix() for p in data_folder(kind).rglob(marker))


def find_folder(kind: str, reference: str, marker: str, option: str) -> Path:
    """Return the folder that ``reference`` names.

    Raises:
        ResourceError: there is none; the message lists what exists.
    """
    folder = Path(reference).expanduser() if is_path(reference) else data_folder(kind, reference)
    if (folder / marker).is_file():
        return folder
    if is_path(reference):
        problem = "it has no file" if folder.is_dir() else "there is no such folder, so no file"
        raise ResourceError(f"{option} {reference!r}: {problem} {marker!r}")
    names = ", ".join(bundled(kind, marker))
    raise ResourceError(f"no {option} {reference!r}; bundled: {names}. To use your own, pass a path such as ./mine")


def data_files(folder: Path) -> Iterator[Path]:
    """Yield the data files below a folder in a fixed order; hidden files and READMEs are not data."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.suffix not in {".md", ".py", ".pyc"}:
            yield path


def folder_hash(*folders: Path) -> str:
    """Return the SHA-256 of names and bytes of all data files of the folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in data_files(folder):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
