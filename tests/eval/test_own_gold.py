"""Our own coded articles, in two halves, against floors that only rise. The second half was not looked at."""

import json
from pathlib import Path

import pytest

from eventx.extraction import extract_to_folder
from eventx.measuring import evaluate
from eventx.measuring.gold_files import read_gold, read_run
from eventx.pipeline import Pipeline
from eventx.readers import read
from eventx.runs import RunFolder
from eventx.schema import Settings

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("half", ("dev", "held"))
def test_f1_holds_its_floors(half: str, tmp_path: Path) -> None:
    folder = HERE / "gold" / half
    extract_to_folder(read(sorted(folder.glob("*.txt"))), tmp_path / "run", Pipeline(), Settings())
    gold = read_gold(folder)
    report = evaluate(gold.events, read_run(RunFolder.open(tmp_path / "run"), gold).events, gold.negatives)
    for name, tier in report.tiers.items():
        print(f"{half} {name}: P {tier.precision:.3f} R {tier.recall:.3f} F1 {tier.f1:.3f} {tuple(tier)}")
    print(dict(report.false_kinds))
    for name, floor in FLOORS[half].items():
        assert report.tiers[name].f1 >= floor, name
