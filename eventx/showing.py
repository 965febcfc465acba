"""Events for people: an event beside its quote, highlighted in its paragraph."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Row = Mapping[str, Any]
"""One row of a run's table."""

PROVENANCE = ("engine", "model", "prompt_hash", "codebook", "codebook_version", "eventx_version")
SHOWN_ELSEWHERE = {"mention_id", "event_id", "mention_ids", "code", "code_label", "quote", "quote_start", "quote_end",
                   "action_start", "action_end", "root", *PROVENANCE}  # fmt: skip


class Marks(NamedTuple):
    """What is printed around the quote and around the action inside it."""

    quote: tuple[str, str]
    action: tuple[str, str]


PLAIN = Marks(quote=("[[", "]]"), action=("**", "**"))
COLOUR = Marks(quote=("\x1b[33m", "\x1b[0m"), action=("\x1b[1;4m", "\x1b[22;24m"))


def who_to_whom(row: Row) -> str:
    """Return both sides as codes, or as the article's words where there is no code."""
    sides = [row[f"{side}_codes"] or row[f"{side}_text"] or "-" for side in ("actor", "target")]
    return (" <-> " if row["reciprocal"] else " -> ").join(sides)


def days(row: Row) -> str:
    """Return the day of an event, or its first and last day, or "" when it is unknown."""
    start, end = row["date_start"], row["date_end"]
    if start is None:
        return ""
    return f"{start}" if end in {None, start} else f"{start}..{end}"


def article_name(row: Row) -> str:
    """Return how the user knows an article: its file and place there, or its id."""
    return f"{row['path'] or row['article_id']}:{row['position']}"


def heading(row: Row) -> str:
    """Return an event in one line: code, label, sides, days."""
    parts = [f"{row['code']} {row['code_label']}", who_to_whom(row), days(row) or "day unknown", row["time_status"]]
    return " | ".join(parts)


def paragraph(row: Row, text: str, marks: Marks = PLAIN) -> str:
    """Return the paragraph that holds a mention, with its quote and action marked.

    Args:
        row: a row of ``mentions``.
        text: the article's stored text, which the row's offsets index.
        marks: what is printed around quote and action.
    """
    start, end = row["quote_start"], row["quote_end"]
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before, after = text[first:start], text[end : last if last >= 0 else len(text)]
    action = _wrapped(text[row["action_start"] : row["action_end"]], marks.action)
    quote = text[start : row["action_start"]] + action + text[row["action_end"] : end]
    return before + _wrapped(quote, marks.quote) + after


def fields(row: Row) -> Iterator[str]:
    """Yield the filled fields of a row, one aligned line each; the provenance comes last, in one line."""
    filled = {name: value for name, value in row.items() if name not in SHOWN_ELSEWHERE and value is not None}
    width = max(map(len, filled), default=0)
    yield from (f"{name:<{width}}  {value}" for name, value in filled.items())
    yield ", ".join(f"{name} {row[name]}" for name in PROVENANCE if row.get(name))


def _wrapped(text: str, mark: tuple[str, str]) -> str:
    return mark[0] + text + mark[1]
