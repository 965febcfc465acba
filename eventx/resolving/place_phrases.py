"""The words of a place, taken apart: "a village near Goma in North Kivu" is Goma, near it, within North Kivu."""

import re
from functools import lru_cache
from typing import NamedTuple

from eventx.resolving.gazetteer import abbreviations, capitals, country_names, demonyms, entries, fold
from eventx.resolving.toponyms import POSSESSIVE, Token, Toponym, is_stray, joined, place_words, tokenise, toponyms


class Phrase(NamedTuple):
    """A place's words, taken apart."""

    name: str
    """The folded name that is looked up."""
    typed: str = ""
    """The folded name with its type, under which some units are known: "hall county"."""
    kind: str | None = None
    """The kind that the words ask for: "Idlib province" asks for an admin1."""
    near: bool = False
    part: bool = False
    within: tuple[str, ...] = ()
    """Folded names of places that it lies in: "Paris, Texas"."""
    countries: tuple[str, ...] = ()
    """ISO3 codes of adjectives: "the Syrian city of Hama"."""


@lru_cache(maxsize=4096)
def read_phrase(words: str) -> Phrase:
    """Take the words of a place apart."""
    text = words.strip(" ,;:\"'")
    iso3, unit = next(
        (abbreviations()[w] for w in (text, text.rstrip("."), f"{text}.") if w in abbreviations()), ("", "")
    )
    if unit:
        return Phrase(unit, kind="admin1", countries=(iso3,))
    whole = re.sub(r"^the ", "", fold(text))
    tokens = tokenise(text)
    if capital := _capital_in(tokens):
        return Phrase(fold(capital))
    if text.islower() and _is_ordinary(whole):
        return Phrase("")
    if any(entry.official for entry in entries(whole)) and whole.rpartition(" ")[2] not in place_words().types:
        return Phrase(whole)
    found = _entire(text, tokens, toponyms(text, tokens) or toponyms(text, tokens, loosely=True))
    if not found:
        return Phrase(whole if entries(whole) else _country_of(tokens))
    core = _core(found, tokens)
    others = tuple(t.name for t in found if t is not core and _contains(text, core, t))
    abbreviated = tuple(t.text for t in tokens if t.start > core.end and t.text in abbreviations())
    before, after = _beside(text, tokens, core)
    name, _, last = core.name.rpartition(" ")
    inner = bool(name) and last in place_words().types
    is_river = after == "river" and not entries(f"{core.name} river")  # "the Niger River" is not Niger
    return Phrase(
        name="" if is_river else name if inner else core.name,
        typed=core.name if inner else f"{core.name} {after}",
        kind=place_words().types[last] if inner else _kind(before, after),
        near=any(f" {before} ".endswith(f" {n} ") for n in place_words().near) or after in place_words().near_after,
        part=before.rpartition(" ")[2] in place_words().part,
        within=others + abbreviated,
        countries=tuple(c for token in tokens for c in demonyms().get(fold(token.low), ())),
    )


def _is_ordinary(name: str) -> bool:
    """Tell whether a name is made of words that are no names: "the capital", "home"."""
    words = place_words()
    return all(any(word in known for known in (words.common, words.types, words.part)) for word in name.split())


def _capital_in(tokens: list[Token]) -> str | None:
    """Return the capital that is only called so: "the Ghanaian capital", "Ghana's capital", "the capital of Ghana"."""
    if not any(token.low == "capital" for token in tokens):
        return None
    rest = " ".join(token.text.removesuffix("'s").removesuffix("’s") for token in tokens if token.capital)
    country = next((iso3 for iso3, name in country_names().items() if fold(name) == fold(rest)), None)
    people = demonyms().get(fold(rest), ())
    return capitals().get(country or (people[0] if people else ""))


def _country_of(tokens: list[Token]) -> str:
    """Return the folded name of the country that an adjective means: "the Syrian border"."""
    meant = (demonyms().get(fold(token.low), ()) for token in tokens if token.capital)
    return next((country_names()[found[0]] for found in meant if found), "")


def _entire(text: str, tokens: list[Token], found: list[Toponym]) -> list[Toponym]:
    """Return the names that are not part of a longer one that no place bears: "Ras" is none in "Ras Lanuf"."""
    covered = {i for t in found for i in range(t.first, t.last + 1)}
    never = place_words().never

    def is_cut(left: int, right: int, outside: int) -> bool:
        if left < 0 or right >= len(tokens) or outside in covered or not is_stray(tokens[outside]):
            return False
        return not tokens[left].text.endswith(POSSESSIVE) and joined(text, tokens[left], tokens[right])

    return [
        t
        for t in found
        if not {tokens[i].low for i in range(t.first, t.last + 1)} <= never
        and not is_cut(t.first - 1, t.first, outside=t.first - 1)
        and not is_cut(t.last, t.last + 1, outside=t.last + 1)
    ]


def _core(found: list[Toponym], tokens: list[Token]) -> Toponym:
    """Return the name that the words are about: the first one that owns no other and is no common word."""
    able = [t for t in found if not (tokens[t.last].text.endswith(POSSESSIVE) or _owns_town(t, tokens))] or found
    common = place_words().common
    return next((t for t in able if not (t.first == t.last and tokens[t.first].low in common)), able[0])


def _owns_town(unit: Toponym, tokens: list[Token]) -> bool:
    """Tell whether a name only says whose a town is: "the Gaza town of Rafah"."""
    after = [token.low for token in tokens[unit.last + 1 : unit.last + 3]]
    return len(after) == 2 and after[0] in place_words().types and after[1] == "of"


def _contains(text: str, core: Toponym, other: Toponym) -> bool:
    """Tell whether the words say that the core lies in the other place, and not that both are meant."""
    left, right = sorted((core, other), key=lambda t: t.start)
    between = text[left.end : right.start].casefold()
    return not re.search(r"\b(?:and|or|to|from|with)\b|-|&", between)


def _beside(text: str, tokens: list[Token], core: Toponym) -> tuple[str, str]:
    """Return up to four words before the core and the one after it, in small letters and without articles."""
    i = core.first - 1
    lows: list[str] = []
    while i >= 0 and len(lows) < 4 and joined(text, tokens[i], tokens[i + 1]):
        lows.insert(0, tokens[i].low)
        i -= 1
    beside = core.last + 1 < len(tokens) and joined(text, tokens[core.last], tokens[core.last + 1])
    return " ".join(low for low in lows if low not in {"the", "a", "an"}), tokens[core.last + 1].low if beside else ""


def _kind(before: str, after: str) -> str | None:
    """Return the kind of place that the words beside a name ask for."""
    types = place_words().types
    if after in types:
        return types[after]
    if after in place_words().facilities:
        return "site"
    words = before.split()
    return types.get(words[-2]) if len(words) > 1 and words[-1] == "of" else None
