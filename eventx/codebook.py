"""Codebooks: coding schemes as folders of data.

A folder holds ``codebook.toml`` (name, version, attributes, and the codes unless there are many),
and may hold ``codes.csv``, ``codes/*.toml`` (definitions), ``examples/*.tsv`` (marked sentences),
``passages/*.jsonl`` (paragraphs with all their events) and ``cues.tsv``.
"""

import csv
import re
import shutil
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from eventx.errors import ResourceError
from eventx.resources import find_folder, folder_hash
from eventx.schema.record import Record

KIND = "schemas/codebooks"
MARKER = "codebook.toml"
NO_EVENT = "---"
"""The code of example sentences that report no event."""

_TAG = re.compile(r"<(/?)([sat])>")


class Code(Record):
    """One event code with its rules and scales."""

    code: str = Field(min_length=1, max_length=80)
    label: str
    parent: str | None = None
    root: str = ""
    quad_class: int | None = None
    goldstein: float | None = None
    plover: str | None = None
    reciprocal: Literal["", "joint", "always"] = Field(
        "", description="always: the act binds both sides; joint: it does when the sides are named as one subject."
    )
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Attribute(Record):
    """A typed value that a codebook asks for beside the code."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")
    type: Literal["text", "integer", "number", "boolean", "choice"] = "text"
    values: tuple[str, ...] = ()
    description: str = ""

    @model_validator(mode="after")
    def _choices_named(self) -> Self:
        if (self.type == "choice") != bool(self.values):
            raise ValueError("values are given for attributes of type 'choice', and only for those")
        return self


class Example(Record):
    """A sentence with its code and the marked words of source, action and target."""

    code: str
    text: str
    contrast: str | None = None
    source: tuple[int, int] | None = None
    action: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


class PassageEvent(Record):
    """One event that a passage reports; the words stand in the passage."""

    code: str
    action: str = Field(min_length=1)
    source: str = ""
    target: str = ""


class Passage(Record):
    """A paragraph with all the events it reports: whatever else it says is none."""

    text: str
    events: tuple[PassageEvent, ...] = ()


class Cue(Record):
    """A frame of words that points to a code: see ``cues.tsv``."""

    code: str
    head: str
    dependents: tuple[str, ...] = ()


class CodebookHead(Record):
    """What ``codebook.toml`` says besides its codes."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")
    version: str
    title: str = ""
    description: str = ""
    licence: str = ""
    quad_mapping: str | None = Field(None, description="Which published mapping of roots to quad classes is used.")
    goldstein_scale: str | None = Field(None, description="Which published scale the Goldstein values come from.")
    speech_acts: tuple[str, ...] = Field(
        (),
        description="Roots whose very content is future, conditional or denied: promises, demands, threats, refusals.",
    )
    refusals: tuple[str, ...] = Field((), description="Roots and codes of refusals: a negation belongs to the act.")
    spoken: tuple[str, ...] = Field((), description="Roots of acts done by speaking; verbs of saying state no others.")
    one_sided: tuple[str, ...] = Field((), description="Roots of acts that need no target to be an event.")
    demanding: tuple[str, ...] = Field((), description="Roots of what a speaker does who says that others must act.")
    accusing: tuple[str, ...] = Field((), description="Roots of accusations; a claim about oneself is none.")
    inward: tuple[str, ...] = Field((), description="Roots of acts that are done at home unless another land is named.")
    domestic: tuple[str, ...] = Field((), description="Roots and codes of acts meant for one's own land.")
    violent: tuple[str, ...] = Field((), description="Roots of acts of force, which strike the land they are done in.")
    residual: tuple[str, ...] = Field((), description="Codes of what is only said; the offline engine leaves them out.")
    attributes: tuple[Attribute, ...] = ()
    codes: tuple[Code, ...] = ()


