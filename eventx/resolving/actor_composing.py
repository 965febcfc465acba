"""Parts of a phrase to actors: heads, what belongs to them, what they share, and their codes."""

from datetime import date
from typing import NamedTuple

from eventx.resolving.actor_grammar import grammar, words_of
from eventx.resolving.actor_hits import TOWNS
from eventx.resolving.actor_parts import PRIMARY, Bound, Part, read_phrase
from eventx.resolving.actor_senses import choose, held
from eventx.resolving.actor_tables import AREA, AREAL, Entry, load_tables
from eventx.resolving.actor_words import key_of, plain
from eventx.schema.actor import Actor

GENERIC = ("IGO", "NGO", "NGM", "MNC", "INT", "IMG", "UIS")
"""Codes that take no country before them, besides the codes of regions."""

_ADJECTIVAL = ("ethnic", "religious")
"""Kinds of groups whose name before a role says only who: "Tuareg rebels"."""

_ANYBODY = ("INT", "UIS")
"""Codes of parties that could be any state."""

_NOUN = Entry("", "", "noun")
_PEOPLE = Entry("", "people", "people", cameo="CVL", plover="CVL", conflict="Civilians")


class Draft(NamedTuple):
    """An actor under construction."""

    start: int
    end: int
    place: Entry | None = None
    entity: Entry | None = None
    role: Entry | None = None
    shares: bool = False
    """The country stands before the head."""
    gathers: bool = False
    """The country came after "of" or "from": more countries may follow."""
    attributive: bool = False
    former: bool = False
    strange: bool = False
    headed: bool = True
    """The head itself was recognised, not only what belongs to it."""
    foreign: bool = False
    """A country that is not named is not the article's own."""
    federal: bool = False
    """A country that is not named is a federation."""
    tailed: bool = False
    """Its last words are a place: "and" may go on with another place."""
    located: bool = False
    """Its first word says where: "in central Baghdad"."""
    personal: bool = False
    """A person is named after the adjective of a country."""
    namesake: bool = False
    """The entity is a body whose name others may bear too."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was recognised."""
        return self.place is None and self.entity is None and self.role is None

    @property
    def is_state(self) -> bool:
        """Tell whether it is a state by its name, which stays one whatever is said of it: "Peru, a big exporter"."""
        is_bare = self.entity is None and self.role is None and not self.strange
        return is_bare and self.place is not None and self.place.kind == "country" and not self.place.ambiguous

    @property
    def is_event(self) -> bool:
        """Tell whether a town only names what happened there: "the Geneva talks"."""
        town = self.place is not None and self.place.kind in TOWNS
        return town and self.headed and self.strange and self.role is None and self.entity is None


def compose(words: str, bound: Bound | None, when: date | None) -> tuple[Actor, ...]:
    """Return the actors that the words name, in text order."""
    found: dict[tuple[str | None, str | None], Actor] = {}
    for draft in drafts_of(words, bound, when):
        actor = _finish(draft, words[draft.start : draft.end], bound, when)
        found.setdefault((actor.code, actor.name if actor.kind in {"leader", "person"} else None), actor)
    return tuple(found.values())


def drafts_of(words: str, bound: Bound | None, when: date | None) -> list[Draft]:
    """Return the actors before they have codes."""
    phrase = read_phrase(words, bound, when)
    drafts = [] if phrase.is_empty else _share(_gather(phrase.parts()))
    return [draft for draft in drafts if not (draft.is_empty or draft.is_event or _is_unowned(draft))]


def _gather(parts: list[Part]) -> list[Draft]:
    drafts: list[Draft] = []
    left = False
    for i, part in enumerate(parts):
        if part.link == "and" and drafts and not _is_head(parts[i - 1]) and _goes_on(drafts[-1], part):
            continue
        if not drafts or part.link == "and" or (part.link == "," and _is_list(parts, i)):
            drafts.append(_begin(part, drafts))
            left = False
        elif part.link == "leave":
            left = True
        elif not left:
            drafts[-1] = _attach(drafts[-1], part)
    return drafts


def _goes_on(draft: Draft, part: Part) -> bool:
    """Tell whether what follows "and" belongs to the words before it, and adds nobody."""
    return part.is_empty or (part.is_bare_place and draft.tailed and not draft.gathers)


