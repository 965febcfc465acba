"""Names that a text introduces: "Foreign Minister Kang Kyung-wha", "Kim, the envoy", "the town of Aybak", "(RUF)"."""

from collections.abc import Iterator
from typing import NamedTuple

from eventx.resolving.actor_composing import compose, is_generic
from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_hits import Hit
from eventx.resolving.actor_paragraphs import Paragraph, Run
from eventx.resolving.actor_parts import Bound
from eventx.resolving.actor_senses import held
from eventx.resolving.actor_tables import Entry, load_tables
from eventx.resolving.actor_words import key_of
from eventx.schema.actor import Actor

Binding = tuple[str, tuple[Entry, ...]]

_REACH = 8
"""Words between a title and the name it introduces, at most."""


class Introduced(NamedTuple):
    """Whom a name stands for, and whether it is a person or a body."""

    actor: Actor
    kind: str


class Introductions:
    """Reads the paragraphs of one article in order and remembers whom it met last.

    Args:
        known: what is bound before: "the agency", "the South".
        countries: ISO3 of the countries of the article, the most often named first.
        home: ISO3 of the country of officials without one.
        shared: words that stand in the names of several persons of the article.
    """

    def __init__(
        self, known: Bound, countries: tuple[str, ...], home: str | None, shared: frozenset[str] = frozenset()
    ) -> None:
        self._known = known
        self._countries = countries
        self._home = home
        self._shared = shared
        self._last: Actor | None = None

    def read(self, paragraph: Paragraph) -> Iterator[Binding]:
        """Yield the names that a paragraph introduces, short forms included."""
        for hit in paragraph.names:
            if hit.entries[0].kind == "leader":
                yield from self._short_forms(key_of(hit.entries[0].name).split(" "), _titled(paragraph, hit))
        for run in (_person_of(paragraph, run) for run in paragraph.runs):
            found = self._counterpart(paragraph, run) or self._before(paragraph, run) or self._after(paragraph, run)
            if found and found.actor.code:
                self._last = found.actor if found.kind == "person" else self._last
                yield from self._named(paragraph, run, found)
            elif town := self._town(paragraph, run):
                yield town
        yield from self._acronyms(paragraph)

    def _before(self, paragraph: Paragraph, run: Run) -> Introduced | None:
        """Return whom the title before a name stands for: "Foreign Minister X", "the president of Y, X"."""
        article = paragraph.lower(run.start - 1) == "the"
        comma = paragraph.is_sign(run.start - 1 - article)
        stop = run.start - 1 - article if comma else run.start
        role = next((hit for hit in reversed(paragraph.roles) if hit.end <= stop), None)
        if role is None or stop - role.start > _REACH or paragraph.is_broken(role.end, stop):
            return None
        if not (_introduces(paragraph, role, run) if comma else _goes_with(paragraph, role, stop)):
            return None
        actor = self._one(paragraph, _np_start(paragraph, role.start), stop if comma else run.end)
        return Introduced(self._placed(paragraph, role.start, actor), _kind(role)) if actor else None

    def _after(self, paragraph: Paragraph, run: Run) -> Introduced | None:
        """Return whom an apposition names: "X, the envoy of Y", "the X party"."""
        following = next((hit for hit in paragraph.roles if hit.start >= run.end), None)
        if following and following.start == run.end and following.entries[0].kind == "body" and _is_titular(following):
            actor = self._one(paragraph, following.start, following.end)
            return Introduced(actor, "body") if actor else None
        if not paragraph.is_sign(run.end, ",(") or following is None or paragraph.is_plural(following):
            return None
        start = run.end + 1
        is_titled = _is_person(following) or (_is_titular(following) and paragraph.lower(start) in {"a", "an"})
        if following.start - start > _REACH or not is_titled or following.entries[0].name in words_of("place_nouns"):
            return None
        if paragraph.is_broken(start, following.start):
            return None
        rest = range(following.end, len(paragraph.tokens))
        stop = next((i for i in rest if paragraph.tokens[i].is_sign), len(paragraph.tokens))
        actor = self._one(paragraph, start, stop)
        return Introduced(actor, _kind(following)) if actor else None

    def _counterpart(self, paragraph: Paragraph, run: Run) -> Introduced | None:
        """Return whom "her Japanese counterpart, X" names: the office of the person met last."""
        place = run.start - 2 if paragraph.is_sign(run.start - 1) else run.start - 1
        if self._last is None or paragraph.lower(place) not in words_of("counterparts"):
            return None
        hit = next((hit for hit in paragraph.names if hit.end == place and hit.is_place), None)
        other = next((country for country in self._countries[:2] if country != self._last.country), None)
        country = paragraph.meaning(hit).iso3 if hit else other
        return Introduced(_of_country(self._last, country), "person")

    def _placed(self, paragraph: Paragraph, place: int, actor: Actor) -> Actor:
        """Give an official without a country that of the town named before: "In Ankara, President X"."""
        start = next((i for i in range(place - 1, -1, -1) if paragraph.is_sign(i, ".!?;")), -1)
        scenes = [hit for hit in paragraph.names if start < hit.start < place and paragraph.is_scene(hit)]
        if actor.country or not actor.role or not scenes:
            return actor
        return _of_country(actor, paragraph.meaning(scenes[-1]).iso3)

    def _town(self, paragraph: Paragraph, run: Run) -> Binding | None:
        """Return the binding of an unknown place: "the town of X", "X province", "X, a village"."""
        nouns = words_of("place_nouns")
        before = paragraph.lower(run.start - 1) == "of" and paragraph.lower(run.start - 2) in nouns
        apposed = paragraph.is_sign(run.end) and paragraph.lower(run.end + 2) in nouns
        if not (before or apposed or paragraph.lower(run.end) in nouns):
            return None
        start = run.start - 2 if before else run.start
        hit = next((hit for hit in paragraph.names if hit.end == start and hit.is_place), None)
        country = paragraph.meaning(hit).iso3 if hit else self._home
        name = paragraph.words(run.start, run.end)
        return (key_of(name), (Entry("document", name, "city", country),)) if country else None

    def _acronyms(self, paragraph: Paragraph) -> Iterator[Binding]:
        """Yield what short forms in brackets stand for."""
        names = load_tables().names
        for i, token in enumerate(paragraph.tokens[:-1] if "(" in paragraph.text else ()):
            if i < 2 or not (paragraph.is_sign(i - 1, "(") and paragraph.is_sign(i + 1, ")") and token.key.isupper()):
                continue
            if not 2 <= len(token.key) <= 7 or token.key in names:
                continue
            actor = self._one(paragraph, _title_start(paragraph, i - 1), i - 1)
            if actor and actor.code and actor.kind != "country":
                yield token.key, (_entry(actor, actor.text, "body"),)

    def _named(self, paragraph: Paragraph, run: Run, found: Introduced) -> Iterator[Binding]:
        """Yield the name in full and, for persons, what they are called later."""
        keys = paragraph.keys(run.start, run.end)
        name = paragraph.words(run.start, run.end).removesuffix("'s").removesuffix("’s")
        entries = (_entry(found.actor, name, found.kind),)
        if len(keys) > 1 or found.kind == "body":
            yield " ".join(keys), entries
        if found.kind == "person":
            yield from self._short_forms(keys, entries)

    def _short_forms(self, keys: list[str], entries: tuple[Entry, ...]) -> Iterator[Binding]:
        """Yield what may be the surname, unless the tables know it as something else."""
        known = load_tables().names
        country = entries[0].iso3
        family = len(keys) > 2 and country in words_of("family_first")
        given = len(keys) > 1 and country in words_of("called_by_first_name")
        first = [key for key in _first_surname(keys, country) if key not in self._shared]
        for key in dict.fromkeys([*(keys[:1] if family or given else ()), *first, keys[-1]]):
            if len(key) > 1 and key[0].isupper() and known.get(key, entries)[0].kind in {"leader", "person"}:
                yield key, entries

    def _one(self, paragraph: Paragraph, start: int, end: int) -> Actor | None:
        actors = compose(paragraph.words(start, end), self._known, None)
        return actors[0] if actors else None


