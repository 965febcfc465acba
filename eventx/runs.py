"""Run folders: one extraction on disk, resumable, with everything that was paid for.

run.json            settings, hashes, counts
work/NNNNN.*        journal, part files and done marker of each shard
*.parquet           the published tables
"""

import errno
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import ValidationError

from eventx.errors import RunError, first_problem
from eventx.schema import Counts, Reading, Settings

RUN_FILE = "run.json"
TABLES = ("articles", "texts", "mentions", "events", "rejected", "failures")

SHARD = 32
"""Articles in a shard: few enough that workers end at about the same time."""

PUBLISH_AGAIN = "Run the command that made this run again: it writes the table anew, and codes nothing twice"
CODE_AGAIN = (
    "Delete the file NNNNN.done with the same number and run the command that made the run again: "
    "these articles are coded anew from the journal beside it, and none is read twice"
)
"""What to do about a table of a run, and about a part file of a shard, that cannot be used."""

_HASH = re.compile(r"[0-9a-f]{64}")
_SHOWN = 12
"""Hexadecimal digits of a hash that are shown."""


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
            RunError: the folder holds no run, or one that this version of eventx cannot read.
        """
        try:
            facts = json.loads((path / RUN_FILE).read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError) as error:
            raise RunError(
                f"{path}: no run here (no {RUN_FILE}); make one with: eventx extract ARTICLES -o {path}"
            ) from error
        except (OSError, ValueError) as error:
            raise RunError(f"{path / RUN_FILE}: not readable as JSON ({error}). {_RESTORE}") from error
        _check_facts(path / RUN_FILE, facts)
        return cls(path, facts)

    def require(self, settings: Settings) -> None:
        """Check that the folder's settings are these.

        Raises:
            RunError: they differ; the message lists how.
        """
        wanted, found = settings.model_dump(mode="json"), self.settings.model_dump(mode="json")
        changed = [f"{k}: {_short(found[k])} there, {_short(wanted[k])} now" for k in wanted if wanted[k] != found[k]]
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
            RunError: the run was not finished, so the table is not there, or it is damaged.
        """
        path = self.path / f"{name}.parquet"
        if not path.is_file():
            raise RunError(f"{path}: not there; the run is not finished. Run the same extract command again")
        with reading_tables(path):
            pl.read_parquet_schema(path)
        return path

    def read(self, name: str, columns: Iterable[str] | None = None) -> pl.DataFrame:
        """Return a published table, or some of its columns.

        Raises:
            RunError: the run was not finished, or the table is damaged.
        """
        path = self.table(name)
        with reading_tables(path):
            return pl.read_parquet(path, columns=None if columns is None else list(columns))

    @property
    def recoded_from(self) -> str | None:
        """The run whose drafts were coded anew in this one."""
        found: str | None = self._facts.get("recoded_from")
        return found

    def shards(self, articles: int) -> range:
        """Return the numbers of the shards of so many articles."""
        return range(-(-articles // SHARD))

    def finished_shards(self) -> list[int]:
        """Return the numbers of the shards that were coded, whatever input they belong to."""
        return sorted(int(path.stem) for path in self.work.glob("*.done"))

    def marker(self, shard: int) -> Path:
        """Return the path of a shard's done marker."""
        return self.work / f"{shard:05d}.done"

    def part(self, shard: int, name: str) -> Path:
        """Return the path of a part file."""
        return self.work / f"{shard:05d}.{name}.parquet"

    def parts(self, name: str, articles: int) -> list[Path]:
        """Return the part files of a table for so many articles.

        Raises:
            RunError: one is not there.
        """
        paths = [self.part(shard, name) for shard in self.shards(articles)]
        lost = next((path for path in paths if not path.is_file()), None)
        if lost is not None:
            raise RunError(f"{lost}: not there. {CODE_AGAIN}")
        return paths

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
        """Yield the whole readings that the journal holds.

        Raises:
            RunError: a line is something else; the message says which.
        """
        if not self.path.is_file():
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.endswith(b"\n"):
                    yield self._reading(number, line)

    def _reading(self, number: int, line: bytes) -> Reading:
        try:
            return Reading.model_validate_json(line)
        except ValidationError as error:
            done = self.path.name.replace("readings.jsonl", "done")
            raise RunError(
                f"{self.path}:{number}: not a reading ({_reason(error)}). Delete this line and the file {done} beside "
                "it, and run the same extract command again: only the article of this line is read again"
            ) from error

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


_RESTORE = "Restore it from a copy, or code the articles into a new folder"


def _check_facts(path: Path, facts: Any) -> None:
    """Check that a run's facts are those that this version knows."""
    try:
        Settings.model_validate(facts["settings"])
        Counts.model_validate(facts["counts"])
    except (KeyError, TypeError, ValidationError) as error:
        raise RunError(
            f"{path}: not what this version of eventx writes ({_reason(error)}). Use the version that made the run. "
            f"{_RESTORE}"
        ) from error


def _reason(error: Exception) -> str:
    """Return what is wrong in a record that was read, in one line."""
    if isinstance(error, ValidationError):
        return first_problem(error)
    return f"no {error}" if isinstance(error, KeyError) else str(error)


def _short(value: Any) -> str:
    """Return a setting for a message: of a hash no more than tells it from another."""
    return _HASH.sub(lambda found: found[0][:_SHOWN], repr(value))


@contextmanager
def reading_tables(*paths: Path, todo: str = PUBLISH_AGAIN) -> Iterator[None]:
    """Turn an error in reading tables into one line that names the damaged one and says what to do.

    Args:
        paths: the tables that are read; when none of them is damaged, the error is passed on.
        todo: what to do.
    """
    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        for path in paths:
            if problem := _damage(path):
                raise RunError(f"{path}: cannot be read ({problem}). {todo}") from error
        raise


def _damage(path: Path) -> str | None:
    try:
        pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        return str(error).split("\n", 1)[0]
    return None


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
