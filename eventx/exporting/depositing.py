"""A run as a folder for a data archive: see :mod:`eventx.deposit`."""

from pathlib import Path

from eventx.deposit import write_deposit
from eventx.errors import RunError
from eventx.exporting.record import Exported
from eventx.exporting.rows import Choice
from eventx.runs import RunFolder


def export_deposit(run: RunFolder, path: Path, choice: Choice) -> Exported:
    """Write a run as a folder; a deposit holds all tables with every time status.

    Raises:
        RunError: something was chosen that a deposit does not leave out, or the folder cannot be written.
    """
    if choice.one_a_day or choice.partition:
        raise RunError(f"{path}: a deposit holds every row, undivided; leave out --one-a-day and --partition")
    deposited = write_deposit(run, path, quotes=choice.quotes)
    return Exported(sum(table.rows for table in deposited.tables), {}, 0, (path / "README.md",))