def shared_words(paragraphs: list[Paragraph]) -> frozenset[str]:
    """Return the words of names that several persons of an article bear, told apart by their first words."""
    bearers: dict[str, set[str]] = {}
    hits = (hit.entries[0] for paragraph in paragraphs for hit in paragraph.names)
    leaders = (key_of(entry.name).split(" ") for entry in hits if entry.kind == "leader")
    unknown = (paragraph.keys(run.start, run.end) for paragraph in paragraphs for run in paragraph.runs)
    for keys in (*leaders, *unknown):
        for key in keys[1:]:
            bearers.setdefault(key, set()).add(keys[0])
    return frozenset(key for key, firsts in bearers.items() if len(firsts - {key}) > 1)


def _first_surname(keys: list[str], country: str | None) -> list[str]:
    """Return the first of two surnames, "Quiroga" of "Ana Quiroga Salas", where persons bear two."""
    small = words_of("particles")
    names = [key for key in keys if key.lower() not in small]
    if len(names) < 3 or country not in words_of("double_surnames") or names[-2] in words_of("first_names"):
        return []
    return [names[-2]]


def _titled(paragraph: Paragraph, leader: Hit) -> tuple[Entry, ...]:
    """Return a leader with the office by which an article introduces him, whatever the table says of that day."""
    title = next((role for role in paragraph.roles if role.end == leader.start and _is_person(role)), None)
    if title is None or leader.end - leader.start < 2:
        return leader.entries
    office = title.entries[0]
    before = {paragraph.lower(i) for i in range(_np_start(paragraph, title.start) - 1, title.start)}
    former = not before.isdisjoint({*words_of("former"), "then"})
    terms = held(leader.entries, office, paragraph.when, former=former) or leader.entries
    if former or is_generic(terms[0].cameo or "") or (office.cameo or "")[:3] not in words_of("offices_held"):
        return terms
    return (terms[0]._replace(kind="person", cameo=office.cameo, plover=office.plover, since=None, until=None),)


