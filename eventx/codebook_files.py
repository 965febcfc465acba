"""The files of a codebook's folder, read and checked."""

import csv
import re
import tomllib
from collections.abc import Iterator
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eventx.codebook_records import Code, CodebookHead, Cue, Example, Passage
from eventx.errors import ResourceError, first_problem

MARKER = "codebook.toml"
NO_EVENT = "---"
"""The code of example sentences that report no event."""

_TAG = re.compile(r"<(/?)([sat])>")


def parse_example(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the plain text of a marked sentence and the spans of its tags ``s``, ``a``, ``t``.

    Raises:
        ValueError: a tag is opened twice, or never opened, or never closed.
    """
    plain, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for match in _TAG.finditer(marked):
        plain += marked[at : match.start()]
        at = match.end()
        closing, tag = match.groups()
        if not closing:
            opened[tag] = len(plain)
        elif tag in opened:
            spans.setdefault(tag, (opened.pop(tag), len(plain)))
        else:
            raise ValueError(f"</{tag}> without <{tag}>")
    if opened:
        raise ValueError(f"<{next(iter(opened))}> is never closed")
    return plain + marked[at:], spans


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ResourceError(f"{path}:{line}: not UTF-8 ({error.reason}); save the file as UTF-8") from error


def _read_toml(path: Path) -> dict[str, Any]:
    text = _read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{path}: not valid TOML: {error}") from error


def read_head(folder: Path) -> CodebookHead:
    """Return what ``codebook.toml`` says."""
    path = folder / MARKER
    try:
        return CodebookHead.model_validate(_read_toml(path))
    except ValidationError as error:
        raise ResourceError(f"{path}: {first_problem(error)}") from error


def read_code_table(folder: Path) -> Iterator[Code]:
    """Yield the codes of ``codes.csv``."""
    for line, row in _read_table(folder / "codes.csv", ","):
        try:
            yield Code.model_validate({k: v for k, v in row.items() if v})
        except ValidationError as error:
            raise ResourceError(f"{folder / 'codes.csv'}:{line}: {first_problem(error)}") from error


def read_definitions(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each code of ``codes/*.toml`` with its definition."""
    for path in sorted((folder / "codes").glob("*.toml")):
        for code, definition in _read_toml(path).items():
            if not isinstance(definition, dict):
                raise ResourceError(f"{path}: {code!r} is no definition; write a table, with a line such as [{code}]")
            yield code, definition


def lineage(code: str, parents: dict[str, str | None]) -> list[str]:
    """Return a code and those above it, up to the topmost; a parent that does not exist, or is below, ends it."""
    found = [code]
    while (parent := parents.get(found[-1])) is not None and parent in parents and parent not in found:
        found.append(parent)
    return found


def with_definition(code: Code, root: str, definition: dict[str, Any]) -> Code:
    """Return the code with its root and its definition."""
    try:
        return Code.model_validate(code.model_dump() | {"root": root} | definition)
    except ValidationError as error:
        raise ResourceError(f"definition of {code.code}: {first_problem(error)}") from error


def _read_table(path: Path, delimiter: str, *needed: str) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        return
    rows = _cells(path, delimiter)
    _, columns = next(rows, (1, list(needed)))
    if missing := [name for name in needed if name not in columns]:
        raise ResourceError(f"{path}:1: no column {missing[0]!r}; the first line names them, with tabs between")
    for line, cells in rows:
        if len(cells) > len(columns):
            raise ResourceError(f"{path}:{line}: {len(cells)} cells, but {len(columns)} columns")
        yield line, dict(zip_longest(columns, cells, fillvalue=""))


def _cells(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line with the line's number."""
    file = StringIO(_read_text(path), newline="")
    reader = csv.reader(file) if delimiter == "," else csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise ResourceError(f"{path}:{reader.line_num}: {error}") from error


def read_examples(folder: Path, codes: dict[str, Code]) -> Iterator[Example]:
    """Yield the examples; each must have a code of the codebook, or none."""
    for path in [*sorted((folder / "examples").glob("*.tsv")), folder / "examples.tsv"]:
        for line, row in _read_table(path, "\t", "code", "text"):
            where = f"{path}:{line}"
            if row["code"] not in codes and row["code"] != NO_EVENT:
                raise ResourceError(f"{where}: no code {row['code']!r} in this codebook")
            try:
                text, spans = parse_example(row["text"])
            except ValueError as error:
                raise ResourceError(f"{where}: {error}") from error
            parts = {"source": spans.get("s"), "action": spans.get("a"), "target": spans.get("t")}
            yield Example(code=row["code"], contrast=row.get("contrast") or None, text=text, **parts)


def read_passages(folder: Path, codes: dict[str, Code]) -> Iterator[Passage]:
    """Yield the passages; their events must have codes of the codebook and words of the passage."""
    for path in sorted((folder / "passages").glob("*.jsonl")):
        for number, line in enumerate(_lines(path), start=1):
            try:
                passage = Passage.model_validate_json(line)
            except ValidationError as error:
                raise ResourceError(f"{path}:{number}: {first_problem(error)}") from error
            wrong = [e.code for e in passage.events if e.code not in codes] + [
                words for e in passage.events for words in (e.action, e.source, e.target) if words not in passage.text
            ]
            if wrong:
                raise ResourceError(
                    f"{path}:{number}: {wrong[0]!r} is no code of this codebook and no words of the passage"
                )
            yield passage


def read_cues(folder: Path, codes: dict[str, Code]) -> Iterator[Cue]:
    """Yield the cues of ``cues.tsv``."""
    path = folder / "cues.tsv"
    for line, row in _read_table(path, "\t", "code", "head"):
        if row["code"] not in codes and row["code"] != NO_EVENT:
            raise ResourceError(f"{path}:{line}: no code {row['code']!r} in this codebook")
        yield Cue(code=row["code"], head=row["head"], dependents=tuple(row.get("dependents", "").split()))


def read_loans(folder: Path, codes: dict[str, Code]) -> Iterator[dict[str, str]]:
    """Yield the rows of ``learned_from.tsv``: codes of other codebooks that are codes of this one."""
    path = folder / "learned_from.tsv"
    for line, row in _read_table(path, "\t", "codebook", "code", "as"):
        if row["as"] not in codes and row["as"] != NO_EVENT:
            raise ResourceError(f"{path}:{line}: no code {row['as']!r} in this codebook")
        yield row


def _lines(path: Path) -> list[str]:
    """Return the lines of a file; no other character than the line feed ends one."""
    lines = _read_text(path).split("\n")
    return lines if lines[-1] else lines[:-1]