def _is_head(part: Part) -> bool:
    """Tell whether a part stands for itself, not inside a "for ..." of another."""
    return part.link in {"", "and", ","}


def _is_list(parts: list[Part], place: int) -> bool:
    """Tell whether a comma separates actors: an "and" follows and both sides are recognised."""
    later = any(part.link == "and" for part in parts[place + 1 :])
    return later and not parts[place].is_empty and not parts[place - 1].is_empty


def _begin(part: Part, drafts: list[Draft]) -> Draft:
    is_named = part.place is not None and part.place.kind == "country" and not part.modifies
    role = None if is_named and part.role and part.role.cameo in _ANYBODY else part.role  # "its neighbour Chad" is Chad
    draft = Draft(
        part.start, part.end, part.place, part.entity, role, shares=part.modifies and part.role is not None,
        attributive=part.attributive, former=part.former, strange=part.strange, headed=not part.is_empty,
        foreign=part.foreign, federal=part.federal, located=part.link in words_of("placing"), personal=part.personal,
        namesake=part.namesake,
    )  # fmt: skip
    if drafts and drafts[-1].gathers and part.is_bare_place:
        return draft._replace(role=drafts[-1].role, gathers=True)
    return draft


def _attach(draft: Draft, part: Part) -> Draft:
    draft = draft._replace(end=part.end, tailed=part.is_bare_place, federal=draft.federal or part.federal)
    if part.link == ",":
        return _appose(draft, part)
    if draft.role and _is_attack(draft.role) and part.link != "from":
        return draft
    if part.link in words_of("belonging"):
        draft = _belong(draft, part)
    if part.is_bare_place and draft.place and _is_minority(draft.place, part.link):
        return draft._replace(place=part.place, role=draft.role or _PEOPLE)
    if part.place and draft.place is None:
        draft = draft._replace(place=part.place, gathers=part.is_bare_place and draft.role is not None)
    return draft


def _is_minority(place: Entry, link: str) -> bool:
    """Tell whether people are named by their origin and live elsewhere: "Albanians of Serbia", "ethnic Turks in"."""
    return place.kind == "people" and (link == "of" or place.iso3 is None)


def _belong(draft: Draft, part: Part) -> Draft:
    """Take role and body from what the head belongs to, when the head itself does not say: "official of"."""
    if draft.is_state:
        return draft  # "Peru, the holder of the presidency of the UN"
    if draft.role is None or draft.role.name in words_of("transparent") or _is_police_rank(draft.role, part):
        found = part.role or part.entity
        return draft._replace(
            role=part.role or draft.role, entity=draft.entity or part.entity, strange=draft.strange and not found,
        )  # fmt: skip
    if part.entity and draft.entity is None and part.role is None:
        return draft._replace(entity=part.entity)
    return draft


def _is_police_rank(role: Entry, part: Part) -> bool:
    """Tell whether a rank is one of the police: "a general of police"."""
    police = part.role is not None and part.role.cameo == "COP"
    return police and part.link == "of" and role.kind == "person" and role.cameo == "MIL"


def _appose(draft: Draft, part: Part) -> Draft:
    if draft.is_state and not (part.role and (part.role.cameo or "")[:3] in PRIMARY):
        return draft
    role = part.role if draft.role is None or _says_more(part, draft.role) else draft.role
    is_post = draft.role is not None and draft.role.name in words_of("of_soldiers")
    if is_post and part.role and part.role.cameo in words_of("uniformed"):
        role = part.role  # "the chief of staff, General X"
    return draft._replace(
        place=draft.place or part.place, entity=_apposed_entity(draft, part), role=role,
        former=draft.former or (part.former and draft.role is None),
        strange=draft.strange and part.strange, headed=True,
    )  # fmt: skip


def _says_more(part: Part, role: Entry) -> bool:
    """Tell whether an apposition says the office of whom only the calling was told: "Sheikh X, the premier"."""
    offices = [(entry.cameo or "")[:3] in PRIMARY for entry in (role, part.role) if entry]
    return offices == [False, True] and role.kind == "person" and not part.former


