"""Blocs that an article is about: whose commissioners those without a land are, and who "Brussels" is."""

from collections import Counter
from collections.abc import Iterator

from eventx.resolving.actor_grammar import grammar
from eventx.resolving.actor_hits import Hit
from eventx.resolving.actor_paragraphs import Paragraph, times


def bloc_of(paragraphs: list[Paragraph], counts: Counter[str]) -> str | None:
    """Return the code of the bloc that an article is about: by an office of it, or named half as often as any country.

    Args:
        paragraphs: the article.
        counts: how often it names each country.
    """
    most = max(counts.values(), default=0)
    for code, bloc in grammar()["blocs"].items():
        named = sum(times(i) for i, p in enumerate(paragraphs) for hit in p.names if hit.entries[0].cameo == code)
        held = list(_offices(paragraphs, tuple(bloc["offices"])))
        others = any(hit.entries[0].name not in bloc["offices"] for _, hit in held)  # "the police commissioner"
        is_clear = named > 0 and 2 * named >= most and not others
        if is_clear or any(_is_of(paragraph, hit, code, bloc["only"] if named else []) for paragraph, hit in held):
            return str(code)
    return None


def seats_of(paragraphs: list[Paragraph]) -> Iterator[tuple[str, str]]:
    """Yield the towns by which an article means a bloc, with its name: it names the bloc, and nobody of the land."""
    hits = [(paragraph, hit) for paragraph in paragraphs for hit in paragraph.names]
    named = {hit.entries[0].cameo for _, hit in hits}
    lands = {p.meaning(hit).iso3 for p, hit in hits if hit.is_place and p.meaning(hit).kind != "capital"}
    for code, bloc in grammar()["blocs"].items():
        if code in named and bloc["seat"]["land"] not in lands:
            yield bloc["seat"]["town"], bloc["name"]


def _offices(paragraphs: list[Paragraph], endings: tuple[str, ...]) -> Iterator[tuple[Paragraph, Hit]]:
    """Yield the offices of a kind, whoever holds them."""
    for paragraph in paragraphs:
        yield from ((paragraph, hit) for hit in paragraph.roles if hit.entries[0].name.endswith(endings))


def _is_of(paragraph: Paragraph, office: Hit, code: str, only: list[str]) -> bool:
    """Tell whether an office is the bloc's: "EU trade commissioner", "the EU's energy commissioner", one of its own."""
    if office.entries[0].cameo == code:
        return True
    bodies = {hit.end for hit in paragraph.names if hit.entries[0].cameo == code}
    lands = {hit.end for hit in paragraph.names if hit.is_place}
    is_own = office.entries[0].name in only and office.start not in lands
    return is_own or not bodies.isdisjoint({office.start, office.start - 1})
