"""What one mention tells, as far as it helps to say whether another one tells of the same happening."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from eventx.merging.knowledge import families, rules, words
from eventx.merging.wording import content, counts, names, ordinals, tokens_of
from eventx.resolving.actor_composing import GENERIC
from eventx.resolving.remembering import remembers_tables
from eventx.schema import Mention

COLUMNS = (
    "mention_id", "article_id", "codebook", "code", "root", "reciprocal", "actor_text", "actor_codes", "target_text",
    "target_codes", "action_text", "action_start", "date_text", "date_start", "date_end", "date_precision",
    "date_basis", "time_status", "location_text", "place_name", "admin1", "country_iso3", "geo_precision", "quote",
    "quote_start", "confidence",
)  # fmt: skip
"""The columns of ``mentions`` that merging reads."""


class Report(NamedTuple):
    """The article that tells: its story is the article it is a copy of, or itself."""

    story: str
    source: str | None = None
    published: date | None = None


class Side(NamedTuple):
    """One party: countries or organisations, roles, and the words that call it so."""

    places: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]


class Days(NamedTuple):
    """The days on which an act was, as ordinals; ``told`` when the report itself says so, else those of the report."""

    first: int
    last: int
    slack: int
    """Days by which the act may have been earlier; as many later, when the days are told."""
    told: bool

    @property
    def earliest(self) -> int:
        """The first day on which the act can have been."""
        return self.first - self.slack

    @property
    def latest(self) -> int:
        """The last day on which the act can have been."""
        return self.last + self.slack * self.told


class Spot(NamedTuple):
    """A place: its name, region and country, and whether the sentence itself names it."""

    name: str | None
    region: str | None
    country: str | None
    precision: int
    told: bool


class Told(NamedTuple):
    """A mention, reduced to what is compared."""

    mention_id: str
    article_id: str
    report: Report
    block: str
    """Codebook and family of codes: mentions of different blocks are never compared."""
    code: str
    root: str
    status: str
    promise: bool
    mutual: bool
    actor: Side
    target: Side
    around: frozenset[str]
    """Countries and organisations that act anywhere in the article: one of them is meant where words name nobody."""
    days: Days | None
    spot: Spot | None
    words: frozenset[str]
    names: frozenset[str]
    counts: frozenset[str]
    ordinals: frozenset[int]
    quote_start: int
    action: frozenset[str]
    confidence: float
    exact_day: int
    """How exactly the day is told; 0 is a day in the report's own words."""
    exact_place: int
    amounts: tuple[tuple[str, int], ...]
    """Attributes of the codebook that are whole numbers, such as fatalities."""


def row_of(mention: Mention) -> dict[str, Any]:
    """Return the columns of a mention that merging reads."""
    when, where = mention.when, mention.where
    row = {
        "actor_text": mention.actor.text, "actor_codes": "; ".join(mention.actor.codes),
        "target_text": mention.target.text, "target_codes": "; ".join(mention.target.codes),
        "date_text": when.text, "date_start": when.start, "date_end": when.end, "date_precision": when.precision,
        "date_basis": when.basis, "time_status": mention.time_status.value, "location_text": where.text,
        "place_name": where.name, "admin1": where.admin1, "country_iso3": where.country,
        "geo_precision": where.precision,
    }  # fmt: skip
    return row | {name: getattr(mention, name) for name in COLUMNS if name not in row}


class Setting(NamedTuple):
    """What the other mentions of its article tell about a mention."""

    around: frozenset[str]
    """Countries and organisations that act anywhere in the article."""
    alone: bool
    """Whether its sentence tells of no other act."""


def settings(rows: Sequence[Mapping[str, Any]]) -> list[Setting]:
    """Return the setting of each mention of one article, in the order given."""
    sentences = Counter(row["quote_start"] for row in rows)
    around = actors_of("; ".join(filter(None, (row[side] for row in rows for side in ("actor_codes", "target_codes")))))
    return [Setting(around, sentences[row["quote_start"]] == 1) for row in rows]


