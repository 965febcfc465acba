"""Codebooks: coding schemes as folders of data.

A folder holds ``codebook.toml`` (name, version, attributes, and the codes unless there are many),
and may hold ``codes.csv``, ``codes/*.toml`` (definitions), ``examples/*.tsv`` (marked sentences),
``passages/*.jsonl`` (paragraphs with all their events), ``cues.tsv``, and ``learned_from.tsv`` (which codes
of another codebook are which of these, so that its examples teach this one too).
"""

import shutil
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from eventx.codebook_files import (
    MARKER,
    NO_EVENT,
    lineage,
    parse_example,
    read_code_table,
    read_cues,
    read_definitions,
    read_examples,
    read_head,
    read_loans,
    read_passages,
    with_definition,
)
from eventx.codebook_records import Attribute, Code, CodebookHead, Cue, Example, Loan, Passage, PassageEvent
from eventx.errors import ResourceError
from eventx.resources import find_folder, folder_hash, is_path

__all__ = [
    "KIND",
    "MARKER",
    "NO_EVENT",
    "Attribute",
    "Code",
    "Codebook",
    "CodebookHead",
    "Cue",
    "Example",
    "Passage",
    "PassageEvent",
    "check_codebook",
    "copy_codebook",
    "load_codebook",
    "parse_example",
]

KIND = "schemas/codebooks"


class Codebook:
    """A loaded coding scheme. Create it with :func:`load_codebook`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.head = read_head(folder)
        definitions = dict(read_definitions(folder))
        rows = [*self.head.codes, *read_code_table(folder)]
        if not rows:
            raise ResourceError(f"{folder}: has no codes; name them in {MARKER} ([[codes]]) or in codes.csv")
        parents = {c.code: c.parent for c in rows}
        self.codes: dict[str, Code] = {
            c.code: with_definition(c, lineage(c.code, parents)[-1], definitions.pop(c.code, {})) for c in rows
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
        return tuple(read_examples(self.folder, self.codes))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All coded passages."""
        return tuple(read_passages(self.folder, self.codes))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """All cue frames."""
        return tuple(read_cues(self.folder, self.codes))

    @cached_property
    def lenders(self) -> tuple[tuple["Codebook", Loan], ...]:
        """The codebooks whose examples and passages teach this one, each with what its codes are called here.

        Raises:
            ResourceError: there is no such codebook, or no such code in it.
        """
        lent: dict[str, Loan] = {}
        for row in read_loans(self.folder, self.codes):
            lent.setdefault(row["codebook"], Loan({})).names[row["code"], row.get("head", "")] = row["as"]
        lenders = tuple((load_codebook(self._named(name)), loan) for name, loan in lent.items())
        for lender, loan in lenders:
            for code in loan.codes - {NO_EVENT}:
                lender.get(code)
        return lenders

    def _named(self, reference: str) -> str:
        """Return how this codebook calls another: a bundled name, or a path from its own folder."""
        return str(self.folder / Path(reference).expanduser()) if is_path(reference) else reference

    @cached_property
    def can_be_learned(self) -> bool:
        """Whether it teaches the offline coder any code: by an example, a passage, a cue or another codebook."""
        return bool(self.exemplified) or any(passage.events for passage in self.passages)

    @property
    def exemplified(self) -> set[str]:
        """The codes with a cue or an example, of its own or lent."""
        own = {cue.code for cue in self.cues} | {example.code for example in self.examples}
        return own.union(*(loan.names.values() for _, loan in self.lenders)) - {NO_EVENT}

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

    def above(self, code: str) -> list[str]:
        """Return the codes above a code, its parent first."""
        return lineage(code, {entry.code: entry.parent for entry in self.codes.values()})[1:]

    def rules(self, code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the include and exclude rules of a code, its parents' rules first."""
        self.get(code)
        entries = [self.codes[name] for name in (*reversed(self.above(code)), code)]
        include = tuple(rule for entry in entries for rule in entry.include)
        return include, tuple(rule for entry in entries for rule in entry.exclude)

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
    circular = (code for code in codebook.codes if _is_above_itself(codebook, code))
    problems += [f"{code}: stands above itself; correct its parent, or that of a code above it" for code in circular]
    coded = codebook.exemplified.union(event.code for passage in codebook.passages for event in passage.events)
    turned = (code for turn in codebook.head.turns for code in (turn.code, turn.becomes))
    problems += [
        f"{code}: a turn of codebook.toml names it, but it does not exist"
        for code in turned
        if code not in codebook.codes
    ]
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


def _is_above_itself(codebook: Codebook, code: str) -> bool:
    top = codebook.codes[[code, *codebook.above(code)][-1]]
    return top.parent == code


def _first_duplicate(names: list[str]) -> str:
    return next(name for i, name in enumerate(names) if name in names[:i])
