"""Engines that the command line finds by name: ``--engine engines_for_tests:Scripted``."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from eventx.codebook import Codebook
from eventx.schema import Article, Draft, Reading, TimeStatus

CODES = {"signed": "057", "met": "040", "will visit": "036", "shelled": "no-such-code"}
STOP = Path("stop")
"""While this file exists, reading an article that names Lesotho is interrupted."""


class Scripted:
    """Codes sentences of the form "A ACTION B."; an article that says "broken" makes it raise."""

    name = "scripted"

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            if "broken" in article.text:
                raise ValueError("this article breaks the engine")
            if "Lesotho" in article.text and STOP.exists():
                raise KeyboardInterrupt
            yield Reading(article_id=article.article_id, drafts=tuple(_drafts(article.text)), model="script-1")


class Silent:
    """Reads every article and finds nothing."""

    name = "silent"

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            yield Reading(article_id=article.article_id)


class Mute:
    """Not an engine: it has no method ``read``."""

    def __init__(self, codebook: Codebook) -> None:
        self.name = codebook.name


def _drafts(text: str) -> Iterator[Draft]:
    for sentence in re.findall(r"[^.\n]+\.", text):
        action = next((action for action in CODES if f" {action} " in sentence), None)
        if action:
            actor, target = sentence.strip().split(f" {action} ")
            status = TimeStatus.PLANNED if action == "will visit" else TimeStatus.ACTUAL
            target = " ".join(target.split()[:1]).strip(".")
            yield Draft(
                quote=sentence.strip(), action=action, actor=actor, target=target,
                proposed_code=CODES[action], time_status=status,
            )  # fmt: skip
