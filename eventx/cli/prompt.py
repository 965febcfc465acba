"""``eventx prompt``: what language models are asked."""

from typing import Annotated

import typer

from eventx.cli.app import new_group, say, talk
from eventx.cli.columns import DateColumn, IdColumn, SourceColumn, TextColumn, TitleColumn, columns

NAME = typer.Argument(metavar="NAME", help="A bundled prompt, or the path of a folder such as ./mine.")
group = new_group("Prompts for language models: list, show, render.")


@group.command("list")
def list_() -> None:
    """List the prompts that ship."""
    from eventx.prompts import list_prompts, load_prompt

    for name in list_prompts():
        say(f"{name:<14} {load_prompt(name).head.description}")


@group.command()
def show(name: Annotated[str, NAME]) -> None:
    """Print the files of a prompt; what stands in [[ ]] is filled in for each codebook and article."""
    from eventx.prompts import load_prompt

    prompt = load_prompt(name)
    for path in sorted(path for path in prompt.folder.iterdir() if path.is_file()):
        say(f"--- {path.name}\n{path.read_text(encoding='utf-8').rstrip()}\n")
    talk(f"SHA-256 {prompt.sha256}")


@group.command()
def render(
    name: Annotated[str, NAME],
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Articles; without any, the first message alone.")
    ] = None,
    *,
    codebook: Annotated[
        str, typer.Option(help="A bundled codebook, or the path of a folder such as ./mine.")
    ] = "cameo",
    text_col: TextColumn = None,
    date_col: DateColumn = None,
    id_col: IdColumn = None,
    source_col: SourceColumn = None,
    title_col: TitleColumn = None,
) -> None:
    """Print the messages that a model is sent, as they are; nothing is sent."""
    from eventx.codebook import load_codebook
    from eventx.prompts import load_prompt, questions, render_system
    from eventx.readers import read
    from eventx.screening import screen

    prompt, loaded = load_prompt(name), load_codebook(codebook)
    system = render_system(prompt, loaded)
    say(f"--- system\n{system}")
    named = columns(text_col, date_col, id_col, source_col, title_col)
    for article in read(articles, **named, notes=None) if articles else ():
        for question in questions(prompt, loaded, screen(article, None).article):
            say(f"--- user\n{question.user}")
    talk(f"system: {len(system):,} characters, the same for every article")
