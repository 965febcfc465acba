"""The README's section on language models runs as written, in order, against a small model on this machine.

Two things are filled in: MODEL becomes smollm2, and the address becomes that of the test's server. The line that
names a provider is given that address too; there is no key and no network here.
"""

import re
import shlex
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from eventx.cli import app
from eventx.runs import RunFolder

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8080/v1"
STORY = "Kenya signed a trade agreement with Uganda in Nairobi on Monday, officials of both countries said."

pytestmark = pytest.mark.slow


def commands() -> list[str]:
    section = README.split("## Language models\n")[1].split("\n## ")[0]
    block = re.search(r"^```sh\n(.*?)^```", section, re.M | re.S)
    assert block is not None
    return [line.split("#")[0].strip() for line in block[1].splitlines()]


def filled_in(command: str, address: str) -> list[str]:
    program, *arguments = shlex.split(command.replace("MODEL", "smollm2").replace(ADDRESS, address))
    assert program == "eventx"
    asks = "--engine" in arguments and "--base-url" not in arguments
    return [*arguments, "--base-url", address] if asks else arguments


def test_the_commands_run_and_every_accepted_quote_stands_in_its_article(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "pact.txt").write_text(STORY, encoding="utf-8")
    assert CliRunner().invoke(app, ["extract", "articles/", "-o", "output/mine"]).exit_code == 0
    for command in commands():
        result = CliRunner().invoke(app, filled_in(command, address))
        assert result.exit_code == 0, (command, result.output)
    for name in ("llm", "local"):
        _check(RunFolder.open(tmp_path / "output" / name))


def _check(run: RunFolder) -> None:
    assert run.counts.coded == 1
    assert run.counts.items == run.counts.mentions + run.counts.rejected > 0
    texts = dict(pl.read_parquet(run.table("texts")).iter_rows())
    for row in pl.read_parquet(run.table("mentions")).iter_rows(named=True):
        assert texts[row["article_id"]][row["quote_start"] : row["quote_end"]] == row["quote"]