class Codebook:
    """A loaded coding scheme. Create it with :func:`load_codebook`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.head = _read_head(folder)
        definitions = dict(_read_definitions(folder))
        rows = [*self.head.codes, *_read_code_table(folder)]
        parents = {c.code: c.parent for c in rows}
        self.codes: dict[str, Code] = {
            c.code: _complete(c, _root(c.code, parents), definitions.pop(c.code, {})) for c in rows
        }
        if len(self.codes) < len(rows):
            raise ResourceError(f"{folder}: the code {_first_duplicate([c.code for c in rows])!r} is defined twice")
        if definitions:
            raise ResourceError(f"{folder}: definitions of codes that do not exist: {', '.join(sorted(definitions))}")

    @property
    def name(self) -> str:
        """The codebook's name."""
        return self.head.name

    @property
    def version(self) -> str:
        """The codebook's version."""
        return self.head.version

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes that the codebook asks for."""
        return self.head.attributes

    def is_refusal(self, code: str) -> bool:
        """Tell whether the content of a code is a refusal, so that a negation belongs to the act."""
        return not {code, self.codes[code].root}.isdisjoint(self.head.refusals)

    @cached_property
    def sha256(self) -> str:
        """Hash of all files of the codebook."""
        return folder_hash(self.folder)

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """All example sentences, those without an event included."""
        return tuple(_read_examples(self.folder, self.codes))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All coded passages."""
        return tuple(_read_passages(self.folder, self.codes))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """All cue frames."""
        return tuple(_read_cues(self.folder, self.codes))

    @cached_property
    def can_be_learned(self) -> bool:
        """Whether it teaches the offline coder any code: by an example, a passage or a cue."""
        codes = {cue.code for cue in self.cues} | {example.code for example in self.examples}
        return bool(codes - {NO_EVENT}) or any(passage.events for passage in self.passages)

    def get(self, code: str) -> Code:
        """Return a code.

        Raises:
            ResourceError: there is no such code; the message lists the nearest ones.
        """
        if code in self.codes:
            return self.codes[code]
        same = [c for c in self.codes if c.lstrip("0") == code.lstrip("0")]
        near = same or [c for c in self.codes if c[:2] == code[:2]] or get_close_matches(code, self.codes, 12, 0.3)
        listed = (near or [*self.codes])[:12]
        raise ResourceError(f"codebook {self.name!r} has no code {code!r}; near it: {', '.join(listed)}")

    def children(self, code: str) -> list[Code]:
        """Return the codes directly below a code."""
        return [c for c in self.codes.values() if c.parent == code]

    def rules(self, code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the include and exclude rules of a code, its parents' rules first."""
        entry = self.get(code)
        include, exclude = self.rules(entry.parent) if entry.parent else ((), ())
        return include + entry.include, exclude + entry.exclude

    def __reduce__(self) -> tuple[Any, ...]:
        return (load_codebook, (str(self.folder.resolve()),))


@lru_cache(maxsize=16)
def load_codebook(reference: str) -> Codebook:
    """Load a codebook by bundled name (``cameo``) or by the path of a folder.

    Raises:
        ResourceError: it is missing or malformed; the message says where.
    """
    return Codebook(find_folder(KIND, reference, MARKER, "codebook"))


def check_codebook(codebook: Codebook) -> list[str]:
    """Return what is wrong in a codebook, one line each; an empty list is good."""
    orphans = [c for c in codebook.codes.values() if c.parent is not None and c.parent not in codebook.codes]
    problems = [f"{code.code}: its parent {code.parent!r} does not exist" for code in orphans]
    coded = {example.code for example in codebook.examples} | {cue.code for cue in codebook.cues}
    coded |= {event.code for passage in codebook.passages for event in passage.events}
    bare = [c for c in codebook.codes if c not in coded and not codebook.children(c)]
    return problems + [f"{code}: no examples and no cues, so the offline coder never finds it" for code in bare]


def copy_codebook(reference: str, folder: Path) -> None:
    """Copy a codebook's folder for editing.

    Raises:
        ResourceError: the codebook does not exist, or the folder does already.
    """
    source = find_folder(KIND, reference, MARKER, "codebook")
    if folder.exists():
        raise ResourceError(f"{folder}: exists already; name a new folder")
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))


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


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: not valid TOML: {error}") from error


def _read_head(folder: Path) -> CodebookHead:
    path = folder / MARKER
    try:
        return CodebookHead.model_validate(_read_toml(path))
    except ValidationError as error:
        raise ResourceError(f"{path}: {_first_problem(error)}") from error


def _read_code_table(folder: Path) -> Iterator[Code]:
    for line, row in _read_table(folder / "codes.csv", ","):
        try:
            yield Code.model_validate({k: v for k, v in row.items() if v})
        except ValidationError as error:
            raise ResourceError(f"{folder / 'codes.csv'}:{line}: {_first_problem(error)}") from error


def _read_definitions(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((folder / "codes").glob("*.toml")):
        yield from _read_toml(path).items()


def _root(code: str, parents: dict[str, str | None]) -> str:
    """Return the topmost code above a code; a parent that does not exist ends the climb."""
    seen = {code}
    while (above := parents.get(code)) is not None and above in parents and above not in seen:
        seen.add(above)
        code = above
    return code


def _complete(code: Code, root: str, definition: dict[str, Any]) -> Code:
    """Return the code with its root and its definition."""
    try:
        return Code.model_validate(code.model_dump() | {"root": root} | definition)
    except ValidationError as error:
        raise ResourceError(f"definition of {code.code}: {_first_problem(error)}") from error


def _read_table(path: Path, delimiter: str, *needed: str) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file) if delimiter == "," else csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = next(reader, list(needed))
        if missing := [name for name in needed if name not in columns]:
            raise ResourceError(f"{path}:1: no column {missing[0]!r}; the first line names them, with tabs between")
        for cells in reader:
            if len(cells) > len(columns):
                raise ResourceError(f"{path}:{reader.line_num}: {len(cells)} cells, but {len(columns)} columns")
            yield reader.line_num, dict(zip_longest(columns, cells, fillvalue=""))


def _read_examples(folder: Path, codes: dict[str, Code]) -> Iterator[Example]:
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


def _read_passages(folder: Path, codes: dict[str, Code]) -> Iterator[Passage]:
    for path in sorted((folder / "passages").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                passage = Passage.model_validate_json(line)
            except ValidationError as error:
                raise ResourceError(f"{path}:{number}: {_first_problem(error)}") from error
            wrong = [e.code for e in passage.events if e.code not in codes] + [
                words for e in passage.events for words in (e.action, e.source, e.target) if words not in passage.text
            ]
            if wrong:
                raise ResourceError(
                    f"{path}:{number}: {wrong[0]!r} is no code of this codebook and no words of the passage"
                )
            yield passage


def _read_cues(folder: Path, codes: dict[str, Code]) -> Iterator[Cue]:
    path = folder / "cues.tsv"
    for line, row in _read_table(path, "\t", "code", "head"):
        if row["code"] not in codes and row["code"] != NO_EVENT:
            raise ResourceError(f"{path}:{line}: no code {row['code']!r} in this codebook")
        yield Cue(code=row["code"], head=row["head"], dependents=tuple(row.get("dependents", "").split()))


def _first_duplicate(names: list[str]) -> str:
    return next(name for i, name in enumerate(names) if name in names[:i])


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
