"""Two runs over the same articles, side by side."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from eventx.comparing import Comparison, Pair, agreement, compare
from eventx.errors import RunError
from eventx.extraction import extract_to_folder
from eventx.pipeline import Pipeline
from eventx.runs import RunFolder
from eventx.schema import Article, Draft, Settings, TimeStatus
from eventx.testing import FunctionEngine, make_article, make_draft

PACT = "Kenya signed a coffee pact with Uganda in Kisumu and thanked Rwanda for its advice."
RAID = "Gunmen attacked a convoy of the Chadian army near Bol at dawn."
STORY = f"{PACT}\n{RAID}\nThe rain season begins in April."

SIGNED = make_draft(quote=PACT, action="signed a coffee pact")
THANKED = make_draft(quote=PACT, action="thanked", target="Rwanda", proposed_code="051")
ATTACKED = make_draft(quote=RAID, action="attacked", actor="Gunmen", target="the Chadian army", proposed_code="190")


def run(folder: Path, drafts: Iterable[Draft], codebook: str = "cameo", **fields: Any) -> RunFolder:
    """A run whose engine says the same of every article."""
    pipeline = Pipeline(FunctionEngine(lambda _: drafts), codebook)
    extract_to_folder([article(**fields)], folder, pipeline, Settings(engine=folder.name, codebook=codebook))
    return RunFolder.open(folder)


def article(**fields: Any) -> Article:
    return make_article(**{"text": STORY, "path": "story.txt"} | fields)


def pairs(comparison: Comparison) -> list[Pair]:
    return [pair for compared in comparison.articles for pair in compared.pairs]


def told(comparison: Comparison) -> list[tuple[str | None, str | None, int]]:
    sides = ((pair.first, pair.second, pair.level) for pair in pairs(comparison))
    return [(one and one["code"], two and two["code"], level) for one, two, level in sides]


def test_equal_runs_agree_on_everything(tmp_path: Path) -> None:
    one, two = (run(tmp_path / name, [SIGNED, ATTACKED]) for name in ("one", "two"))
    found = compare(one, two)
    assert agreement(pairs(found)) == (2, 2, 2, 2, 2, 2)
    assert agreement(pairs(found)).share == 1


def test_what_one_run_alone_has_stands_alone_in_the_order_of_the_text(tmp_path: Path) -> None:
    found = compare(run(tmp_path / "one", [ATTACKED]), run(tmp_path / "two", [SIGNED]))
    assert told(found) == [(None, "057", 0), ("190", None, 0)]
    assert agreement(pairs(found)) == (1, 1, 0, 0, 0, 0)


def test_two_acts_of_one_sentence_are_matched_by_their_action(tmp_path: Path) -> None:
    misread = THANKED.model_copy(update={"proposed_code": "040"})
    found = compare(run(tmp_path / "one", [SIGNED, THANKED]), run(tmp_path / "two", [misread]))
    assert told(found) == [("057", None, 0), ("051", "040", 1)]


def test_agreement_is_counted_by_passage_root_code_and_countries(tmp_path: Path) -> None:
    other = [
        SIGNED.model_copy(update={"proposed_code": "050"}),
        ATTACKED.model_copy(update={"target": "the Nigerian army"}),
    ]
    quiet = RAID.replace("the Chadian army", "the Chadian army and the Nigerian army")
    text = STORY.replace(RAID, quiet)
    both = [[d.model_copy(update={"quote": d.quote.replace(RAID, quiet)}) for d in side]
            for side in ([SIGNED, ATTACKED], other)]  # fmt: skip
    found = compare(run(tmp_path / "one", both[0], text=text), run(tmp_path / "two", both[1], text=text))
    assert told(found) == [("057", "050", 3), ("190", "190", 2)]
    assert agreement(pairs(found)) == (2, 2, 2, 2, 1, 1)


def test_a_time_status_and_the_beginning_of_a_code_choose_what_is_compared(tmp_path: Path) -> None:
    planned = ATTACKED.model_copy(update={"time_status": TimeStatus.PLANNED})
    one, two = run(tmp_path / "one", [SIGNED, ATTACKED]), run(tmp_path / "two", [SIGNED, planned])
    assert told(compare(one, two, status="actual")) == [("057", "057", 3), ("190", None, 0)]
    assert told(compare(one, two, code="19")) == [("190", "190", 3)]


def test_an_article_that_only_one_run_coded_is_left_out_and_counted(tmp_path: Path) -> None:
    one = run(tmp_path / "one", [SIGNED])
    extra = [article(), make_article("Peru met Chile in Arica on Friday.", path="other.txt")]
    two = tmp_path / "two"
    extract_to_folder(extra, two, Pipeline(FunctionEngine(lambda _: [SIGNED])), Settings(engine="two"))
    found = compare(one, RunFolder.open(two))
    assert ([c.article for c in found.articles], found.left_out) == (["story.txt:1"], 1)


def test_runs_without_a_common_article_or_codebook_are_refused(tmp_path: Path) -> None:
    one = run(tmp_path / "one", [SIGNED])
    with pytest.raises(RunError, match="no article was coded by both"):
        compare(one, run(tmp_path / "two", [SIGNED], text=f"{STORY} And so on."))
    with pytest.raises(RunError, match=r"codebooks differ .*: eventx recode .* --codebook cameo"):
        compare(one, run(tmp_path / "three", [], codebook="plover"))


def test_two_silent_runs_agree(tmp_path: Path) -> None:
    assert agreement(pairs(compare(run(tmp_path / "one", []), run(tmp_path / "two", [])))).share == 1