def _apposed_entity(draft: Draft, part: Part) -> Entry | None:
    """Return the body or person named; that of "Chile's biggest union, the X" is of Chile, whoever else is called X."""
    if draft.entity is None:
        body, place, kind, common = part.entity, draft.place if draft.shares else None, draft.role, part.namesake
    else:
        body, place, kind, common = draft.entity, part.place if part.modifies else None, part.role, draft.namesake
    owned = common and place is not None and kind is not None and kind.kind == "body"
    return body._replace(iso3=place.iso3) if body and place and place.iso3 and owned else body


def _share(drafts: list[Draft]) -> list[Draft]:
    """Give "South Korean and Japanese leaders" one role, and "Iranian students and workers" one country."""
    for i in range(len(drafts) - 1, 0, -1):
        before, after = drafts[i - 1], drafts[i]
        if before.attributive and before.role is None and before.entity is None and after.place and _modified(after):
            drafts[i - 1] = before._replace(role=after.role, former=after.former, strange=after.strange, shares=True)
        elif before.role and not before.place and not before.entity and after.place and after.role and not after.shares:
            drafts[i - 1] = before._replace(place=after.place)
    for i in range(1, len(drafts)):
        before, after = drafts[i - 1], drafts[i]
        if after.role and not after.place and not after.entity and before.shares:
            drafts[i] = after._replace(place=before.place, shares=True)
    return drafts


def _modified(draft: Draft) -> bool:
    return draft.shares or draft.strange


def _finish(draft: Draft, text: str, bound: Bound | None, when: date | None) -> Actor:
    if draft.entity and draft.role and draft.entity.kind in _ADJECTIVAL:
        draft = draft._replace(place=draft.place or draft.entity, entity=None)
    if draft.entity and draft.entity.kind in (AREA, AREAL):
        area, draft = draft.entity, draft._replace(entity=None)
        if not draft.place and not (draft.role and _bloc_of(draft, draft.role, text, bound)):
            return _area_actor(draft, area, text)
    if draft.entity and draft.entity.table == "leaders" and draft.role:
        terms = held(load_tables().names.get(key_of(draft.entity.name), ()), draft.role, when, former=draft.former)
        draft = draft._replace(entity=choose(terms, when) if terms else draft.entity)
    if draft.entity and draft.role and _is_to_be(draft.entity, when):
        draft = draft._replace(entity=None)
    if draft.entity and not _is_owner(draft.entity, draft.role):
        return _entity_actor(draft, draft.entity, text, bound, when)
    if draft.role and (bloc := _bloc_of(draft, draft.role, text, bound)):
        return _actor(bloc, None, text, None, "role", former=draft.former)
    if draft.role:
        home = _home(bound, draft, draft.role, text) if bound and not draft.foreign else None
        owner = draft.entity.iso3 if draft.entity else home
        return _role_actor(draft, draft.role, draft.place.iso3 or home if draft.place else owner, text)
    place = draft.place or _NOUN
    if draft.strange:
        return _actor(_NOUN, place.iso3, text, place.name, "noun")
    is_civil = place.kind in {"people", "city", "region"} or draft.located or draft.personal
    cameo = "CVL" if is_civil else "GOV"
    kind = "country" if place.kind == "adjective" else place.kind
    country = place.iso3 or (bound.country if bound else None)
    return _actor(place._replace(cameo=cameo, plover=place.plover or cameo), country, text, place.name, kind)


def _is_to_be(entity: Entry, when: date | None) -> bool:
    """Tell whether somebody holds, on a day, another office than the international one he is known for later."""
    is_person = entity.kind in {"leader", "person"} and is_generic(entity.cameo or "")
    return is_person and when is not None and entity.since is not None and when < entity.since


def _bloc_of(draft: Draft, role: Entry, text: str, bound: Bound | None) -> Entry | None:
    """Return a role as a bloc's: "European justice commissioner", and any without a land in news of the bloc."""
    if draft.place or draft.entity:
        return None
    for code, bloc in grammar()["blocs"].items():
        says_so = not set(bloc["adjectives"]).isdisjoint(plain(text).split(" "))
        if role.name in bloc["offices"] and (says_so or (bound and bound.bloc == code)):
            return role._replace(cameo=code, plover=bloc["plover"])
    return None


