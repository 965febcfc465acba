"""The same articles by two engines, side by side: what both coded, and what one of them alone.

Whether two passages are the same, and how far they agree, is told as in scoring
(:func:`eventx.measuring.matching.level`): here the first run stands where the gold does.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from eventx.errors import RunError
from eventx.measuring.gold_files import countries
from eventx.measuring.matching import TIERS, Gold, Predicted, level
from eventx.run_tables import rows, select
from eventx.runs import RunFolder
from eventx.showing import article_name

Row = dict[str, Any]

ALONE = 0
"""The level of a passage that only one run has."""


class Pair(NamedTuple):
    """A passage of both runs, or of one: then the other side is None."""

    first: Row | None
    second: Row | None
    level: int
    """0 one run alone, 1 the same passage, 2 the same root code too, 3 both countries too."""

    @property
    def row(self) -> Row:
        """The first run's mention, or the second's where the first has none."""
        found = self.first or self.second
        assert found is not None  # noqa: S101  # a pair has at least one side
        return found

    @property
    def same_code(self) -> bool:
        """Whether both gave the same code, not only the same root."""
        return bool(self.first and self.second and self.first["code"] == self.second["code"])


class Compared(NamedTuple):
    """One article: its name and its passages in the order of the text."""

    article: str
    pairs: tuple[Pair, ...]


class Agreement(NamedTuple):
    """How many passages two runs have in common."""

    first: int
    second: int
    passage: int
    root: int
    code: int
    dyad: int

    @property
    def share(self) -> float:
        """Passages with the same root code as a share of both runs' passages: F1 of one against the other."""
        return 2 * self.root / (self.first + self.second) if self.first + self.second else 1.0


class Comparison(NamedTuple):
    """Two runs, article by article; articles that only one of them coded are left out and counted."""

    articles: tuple[Compared, ...]
    left_out: int


def compare(first: RunFolder, second: RunFolder, *, status: str = "all", code: str = "") -> Comparison:
    """Compare two finished runs.

    Args:
        first: one run.
        second: another run over the same articles, under the same codebook.
        status: the time status of the mentions that are compared, or "all".
        code: how their codes begin.

    Raises:
        RunError: a run is not finished, the codebooks differ, or no article was coded by both.
    """
    _require_one_codebook(first, second)
    names, others = _coded(first), _coded(second)
    shared = [article for article in names if article in others]
    if not shared:
        raise RunError(f"{first.path} and {second.path}: no article was coded by both")
    told = [_by_article(select(run, "mentions", status=status, code=code).to_dicts()) for run in (first, second)]
    compared = (Compared(names[a], _pairs(told[0].get(a, []), told[1].get(a, []))) for a in shared)
    return Comparison(tuple(compared), len(names.keys() ^ others.keys()))


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """Count passages and what the runs agree on."""
    found = list(pairs)
    reached = (sum(pair.level >= tier for pair in found) for tier in range(1, len(TIERS) + 1))
    passage, root, dyad = reached
    sides = (sum(pair.first is not None for pair in found), sum(pair.second is not None for pair in found))
    return Agreement(*sides, passage, root, sum(pair.same_code for pair in found), dyad)


def _require_one_codebook(first: RunFolder, second: RunFolder) -> None:
    books = [run.settings.codebook for run in (first, second)]
    if books[0] != books[1]:
        raise RunError(
            f"codebooks differ ({books[0]}, {books[1]}): eventx recode {second.path} -o NEW --codebook {books[0]}"
        )


def _coded(run: RunFolder) -> dict[str, str]:
    """Return the articles that a run coded: id and what to call them."""
    coded = (row for row in rows(run, "articles") if row["status"] == "coded")
    return {row["article_id"]: article_name(row) for row in coded}


def _by_article(mentions: list[Row]) -> dict[str, list[Row]]:
    told: dict[str, list[Row]] = {}
    for row in mentions:
        told.setdefault(row["article_id"], []).append(row)
    return told


def _pairs(first: list[Row], second: list[Row]) -> tuple[Pair, ...]:
    """Match mentions one to one: those whose actions overlap first, then those that agree most, then by place."""
    expected, found = [(row, _expected(row)) for row in first], [(row, _found(row)) for row in second]
    candidates = [Pair(one, two, reached) for one, e in expected for two, f in found if (reached := level(e, f))]
    pairs: list[Pair] = []
    for pair in sorted(candidates, key=_nearest):
        if all(pair.first is not other.first and pair.second is not other.second for other in pairs):
            pairs.append(pair)
    taken = {id(row) for pair in pairs for row in (pair.first, pair.second)}
    pairs += [Pair(row, None, ALONE) for row in first if id(row) not in taken]
    pairs += [Pair(None, row, ALONE) for row in second if id(row) not in taken]
    return tuple(sorted(pairs, key=lambda pair: _place(pair.row)))


def _nearest(pair: Pair) -> tuple[bool, int, tuple[int, str], tuple[int, str]]:
    assert pair.first is not None  # noqa: S101  # candidates have both sides
    assert pair.second is not None  # noqa: S101  # the same
    one, two = pair.first, pair.second
    apart = one["action_end"] <= two["action_start"] or two["action_end"] <= one["action_start"]
    return apart, -pair.level, _place(one), _place(two)


def _place(row: Row) -> tuple[int, str]:
    return row["action_start"], row["mention_id"]


def _expected(row: Row) -> Gold:
    actors, targets = _countries(row)
    return Gold(
        gold_id=row["mention_id"], article=row["article_id"], tier="core", quote=row["quote"],
        roots=frozenset({row["root"]}), actors=actors, targets=targets, reciprocal=row["reciprocal"],
    )  # fmt: skip


def _found(row: Row) -> Predicted:
    actors, targets = _countries(row)
    return Predicted(
        mention_id=row["mention_id"], article=row["article_id"], quotes=(row["quote"],),
        code=row["code"], root=row["root"], actors=actors, targets=targets,
    )  # fmt: skip


def _countries(row: Row) -> tuple[frozenset[str], frozenset[str]]:
    codes = ((row[side] or "").split("; ") for side in ("actor_codes", "target_codes"))
    actors, targets = (countries(code for code in side if code) for side in codes)
    return actors, targets
