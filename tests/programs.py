"""Programs that tests use when they are installed, and say so when not."""

import os
import shutil
import sys
from pathlib import Path

import pytest


def rscript() -> str:
    """Return the path of Rscript, or skip."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("no Rscript; on Debian: apt-get install r-base-core r-cran-haven r-cran-data.table")
    return program


def duckdb_environment() -> dict[str, str]:
    """Return an environment in which the command ``duckdb`` is found, also beside Python, or skip."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    if shutil.which("duckdb", path=path) is None:
        pytest.skip("no duckdb command: pip install duckdb-cli")
    return os.environ | {"PATH": path}
