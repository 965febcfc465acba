"""``eventx schema``: the records as JSON Schemas."""

from pathlib import Path
from typing import Annotated

import typer

from eventx.cli.app import FAILED, new_group, say, talk

group = new_group("The typed records as JSON Schemas.")


@group.command("list")
def list_() -> None:
    """List the records."""
    from eventx.schema.export import SCHEMAS

    for name, record in SCHEMAS.items():
        say(f"{name:<10} {(record.__doc__ or '').splitlines()[0]}")


@group.command()
def show(name: Annotated[str, typer.Argument(help="A record, such as draft.")]) -> None:
    """Print the JSON Schema of a record."""
    from eventx.schema.export import schema_text

    say(schema_text(name).rstrip())


@group.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go.")],
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 when the files differ.")] = False,
) -> None:
    """Write all JSON Schemas into a folder."""
    from eventx.schema.export import stale_schemas, write_schemas

    if check:
        problems = stale_schemas(folder)
        for problem in problems:
            talk(problem)
        raise typer.Exit(FAILED if problems else 0)
    for path in write_schemas(folder):
        say(str(path))
