"""Names that bodies of several lands bear, "the CGT": they are of the land that an article puts beside them."""

from collections.abc import Iterable, Iterator

from eventx.resolving.actor_composing import compose
from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_hits import Hit
from eventx.resolving.actor_paragraphs import Paragraph
from eventx.resolving.actor_senses import is_namesake
from eventx.resolving.actor_tables import Entry

_REACH = 8
"""Words between a land and the body it stands with, at most."""

Found = tuple[Paragraph, Hit, Entry]


class Namesakes:
    """The bodies of an article whose names are not of one land only.

    Args:
        paragraphs: the article.
        others: ISO3 of the countries of the bodies that it names without one.
    """

    def __init__(self, paragraphs: list[Paragraph], others: Iterable[str]) -> None:
        self._hits: list[Found] = []
        self.named = set(others)
        """ISO3 of the countries that anything else in the article is of."""
        for paragraph in paragraphs:
            for hit in paragraph.names:
                entry = paragraph.meaning(hit)
                if is_namesake(entry, paragraph.keys(hit.start, hit.end)):
                    self._hits.append((paragraph, hit, entry))
                elif entry.iso3:
                    self.named.add(entry.iso3)

    @property
    def doubtful(self) -> set[str]:
        """Return the countries that are in the article by such a name only."""
        return {entry.iso3 for _, _, entry in self._hits if entry.iso3} - self.named

    def read(self, home: str | None) -> dict[str, tuple[Entry, ...]]:
        """Return the bodies, by name, that are not those of the tables.

        Args:
            home: the country that the article is about.
        """
        found: dict[str, tuple[Entry, ...]] = {}
        for paragraph, hit, entry in self._hits:
            country = _beside(paragraph, hit, entry) or self._at_home(entry, home)
            if country and country != entry.iso3:
                name = paragraph.words(hit.start, hit.end).removesuffix("'s").removesuffix("’s")
                body = entry._replace(name=name, iso3=country)
                found.setdefault(" ".join(paragraph.keys(hit.start, hit.end)), (body,))
        return found

    def _at_home(self, entry: Entry, home: str | None) -> str | None:
        """Return the article's own country where that of the tables is not named; papers are read abroad too."""
        is_doubtful = entry.iso3 in self.doubtful and entry.kind not in words_of("read_abroad")
        return home if is_doubtful and home in self.named else None


def _beside(paragraph: Paragraph, hit: Hit, body: Entry) -> str | None:
    """Return the country of "Chile's biggest union, the X" and "the X, Chile's biggest union"."""
    for start, end in _phrases(paragraph, hit):
        actors = compose(paragraph.words(start, end), None, paragraph.when)
        if len(actors) == 1 and actors[0].kind == body.kind and actors[0].country != body.iso3:
            return actors[0].country
    return None


def _phrases(paragraph: Paragraph, hit: Hit) -> Iterator[tuple[int, int]]:
    """Yield where a phrase may start and end that names a body and its land."""
    before = next((name for name in reversed(paragraph.names) if name.end <= hit.start), None)
    if before and hit.start - before.end <= _REACH and _is_joined(paragraph, before.end, hit.start):
        yield before.start, hit.end
    after = next((name for name in paragraph.names if name.start >= hit.end), None)
    if after and paragraph.is_sign(hit.end) and after.start - hit.end <= 2:
        rest = range(after.end, min(after.end + _REACH, len(paragraph.tokens)))
        yield hit.start, next((i for i in rest if paragraph.is_broken(i, i + 1)), rest.stop)


def _is_joined(paragraph: Paragraph, start: int, end: int) -> bool:
    """Tell whether nothing stands between but words and, before the last name, a comma."""
    comma = end - 1 - (paragraph.lower(end - 1) == "the")
    return not paragraph.is_broken(start, comma if paragraph.is_sign(comma) else end)
