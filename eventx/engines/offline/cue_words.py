"""Mode and context of an act, by the words that point to them."""

import csv
import math
from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from eventx.codebook import Codebook
from eventx.engines.offline.attribute_words import word_lists
from eventx.engines.offline.tolls import distance
from eventx.engines.offline.words import Word, Words

MODES = "modes.csv"


class ModeCue(NamedTuple):
    """Words that stand together for a mode, with what each tells it from the other modes of its code."""

    mode: str
    words: dict[str, float]


class Pointed(NamedTuple):
    """A mode, how much its words say for it, and the words."""

    weight: float
    mode: str
    tokens: tuple[Word, ...]


def pointed_modes(act: Word, code: str, codebook: Codebook) -> dict[str, Pointed]:
    """Return the modes whose cue words stand in an act's sentence, each with its best cue."""
    near, best = _nearest(act), dict[str, Pointed]()
    for cue in _cues(codebook).get(code, ()):
        found = _found(cue, near)
        if found.weight > 0 and (cue.mode not in best or found.weight > best[cue.mode].weight):
            best[cue.mode] = found
    return best


def _nearest(act: Word) -> dict[str, tuple[int, Word]]:
    """Return the words of an act's sentence, plain and as lemmas, with how far from the act they stand at best."""
    near: dict[str, tuple[int, Word]] = {}
    for token in act.sent:
        steps = distance(token, act)
        for word in (token.lower_, token.lemma):
            if word not in near or steps < near[word][0]:
                near[word] = steps, token
    return near


def contexts_of(sentence: Words, codebook: Codebook) -> list[tuple[str, tuple[str, ...]]]:
    """Return what a sentence is about and the words that say so, the most words first."""
    table = word_lists("context")
    said: dict[str, list[str]] = {}
    for words in _longest(sentence, _contexts(codebook.name)):
        for context in _contexts(codebook.name)[words]:
            said.setdefault(context, []).append(words)
    ordered = sorted(said.items(), key=lambda pair: -len(pair[1]))
    return [(context, tuple(words)) for context, words in ordered[: table["most"]]]


def _longest(sentence: Words, phrases: Container[str]) -> Iterator[str]:
    """Yield the phrases that stand in a sentence, in plain form or as lemmas; of overlapping ones the longest."""
    plain, lemmas = zip(*((t.lower_, t.lemma) for t in sentence), strict=True)
    at = 0
    while at < len(plain):
        tried = ((" ".join(forms[at : at + size]), size) for size in (4, 3, 2, 1) for forms in (plain, lemmas))
        found, size = next(((words, size) for words, size in tried if words in phrases), ("", 1))
        if found:
            yield found
        at += size


@cache
def _contexts(name: str) -> dict[str, list[str]]:
    """Return the contexts that each phrase points to."""
    contexts: dict[str, list[str]] = {}
    for context, phrases in word_lists("context")["words"].get(name, {}).items():
        for phrase in phrases:
            contexts.setdefault(phrase, []).append(context)
    return contexts


def _found(cue: ModeCue, near: Mapping[str, tuple[int, Word]]) -> Pointed:
    """Return what a cue says in a sentence: its words found, less those missing, less with distance."""
    found = [(*near[word], telling) for word, telling in cue.words.items() if word in near]
    weight = sum(telling / (1 + 0.5 * steps) for steps, _, telling in found)
    share = sum(telling for _, _, telling in found) / sum(cue.words.values())
    return Pointed(weight * share, cue.mode, tuple(token for _, token, _ in found))


@cache
def _cues(codebook: Codebook) -> dict[str, tuple[ModeCue, ...]]:
    """Return the cues of each code."""
    with (codebook.folder / MODES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {code: tuple(_weighed([r for r in rows if r["type"] == code])) for code in {r["type"] for r in rows}}


def _weighed(rows: list[dict[str, str]]) -> Iterator[ModeCue]:
    """Yield the cues of one code; a word of many of its modes tells little."""
    listed = [(row["mode"], cue) for row in rows for cue in _phrases(row["cues"])]
    modes = {word: {mode for mode, cue in listed if word in cue} for _, cue in listed for word in cue}
    for mode, cue in listed:
        yield ModeCue(mode, {word: 0.05 + math.log((1 + len(rows)) / (len(modes[word]) + 0.5)) for word in cue})


def _phrases(cues: str) -> list[tuple[str, ...]]:
    empty = set(word_lists("mode")["empty"])
    phrases = (cue.split() for cue in cues.lower().split(";"))
    return [tuple(word for word in phrase if word not in empty) or tuple(phrase) for phrase in phrases]
