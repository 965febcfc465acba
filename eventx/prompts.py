"""Prompts: versioned folders of templates, and what they become for an article.

A folder holds ``prompt.toml`` and its templates: ``system.txt`` (the same for every article, so that
providers can cache it), ``article.txt``, and for a staged prompt ``choice_system.txt`` and
``choice.txt``. A template's only syntax is ``[[NAME]]``; what is put in is never read as a template.
"""

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field, ValidationError

from eventx.codebook import Code, Codebook, Example
from eventx.errors import ResourceError
from eventx.resources import bundled, data_folder, find_folder, folder_hash, is_path
from eventx.schema import Article, Draft
from eventx.schema.record import Record

KIND = "prompts"
MARKER = "prompt.toml"

MIN_WORDS = 5
"""A paragraph with fewer words is not asked about."""

_NAME = re.compile(r"\[\[([A-Z]+)\]\]")
_OPENING = re.compile(r"^(The|A|An) ")
_TELLING = re.compile(r"[A-Z0-9]")


class PromptHead(Record):
    """What ``prompt.toml`` says: how an article is asked about."""

    version: str
    description: str
    unit: Literal["article", "paragraph"] = Field("article", description="How much text one request carries.")
    codes: Literal["all", "roots", "staged", "none"] = Field(
        "all",
        description="all: every code at once; roots: codes without a parent; staged: codes asked for afterwards; "
        "none: no codes asked for, the offline coder finds them.",
    )
    rules: bool = Field(True, description="Whether include and exclude rules are shown.")
    examples: int = Field(1, ge=0, le=5, description="Masked examples shown for each code.")
    max_events: int = Field(60, ge=1, le=200, description="The longest list of events one answer may hold.")


class Rendered(NamedTuple):
    """The two messages of one request."""

    system: str
    user: str


class Prompt:
    """A loaded prompt. Create it with :func:`load_prompt`."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self.head = _read_head(folder / MARKER)
        self.system = _read_template(folder / "system.txt")
        self.article = _read_template(folder / "article.txt")
        staged = self.head.codes == "staged"
        self.choice_system = _read_template(folder / "choice_system.txt") if staged else ""
        self.choice = _read_template(folder / "choice.txt") if staged else ""

    @cached_property
    def sha256(self) -> str:
        """Hash of all files of the prompt."""
        return folder_hash(self.folder)


@lru_cache(maxsize=16)
def load_prompt(reference: str) -> Prompt:
    """Load a prompt by bundled name (``extract/v1``) or by the path of a folder.

    Raises:
        ResourceError: it is missing or malformed; the message says where.
    """
    if reference in list_prompts():
        return Prompt(reference, data_folder(KIND, reference))
    try:
        return Prompt(reference, find_folder(KIND, reference, MARKER, "prompt"))
    except ResourceError as error:
        if not is_path(reference):
            raise
        raise ResourceError(f"{error}; bundled: {', '.join(list_prompts())}") from None


def list_prompts() -> list[str]:
    """Return the names of the bundled prompts."""
    return bundled(KIND, MARKER)


def questions(prompt: Prompt, codebook: Codebook, article: Article) -> Iterator[Rendered]:
    """Yield the messages that ask about an article: once about the whole, or about each of its paragraphs."""
    if prompt.head.unit == "article":
        yield render(prompt, codebook, article)
        return
    for text in article.text.splitlines():
        if len(text.split()) >= MIN_WORDS:
            yield render(prompt, codebook, article, text)


def render(prompt: Prompt, codebook: Codebook, article: Article, text: str | None = None) -> Rendered:
    """Return the messages that ask about an article.

    Args:
        prompt: the templates.
        codebook: its codes, rules and examples go into the system message.
        article: the story.
        text: the part of the story to ask about; None for the whole.
    """
    body = strip_invisible(article.text if text is None else text)
    title = strip_invisible(article.title or "").replace("\n", " ")
    published = article.published.isoformat() if article.published else ""
    values = {"TITLE": title, "PUBLISHED": published, "TEXT": body, "MARK": mark_for(title + body)}
    return Rendered(render_system(prompt, codebook), fill(prompt.article, values))


@lru_cache(maxsize=16)
def render_system(prompt: Prompt, codebook: Codebook) -> str:
    """Return the system message: the same text for every article under a prompt and codebook."""
    values = {
        "CODES": describe(codebook, shown_codes(prompt, codebook), prompt.head),
        "ATTRIBUTES": _attributes(codebook),
    }
    return fill(prompt.system, values).strip() + "\n"


def render_choice(prompt: Prompt, codebook: Codebook, codes: Iterable[Code], draft: Draft) -> Rendered:
    """Return the messages that ask which of ``codes`` fits a draft."""
    said = {"QUOTE": draft.quote, "ACTION": draft.action, "ACTOR": draft.actor or "", "TARGET": draft.target or ""}
    said = {name: strip_invisible(words) for name, words in said.items()}
    system = fill(prompt.choice_system, {"CODES": describe(codebook, codes, prompt.head)})
    return Rendered(system, fill(prompt.choice, said | {"MARK": mark_for("".join(said.values()))}))


def shown_codes(prompt: Prompt, codebook: Codebook) -> list[Code]:
    """Return the codes that a prompt shows, and lets a model choose from, when it asks for events."""
    return {"all": list(codebook.codes.values()), "roots": roots(codebook)}.get(prompt.head.codes, [])


def roots(codebook: Codebook) -> list[Code]:
    """Return the codes that have no parent."""
    return [code for code in codebook.codes.values() if code.parent is None]


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into a template in one pass: a value that looks like a template stays as it is.

    Raises:
        ResourceError: the template asks for a name that has no value.
    """
    unknown = sorted(set(_NAME.findall(template)) - set(values))
    if unknown:
        raise ResourceError(f"a prompt template asks for [[{unknown[0]}]]; here it may hold: {', '.join(values)}")
    return _NAME.sub(lambda match: values[match[1]], template)