def _person_of(paragraph: Paragraph, run: Run) -> Run:
    """Return a name without the field of the office before it: "commissioner for Economic Affairs Ann Lee"."""
    before = run.start - 1
    is_field = paragraph.lower(before) in {"for", "of"} and any(role.end == before for role in paragraph.roles)
    fields = [i for i in range(run.start, run.end - 2) if paragraph.lower(i) in words_of("fields")]
    return Run(fields[-1] + 1, run.end) if is_field and fields else run


def _goes_with(paragraph: Paragraph, role: Hit, start: int) -> bool:
    """Tell whether a role stands before the name that starts there: "minister X", "commissioner for Trade X"."""
    if role.end == start:
        return _is_titular(role)
    has_field = paragraph.lower(role.end) in {"for", "of"} and paragraph.lower(start - 1) in words_of("fields")
    return has_field and _is_person(role) and not paragraph.is_plural(role)


def _introduces(paragraph: Paragraph, role: Hit, run: Run) -> bool:
    """Tell whether "ROLE of Z, X" says that X is the role: then a body's name ends with a sign."""
    if paragraph.is_plural(role) or not (_is_person(role) or paragraph.is_sign(run.end, ",.)")):
        return False
    return paragraph.is_sign(role.end) or paragraph.lower(role.end) in words_of("belonging")


def _is_titular(role: Hit) -> bool:
    """Tell whether a role goes with a name: persons do, and parties, papers, companies and armed groups."""
    entry = role.entries[0]
    return _is_person(role) or (entry.kind == "body" and (entry.cameo or "")[:3] in words_of("named_bodies"))


def _kind(role: Hit) -> str:
    """Return what a role's name names: ministries have none of their own, so theirs is a person's."""
    return "person" if _is_person(role) or not _is_titular(role) else "body"


def _is_person(role: Hit) -> bool:
    return role.entries[0].kind == "person"


def _np_start(paragraph: Paragraph, place: int) -> int:
    """Return where the phrase of a title starts: at the country or body before it, if one belongs to it."""
    hit = next((hit for hit in reversed(paragraph.names) if hit.end <= place), None)
    if hit and not paragraph.is_broken(hit.end, place):
        gap = [token.lower for token in paragraph.tokens[hit.end : place]]
        small = words_of("between") | words_of("former")
        if all(word in small for word in gap) or (paragraph.tokens[hit.end - 1].possessive and len(gap) <= 3):
            return hit.start - (paragraph.lower(hit.start - 1) in words_of("former"))
    return place - (paragraph.lower(place - 1) in words_of("former"))


def _title_start(paragraph: Paragraph, end: int) -> int:
    """Return where the capitalised words before a bracket start."""
    start = end
    small = words_of("particles") | {"of", "the", "for", "and"}
    while start > 0 and (paragraph.tokens[start - 1].is_capital or paragraph.lower(start - 1) in small):
        start -= 1
    return min(start, end - 1)


def _of_country(actor: Actor, country: str | None) -> Actor:
    code = load_tables().country_codes.get(country or "", "") + (actor.role or "")
    return actor.model_copy(update={"country": country, "code": code if actor.role else actor.code})


def _entry(actor: Actor, name: str, kind: str) -> Entry:
    return Entry("document", name, kind, actor.country, actor.role or actor.code, actor.plover, actor.conflict)
