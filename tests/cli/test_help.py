import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Run

COMMANDS = [
    "extract",
    "read",
    "show",
    "export",
    "aggregate",
    "report",
    "recode",
    "eval",
    "schema",
    "codebook",
    "engines",
    "prompt",
    "actors",
    "places",
]
HEAVY = ("polars", "pyarrow", "pydantic", "rich", "spacy", "instructor", "openai", "numpy")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_a_sentence(eventx: Run, command: str) -> None:
    ran = eventx(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: eventx {command}")
    assert f"  {command} " in eventx("--help").out


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys, contextlib\n"
        "from eventx.cli import app\n"
        "with contextlib.suppress(SystemExit): app(['--help'], prog_name='eventx')\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stderr.strip() == "[]"


def test_the_module_runs_as_the_command_and_prints_utf8_and_the_version() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "eventx"]
    version = subprocess.run([*command, "--version"], capture_output=True, check=True, env=environment)
    assert version.stdout.decode("utf-8").startswith("eventx ")
    misuse = subprocess.run(
        [*command, "extract", "été.txt", "-o", "x"], capture_output=True, check=False, env=environment
    )
    assert misuse.returncode == 2
    assert "error: été.txt" in misuse.stderr.decode("utf-8")


def test_an_unknown_option_is_misuse(eventx: Run) -> None:
    assert eventx("show", "run", "--nope").code == 2