def mark_for(text: str) -> str:
    """Return a delimiter that does not stand in the text: its writer could not know it, and a rerun repeats it."""
    seed = text
    while (mark := hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16]) in text:
        seed = mark + seed
    return mark


def strip_invisible(text: str) -> str:
    """Return the text without characters that nobody sees: controls, format marks, private and tag characters."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Cn"})


def describe(codebook: Codebook, codes: Iterable[Code], head: PromptHead) -> str:
    """Return the entries of codes: label, definition, rules and masked examples, a blank line apart."""
    return "\n\n".join("\n".join(_entry(codebook, code, head)) for code in codes)


def masked(example: Example) -> str | None:
    """Return an example with its parties masked, or None when other words of it could leak into answers.

    A name, a year or any other capital or digit that stays visible is such a word.
    """
    text = example.text
    sides = [(span, name) for span, name in ((example.source, "ACTOR A"), (example.target, "ACTOR B")) if span]
    for (start, end), name in sorted(sides, reverse=True):
        text = text[:start] + name + text[end:]
    rest = _OPENING.sub("", text).replace("ACTOR A", "").replace("ACTOR B", "")
    return None if _TELLING.search(rest) else text


def _entry(codebook: Codebook, code: Code, head: PromptHead) -> Iterable[str]:
    yield f"{code.code} {code.label}: {code.definition}".rstrip(": ")
    if head.rules and code.include:
        yield f"  Includes: {'; '.join(code.include)}"
    if head.rules and code.exclude:
        yield f"  Not: {'; '.join(code.exclude)}"
    for text, contrast in _examples(codebook, code, contrasts_first=head.rules)[: head.examples]:
        yield f"  Example{f' (not {contrast})' if contrast and head.rules else ''}: {text}"


def _examples(codebook: Codebook, code: Code, *, contrasts_first: bool) -> list[tuple[str, str | None]]:
    """Return masked examples of a code, or of the codes below it, with the code each must be told from."""
    found = _masked_examples(codebook)
    below = [example for child in codebook.children(code.code) for example in found.get(child.code, [])]
    return sorted(found.get(code.code, []) or below, key=lambda example: (example[1] is None) is contrasts_first)


@lru_cache(maxsize=4)
def _masked_examples(codebook: Codebook) -> dict[str, list[tuple[str, str | None]]]:
    found: dict[str, list[tuple[str, str | None]]] = {}
    for example in codebook.examples:
        text = masked(example)
        if text is not None:
            found.setdefault(example.code, []).append((text, example.contrast))
    return found


def _attributes(codebook: Codebook) -> str:
    lines = [
        f"- {attribute.name} ({', '.join(attribute.values) or attribute.type}): {attribute.description} "
        "Empty when the quote does not state it."
        for attribute in codebook.attributes
    ]
    return "\n".join(lines)


def _read_head(path: Path) -> PromptHead:
    try:
        return PromptHead.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise ResourceError(f"{path}: not a prompt's head: {error}") from error


def _read_template(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: the template cannot be read: {error}") from error