def told(row: Mapping[str, Any], report: Report, setting: Setting, numbers: Iterable[str] = ()) -> Told:
    """Return what a mention tells.

    Args:
        row: a row of ``mentions``, with at least :data:`COLUMNS` and ``numbers``.
        report: its article.
        setting: the rest of its article.
        numbers: attributes that are whole numbers.
    """
    groups, code, planned = families(row["codebook"]), row["code"], row["time_status"] == "planned"
    tokens = tokens_of(_passage(row, alone=setting.alone))
    return Told(
        row["mention_id"], row["article_id"], report, block_of(row["codebook"], code, row["root"], planned=planned),
        code, row["root"], row["time_status"], planned or code.startswith(groups.promises),
        row["reciprocal"] or code.startswith(groups.mutual), _side(row["actor_text"], row["actor_codes"]),
        _side(row["target_text"], row["target_codes"]), setting.around,
        _days(row, report.published), _spot(row), content(tokens), names(tokens), counts(tokens), ordinals(tokens),
        row["quote_start"], content(tokens_of(row["action_text"])),
        row["confidence"] or 0.0, _exact_day(row), _exact_place(row),
        tuple((name, row[name]) for name in numbers if row[name] is not None),
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def block_of(codebook: str, code: str, root: str, *, planned: bool) -> str:
    """Return the block of a code: mentions of different blocks are never compared."""
    return f"{codebook} {families(codebook).of(code, root, planned=planned)}"


@lru_cache(maxsize=50_000)
def actors_of(codes: str) -> frozenset[str]:
    """Return the countries and organisations of actor codes, "; " between them; those that name nobody are left out."""
    known = (code for code in codes.split("; ") if code and code[:3] not in words().stateless)
    found = {code[:6] if code[:3] in words().international else code[:3] for code in known}
    return frozenset(found.difference(GENERIC))


def _passage(row: Mapping[str, Any], *, alone: bool) -> str:
    """Return the words that tell of an act: its sentence, or its clause when the sentence tells of several."""
    quote = row["quote"]
    if alone:
        return str(quote)
    start = row["action_start"] - row["quote_start"]
    ends = [0, *(match.end() for match in _clause_ends().finditer(quote)), len(quote)]
    first = max(end for end in ends if end <= start)
    last = min(end for end in ends if end >= start + len(row["action_text"]))
    return " ".join((quote[first:last], row["actor_text"] or "", row["target_text"] or ""))


@lru_cache(maxsize=1)
def _clause_ends() -> re.Pattern[str]:
    return re.compile(rf"[,;:]\s|\b(?:{'|'.join(words().clauses)})\b")


@remembers_tables(maxsize=100_000)
def _side(text: str | None, codes: str | None) -> Side:
    roles = {_role(code) for code in (codes or "").split("; ")}
    return Side(actors_of(codes or ""), frozenset(roles - {""}), content(tokens_of(text or "")))


def _role(code: str) -> str:
    """Return the first role of an actor code; organisations have none."""
    if code[:3] in words().stateless:
        return code[:3]
    return "" if code[:3] in words().international else code[3:6]


def _days(row: Mapping[str, Any], published: date | None) -> Days | None:
    """Return the days that a mention can mean; None when nothing is known of them."""
    start, basis = row["date_start"], row["date_basis"]
    if start is not None and basis != "publication" and row["time_status"] != "planned":
        slack = 0 if _is_firm(row["date_text"]) else rules().relative_days
        return Days(start.toordinal(), (row["date_end"] or start).toordinal(), slack, told=True)
    if published is None or row["time_status"] == "historical":
        return None
    back = rules().unresolved_days if row["date_text"] and start is None else rules().undated_days
    return Days(published.toordinal() - 1, published.toordinal(), back, told=False)


@lru_cache(maxsize=20_000)
def _is_firm(text: str | None) -> bool:
    """Tell whether the words of a day need no other event to be understood."""
    tokens = (text or "").casefold().replace("'", " ").split()
    return any(token in words().firm_days or token[0].isdigit() for token in tokens)


def _exact_day(row: Mapping[str, Any]) -> int:
    """Return 0 for a day that the report tells, more for longer or less certain ones."""
    if row["date_start"] is None:
        return 9
    long = ("day", "week", "month", "year").index(row["date_precision"] or "day")
    return 2 * long + int(not _is_firm(row["date_text"])) + 3 * int(row["date_basis"] == "publication")


def _exact_place(row: Mapping[str, Any]) -> int:
    """Return 1 for a named town, more for regions and for places that are only inferred; the most for none."""
    if row["place_name"] is None:
        return 8 + int(not row["location_text"])
    return 2 * int(row["geo_precision"] or 3) + int((row["location_text"] or "") not in row["quote"])


def _spot(row: Mapping[str, Any]) -> Spot | None:
    name, text = row["place_name"], row["location_text"]
    if name is None and not text:
        return None
    shown = bool(text) and text in row["quote"]
    return Spot(name or text, row["admin1"], row["country_iso3"], row["geo_precision"] or 0, shown)
