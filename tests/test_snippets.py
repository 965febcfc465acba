"""The README's snippets for R, Python and DuckDB run as written, on what its commands write."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.made_runs import make_run
from tests.programs import duckdb_environment, rscript

ROOT = Path(__file__).parents[1]
SECTIONS = ("Panels", "A deposit", "R, Stata, Python, DuckDB")


def blocks(language: str) -> list[str]:
    """The fenced blocks of the sections that are tested here."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", readme, flags=re.M)}
    text = "".join(parts.get(name, "") for name in SECTIONS)
    return [body for kind, body in re.findall(r"^```(\w+)\n(.*?)^```", text, re.M | re.S) if kind == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the run ``output/demo`` and what the commands make of it."""
    from eventx.cli import app

    here = tmp_path_factory.mktemp("snippets")
    (here / "output").mkdir()
    make_run(here / "output" / "demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        for line in "".join(blocks("sh")).splitlines():
            ran = CliRunner().invoke(app, shlex.split(line, comments=True)[1:])
            assert ran.exit_code == 0, ran.output
    return here


@pytest.mark.slow
@pytest.mark.parametrize("snippet", blocks("r"))
def test_an_r_snippet_runs(snippet: str, folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "snippet.R"
    script.write_text("options(warn = 2)\n" + snippet, encoding="utf-8")
    command, environment = [rscript(), str(script)], duckdb_environment()
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


@pytest.mark.parametrize("snippet", blocks("sql"))
def test_a_duckdb_snippet_runs(snippet: str, folder: Path) -> None:
    environment = duckdb_environment()
    program = shutil.which("duckdb", path=environment["PATH"])
    command = [str(program), "-csv", "-c", snippet]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    assert ran.stdout.splitlines()[0] == "month,actor_country,target_country,events,goldstein"
    assert len(ran.stdout.splitlines()) > 1


def test_the_python_snippets_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for snippet in blocks("python"):
        exec(compile(snippet, "README.md", "exec"), {})  # noqa: S102  # the README is ours


@pytest.mark.parametrize("snippet", blocks("stata"))
def test_stata_snippets_name_only_files_and_columns_that_are_there(snippet: str, folder: Path) -> None:
    """Stata itself is not here: its format is tested with the writer."""
    files = re.findall(r'"(output/[^"]+)"', snippet)
    assert files
    assert all((folder / file).is_file() for file in files)
    header = (folder / "output" / "panel.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert header.startswith('"actor_country","target_country","period",')
