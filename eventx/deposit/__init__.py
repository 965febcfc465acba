"""A run as a folder that can be deposited: data, codebook, metadata for machines, hashes, licence notes.

README.md            what the files are, how they were made, what must be decided before publishing
codebook.md, .csv    every variable: label, type, values, when it is empty
data/                the tables, each as Parquet and as CSV
datapackage.json     Frictionless Data Package of the CSV files
croissant.json       Croissant description, for machine learning
CITATION.cff         how to cite, with blanks
manifest.json        size and SHA-256 of every file, and the settings of the run
"""

import shutil
from pathlib import Path

from eventx.deposit.codebook_files import codebook_csv, codebook_md
from eventx.deposit.machines import croissant, datapackage
from eventx.deposit.manifest import manifest
from eventx.deposit.prose import citation, readme
from eventx.deposit.tables import TABLES, Deposited, describe, write_tables
from eventx.errors import RunError
from eventx.quoting import Quotes
from eventx.runs import RunFolder, write_atomically, writing

__all__ = ["write_deposit"]

_DOCUMENTS = {
    "README.md": readme,
    "codebook.md": codebook_md,
    "codebook.csv": codebook_csv,
    "datapackage.json": datapackage,
    "croissant.json": croissant,
    "CITATION.cff": citation,
}


def write_deposit(run: RunFolder, folder: Path, *, quotes: Quotes) -> Deposited:
    """Write a run as a folder that can be deposited. Equal runs give equal bytes.

    Args:
        run: a finished run.
        folder: a new or empty folder; it appears whole or not at all.
        quotes: how much of the articles' own text goes along.

    Raises:
        RunError: the run is not finished, or the folder exists or cannot be written.
    """
    _check(folder)
    for table in TABLES:
        run.table(table)
    building = folder.with_name(f".{folder.name}.part")
    with writing(folder):
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        deposited = describe(run, quotes, write_tables(run, building, quotes))
        for name, document in _DOCUMENTS.items():
            write_atomically(building / name, document(deposited))
        write_atomically(building / "manifest.json", manifest(deposited, building))
        if folder.is_dir():
            folder.rmdir()
        building.replace(folder)
    return deposited


def _check(folder: Path) -> None:
    """Check that a deposit can be written to this folder.

    Raises:
        RunError: it holds something, or lies in a folder that does not exist.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise RunError(f"{folder}: holds something already; name a new folder, or empty this one")
    if not folder.absolute().parent.is_dir():
        raise RunError(f"{folder}: there is no folder {str(folder.parent)!r}; make it first")
