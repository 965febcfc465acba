"""What ships: the wheel holds the data, nothing of the gold is in it, and imports stay light."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN = 8
"""Words in a row that two authors do not write by chance."""


@pytest.mark.slow
def test_the_wheel_holds_all_data_and_no_tests(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "schemas", "prompts", "eventx"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    for path in filter(None, tracked):
        inside = f"eventx/_data/{path}" if path.split("/")[0] in {"schemas", "prompts"} else path
        assert inside in names, path
    assert not [name for name in names if name.startswith(("tests/", "output/"))]


def _shipped_texts() -> Iterator[tuple[Path, str]]:
    for folder in ("schemas", "prompts", "eventx", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            is_name_table = path.parent == ROOT / "schemas" / "actors"  # long names of bodies are facts
            if not is_name_table and path.suffix in {".toml", ".tsv", ".csv", ".jsonl", ".txt", ".html", ".py", ".md"}:
                yield path, path.read_text(encoding="utf-8")


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


STOCK = (
    "the organization for security and co operation in",
    "organization for security and co operation in europe",
    "text the foreign ministers of armenia and azerbaijan",
)
"""Names of bodies and offices that fill a run by themselves."""


def test_what_the_coder_learns_from_shares_no_run_of_words_with_our_own_gold() -> None:
    articles = [*ROOT.glob("tests/eval/gold/*/*.txt"), *ROOT.glob("tests/eval/clusters/*/articles.jsonl")]
    gold = {run for path in articles for run in _runs(path.read_text(encoding="utf-8"))}
    learned = [(path, text) for path, text in _shipped_texts() if path.relative_to(ROOT).parts[0] != "tests"]
    shared = {" ".join(run): path.name for path, text in learned for run in _runs(text) if run in gold}
    assert {run: name for run, name in shared.items() if run not in STOCK} == {}


@pytest.mark.shared
def test_no_sentence_of_a_gold_set_is_in_what_we_ship_or_test_with(shared_folder: Path) -> None:
    gold: dict[tuple[str, ...], str] = {}
    for path in sorted((shared_folder / "gold").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            gold.update((run, record["id"]) for run in _runs(record["text"]))
    for path in sorted((shared_folder / "seeds").glob("*.txt")):
        gold.update((run, path.name) for run in _runs(path.read_text(encoding="utf-8")))
    found = {
        f"{path.relative_to(ROOT)} has words of {gold[run]}: {' '.join(run)}"
        for path, text in _shipped_texts()
        for run in _runs(text)
        if run in gold
    }
    assert not found, "\n".join(sorted(found)[:20])
