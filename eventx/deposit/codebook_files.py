"""The codebook of a deposit: what every variable means, for people and for programs."""

import csv
import io

from eventx.deposit.tables import Deposited, Table
from eventx.variables import Variable

COLUMNS = ("table", "variable", "label", "type", "values", "missing", "note")


def codebook_csv(deposited: Deposited) -> str:
    """Return the codebook as CSV: one row for each variable of each table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table in deposited.tables:
        writer.writerows((table.name, *_cells(variable)) for variable in table.variables)
    return text.getvalue()


def codebook_md(deposited: Deposited) -> str:
    """Return the codebook as Markdown: one section for each table."""
    head = (
        "# Codebook\n\nTypes: text (UTF-8), integer (32 bit), number (64 bit), boolean (true, false), date (ISO day). "
        "Empty cells are missing values; no number or word stands for one.\n"
    )
    return head + "".join(map(_section, deposited.tables))


def _section(table: Table) -> str:
    lines = [f"\n## {table.name}\n\n{table.title}. {table.rows:,} rows.\n"]
    lines.append("| variable | label | type | values | empty when | note |\n|---|---|---|---|---|---|")
    lines += ["| " + " | ".join(map(_escaped, _cells(variable))) + " |" for variable in table.variables]
    return "\n".join(lines) + "\n"


def _cells(variable: Variable) -> tuple[str, ...]:
    values = "; ".join(f"{value} = {meaning}" if meaning else value for value, meaning in variable.values)
    return variable.name, variable.label, variable.type, values, variable.missing, variable.note


def _escaped(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")
