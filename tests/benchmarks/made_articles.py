"""Articles for measurements: paragraphs of the samples and of our own gold, in new mixtures, with made-up names."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eventx.schema import Article

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "eventx" / "samples", ROOT / "tests" / "eval" / "gold" / "dev")
LEAST_WORDS = 15
"""Words of a paragraph, below which it is a byline or a link."""

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")


@dataclass(frozen=True)
class MadeArticles:
    """So many articles; may be read again, with the same result."""

    number: int
    paragraphs: int = 8
    """Of each article."""

    def __iter__(self) -> Iterator[Article]:
        dice = random.Random(5)  # noqa: S311  # articles, not secrets
        pool = list(_pool())
        for made in range(self.number):
            text = "\n".join(_renamed(one, dice) for one in dice.sample(pool, self.paragraphs))
            yield Article(article_id=f"made-{made:06d}", text=text, published=date(2024, 5, 14))


def _pool() -> Iterator[str]:
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.txt")):
            lines = path.read_text(encoding="utf-8").splitlines()
            yield from (line for line in lines if len(line.split()) >= LEAST_WORDS and line.isascii())


def _renamed(paragraph: str, dice: random.Random) -> str:
    """Return a paragraph with one name in four replaced by a word that no table knows."""
    return _NAME.sub(lambda found: found[0] if dice.random() < 0.75 else _word(dice), paragraph)


def _word(dice: random.Random) -> str:
    return "".join(dice.choice("bdfgklmnrstvz") + dice.choice("aeiou") for _ in range(3)).capitalize()
