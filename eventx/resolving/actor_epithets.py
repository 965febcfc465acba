"""What an article calls the bodies it has named: "the agency", "the militants", "officers"."""

from collections import Counter
from collections.abc import Iterator, Mapping

from eventx.resolving.actor_binding import Binding
from eventx.resolving.actor_grammar import grammar
from eventx.resolving.actor_hits import Hit
from eventx.resolving.actor_paragraphs import Paragraph
from eventx.resolving.actor_tables import Entry, load_tables
from eventx.resolving.actor_words import key_of

_CHIEF = "chief of staff"

_LITERAL = 100
"""Weight of a body whose name ends in the noun, among those that the noun may stand for."""


def epithets_of(paragraphs: list[Paragraph], own: Mapping[str, tuple[Entry, ...]]) -> Iterator[Binding]:
    """Yield the nouns that can mean only one body of the article.

    Args:
        paragraphs: the article.
        own: what names mean in it that mean another body elsewhere.
    """
    hits = [hit for paragraph in paragraphs for hit in (*_named(paragraph, own), *paragraph.roles)]
    counts = Counter(hit.entries for hit in hits)
    called: dict[str, Counter[tuple[Entry, ...]]] = {}
    for entries, count in counts.items():
        for noun, weight in _nouns(entries[0]):
            called.setdefault(noun, Counter())[entries] = count + weight
    for noun, bodies in called.items():
        (first, most), *others = bodies.most_common()
        rivals = [count for entries, count in others if _coded(entries) != _coded(first)]
        if not rivals or most >= 2 * rivals[0]:
            written = (noun, noun.capitalize())
            yield from ((f"{article} {form}", first) for article in ("the", "The") for form in written)
    yield from _officers(hit.entries[0] for hit in hits)
    yield from _chiefs_of_staff(paragraphs)


def _named(paragraph: Paragraph, own: Mapping[str, tuple[Entry, ...]]) -> Iterator[Hit]:
    """Yield the names of a paragraph with what they mean in its article."""
    for hit in paragraph.names:
        yield hit._replace(entries=own.get(" ".join(paragraph.keys(hit.start, hit.end)), hit.entries))


def _coded(entries: tuple[Entry, ...]) -> tuple[str | None, str | None]:
    """Return country and code of a body: the European Union and its Commission are one bloc."""
    return entries[0].iso3, entries[0].cameo


def _nouns(entry: Entry) -> Iterator[tuple[str, int]]:
    """Yield what a body may be called; a role such as "UN nuclear agency" only by its own last word."""
    last = key_of(entry.name).lower().rsplit(" ", 1)[-1]
    if entry.table == "roles":
        generic = grammar()["epithets"].get((entry.cameo or "")[:3], ())
        if entry.kind == "body" and " " in entry.name and last in generic:
            yield last, _LITERAL
        return
    for noun in grammar()["epithets"].get(entry.kind, ()):
        yield noun, _LITERAL * (noun == last)
    for noun, codes in grammar()["epithets_of_codes"].items():
        if entry.cameo in codes and entry.kind not in {"leader", "person"}:
            yield noun, _LITERAL


def _officers(entries: Iterator[Entry]) -> Iterator[Binding]:
    """Yield "officers" as police where the article names police more often than soldiers."""
    counts = Counter(entry.cameo for entry in entries if entry.table == "roles" and entry.name != "officer")
    if counts["COP"] > counts["MIL"]:
        police = load_tables().roles["police"]._replace(table="document", kind="force")
        yield from ((word, (police,)) for word in ("officer", "officers", "Officers"))


def _chiefs_of_staff(paragraphs: list[Paragraph]) -> Iterator[Binding]:
    """Yield "the chief of staff" as a soldier where an article names that of an army, and none of a government."""
    chiefs = [(p, role) for p in paragraphs for role in p.roles if role.entries[0].name.endswith(_CHIEF)]
    if {code for p, role in chiefs for code in _staffs(p, role)} == {"MIL"}:
        soldier = load_tables().roles["army " + _CHIEF]._replace(table="document", name=_CHIEF)
        written = (_CHIEF, _CHIEF.title().replace("Of", "of"))
        yield from ((f"{article} {form}", (soldier,)) for article in ("the", "The") for form in written)


def _staffs(paragraph: Paragraph, chief: Hit) -> set[str]:
    """Return the codes of whose staff one heads: what the title says, or what stands beside it."""
    if chief.entries[0].name != _CHIEF:
        return {(chief.entries[0].cameo or "")[:3]}
    after = chief.end + (paragraph.lower(chief.end) == "of") + paragraph.is_sign(chief.end)
    after += paragraph.lower(after) == "the"
    beside = (hit for hit in (*paragraph.names, *paragraph.roles) if hit.end == chief.start or hit.start == after)
    return {hit.entries[0].cameo[:3] for hit in beside if hit.entries[0].cameo}
