"""What every column of every table means: label, type, values and when it is empty, from one file.

Columns that the file does not hold are the attributes of a codebook.
"""

import csv
from collections.abc import Iterable
from functools import cache

from eventx.codebook import Attribute, Codebook, load_codebook
from eventx.errors import ResourceError
from eventx.ranges import with_ranges
from eventx.resources import data_folder
from eventx.schema.record import Record

FILE = ("schemas", "columns.csv")
PANEL = "panel"
"""The table that :mod:`eventx.aggregating` makes."""

_ATTRIBUTE_TYPES = {"choice": "text"}


class Variable(Record):
    """A documented column. The type is text, integer, number, boolean or date."""

    name: str
    type: str
    label: str
    values: tuple[tuple[str, str], ...] = ()
    """The values it can have, each with its meaning, where they can be listed."""
    missing: str = ""
    """When a cell is empty."""
    note: str = ""

    @property
    def required(self) -> bool:
        """Whether no cell is ever empty."""
        return self.missing == "never empty"


@cache
def documented(table: str) -> dict[str, Variable]:
    """Return the documented columns of a table by name; names that end in ``*`` are patterns."""
    with data_folder(*FILE).open(encoding="utf-8", newline="") as file:
        return {row["variable"]: _variable(row) for row in csv.DictReader(file) if table in row["tables"].split("; ")}


def variables(table: str, columns: Iterable[str], attributes: Iterable[Attribute] = ()) -> list[Variable]:
    """Return the documentation of these columns of a table, in their order.

    Args:
        table: ``mentions``, ``events``, ... or ``panel``.
        columns: names of columns.
        attributes: of the codebook, for the columns that only it explains.
    """
    own = {attribute.name: _attribute(attribute) for attribute in with_ranges(attributes)}
    known = documented(table)
    return [known.get(name) or own.get(name) or _bare(name) for name in columns]


def codebook_at_hand(reference: str) -> Codebook | None:
    """Return the codebook that a run names, or None when it is not on this machine."""
    try:
        return load_codebook(reference)
    except ResourceError:
        return None


def _bare(name: str) -> Variable:
    return Variable(name=name, type="text", label="Attribute of a codebook that was not at hand", missing="not given")


def _variable(row: dict[str, str]) -> Variable:
    pairs = [item.partition("=") for item in row["values"].split("; ") if item]
    return Variable(
        name=row["variable"], type=row["type"], label=row["label"], missing=row["missing"], note=row["note"],
        values=tuple((value, meaning) for value, _, meaning in pairs),
    )  # fmt: skip


def _attribute(attribute: Attribute) -> Variable:
    return Variable(
        name=attribute.name, type=_ATTRIBUTE_TYPES.get(attribute.type, attribute.type),
        label=f"Attribute of the codebook: {attribute.name}"[:80], values=tuple((v, "") for v in attribute.values),
        missing="not given, or not found by the engine", note=attribute.description,
    )  # fmt: skip
