"""The tables of a deposit: written twice, and described once."""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

import polars as pl

from eventx.codebook import Codebook
from eventx.quoting import Quotes, with_quotes
from eventx.ranges import with_ranges
from eventx.runs import RunFolder
from eventx.schema import Counts, Settings
from eventx.table import write_parquet
from eventx.variables import Variable, codebook_at_hand, variables
from eventx.writers.csv import write_csv

TABLES = ("events", "mentions", "articles", "rejected", "failures")
"""Tables of the run that are deposited; the articles' texts are not."""
CODES = "codes"
_CODE_COLUMNS = ("code", "code_label", "root", "quad_class", "goldstein", "plover")
DATA = "data"
WHOLE_PATH = r"^(/|~|\\|[A-Za-z]:)"
"""How a path begins that is not relative."""

_TITLES = {
    "events": "Events: one row for each happening, its passages merged",
    "mentions": "Mentions: one row for each coded passage",
    "articles": "Articles: one row for each article, with what became of it; no texts",
    "rejected": "Rejected: one row for each item that a rule refused",
    "failures": "Failures: one row for each article that was not read",
    CODES: "Codes: one row for each event code that occurs",
}
_KEYS = {"events": "event_id", "mentions": "mention_id", CODES: "code"}
_LINKS = {"events": {"code": CODES}, "mentions": {"code": CODES, "event_id": "events"}}


class File(NamedTuple):
    """A file of the deposit."""

    path: str
    """Within the deposit, with slashes."""
    size: int
    """Bytes."""
    sha256: str

    @classmethod
    def of(cls, path: Path, folder: Path) -> "File":
        """Return what a file below ``folder`` is."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path.relative_to(folder).as_posix(), path.stat().st_size, digest)


class Table(NamedTuple):
    """A table of the deposit as it was written."""

    name: str
    rows: int
    variables: tuple[Variable, ...]
    parquet: File
    csv: File

    @property
    def title(self) -> str:
        """What its rows are."""
        return _TITLES[self.name]

    @property
    def key(self) -> str | None:
        """The column that names a row, where there is one."""
        return _KEYS.get(self.name)

    @property
    def links(self) -> dict[str, str]:
        """Columns that hold keys of other tables: column to table."""
        return _LINKS.get(self.name, {})


class Deposited(NamedTuple):
    """What is told about a deposit."""

    settings: Settings
    counts: Counts
    codebook: Codebook | None
    """None when it is not on this machine."""
    quotes: Quotes
    tables: tuple[Table, ...]


def write_tables(run: RunFolder, folder: Path, quotes: Quotes) -> tuple[Table, ...]:
    """Write the tables below ``folder`` as Parquet and CSV, and return what they hold."""
    (folder / DATA).mkdir()
    written = [_write(name, run.read(name), run, folder, quotes) for name in TABLES]
    return (*written, _write(CODES, _codes(run), run, folder, quotes))


def _write(name: str, table: pl.DataFrame, run: RunFolder, folder: Path, quotes: Quotes) -> Table:
    codebook = codebook_at_hand(run.settings.codebook)
    limited = with_quotes(_without_homes(table), quotes)
    parquet, csv = (folder / DATA / f"{name}{suffix}" for suffix in (".parquet", ".csv"))
    write_parquet(limited, parquet)
    write_csv(limited, csv)
    told = variables(name, table.columns, with_ranges(codebook.attributes) if codebook else ())
    return Table(name, table.height, tuple(told), File.of(parquet, folder), File.of(csv, folder))


def _without_homes(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with whole paths cut to file names: they name people and machines."""
    if "path" not in table.columns:
        return table
    path = pl.col("path")
    name = path.str.extract(r"([^/\\]+)$")
    return table.with_columns(pl.when(path.str.contains(WHOLE_PATH)).then(name).otherwise(path).alias("path"))


def _public(settings: Settings) -> Settings:
    """Return the settings with whole paths cut to file names."""
    cut = {
        "actors": tuple(map(_name, settings.actors)), "codebook": _name(settings.codebook),
        "prompt": settings.prompt and _name(settings.prompt),
    }  # fmt: skip
    return settings.model_copy(update=cut)


def _name(reference: str) -> str:
    return re.split(r"[/\\]", reference)[-1] if re.match(WHOLE_PATH, reference) else reference


def _codes(run: RunFolder) -> pl.DataFrame:
    """Return the codes that occur in mentions."""
    return run.read("mentions", _CODE_COLUMNS).unique("code", keep="first").sort("code")


def describe(run: RunFolder, quotes: Quotes, tables: tuple[Table, ...]) -> Deposited:
    """Return what is told about a run whose tables were written."""
    return Deposited(_public(run.settings), run.counts, codebook_at_hand(run.settings.codebook), quotes, tables)
