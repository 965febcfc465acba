"""What the offline engine's confidence is worth: its curve, fitted on our own articles, and its reliability.

    python tests/eval/calibrate.py            # fits on dev, writes schemas/fitted/confidence.toml
    python tests/eval/calibrate.py dev held   # prints the reliability of each half as it is, totals only

An event is right when a core or optional gold event of its article has a passage in common with it
and accepts its root. Only events told as actual count.
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eventx.codebook import load_codebook
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.confidence import Calibration, log_odds
from eventx.engines.offline.parser import parse
from eventx.engines.offline.story import Story
from eventx.engines.offline.training import action_nouns
from eventx.measuring import Gold, Predicted
from eventx.measuring.gold_files import GoldSet, read_gold
from eventx.measuring.matching import level
from eventx.readers import read
from eventx.schema import Article, TimeStatus
from eventx.screening import screen

HERE = Path(__file__).parent
NUMBERS = HERE.parents[1] / "schemas" / "fitted" / "confidence.toml"
BINS, DRAWS = 8, 1000

Value = Callable[["Judged"], float]
"""What is measured of an event: its raw chance or its confidence."""


class Judged(NamedTuple):
    """A coded event and whether it is right."""

    article: str
    chance: float
    confidence: float
    right: bool


def judged(half: str, *, vectors: bool = True) -> list[Judged]:
    """Return the events that the offline engine finds in a half of the gold."""
    folder = HERE / "gold" / half
    coder, gold = OfflineCoder(load_codebook("cameo")), read_gold(folder)
    coder.encoder = coder.encoder if vectors else None
    articles = [screen(article, None).article for article in read(sorted(folder.glob("*.txt")))]
    return [event for article in articles for event in _judge(article, coder, gold)]


def _judge(article: Article, coder: OfflineCoder, gold: GoldSet) -> Iterator[Judged]:
    story, name = Story(article, coder, action_nouns(coder.codebook)), Path(article.path or "").stem
    here = [g for g in gold.events if g.article == name and g.tier != "background"]
    docs = parse(line for line in article.text.split("\n") if line.strip())
    for told in story.read(sentence for doc in docs for sentence in doc.sents):
        for (_, coding), draft in zip(told.coded, told.drafts, strict=True):
            if draft.time_status is TimeStatus.ACTUAL:
                right = _is_right(draft.quote, coder.codebook.codes[coding.code].root, here)
                yield Judged(name, coding.chance, draft.confidence or 0.0, right)


def _is_right(quote: str, root: str, gold: Sequence[Gold]) -> bool:
    return any(
        level(one, Predicted(mention_id="", article=one.article, quotes=(quote,), code=root, root=root)) > 1
        for one in gold
    )


def fit(events: Sequence[Judged]) -> Calibration:
    """Return the curve that makes what was seen likeliest."""
    values = np.array([(1.0, log_odds(e.chance)) for e in events])
    right = np.array([e.right for e in events], dtype=np.float64)
    weights = np.zeros(2)
    for _ in range(30):
        chances = 1 / (1 + np.exp(-values @ weights))
        curvature = (values.T * (chances * (1 - chances))) @ values
        weights = weights + np.linalg.solve(curvature, values.T @ (right - chances))
    return Calibration(*(round(float(weight), 4) for weight in weights))


def bins(events: Sequence[Judged], value: Value, number: int = BINS) -> list[tuple[int, float, float]]:
    """Return count, mean confidence and share of right events in bins of equal size, the least sure first."""
    ordered = np.array(sorted((value(e), e.right) for e in events))
    return [(len(part), part[:, 0].mean(), part[:, 1].mean()) for part in np.array_split(ordered, number)]


def error(events: Sequence[Judged], value: Value) -> float:
    """Return the expected calibration error: how far confidence and share of right events are apart, on average."""
    return sum(n * abs(sure - right) for n, sure, right in bins(events, value)) / len(events)


def interval(events: Sequence[Judged], value: Value) -> tuple[float, float]:
    """Return the 95 % interval of the error, by drawing articles anew; few events in a bin push it up."""
    dice = random.Random(1)  # noqa: S311  # a bootstrap, not secrets
    by_article = {e.article: [other for other in events if other.article == e.article] for e in events}
    names = sorted(by_article)
    draws = (dice.choices(names, k=len(names)) for _ in range(DRAWS))
    low, high = np.percentile([error([e for n in drawn for e in by_article[n]], value) for drawn in draws], [2.5, 97.5])
    return float(low), float(high)


def noise(events: Sequence[Judged], value: Value) -> float:
    """Return the error that chance alone gives so many events when every confidence is true."""
    dice = random.Random(1)  # noqa: S311
    draws = ([e._replace(right=dice.random() < value(e)) for e in events] for _ in range(DRAWS))
    return float(np.mean([error(drawn, value) for drawn in draws]))


def held_out(events: Sequence[Judged]) -> list[Judged]:
    """Return events with the confidence that a curve fitted on the other articles gives them."""
    names = sorted({e.article for e in events})
    curves = {name: fit([e for e in events if e.article != name]) for name in names}
    return [e._replace(confidence=curves[e.article].confidence(e.chance)) for e in events]


def show(name: str, events: Sequence[Judged]) -> None:
    """Print the reliability of the raw chance and of the confidence."""
    kinds: tuple[tuple[str, Value], ...] = (("raw chance", lambda e: e.chance), ("confidence", lambda e: e.confidence))
    for kind, value in kinds:
        low, high = interval(events, value)
        right, brier = np.mean([e.right for e in events]), np.mean([(value(e) - e.right) ** 2 for e in events])
        print(f"{name}, {kind}: {len(events)} events, {right:.3f} right, Brier {brier:.3f}")
        print(f"  error {error(events, value):.3f} [{low:.3f}, {high:.3f}], {noise(events, value):.3f} by chance alone")
        print(
            "".join(f"  {n:4} events: mean {sure:.2f}, right {right:.2f}\n" for n, sure, right in bins(events, value))
        )


def main(halves: list[str]) -> None:
    """Fit, or print the reliability of halves."""
    for half in halves:
        show(half, judged(half))
    if halves:
        return
    lines = ["# Made by tests/eval/calibrate.py. A logistic curve for each kind of coder.", ""]
    for kind in ("vectors", "words"):
        events = judged("dev", vectors=kind == "vectors")
        show(f"dev, {kind}, articles left out in turn", held_out(events))
        lines += [f"[{kind}]", *(f"{name} = {value}" for name, value in fit(events)._asdict().items()), ""]
    NUMBERS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
