"""The report: one HTML file that shows what is in a run, and needs nothing else to be read."""

from pathlib import Path

from eventx.errors import RunError
from eventx.report.page import report_page
from eventx.runs import RunFolder, write_atomically, writing

__all__ = ["write_report"]


def write_report(run: RunFolder, path: Path) -> None:
    """Write the report of a run as one HTML file; the same run gives the same bytes.

    Raises:
        RunError: the run is not finished, or the file cannot be written.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise RunError(f"{path}: cannot write a file there; name a file in a folder that exists")
    page = report_page(run)
    with writing(path):
        write_atomically(path, page)
