"""The language of a text."""

from functools import lru_cache

SHORTEST = 60
"""Characters below which a language cannot be told."""

_SAMPLE = 4000

CLOSE = 25.0
"""Log-likelihood within which English is preferred: names from elsewhere make it look like its creoles."""


def detect_language(text: str) -> str | None:
    """Return the language of a text as an ISO 639-1 code, or None when the text is too short to tell."""
    if len(text) < SHORTEST:
        return None
    return _classify(text[:_SAMPLE])


@lru_cache(maxsize=256)
def _classify(text: str) -> str:
    from py3langid import rank  # noqa: PLC0415  # loads its model of 5 MB when first needed

    ranked = {str(language): float(score) for language, score in rank(text)}
    best = max(ranked, key=ranked.__getitem__)
    return "en" if ranked[best] - ranked["en"] < CLOSE else best
