"""Prompt designs compared on one model: F1 on coded articles, and what is accepted and refused on any others.

Outside CI, because it takes hours on a small machine:

    python tests/benchmarks/prompt_designs.py --gold GOLD.jsonl --coded FILES... --others FILES... --out FOLDER

asks the model at --base-url about every file under every design, file by file, and prints the totals so far after
each. It can be stopped: the same command goes on.
"""

import argparse
import json
import time
from collections import Counter
from functools import reduce
from pathlib import Path

from eventx.codebook import load_codebook
from eventx.engines.llm.engine import LLMEngine
from eventx.engines.llm.gate import Limits
from eventx.extraction import add_counts, extract_to_folder
from eventx.measuring import Report, evaluate
from eventx.measuring.gold_files import read_gold, read_run
from eventx.pipeline import Pipeline
from eventx.readers import read
from eventx.run_tables import rejected_by_rule, rows
from eventx.runs import RunFolder
from eventx.schema import Reading, Settings

DESIGNS = ("quotes/v1", "paragraph/v1", "roots/v1", "staged/v1")
LIMITS = Limits(timeout=3600, attempts=1, answer_tokens=900)
"""A question ends after 900 tokens: a small model that repeats itself must not hold the others up."""


def main() -> None:
    """Ask about each file under every design, the coded files first, and print a row for each design."""
    options = _options()
    for name, paths in (("coded", options.coded), ("others", options.others)):
        for number, path in enumerate(paths, start=1):
            for design in options.designs:
                _extract(options, design, path)
            for design in options.designs:
                runs = [RunFolder.open(_folder(options, design, done)) for done in paths[:number]]
                _print(f"{design}, {number} {name}", runs, options.gold if name == "coded" else None)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", default="http://127.0.0.1:8103/v1")
    parser.add_argument("--engine", default="local/qwen2.5-coder-1.5b")
    parser.add_argument("--designs", nargs="+", default=DESIGNS)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--coded", nargs="+", type=Path, required=True)
    parser.add_argument("--others", nargs="*", type=Path, default=[])
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def _folder(options: argparse.Namespace, design: str, path: Path) -> Path:
    folder: Path = options.out / design.replace("/", "-") / path.stem
    return folder


def _extract(options: argparse.Namespace, design: str, path: Path) -> None:
    """Code a file into a run folder of its own, and note what it took beside it."""
    codebook = load_codebook("cameo")
    engine = LLMEngine(options.engine, codebook, base_url=options.base_url, prompt=design, concurrency=1, limits=LIMITS)
    settings = Settings(engine=options.engine, prompt=design, prompt_hash=engine.prompt_hash)
    folder = _folder(options, design, path)
    clock = _Clock(folder.parent / "times.jsonl")
    extract_to_folder(read([str(path)]), folder, Pipeline(engine, codebook), settings, tick=clock)


class _Clock:
    """Writes a line for each reading: its seconds, tokens and items."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._last = time.monotonic()

    def __call__(self, reading: Reading) -> None:
        now = time.monotonic()
        usage = reading.usage.model_dump() if reading.usage else None
        facts = {"article": reading.article_id, "seconds": round(now - self._last, 1), "usage": usage,
                 "status": reading.status, "error": reading.error,
                 "drafts": len(reading.drafts), "malformed": len(reading.malformed)}  # fmt: skip
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(facts) + "\n")
        self._last = now


def _print(title: str, runs: list[RunFolder], gold: Path | None) -> None:
    """Print counts, refusals by rule and scores of runs together."""
    for run in runs:
        _require_verbatim(run)
    counts = reduce(add_counts, (run.counts for run in runs))
    rules = sum((Counter(rejected_by_rule(run)) for run in runs), Counter())
    print(f"{title}: {counts.coded} read, {counts.failed} failed, {counts.mentions} accepted, {dict(rules)} refused")
    for name, tier in _score(gold, runs).tiers.items() if gold else ():
        print(f"  {name:<8} F1 {tier.f1:.3f}  P {tier.precision:.3f}  R {tier.recall:.3f}  {tuple(tier)}", flush=True)


def _require_verbatim(run: RunFolder) -> None:
    texts = {row["article_id"]: row["text"] for row in rows(run, "texts")}
    for row in rows(run, "mentions"):
        assert texts[row["article_id"]][row["quote_start"] : row["quote_end"]] == row["quote"]


def _score(gold: Path, runs: list[RunFolder]) -> Report:
    """Score the events of runs against the gold of their articles alone."""
    expected = read_gold(gold)
    names = {run.path.name for run in runs}
    events = [event for event in expected.events if event.article in names]
    return evaluate(events, [e for run in runs for e in read_run(run, expected).events], expected.negatives)


if __name__ == "__main__":
    main()
