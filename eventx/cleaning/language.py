"""The language of a text."""

from functools import lru_cache

SHORTEST = 60
"""Characters below which a language cannot be told."""

_SAMPLE = 4000


def detect_language(text: str) -> str | None:
    """Return the language of a text as an ISO 639-1 code, or None when the text is too short to tell."""
    if len(text) < SHORTEST:
        return None
    return _classify(text[:_SAMPLE])


@lru_cache(maxsize=256)
def _classify(text: str) -> str:
    from py3langid import classify  # noqa: PLC0415  # loads its model of 5 MB when first needed

    return str(classify(text)[0])
