"""A run's panel on disk: the table, and beside it how it was made."""

import json
from pathlib import Path
from typing import Any

from eventx.aggregating.counting import COLUMNS, Aggregated, aggregate
from eventx.aggregating.panel import ANY, Panel
from eventx.runs import RunFolder, write_atomically
from eventx.variables import PANEL, Variable, codebook_at_hand, variables
from eventx.writers import write

UNIT_RULES = {
    "dyad": "A unit is a pair of countries; events without a country on one side are in none.",
    "country": "A unit is a country that takes part: as the acting side, or on either side when undirected.",
    "actor": "A unit is an actor code that takes part: as the acting side, or on either side when undirected.",
    "place": "A unit is the country where events took place.",
}
RULES = (
    "An event counts once for each of its units; compound sides make several units.",
    "In a directed panel an act that binds both sides alike, such as a meeting, counts in both directions.",
    "A country is paired with itself only where the event has no other pair.",
    "An event whose interval spans several periods counts once, in the period of its first day; n_spanning tells.",
)
ZEROS = "Units that occur have a row for every period from the first to the last that occurs, with zeros."
NO_ZEROS = "Only units and periods with events have a row."


def aggregate_run(run: RunFolder, panel: Panel) -> Aggregated:
    """Count a run's events; every root of the run's codebook has a column.

    Raises:
        RunError: the run is not finished, or the panel has too many rows.
    """
    events = run.read("events", COLUMNS)
    return aggregate(events, panel, roots=roots(run))


def roots(run: RunFolder) -> dict[str, str]:
    """Return the root codes of a run's codebook with their labels; none where the codebook is gone."""
    codebook = codebook_at_hand(run.settings.codebook)
    return {c.code: c.label for c in codebook.codes.values() if c.root == c.code} if codebook else {}


def write_panel(aggregated: Aggregated, run: RunFolder, path: Path) -> Path:
    """Write the panel in the format of the path's suffix, and how it was made to ``PATH.about.json``.

    Returns:
        The path of the file that tells how the panel was made.

    Raises:
        RunError: nobody writes this suffix, or the file cannot be written.
    """
    write(aggregated.table, path)
    beside = path.with_name(f"{path.name}.about.json")
    write_atomically(beside, json.dumps(about(aggregated, run), indent=2, ensure_ascii=False) + "\n")
    return beside


def about(aggregated: Aggregated, run: RunFolder) -> dict[str, Any]:
    """Return how a panel was made: filters, rules, what was left out, and what its columns mean."""
    panel, table = aggregated.panel, aggregated.table
    return {
        "panel": panel.model_dump(mode="json"),
        "rules": [UNIT_RULES[panel.unit], *RULES, ZEROS if panel.zeros else NO_ZEROS],
        "events": {
            "counted": aggregated.counted,
            "left_out": aggregated.left_out,
            "spanning": aggregated.spanning,
        },
        "rows": table.height,
        "units": table.select(aggregated.unit).n_unique(),
        "first_period": table["period"].min(),
        "last_period": table["period"].max(),
        "columns": [column.model_dump(mode="json") for column in documentation(aggregated, roots(run))],
        "run": {"settings": run.settings.model_dump(mode="json"), "counts": run.counts.model_dump()},
    }


def documentation(aggregated: Aggregated, labels: dict[str, str]) -> list[Variable]:
    """Return what the columns of a panel mean, the filters included; ``labels`` are those of root codes."""
    known = {variable.name: variable for variable in variables(PANEL, _documented_names(aggregated))}
    patterns = zip(aggregated.table.columns, _documented_names(aggregated), strict=True)
    return [_told(known[documented], name, aggregated, labels) for name, documented in patterns]


def _documented_names(aggregated: Aggregated) -> list[str]:
    """Return for each column the name under which it is documented."""
    names = aggregated.table.columns
    return [f"{name.partition('_')[0]}_*" if name in aggregated.labels else name for name in names]


def _told(variable: Variable, name: str, aggregated: Aggregated, labels: dict[str, str]) -> Variable:
    update = {"name": name}
    if code := aggregated.labels.get(name):
        update["label"] = " ".join(filter(None, (variable.label, code, labels.get(code))))[:80]
    if name == "n_events":
        update["note"] = f"{variable.note} {filters_in_words(aggregated.panel)}"
    return variable.model_copy(update=update)


def filters_in_words(panel: Panel) -> str:
    """Return which events of a run are counted, as a sentence."""
    parts = ["events of every time status" if panel.status == ANY else f"events whose time status is {panel.status}"]
    parts += [f"codes that begin with {' or '.join(panel.codes)}"] if panel.codes else []
    parts += [f"units in which {' or '.join(panel.countries)} takes part"] if panel.countries else []
    parts += [f"{panel.min_sources} sources or more"] if panel.min_sources > 1 else []
    parts += [] if panel.domestic else ["not within one country"]
    return f"Counted: {'; '.join(parts)}."
