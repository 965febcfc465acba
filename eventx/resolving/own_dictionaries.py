"""Users' own actor dictionaries: TABARI and PETRARCH files of actors and agents, and CSV.

An entry of a file wins over the tables of the package, and over the files named before it.

    NOVA_RESISTANCE_ [KENREB >100301]     an actor; the code holds from that day on
    +N.R._                                its synonym
        [KENELI <100228]                  what it was until that day
    BEEKEEPER_ {BEEKEEPERS_} [~AGR]       an agent: a role that takes the country of its words
    !PERSON! = MAN, WOMAN                 a set of words: HONEY!PERSON!_ [~AGR]

Both kinds may stand in one file. The code ``---`` or ``###`` says that the words name nobody. Of dates
with two figures for the year, 31 to 99 are 19yy and the others 20yy.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import reduce
from itertools import product
from pathlib import Path
from typing import NamedTuple

from eventx.errors import ReadError
from eventx.readers.encoding import UnreadableError, decode
from eventx.resolving.actor_tables import cells, day_of

NOBODY = frozenset({"---", "###"})
"""Codes of words that look like an actor and name none."""

_CODE = re.compile(r"~?[A-Z][A-Z0-9]{2,}|~?(?:---|###)")
_PERIOD = re.compile(r"(\d{6}|\d{8})-(\d{6}|\d{8})|>(\d{6}|\d{8})|<(\d{6}|\d{8})")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_BLOCK_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNCOMMENTED = re.compile(r"(?:[^\[;#]|\[[^\]]*(?:\]|$))*")
_LINE = re.compile(r"(?P<phrase>[^\[\]{}]*)(?:\{(?P<plurals>[^{}]*)\})?\s*(?P<codes>(?:\[[^\[\]]*\]\s*)*)")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_SET = re.compile(r"(!\w+!)\s*=\s*(.+)")
_SET_NAME = re.compile(r"!\w+!")
_FORM = "write NAME_ [CODE], +SYNONYM_, or an indented [CODE yymmdd-yymmdd]; comments begin with # or ;"
_COLUMNS = "name,aliases,code,country,from,to"


class Coded(NamedTuple):
    """A code and the days on which it holds, both included; an open end is open."""

    code: str
    since: date | None = None
    until: date | None = None
    country: str | None = None
    """The country that a CSV names beside the code."""


class Fact(NamedTuple):
    """What a dictionary says of some words."""

    words: tuple[str, ...]
    """Name and synonyms, or all forms of an agent."""
    codes: tuple[Coded, ...]
    where: str
    """File and line."""

    @property
    def is_agent(self) -> bool:
        """Tell whether the words are a role."""
        return self.codes[0].code.startswith("~")

    @property
    def is_nobody(self) -> bool:
        """Tell whether the words name no actor."""
        return self.codes[0].code.removeprefix("~") in NOBODY


def read_dictionary(path: Path) -> list[Fact]:
    """Read a dictionary: ``.csv`` as CSV with a header, anything else as actors and agents.

    Raises:
        ReadError: it cannot be read, or a line is malformed: file and line, what is wrong, what to do.
    """
    text = _text(path)
    facts = list(_csv_facts(path, text) if path.suffix.lower() == ".csv" else _facts(path, text))
    if not facts:
        raise ReadError(f"{path}: no actors in it; {_FORM}, or a .csv with the columns {_COLUMNS}")
    for fact in facts:
        _check(fact)
    return facts


def content_hash(base: str, paths: Iterable[str]) -> str:
    """Return a hash of a hash and the bytes of dictionaries in their order; the bare hash when there are none.

    Raises:
        ReadError: a file cannot be read.
    """
    return reduce(lambda known, path: hashlib.sha256(known.encode() + _bytes(Path(path))).hexdigest(), paths, base)


def _bytes(path: Path) -> bytes:
    try:
        return path.expanduser().read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: the dictionary cannot be read ({error.strerror}); check the path") from error


def _text(path: Path) -> str:
    try:
        return decode(_bytes(path)).removeprefix("\ufeff")
    except UnreadableError as error:
        raise ReadError(f"{path}: {error}") from error


def _check(fact: Fact) -> None:
    if not all(any(character.isalnum() for character in word) for word in fact.words):
        raise ReadError(f"{fact.where}: a name without letters; {_FORM}")
    for coded in fact.codes:
        if coded.code and not _CODE.fullmatch(coded.code):
            raise ReadError(
                f"{fact.where}: {coded.code!r} is no actor code; write one code in capitals, such as KENGOV or ~GOV"
            )
        if coded.since and coded.until and coded.until < coded.since:
            raise ReadError(f"{fact.where}: {coded.until} is before {coded.since}; write the earlier day first")
    dated = any(coded.since or coded.until for coded in fact.codes)
    if any(coded.code.startswith("~") for coded in fact.codes) and (len(fact.codes) > 1 or dated):
        raise ReadError(f"{fact.where}: an agent takes one code without days, such as [~GOV]; leave out the others")


class _Lines:
    """Reads the lines of a dictionary into facts; a fact ends where the next name begins."""

    def __init__(self, sets: dict[str, list[str]]) -> None:
        self._sets = sets
        self._words: list[str] = []
        self._codes: list[Coded] = []
        self._where = ""

    def read(self, line: str, where: str) -> Iterator[Fact]:
        """Read a line, and yield the fact that it ends."""
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise ReadError(f"{where}: {line.strip()!r} is no entry, or a bracket is left open; {_FORM}")
        phrase = match["phrase"].strip()
        if phrase and not phrase.startswith("+"):
            yield from self.end()
            self._where = where
        elif not self._words:
            raise ReadError(f"{where}: {line.strip()!r} belongs to no name; put it below NAME_")
        forms = [phrase.removeprefix("+"), *(match["plurals"] or "").split(",")]
        self._words += [word for form in forms if form.strip() for word in self._expand(form, where)]
        self._codes += [_coded(inside, where) for inside in _BRACKETS.findall(match["codes"])]

    def end(self) -> Iterator[Fact]:
        """Yield the fact that was being read."""
        if self._words and not self._codes:
            raise ReadError(f"{self._where}: {self._words[0]!r} has no code; add [CODE] to its line or below it")
        if self._words:
            yield Fact(tuple(dict.fromkeys(self._words)), tuple(self._codes), self._where)
        self._words, self._codes = [], []

    def _expand(self, form: str, where: str) -> list[str]:
        """Return the words of a form, one for each choice from its sets."""
        names = _SET_NAME.findall(form)
        for name in names:
            if name not in self._sets:
                raise ReadError(f"{where}: the set {name} is not defined; add a line such as {name} = MAN, WOMAN")
        frame = _SET_NAME.split(form)
        choices = product(*(self._sets[name] for name in names))
        return [_spaced("".join(a + b for a, b in zip(frame, (*chosen, ""), strict=True))) for chosen in choices]


def _facts(path: Path, text: str) -> Iterator[Fact]:
    text = _BLOCK_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    lines = [(f"{path}:{number}", _without_comment(line)) for number, line in enumerate(text.split("\n"), 1)]
    sets = [match for _, line in lines if (match := _SET.fullmatch(line.strip()))]
    reader = _Lines({match[1]: [item.strip().strip("_") for item in match[2].split(",")] for match in sets})
    for where, line in lines:
        if line.strip() and not _SET.fullmatch(line.strip()):
            yield from reader.read(line, where)
    yield from reader.end()


def _without_comment(line: str) -> str:
    match = _UNCOMMENTED.match(line)
    return match[0] if match else ""


def _spaced(form: str) -> str:
    return " ".join(form.replace("_", " ").split())


def _coded(inside: str, where: str) -> Coded:
    """Read what stands between brackets: a code, and perhaps a period."""
    code, *rest = inside.split() or [""]
    if not code:
        raise ReadError(f"{where}: empty brackets; write a code such as [KENGOV], or [---] for words that name nobody")
    if not rest:
        return Coded(code)
    match = _PERIOD.fullmatch("".join(rest))
    if match is None:
        raise ReadError(f"{where}: {inside!r} has no period; write CODE yymmdd-yymmdd, CODE >yymmdd or CODE <yymmdd")
    first, last, after, before = match.groups()
    return Coded(code, _short_day(first or after, where), _short_day(last or before, where))


def _short_day(text: str | None, where: str) -> date | None:
    """Read yymmdd or yyyymmdd."""
    if text is None:
        return None
    century = "" if len(text) == 8 else "19" if int(text[:2]) > 30 else "20"
    try:
        return date.fromisoformat(century + text)
    except ValueError:
        raise ReadError(f"{where}: {text!r} is no day; write yymmdd, such as 090131") from None


def _csv_facts(path: Path, text: str) -> Iterator[Fact]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        header = set(reader.fieldnames or ())
        if "name" not in header or header.isdisjoint({"code", "country"}):
            raise ReadError(f"{path}:1: the header lacks name, or code and country; write {_COLUMNS}")
        for row in reader:
            yield _csv_fact(
                {key: (row.get(key) or "").strip() for key in _COLUMNS.split(",")}, row, f"{path}:{reader.line_num}"
            )
    except csv.Error as error:
        raise ReadError(f"{path}:{reader.line_num}: {error}; check its quotation marks") from error


def _csv_fact(row: dict[str, str], read: dict[str, str], where: str) -> Fact:
    if None in read:
        raise ReadError(f"{where}: more cells than the header has; quote cells with a comma, divide aliases with ;")
    if not row["name"] or not (row["code"] or row["country"]):
        raise ReadError(f"{where}: a row needs a name, and a code or a country; fill them in or delete the row")
    since, until = (_long_day(row[column], column, where) for column in ("from", "to"))
    return Fact(
        (row["name"], *cells(row["aliases"])), (Coded(row["code"], since, until, row["country"] or None),), where
    )


def _long_day(text: str, column: str, where: str) -> date | None:
    """Read YYYY, YYYY-MM or YYYY-MM-DD."""
    if not text:
        return None
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return day_of(text, last=column == "to")
    raise ReadError(f"{where}: {text!r} is no day; write {column} as YYYY, YYYY-MM or YYYY-MM-DD")
