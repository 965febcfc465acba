"""Confidence: what a chance is worth, and that it depends on nothing but the article."""

from datetime import date
from itertools import pairwise

import pytest

from eventx.codebook import load_codebook
from eventx.engines.offline.confidence import calibrations
from eventx.engines.offline.engine import OfflineEngine
from eventx.schema import Article

TEXTS = (
    "Kenya's foreign minister met his Ethiopian counterpart in Nairobi on Monday.\nThe two agreed to reopen the road.",
    "Police arrested three reporters in Minsk.",
    "Rain fell on the hills.\nPeru accused Chile of spying, and Chile expelled two Peruvian diplomats.",
)


@pytest.mark.parametrize("kind", ("vectors", "words"))
def test_confidence_rises_with_the_chance_and_stays_between_0_and_1(kind: str) -> None:
    values = [calibrations()[kind].confidence(chance) for chance in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert all(lower < higher for lower, higher in pairwise(values))
    assert values[0] >= 0
    assert values[-1] <= 1


def test_articles_read_together_give_what_each_gives_alone() -> None:
    engine = OfflineEngine(load_codebook("cameo"))
    articles = [Article(article_id=f"a{i}", text=text, published=date(2024, 3, 5)) for i, text in enumerate(TEXTS)]
    together = list(engine.read(articles))
    assert together == [reading for article in articles for reading in engine.read([article])]
    assert [bool(reading.drafts) for reading in together] == [True, True, True]
