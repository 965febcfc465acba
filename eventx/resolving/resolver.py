"""The words of a draft to actors, days and places, in the light of its article."""

from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from eventx.codebook import Code
from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_outlets import outlet_country
from eventx.resolving.actor_tables import load_tables
from eventx.resolving.actors import Actor, DocumentNames, resolve
from eventx.resolving.dates import resolve_date
from eventx.resolving.places import Place, PlaceContext, place_of_dateline, resolve_place
from eventx.schema import Article, Draft, Party, TimeStatus, When, Where
from eventx.schema.event import DateBasis

_FORCE = 4
"""Quad class of material conflict: rebels fight at home, and meet others elsewhere."""

_VERBAL = (1, 3)
"""Quad classes of what is said: the place of it tells nothing of whom it is said to."""

_ACCUSING = "ACCUSE"
"""PLOVER type of what no official does to his own land by its name: "accused Moscow"."""

OLD = 31
"""Days before publication after which an act is background, not news."""


def names_of(article: Article) -> DocumentNames:
    """Return what the words of an article mean in it; "the police" are those of its dateline or outlet."""
    return _names(article.text, article.title, article.dateline, article.source, article.published)


@lru_cache(maxsize=128)
def _names(
    text: str, title: str | None, dateline: str | None, source: str | None, published: date | None
) -> DocumentNames:
    place = place_of_dateline(dateline)
    return DocumentNames.of(text, title, (place.country if place else None) or outlet_country(source), published)


class Sides(NamedTuple):
    """Who acts, and on whom; reciprocal when both act on each other."""

    actor: Party
    target: Party
    reciprocal: bool


