"""Lines of an article that speak to the model instead of the reader: they prove nothing and name nobody.

A model may obey them. So what it says is checked against the other lines alone, and what has no
ground there is set aside with its reason; nothing is dropped silently.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from eventx.grounding import ground, stands_in
from eventx.prompts import strip_invisible
from eventx.resources import data_folder
from eventx.schema import Article, Draft, Malformed


def set_aside(article: Article, drafts: Iterable[Draft]) -> tuple[list[Draft], list[Malformed]]:
    """Part drafts from those that only lines addressed to a model carry."""
    kept, aside = [], []
    evidence = _evidence(article)
    for draft in drafts:
        problem = _problem(draft, evidence) if evidence is not None else None
        if problem is None:
            kept.append(draft)
        else:
            aside.append(Malformed(raw=draft.model_dump_json(), problem=problem))
    return kept, aside


def is_addressed(line: str) -> bool:
    """Tell whether a line speaks to a language model."""
    return _cues().search(strip_invisible(line)) is not None


def _evidence(article: Article) -> str | None:
    """Return the lines that speak to the reader, or None when all do."""
    lines = [article.title or "", *article.text.splitlines()]
    kept = [line for line in lines if not is_addressed(line)]
    return "\n".join(kept) if len(kept) < len(lines) else None


def _problem(draft: Draft, evidence: str) -> str | None:
    if ground(draft.quote, evidence) is None:
        return "the quote does not stand in the lines of the article that speak to the reader"
    for side, words in (("actor", draft.actor), ("target", draft.target)):
        if words and not stands_in(words, evidence):
            return f"the {side} {words!r} does not stand in the lines of the article that speak to the reader"
    return None


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    lines = data_folder("schemas", "llm", "addressed.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("# ")), re.IGNORECASE)
