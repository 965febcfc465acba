"""Names that an article binds: who is called what, and which countries it is about."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from eventx.resolving.actor_binding import Binding, Introductions, shared_words
from eventx.resolving.actor_blocs import bloc_of, seats_of
from eventx.resolving.actor_epithets import epithets_of
from eventx.resolving.actor_grammar import grammar, words_of
from eventx.resolving.actor_hits import Hit
from eventx.resolving.actor_namesakes import Namesakes
from eventx.resolving.actor_paragraphs import Paragraph, times
from eventx.resolving.actor_parts import Bound
from eventx.resolving.actor_scenes import scenes
from eventx.resolving.actor_tables import Entry, load_tables
from eventx.resolving.actor_words import Index, plain

HEADLINE = 4
"""What it weighs to be named first in a headline."""


@dataclass(frozen=True, eq=False)
class DocumentNames:
    """What the words of one article mean in it. Equal only to itself, so that what it finds can be remembered."""

    bound: Bound
    countries: tuple[str, ...]
    """ISO3 of the countries it names, the most often named first."""
    sides: str
    """Words for its two sides; empty when there are none."""
    lands: Mapping[str, str]
    """The words by which its text names its countries, the first ones of each: its home, then the most often named."""
    seats: Mapping[str, str]
    """Towns that stand for a bloc in it, by themselves."""

    @classmethod
    def of(cls, text: str, title: str | None, outlet_country: str | None, when: date | None = None) -> "DocumentNames":
        """Read an article's names.

        Args:
            text: the cleaned text.
            title: its headline.
            outlet_country: ISO3 of the country the outlet writes from, if known.
            when: the day of the article, if known.
        """
        paragraphs = [Paragraph(line, when) for line in (title or "", *text.split("\n")) if line]
        counts = _count(paragraphs)
        countries = tuple(country for country, _ in counts.most_common())
        namesakes = Namesakes(paragraphs, (country for paragraph in paragraphs for country in _bare_bodies(paragraph)))
        weights = _certain(_weigh(paragraphs), namesakes.doubtful)
        weights.update(_headline(paragraphs[0]) if title else ())
        home = _home(weights, outlet_country)
        own = namesakes.read(home)
        names = {**dict(_short_names(countries)), **dict(epithets_of(paragraphs, own)), **own}
        bloc = bloc_of(paragraphs, counts)
        known = Bound(names.copy(), Index(names), None, countries, bloc=bloc)
        met = Introductions(known, countries, home, shared_words(paragraphs))
        for paragraph in paragraphs:
            for key, entries in met.read(paragraph):
                _bind(names, key, entries)
        bound = {key: entries for key, entries in names.items() if entries}
        sides = _sides(countries, home, counts, _rebels(paragraphs))
        forces, offices = _forces(paragraphs, counts, home), dict(_offices(paragraphs, home))
        lands = dict(_lands(paragraphs[bool(title) :], (home, *countries)))
        bound_names = Bound(bound, Index(bound), home, countries, forces, offices, bloc)
        return cls(bound_names, countries, sides, lands, dict(seats_of(paragraphs)))

    def read(self, words: str) -> str:
        """Return the words with names in place of "the country", "the two countries" and "both sides"."""
        if self.bound.country and words.lower() in words_of("own_land"):
            return load_tables().country_names.get(self.bound.country, words)
        words = self.seats.get(words) or expand(words)
        if len(self.countries) > 1:
            words = _phrases("pair_phrases").sub(lambda match: _and(self.countries, match[1]), words)
            words = _described_pairs().sub(lambda match: self._others(match) or match[0], words)
        return _phrases("side_phrases").sub(self.sides, words) if self.sides else words

    def _others(self, pair: re.Match[str]) -> str:
        """Return the two countries of "the two US allies", which are others than those it names."""
        pair_words = Paragraph(pair[1])
        named = {pair_words.meaning(hit).iso3 for hit in pair_words.names}
        others = tuple(country for country in self.countries if country not in named)
        return _and(others, pair[2]) if len(others) > 1 else ""


def expand(words: str) -> str:
    """Return the words with the countries in place of "the two Koreas"."""
    return _phrases("expansions").sub(lambda match: grammar()["expansions"][match[0].lower()], words)


@lru_cache(maxsize=4)
def _phrases(name: str) -> re.Pattern[str]:
    phrases = sorted(grammar()[name], key=len, reverse=True)
    ending = "" if name == "expansions" else "(['’]s?)?"
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b{ending}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _described_pairs() -> re.Pattern[str]:
    nouns = "|".join(sorted(words_of("pair_nouns")))
    return re.compile(rf"\b(?:the two|both) ((?:[\w.-]+ ){{1,2}})(?:{nouns})\b(['’]s?)?", re.IGNORECASE)


def _and(countries: tuple[str, ...], ending: str | None) -> str:
    """Return the first two countries as words: as adjectives where something of theirs follows."""
    tables = load_tables()
    names = tables.country_adjectives if ending else tables.country_names
    return " and ".join(names[country] for country in countries[:2])


def _sides(countries: tuple[str, ...], home: str | None, counts: Counter[str], rebels: Counter[str]) -> str:
    """Return the two sides as words: home and its rebels, when they are named more often than a second country."""
    second = counts[countries[1]] if len(countries) > 1 else 0
    if home and rebels.total() > second:
        adjective = load_tables().country_adjectives[home]
        name = rebels.most_common(1)[0][0]
        return f"{adjective} government and {name if name[0].isupper() else f'{adjective} {name}'}"
    return _and(countries, None) if second else ""


def _rebels(paragraphs: list[Paragraph]) -> Counter[str]:
    """Count how often armed opponents are named, by name or by what they are; headline and lead count twice."""
    counts: Counter[str] = Counter()
    for i, paragraph in enumerate(paragraphs):
        named = {place for hit in paragraph.names for place in (*hit.tokens, hit.end)}
        roles = (hit for hit in paragraph.roles if hit.start not in named)  # "PKK rebels" are named once
        for entry in (hit.entries[0] for hit in (*paragraph.names, *roles)):
            if (entry.cameo or "")[:3] in {"REB", "SEP", "INS"}:
                counts[entry.name] += times(i)
    return counts


def _count(paragraphs: list[Paragraph]) -> Counter[str]:
    """Count how often each country is named; the headline and the lead count twice."""
    counts: Counter[str] = Counter()
    for i, paragraph in enumerate(paragraphs):
        for hit in paragraph.names:
            country = paragraph.meaning(hit).iso3 if hit.is_place else None
            if country:
                counts[country] += times(i)
    return counts


def _weigh(paragraphs: list[Paragraph]) -> Counter[str]:
    """Weigh which country an article is at home in: things happen in its towns, its ministers need no adjective.

    A country of which only officials are named weighs nothing, but more than none.
    """
    weights: Counter[str] = Counter()
    for i, paragraph in enumerate(paragraphs):
        officials = {hit.start for hit in paragraph.roles if (hit.entries[0].cameo or "").startswith("GOV")}
        for hit in paragraph.names:
            entry = paragraph.meaning(hit)
            lives = hit.is_place or entry.table in {"armed_groups", "named_actors"}
            if entry.iso3 and lives and not _is_seat(paragraph, hit):
                weights[entry.iso3] += 0 if hit.end in officials else times(i) + paragraph.is_scene(hit)
        weights.update(_bare_bodies(paragraph))
        for country in scenes(paragraph):
            weights[country] += times(i) + 1
    weights.update(country for country in _leaders(paragraphs).values() if country)
    return weights


def _certain(weights: Counter[str], doubtful: set[str]) -> Counter[str]:
    """Return the weights without the countries that stand only in what others may be called too, if any are left."""
    certain = Counter({country: weight for country, weight in weights.items() if country not in doubtful})
    return certain or weights


def _leaders(paragraphs: list[Paragraph]) -> dict[str, str | None]:
    """Return the leaders that an article names, and their countries."""
    entries = (hit.entries[0] for paragraph in paragraphs for hit in paragraph.names)
    return {entry.name: entry.iso3 for entry in entries if entry.kind == "leader"}


def _bare_bodies(paragraph: Paragraph) -> Iterator[str]:
    """Yield whose the bodies are that a paragraph names without a country: "Congress" is mostly that of one."""
    owned = {hit.end for hit in paragraph.names}
    for role in paragraph.roles:
        country = grammar()["bodies"].get(role.entries[0].name)
        if country and role.start not in owned and paragraph.tokens[role.start].is_capital:
            yield country


def _is_seat(paragraph: Paragraph, hit: Hit) -> bool:
    """Tell whether a place is only where somebody has his seat: "a London-based watchdog", "based in London"."""
    seated = words_of("seated")
    before = paragraph.lower(hit.start - 1) in {"in", "at"} and paragraph.lower(hit.start - 2) in seated
    return before or paragraph.lower(hit.end) in seated


def _lands(paragraphs: list[Paragraph], countries: tuple[str | None, ...]) -> Iterator[tuple[str, str]]:
    """Yield countries with the first words that name them: the name, else the adjective, else any place there."""
    named: dict[str, dict[str, str]] = {}
    for paragraph in paragraphs:
        for hit in paragraph.names:
            entry = paragraph.meaning(hit)
            if hit.is_place and entry.iso3:
                words = paragraph.words(hit.start, hit.end).removesuffix("'s").removesuffix("’s")
                named.setdefault(entry.iso3, {}).setdefault(entry.kind, words)
    for country in dict.fromkeys(countries):
        if country in named:
            kinds = named[country]
            yield country, next(kinds[kind] for kind in ("country", "adjective", *kinds) if kind in kinds)


def _headline(title: Paragraph) -> dict[str, int]:
    """Return what it weighs to be named first in a headline, "Peru says": the news is most often of that country.

    An adjective may be anybody's, "Danish tourist hurt in Egypt", and what lies in a country is that country's news.
    """
    places = [hit for hit in title.names if hit.is_place]
    lies = any(title.lower(hit.start - 1) in words_of("scene") for hit in places)
    first = title.meaning(places[0]) if places and not lies else None
    if first is None or first.kind in {"adjective", "people"} or not first.iso3 or first.iso3 in grammar()["worldwide"]:
        return {}
    return {first.iso3: HEADLINE}


def _home(weights: Counter[str], outlet: str | None) -> str | None:
    """Return whose "the police" are: the outlet's, unless the article is clearly about another country."""
    shares = grammar()["worldwide"]
    first = max(weights, key=lambda country: weights[country] * shares.get(country, 1), default=outlet)
    weight = weights[first] if first else 0
    return outlet if outlet and (weight < 4 or weight <= 2 * weights[outlet]) else first


