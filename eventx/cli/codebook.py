"""``eventx codebook``: coding schemes that ship, and your own."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from eventx.cli.app import FAILED, new_group, say, talk

if TYPE_CHECKING:
    from eventx.codebook import Codebook

NAME = typer.Argument(metavar="NAME", help="A bundled codebook, or the path of a folder such as ./mine.")
group = new_group("Coding schemes: list, show, check, copy for editing.")


@group.command("list")
def list_() -> None:
    """List the codebooks that ship."""
    from eventx.codebook import KIND, MARKER, load_codebook
    from eventx.resources import bundled

    for name in bundled(KIND, MARKER):
        codebook = load_codebook(name)
        say(f"{name:<18} {len(codebook.codes):>4} codes  version {codebook.version}  {codebook.head.title}")


@group.command()
def show(
    name: Annotated[str, NAME],
    code: Annotated[str | None, typer.Argument(help="A code, such as 036.")] = None,
) -> None:
    """List a codebook's codes, or print one code with its rules and examples."""
    from eventx.codebook import load_codebook

    codebook = load_codebook(name)
    lines = _code_list(codebook) if code is None else _code_page(codebook, code)
    for line in lines:
        say(line)


@group.command()
def check(name: Annotated[str, NAME]) -> None:
    """Check a codebook; exits with 1 when something is wrong. What would only make it better is advice."""
    from eventx.cli.codebook_advice import advice
    from eventx.codebook import check_codebook, load_codebook

    codebook = load_codebook(name)
    problems = check_codebook(codebook)
    for problem in problems:
        say(problem)
    for line in advice(codebook):
        talk(f"advice: {line}")
    talk(f"{codebook.name} {codebook.version}: {len(codebook.codes)} codes, {len(problems)} problems")
    raise typer.Exit(FAILED if problems else 0)


@group.command()
def copy(name: Annotated[str, NAME], folder: Annotated[Path, typer.Argument(help="A new folder.")]) -> None:
    """Copy a codebook's folder for editing; prints the path by which other commands name it."""
    from eventx.codebook import copy_codebook
    from eventx.resources import is_path

    copy_codebook(name, folder)
    path = str(folder) if is_path(str(folder)) else f"./{folder}"
    talk(f"edit it, check it with: eventx codebook check {quote(path)}")
    say(path)


def _code_list(codebook: "Codebook") -> list[str]:
    width = max(map(len, codebook.codes))
    depth = {code: len(codebook.above(code)) for code in codebook.codes}
    return [f"{'  ' * depth[c.code]}{c.code:<{width}}  {c.label}" for c in codebook.codes.values()]


def _code_page(codebook: "Codebook", code: str) -> list[str]:
    entry = codebook.get(code)
    include, exclude = codebook.rules(code)
    facts = {
        "parent": entry.parent,
        "quad class": entry.quad_class,
        "Goldstein": entry.goldstein,
        "PLOVER": entry.plover,
    }
    known = ", ".join(f"{name} {value}" for name, value in facts.items() if value is not None)
    lines = [f"{entry.code} {entry.label}", known, "", entry.definition]
    lines += _section("Include", include) + _section("Exclude", exclude)
    lines += _section("Examples", [e.text for e in codebook.examples if e.code == code])
    return lines + _section("Below it", [f"{c.code} {c.label}" for c in codebook.children(code)])


def _section(title: str, items: "list[str] | tuple[str, ...]") -> list[str]:
    return ["", f"{title}:", *(f"- {item}" for item in items)] if items else []