class Resolver:
    """Resolves the drafts of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._scene: tuple[int, str] | None = None
        """The paragraph of the act on the ground told last, and its place."""

    @cached_property
    def _names(self) -> DocumentNames:
        return names_of(self._article)

    def sides(self, draft: Draft, code: Code) -> Sides:
        """Return the parties of a draft. Parties named as one subject of a mutual act become its two sides.

        Drafts are asked for in their order: where the last act of force was, the next police are those of the place.
        """
        at_home = code.quad_class == _FORCE or not _fights(self._actors(draft.actor))
        location = self._location(draft, code)
        actors = self._local(draft.actor, location if at_home else None)
        meant = words_of("each_other") | (words_of("the_other") if len(actors) > 1 else frozenset())
        each_other = (draft.target or "").lower() in meant
        there = None if code.quad_class in _VERBAL else location
        targets = actors[1:] or actors if each_other else self._targets(draft.target, there, actors)
        if code.plover == _ACCUSING and _are_one_state(actors, targets):
            actors = self._foreign(draft.actor, actors)
        mutual = code.reciprocal != "" or each_other or draft.action.split(" ")[0].lower() in words_of("exchanging")
        if mutual and len(actors) > 1 and not _others(targets, actors):
            words = draft.target if _codes(targets) == _codes(actors[1:]) else None
            return Sides(_party(draft.actor, actors[:1]), _party(words, actors[1:]), reciprocal=True)
        reciprocal = code.reciprocal == "always" and bool(actors) and bool(targets)
        words = None if each_other and not actors else draft.target
        return Sides(_party(draft.actor, actors), _party(words, targets), reciprocal)

    def _foreign(self, words: str | None, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return officials whose land nobody named as those of the other land, when they act on the first by its name.

        "Russia invaded Ukraine. Ambassador Ivan Horak accused Moscow."
        """
        others = (land for land in self._names.countries if land != actors[0].country)
        other = next(others, None)
        is_named = words is None or any(actor.country for actor in resolve(words))
        return actors if is_named or other is None else self._of(words, other)

    def _location(self, draft: Draft, code: Code) -> str | None:
        """Return the place of a draft or, of an act of force, that of the one before in its paragraph."""
        if code.quad_class != _FORCE:
            return draft.location
        paragraph = self._article.text.count("\n", 0, max(self._article.text.find(draft.quote), 0))
        if draft.location:
            self._scene = paragraph, draft.location
        elif self._scene and self._scene[0] == paragraph:
            return self._scene[1]
        return draft.location

    def when(self, draft: Draft) -> When:
        """Return the days of a draft; an actual one without a date of its own has the day of publication."""
        published, borrowed = self._article.published, self._article.published_basis == "near_duplicate"
        if draft.date:
            return resolve_date(draft.date, published, draft.quote, "near_duplicate" if borrowed else "relative")
        if draft.time_status == TimeStatus.ACTUAL and published is not None and not self._is_gone(draft):
            basis: DateBasis = "near_duplicate" if borrowed else "publication"
            return When(start=published, end=published, precision="day", basis=basis)
        return When()

    def status(self, draft: Draft) -> TimeStatus:
        """Return the time status; what is dated long before publication is history, however it is told.

        So is what a state did that was no more.
        """
        published = self._article.published
        if draft.time_status != TimeStatus.ACTUAL or published is None:
            return draft.time_status
        end = self.when(draft).end
        is_old = self._is_gone(draft) or (end is not None and (published - end).days > OLD)
        return TimeStatus.HISTORICAL if is_old else TimeStatus.ACTUAL

    def _is_gone(self, draft: Draft) -> bool:
        """Tell whether who acts is of a state that was no more when the article was written."""
        ends = load_tables().country_ends
        lands = (actor.country or "" for actor in self._actors(draft.actor))
        published = self._article.published
        return any(published is not None and land in ends and (published - ends[land]).days > OLD for land in lands)

    def where(self, draft: Draft) -> Where:
        """Return the place of a draft; a place that nothing is known of keeps its words."""
        if not draft.location:
            return Where()
        home = load_tables().country_names.get(self._names.bound.country or "")
        words = f"{home}'s capital" if home and draft.location.casefold() == "the capital" else draft.location
        place = resolve_place(words, self._places)
        return stored(draft.location, place) if place else Where(text=draft.location)

    @cached_property
    def _places(self) -> PlaceContext:
        return PlaceContext(self._names.countries, self._article.dateline)

    def _actors(self, words: str | None) -> tuple[Actor, ...]:
        return resolve(words, self._names, self._article.published) if words else ()

    def _local(self, words: str | None, there: str | None) -> tuple[Actor, ...]:
        """Return whom some words name; people and police without a land of their own are of the land they are in."""
        found = self._actors(words)
        place = resolve_place(there, self._places) if there and any(map(_is_local, found)) else None
        local = self._of(words, place.country) if place and place.country else found
        if len(local) == len(found):
            return tuple(other if _is_local(other) else actor for actor, other in zip(found, local, strict=True))
        return local if all(map(_is_local, local)) else found  # "police and Kenyan police": abroad they are two

    def _targets(self, words: str | None, there: str | None, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return who is acted on; who has no land of his own is of that of police that act, or of people that ask."""
        found = self._local(words, there)
        land = next((actor.country for actor in actors), None)
        return self._of(words, land) if land and _are_compatriots(actors[0], found) else found

    def _of(self, words: str | None, land: str) -> tuple[Actor, ...]:
        """Return whom some words name where a land is taken for the article's home."""
        if not words or land == self._names.bound.country:
            return self._actors(words)
        return resolve(words, _at_home(self._names, land), self._article.published)


@lru_cache(maxsize=128)
def _at_home(names: DocumentNames, land: str) -> DocumentNames:
    """Return what an article's words mean where a land is taken for its home."""
    return replace(names, bound=names.bound._replace(country=land))


def _are_one_state(actors: tuple[Actor, ...], targets: tuple[Actor, ...]) -> bool:
    """Tell whether one official acts on a land, named as such, that is taken for his own."""
    if len(actors) != 1 or len(targets) != 1 or actors[0].country is None or actors[0].country != targets[0].country:
        return False
    return (
        actors[0].kind in {"role", "person"} and actors[0].role == "GOV" and targets[0].kind in {"country", "capital"}
    )


def _is_local(actor: Actor) -> bool:
    """Tell whether somebody is of the land he acts in, unless another is named: police, people, gunmen."""
    return (actor.role or "")[:3] in words_of("local")


def _fights(actors: tuple[Actor, ...]) -> bool:
    return any((actor.role or "")[:3] in words_of("insurgent") for actor in actors)


def _are_compatriots(actor: Actor, targets: tuple[Actor, ...]) -> bool:
    """Tell whether somebody acts on his countrymen: police on anybody, people on those who rule."""
    role = (actor.role or "")[:3]
    rules = all((target.role or "")[:3] in words_of("ruling") for target in targets)
    return role in words_of("compelling") or (role in words_of("ruled") and rules)


def stored(words: str, place: Place) -> Where:
    """Return what is stored of a place that some words name."""
    return Where(
        text=words, name=place.name, admin1=place.admin1, admin2=place.admin2, country=place.country,
        latitude=place.latitude, longitude=place.longitude, precision=place.precision, geonames_id=place.geonames_id,
    )  # fmt: skip


def _others(targets: tuple[Actor, ...], actors: tuple[Actor, ...]) -> bool:
    """Tell whether the targets hold anybody of another country, or without one, who is not among the actors."""
    known = {actor.code for actor in actors}
    lands = {actor.country for actor in actors}
    others = (t for t in targets if t.kind != "city")  # where they meet
    return any(t.code not in known and (t.country is None or t.country not in lands) for t in others)


def _codes(actors: tuple[Actor, ...]) -> list[str | None]:
    return [actor.code for actor in actors]


def _party(words: str | None, actors: tuple[Actor, ...]) -> Party:
    if not actors:
        return Party(text=words)
    first = actors[0]
    codes = tuple(dict.fromkeys(actor.code for actor in actors if actor.code))
    return Party(
        text=words or first.text, name=first.name, code=first.code, country=first.country, role=first.role, codes=codes
    )
