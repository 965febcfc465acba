"""What becomes of an article before an engine sees it: cleaned and ready, or refused with a reason."""

from typing import NamedTuple

from eventx.cleaning import clean
from eventx.cleaning.language import detect_language
from eventx.schema import Article

MIN_WORDS = 5
"""A text with fewer words cannot say who did what to whom."""

MAX_CHARACTERS = 300_000
"""The longest text that is still one story; a longer file holds many, or none."""


MORE_LANGUAGES = "an LLM engine reads more, with a prompt that asks it for codes (extract/v1, paragraph/v1)"


class Screened(NamedTuple):
    """A cleaned article, and why it is refused when it is."""

    article: Article
    refusal: str | None = None


def screen(article: Article, languages: frozenset[str] | None) -> Screened:
    """Clean an article and decide whether it can be coded.

    Args:
        article: as read.
        languages: ISO 639-1 codes that the engine reads; None for any.
    """
    cleaned, refusal = screen_length(article)
    if len(cleaned.text) > MAX_CHARACTERS:
        return Screened(cleaned, refusal)
    cleaned = cleaned.model_copy(update={"lang": cleaned.lang or detect_language(cleaned.text)})
    if refusal is None and languages is not None and cleaned.lang is not None and cleaned.lang not in languages:
        known = ", ".join(sorted(languages))
        refusal = f"language {cleaned.lang!r}: read here is {known}; {MORE_LANGUAGES}"
    return Screened(cleaned, refusal)


def screen_length(article: Article) -> Screened:
    """Clean an article and decide whether it can be coded, whatever its language."""
    if len(article.text) > MAX_CHARACTERS * (8 if article.is_html else 1):
        return Screened(article, _too_long(article.text))
    cleaned = clean(article).article
    words = len(cleaned.text.split())
    if len(cleaned.text) > MAX_CHARACTERS:
        return Screened(cleaned, _too_long(cleaned.text))
    if words < MIN_WORDS:
        return Screened(cleaned, f"too short: {words} words of body text; a story needs at least {MIN_WORDS}")
    return Screened(cleaned)


def _too_long(text: str) -> str:
    return f"too long: {len(text):,} characters; at most {MAX_CHARACTERS:,} are one story. Split the file into articles"