def _forces(paragraphs: list[Paragraph], counts: Counter[str], home: str | None) -> str | None:
    """Return whose forces an article names, "Greek tanks", unless it names those of others half as often.

    Those of a country that it names much less often than its own do not count: they are guests.
    """
    named: Counter[str] = Counter()
    for paragraph in paragraphs:
        armed = {hit.start for hit in paragraph.roles if hit.entries[0].cameo == "MIL"}
        owners = (paragraph.meaning(hit).iso3 for hit in paragraph.names if hit.is_place and hit.end in armed)
        named.update(country for country in owners if country)
    (first, most), (_, second) = (*named.most_common(2), ("", 0), ("", 0))[:2]
    is_party = 3 * counts[first] >= counts[home or ""]
    return first if most > 2 * second and is_party else None


def _offices(paragraphs: list[Paragraph], home: str | None) -> Iterator[tuple[str, str]]:
    """Yield the titles of persons of one country only, and which: "the chancellor" after "the Austrian chancellor"."""
    owners: dict[str, set[str]] = {}
    for paragraph in paragraphs:
        for role in paragraph.roles:
            if role.entries[0].kind == "person" and (owner := _owner(paragraph, role, home)):
                for title in _titles(role.entries[0].name):
                    owners.setdefault(title, set()).add(owner)
    known = load_tables().country_names
    for title, (owner, *others) in owners.items():
        if not others and owner in known:
            yield title, owner


