"""What the merging knows: families of codes, points of evidence, words. All of it is in ``schemas/merging``."""

from functools import lru_cache
from typing import Any, NamedTuple

from eventx.resources import data_folder, read_toml

FOLDER = ("schemas", "merging")


class Point(NamedTuple):
    """What a kind of evidence is worth, and how it is called."""

    weight: float
    text: str


class Rules(NamedTuple):
    """How points are added up."""

    join: float
    apart: float
    undated_days: int
    unresolved_days: int
    relative_days: int
    busy: int
    points: dict[str, Point]


class Words(NamedTuple):
    """Words that tell nothing, or something particular."""

    empty: frozenset[str]
    firm_days: frozenset[str]
    ordinals: dict[str, int]
    counted: frozenset[str]
    numbers: dict[str, str]
    international: frozenset[str]
    stateless: frozenset[str]
    roles: tuple[frozenset[str], ...]
    clauses: tuple[str, ...]
    endings: tuple[str, ...]
    beginning: int


class Families(NamedTuple):
    """Which codes of a codebook reports of one happening may have."""

    of_prefix: dict[str, str]
    planned: dict[str, str]
    promises: tuple[str, ...]
    mutual: tuple[str, ...]
    mixed: tuple[tuple[str, ...], ...]
    branch: int | None

    def of(self, code: str, root: str, *, planned: bool) -> str:
        """Return the family of a code; a code that no family names has its root's."""
        if planned:
            code = next((new for old, new in self.planned.items() if code.startswith(old)), code)
        found = max((prefix for prefix in self.of_prefix if code.startswith(prefix)), key=len, default=None)
        return self.of_prefix[found] if found else root

    def mix(self, one: str, other: str) -> bool:
        """Tell whether reports of one act have both codes: one branch, a more general code, or codes that mix."""
        short, long = sorted((one.rstrip("0"), other.rstrip("0")), key=len)
        kin = long.startswith(short) or (self.branch is not None and one[: self.branch] == other[: self.branch])
        return kin or any(one.startswith(group) and other.startswith(group) for group in self.mixed)


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the points of evidence."""
    facts = _read("evidence")
    points = {name: Point(*values) for name, values in facts.pop("points").items()}
    facts.pop("version")
    return Rules(points=points, **facts)


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the lists of words."""
    facts = _read("words")
    lists = {name: frozenset(facts[name].split()) for name in ("empty", "firm_days", "counted")}
    codes = {name: frozenset(facts[name]) for name in ("international", "stateless")}
    ordinals = {word: number for number, group in enumerate(facts["ordinals"], 1) for word in group}
    return Words(
        ordinals=ordinals, numbers=facts["numbers"], roles=tuple(map(frozenset, facts["roles"])),
        clauses=tuple(facts["clauses"]), endings=tuple(facts["endings"]), beginning=facts["beginning"],
        **lists, **codes,
    )  # fmt: skip


@lru_cache(maxsize=8)
def families(codebook: str) -> Families:
    """Return the families of a codebook's codes; one that no file describes has a family for each root."""
    facts = _read(codebook) if data_folder(*FOLDER, f"{codebook}.toml").is_file() else {}
    named = {prefix: group[0] for group in facts.get("families", ()) for prefix in group}
    lists = {name: tuple(facts.get(name, ())) for name in ("promises", "mutual")}
    mixed = tuple(map(tuple, facts.get("mixed", ())))
    return Families(named, dict(facts.get("planned", ())), mixed=mixed, branch=facts.get("branch"), **lists)


def _read(name: str) -> dict[str, Any]:
    return read_toml(*FOLDER, f"{name}.toml")
