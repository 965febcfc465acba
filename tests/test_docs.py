"""Every command and snippet of the README runs as written, on the sample articles."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eventx.cli import app
from eventx.codebook import Codebook, copy_codebook

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ASKS_A_MODEL = re.search(r"^## Language models\n.*?(?=^## )", README, re.M | re.S)
"""The section whose commands tests/engines/llm/test_readme.py runs, with a model."""
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
INSTALLS = ".venv/bin/"


def blocks(language: str) -> list[str]:
    return [body for kind, body in _BLOCK.findall(README) if kind == language]


def commands() -> list[str]:
    lines = [line.split("#")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line]


def needs_a_model(command: str) -> bool:
    assert ASKS_A_MODEL is not None
    return f"\n{command}" in ASKS_A_MODEL[0]


def make_runs(command: str) -> None:
    """Make the runs that a command reads and that another one of the README makes: tests come in any order."""
    for run in re.findall(r"(?<!-o )output/\w+(?= |$)", command):
        makers = [other for other in commands() if f"-o {run} " in f"{other} " and INSTALLS not in other]
        if makers and not Path(run).exists():
            assert CliRunner().invoke(app, shlex.split(makers[0])[1:]).exit_code == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with some articles and a finished run."""
    here = tmp_path_factory.mktemp("readme")
    (here / "articles").mkdir()
    for path in sorted((ROOT / "eventx" / "samples").iterdir())[:3]:
        shutil.copy(path, here / "articles")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        assert CliRunner().invoke(app, ["extract", "articles", "-o", "output/demo"]).exit_code == 0
    return here


def test_the_two_commands_stand_first() -> None:
    first, second = (line for line in commands() if INSTALLS in line)
    assert first == (
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/eventx extract --samples -o output/demo"
    )
    assert second == '.venv/bin/pip install ".[test]" && .venv/bin/pytest'


@pytest.mark.parametrize("command", [c for c in commands() if INSTALLS not in c and not needs_a_model(c)])
def test_a_command_of_the_readme_runs(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    if "./mine" in command and not Path("mine").exists():
        assert CliRunner().invoke(app, ["codebook", "copy", "cameo", "mine"]).exit_code == 0
    if command.endswith("cameo mine"):
        shutil.rmtree("mine", ignore_errors=True)
    make_runs(command)
    program, *arguments = shlex.split(command)
    assert program == "eventx"
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output


def test_the_snippets_of_the_readme_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for snippet in blocks("python"):
        exec(compile(snippet, "README.md", "exec"), names)  # noqa: S102  # the README is ours
    assert names["result"]


def test_the_engine_of_ones_own_in_the_readme_finds_an_event(capsys: pytest.CaptureFixture[str]) -> None:
    (snippet,) = (block for block in blocks("python") if "class Keyword" in block)
    exec(compile(snippet, "README.md", "exec"), {})  # noqa: S102  # the README is ours
    assert capsys.readouterr().out.startswith("141 ")


def test_the_example_files_of_a_codebook_in_the_readme_are_read(tmp_path: Path) -> None:
    (examples,) = re.findall(r"^```\n(code\tcontrast\ttext\n.*?)^```", README, re.M | re.S)
    copy_codebook("cameo", tmp_path / "own")
    shutil.rmtree(tmp_path / "own" / "examples")
    shutil.rmtree(tmp_path / "own" / "passages")
    (tmp_path / "own" / "passages").mkdir()
    (tmp_path / "own" / "examples.tsv").write_text(examples, encoding="utf-8")
    (tmp_path / "own" / "passages" / "a.jsonl").write_text(blocks("json")[0], encoding="utf-8")
    book = Codebook(tmp_path / "own")
    assert [example.code for example in book.examples] == ["036", "---"]
    assert [event.code for passage in book.passages for event in passage.events] == ["036"]


def test_every_command_is_in_the_readme() -> None:
    told = {shlex.split(c)[1] for c in commands() if c.startswith("eventx ")}
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    told_in_words = {name for name in known if name and f"`eventx {name}" in README}
    assert known - told - told_in_words == set()