def _titles(name: str) -> set[str]:
    """Return a title as it may be taken up: "foreign minister" as "minister", "chief of police" as itself only."""
    words = plain(name)
    return {words} if " of " in words or "-" in name else {words, words.split(" ")[-1]}


def _owner(paragraph: Paragraph, role: Hit, home: str | None) -> str | None:
    """Return whose a title is: of the land or body beside it, of the leader who bears it, home where others do."""
    after = role.end + (paragraph.lower(role.end) == "of")
    for hit in paragraph.names:
        entry = paragraph.meaning(hit)
        is_named = hit.start == role.end and entry.kind == "leader"
        if is_named or hit.end == role.start or (hit.start == after and after > role.end):
            return entry.name if entry.kind in {"company", "MNC"} else entry.iso3 or entry.name
    return home if any(run.start == role.end for run in paragraph.runs) else None


def _short_names(countries: tuple[str, ...]) -> Iterator[Binding]:
    names = load_tables().country_names
    for row in grammar()["short_names"]:
        if set(row["among"]) & set(countries):
            entry = Entry("document", names[row["country"]], "country", row["country"])
            yield from ((f"{article} {row['words']}", (entry,)) for article in ("the", "The"))


def _bind(names: dict[str, tuple[Entry, ...]], key: str, entries: tuple[Entry, ...]) -> None:
    """Bind a name; a surname that two persons bear is unbound."""
    known = names.setdefault(key, entries)
    if " " in key or not known:
        return
    before, now = known[0], entries[0]
    others = " " in before.name and " " in now.name and before.name != now.name
    if others and (before.iso3, before.cameo) != (now.iso3, now.cameo):
        names[key] = ()
