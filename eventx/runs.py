"""Run folders: one extraction on disk, resumable, with everything that was paid for.

run.json            settings, hashes, counts
work/NNNNN.*        journal, part files and done marker of each shard
*.parquet           the published tables
"""

import errno
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eventx.errors import RunError
from eventx.schema import Counts, Reading, Settings

RUN_FILE = "run.json"
TABLES = ("articles", "texts", "mentions", "events", "rejected", "failures")


class RunFolder:
    """The files of a run. Open one with :meth:`create` or :meth:`open`."""

    def __init__(self, path: Path, facts: dict[str, Any]) -> None:
        self.path = path
        self.work = path / "work"
        self._facts = facts

    @classmethod
    def create(cls, path: Path, settings: Settings) -> "RunFolder":
        """Create a run folder, or open the one that has the same settings.

        Raises:
            RunError: the folder holds a run with other settings, or something else; nothing is changed.
        """
        found = cls.find(path, settings)
        if found is not None:
            return found
        run = cls(path, {"settings": settings.model_dump(mode="json"), "counts": Counts().model_dump()})
        with writing(path):
            run.work.mkdir(parents=True, exist_ok=True)
            run.save()
        return run

    @classmethod
    def find(cls, path: Path, settings: Settings) -> "RunFolder | None":
        """Open the folder when it holds a run with the same settings; return None when a new run can go there.

        Raises:
            RunError: the folder holds a run with other settings, or something else.
        """
        if (path / RUN_FILE).is_file():
            run = cls.open(path)
            run.require(settings)
            return run
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise RunError(f"{path}: exists and is not a run folder; name a new folder with -o")
        return None

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Open an existing run folder.

        Raises:
            RunError: the folder holds no run.
        """
        try:
            facts = json.loads((path / RUN_FILE).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise RunError(
                f"{path}: no run here (no {RUN_FILE}); make one with: eventx extract ARTICLES -o {path}"
            ) from error
        except ValueError as error:
            raise RunError(f"{path / RUN_FILE}: not readable as JSON ({error})") from error
        return cls(path, facts)

    def require(self, settings: Settings) -> None:
        """Check that the folder's settings are these.

        Raises:
            RunError: they differ; the message lists how.
        """
        wanted, found = settings.model_dump(mode="json"), self.settings.model_dump(mode="json")
        changed = [f"{k}: {found[k]!r} there, {wanted[k]!r} now" for k in wanted if wanted[k] != found[k]]
        if changed:
            raise RunError(
                f"{self.path}: holds a run with other settings ({'; '.join(changed)}). "
                "Name a new folder with -o, or delete this one; nothing was changed"
            )

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        return Settings.model_validate(self._facts["settings"])

    @property
    def counts(self) -> Counts:
        """What became of articles and items."""
        return Counts.model_validate(self._facts["counts"])

    def save(self, **facts: Any) -> None:
        """Write ``run.json`` atomically, with these facts added."""
        self._facts |= facts
        write_atomically(self.path / RUN_FILE, json.dumps(self._facts, indent=2, ensure_ascii=False) + "\n")

    def table(self, name: str) -> Path:
        """Return the path of a published table.

        Raises:
            RunError: the run was not finished, so the table is not there.
        """
        path = self.path / f"{name}.parquet"
        if not path.is_file():
            raise RunError(f"{path}: not there; the run is not finished. Run the same extract command again")
        return path

    def journal(self, shard: int) -> "Journal":
        """Return the journal of a shard."""
        return Journal(self.work / f"{shard:05d}.readings.jsonl")

    def journals(self) -> Iterator["Journal"]:
        """Yield the journals of all shards, in order."""
        for path in sorted(self.work.glob("*.readings.jsonl")):
            yield Journal(path)


class Journal:
    """An append-only file of readings; a line cut off by a crash is ignored and read again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def readings(self) -> Iterator[Reading]:
        """Yield the whole readings that the journal holds."""
        if not self.path.is_file():
            return
        with self.path.open(encoding="utf-8") as file:
            for line in file:
                if line.endswith("\n"):
                    yield Reading.model_validate_json(line)

    def record(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Append each reading, flushed to disk, before handing it on."""
        self._cut_torn_line()
        with writing(self.path), self.path.open("a", encoding="utf-8", newline="\n") as file:
            for reading in readings:
                file.write(reading.model_dump_json() + "\n")
                file.flush()
                os.fsync(file.fileno())
                yield reading

    def _cut_torn_line(self) -> None:
        data = self.path.read_bytes() if self.path.is_file() else b""
        if data and not data.endswith(b"\n"):
            with self.path.open("r+b") as file:
                file.truncate(data.rfind(b"\n") + 1)


def write_atomically(path: Path, text: str) -> None:
    """Write a small text file so that it is there whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn "disk full", "read-only", "not allowed" and "no such place" into one line that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR}:
            todo = "Name another place, or make its folder first"
            raise RunError(f"cannot write {path}: {error.strerror}. {todo}") from error
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}:
            raise
        raise RunError(
            f"cannot write {path}: {error.strerror}. What was already coded is kept: make room or change the folder's "
            "rights, then run the same command again"
        ) from error