def _home(bound: Bound, draft: Draft, role: Entry, text: str) -> str | None:
    """Return whose a role without a country is in an article."""
    title = plain(role.name)
    if role.kind == "person" and title in bound.offices and plain(text) == f"the {title}":
        return bound.offices[title]
    if draft.federal:
        return next((c for c in (bound.country, *bound.countries) if c in words_of("federations")), bound.country)
    owners = grammar()["owners"].get(bound.country, {})
    home: str | None = owners.get(role.cameo, owners.get(role.name, bound.country))
    is_weapon = role.cameo == "MIL" and role.kind == "thing"
    return bound.forces or home if is_weapon else home


def _is_unowned(draft: Draft) -> bool:
    """Tell whether an attack is all that is named, and not whose: "a drone strike" is nobody."""
    return draft.role is not None and _is_attack(draft.role) and draft.place is None and draft.entity is None


def _is_attack(role: Entry) -> bool:
    """Tell whether a role is what anybody may fire or do: "a rocket attack", which is on a town and not of it."""
    return role.cameo == "MIL" and role.kind == "thing" and plain(role.name).rpartition(" ")[2] in words_of("attacks")


def _is_owner(entity: Entry, role: Entry | None) -> bool:
    """Tell whether the role is a body of the named one's: "Trump administration", "Hamas police"."""
    if role is None or not entity.iso3 or role.name in words_of("transparent"):
        return False
    if entity.kind in {"leader", "person"}:
        return role.kind != "person"
    is_state = role.kind == "body" and (role.cameo or "")[:3] in words_of("ruling")
    return is_state and entity.table != "organizations"


def _entity_actor(draft: Draft, entity: Entry, text: str, bound: Bound | None, when: date | None) -> Actor:
    source, former, country = entity, False, entity.iso3
    if entity.kind in {"leader", "person"} and not is_generic(entity.cameo or ""):
        former = draft.former or (when is not None and draft.role is None and not entity.holds(when))
        source = draft.role if draft.role and draft.role.name not in words_of("transparent") else entity
        owner = draft.place.iso3 if draft.place and draft.shares else None
        country = country or owner or (bound.country if bound else None)
    if not is_generic(entity.cameo or ""):
        country = country or (draft.place.iso3 if draft.place else None)
    if entity.table == "document" and bound and not is_generic(entity.cameo or ""):
        country = country or bound.country
    if entity.cameo == "PTY" and draft.role and (draft.role.cameo or "").startswith("OPP"):
        source = entity._replace(cameo="OPPPTY")
    return _actor(source, country, text, entity.name, entity.kind, former=former)


def _area_actor(draft: Draft, area: Entry, text: str) -> Actor:
    """Return who is named by a part of the world: "Latin American leaders", "the countries of Asia", "Africans"."""
    if draft.role is None:
        return _actor(_NOUN if draft.strange else area, None, text, area.name, "noun" if draft.strange else area.kind)
    alone = _actor(draft.role, None, text, area.name, "role", former=draft.former and draft.role.kind == "person")
    if alone.role:
        return alone.model_copy(update={"code": f"{area.cameo}{alone.role}"})
    return alone if draft.role.cameo not in _ANYBODY else _actor(area, None, text, area.name, "role")


def _role_actor(draft: Draft, role: Entry, country: str | None, text: str) -> Actor:
    if (role.cameo or "")[:3] in _ANYBODY and draft.shares and draft.place and draft.place.kind == "adjective":
        role = role._replace(cameo="GOV", plover="GOV")
    former = draft.former and role.kind == "person"
    name = None if is_generic(role.cameo or "") else load_tables().country_names.get(country or "")
    return _actor(role, country, text, name, "role", former=former)


def _actor(
    source: Entry, country: str | None, text: str, name: str | None, kind: str, *, former: bool = False
) -> Actor:
    cameo, plover = source.cameo or "", source.plover
    if former and cameo[:3] in PRIMARY:
        cameo = plover = "ELI"
    generic = is_generic(cameo)
    if generic and source.kind not in {"NGO", "MNC"}:
        country = source.iso3
    code = cameo if generic else load_tables().country_codes.get(country or "", "") + cameo
    return Actor(
        text=text, name=name, code=code or None, country=country, role=None if generic else cameo or None,
        plover=plover, conflict=source.conflict, kind=kind,
    )  # fmt: skip


def is_generic(cameo: str) -> bool:
    """Tell whether a code takes no country before it."""
    return cameo[:3] in GENERIC or cameo[:3] in words_of("regions")
