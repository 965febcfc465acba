"""The application, and what all commands share: errors, exit codes, talk."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from eventx import __version__
from eventx.errors import EventxError

if TYPE_CHECKING:
    from eventx.readers.notes import Notes

FAILED, MISUSE, STOPPED = 1, 2, 130


class Commands(TyperGroup):
    """A group that turns errors into one line on stderr and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except EventxError as error:
            talk(f"error: {error}")
            raise typer.Exit(MISUSE) from error
        except KeyboardInterrupt as error:
            talk("stopped; run the same command again to go on")
            raise typer.Exit(STOPPED) from error


app = typer.Typer(
    name="eventx",
    cls=Commands,
    help="News articles in, grounded political event data out: who did what to whom, when, where, and the quote.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def new_group(help_text: str) -> typer.Typer:
    """Return a group of commands."""
    return typer.Typer(help=help_text, no_args_is_help=True, rich_markup_mode=None)


def talk(line: str) -> None:
    """Print a line for the person, not for the next program."""
    typer.echo(line, err=True)


def talk_of(notes: "Notes") -> None:
    """Print what reading passed over."""
    for line in notes.lines():
        talk(line)


def say(line: str) -> None:
    """Print a line of data."""
    typer.echo(line)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"eventx {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version
