"""The mode of an act: cue words of its codebook, and the CAMEO codes that fit it by the published crosswalk."""

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eventx.codebook import Codebook, load_codebook
from eventx.engines.offline.attribute_words import word_lists
from eventx.engines.offline.clauses import Clause, read_clause
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.cue_words import Pointed, pointed_modes
from eventx.engines.offline.features import features
from eventx.engines.offline.fitted import Fitted, load_fitted
from eventx.engines.offline.training import clause_vectors
from eventx.engines.offline.words import Word
from eventx.resolving import is_actor


class Mode(NamedTuple):
    """A mode, its chance among those of its code, and what spoke for it."""

    name: str
    chance: float
    words: str


def mode_of(act: Word, code: str, codebook: Codebook) -> Mode | None:
    """Return the likeliest mode of an act, or None where nothing speaks clearly for one."""
    table = word_lists("mode")
    pointed = pointed_modes(act, code, codebook)
    leaves = {} if _is_clear(pointed) else _by_cameo(read_clause(act, is_actor), code)
    names = sorted({*pointed, *leaves})
    scores = {
        name: table["cue_weight"] * (pointed[name].weight if name in pointed else 0)
        + math.log(max(leaves.get(name, 0), table["floor"]))
        for name in names
    }
    if not scores:
        return None
    best = max(scores, key=lambda name: scores[name])
    chance = 1 / sum(math.exp(score - scores[best]) for score in scores.values())
    said = " ... ".join(t.text for t in pointed[best].tokens) if best in pointed else ""
    likely = f"CAMEO codes of this mode: {leaves[best]:.2f}" if best in leaves else ""
    return Mode(best, chance, "; ".join(filter(None, (said, likely)))) if best and chance >= table["least"] else None


def _is_clear(pointed: Mapping[str, Pointed]) -> bool:
    """Tell whether the best cue is so far ahead that no CAMEO code could turn it."""
    table = word_lists("mode")
    first, second, *_ = [*sorted((p.weight for p in pointed.values()), reverse=True), 0, 0]
    return bool(table["cue_weight"] * (first - second) > -math.log(table["floor"]))


def _by_cameo(clause: Clause, code: str) -> dict[str, float]:
    """Return the share of each mode in the chances of the CAMEO codes that stand for one."""
    prefixes: Mapping[str, str] = word_lists("mode")["cameo"].get(code, {})
    coder = _cameo()
    fitted = _fitted_cameo()
    if fitted is None or not prefixes:
        return {}
    vector = clause_vectors([clause], coder.encoder)[0]
    seen = features(clause)
    shares: dict[str, float] = {}
    for leaf, chance in _leaves(fitted, sorted({p[:2] for p in prefixes}), seen, vector):
        fits = [prefix for prefix in prefixes if leaf.startswith(prefix)]
        if fits:
            mode = prefixes[max(fits, key=len)]
            shares[mode] = shares.get(mode, 0) + chance
    total = sum(shares.values())
    return {mode: share / total for mode, share in shares.items()} if total else {}


def _leaves(
    fitted: Fitted, roots: list[str], seen: list[str], vector: NDArray[np.float32] | None
) -> Iterator[tuple[str, float]]:
    """Yield the codes of some roots with their chances."""
    above = dict(zip(fitted[""].classes, fitted[""].log_probabilities(seen, vector), strict=True))
    for root in roots:
        below = fitted[root].log_probabilities(seen, vector)
        yield from ((leaf, math.exp(above[root] + x)) for leaf, x in zip(fitted[root].classes, below, strict=True))


@cache
def _cameo() -> OfflineCoder:
    return OfflineCoder(load_codebook("cameo"))


@cache
def _fitted_cameo() -> Fitted | None:
    """Return the classifiers for CAMEO where they are at hand; modes are not worth a minute of fitting."""
    coder = _cameo()
    return load_fitted(coder.codebook.name, coder.fingerprint, vectors=coder.encoder is not None)
