"""``eventx actors`` and ``eventx places``: what words stand for."""

from datetime import datetime
from typing import Annotated

import typer

from eventx.cli.app import FAILED, new_group, say, talk

actors = new_group("Actor tables: who words stand for.")
places = new_group("The gazetteer: where places are.")
WORDS = typer.Argument(help="The words, as an article has them.")


@actors.command("lookup")
def lookup_actor(
    words: Annotated[list[str], WORDS],
    date: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the words were written.")] = None,
    actors: Annotated[
        list[str] | None,
        typer.Option(help="Your actor dictionary (TABARI, PETRARCH, .csv); repeat it for more.", show_default=False),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Say which rows of the tables matched.")] = False,
) -> None:
    """Print the actors that words name, one a line: code, country, role, name. Exits with 1 when there are none."""
    from eventx.resolving.actors import explain, resolve
    from eventx.resolving.own_tables import use_dictionaries

    use_dictionaries(actors or ())
    phrase, when = " ".join(words), date.date() if date else None
    found = resolve(phrase, None, when)
    for actor in found:
        say("\t".join(value or "-" for value in (actor.code, actor.country, actor.role, actor.name, actor.text)))
    for line in explain(phrase, None, when) if why else ():
        say(f"why: {line}")
    if not found:
        talk(f"{phrase!r}: no actor known")
        raise typer.Exit(FAILED)


@places.command("lookup")
def lookup_place(
    words: Annotated[list[str], WORDS],
    why: Annotated[bool, typer.Option("--why", help="Say what speaks for each place.")] = False,
) -> None:
    """Print the places that words can mean, the likeliest first. Exits with 1 when there are none."""
    from eventx.resolving.places import candidates, explain

    phrase = " ".join(words)
    found = candidates(phrase)
    for place in found:
        parts = (
            place.name,
            place.admin1,
            place.country,
            place.latitude,
            place.longitude,
            place.kind,
            place.geonames_id,
        )
        say("\t".join("-" if part is None else str(part) for part in parts))
    for line in explain(phrase) if why else ():
        say(f"why: {line}")
    if not found:
        talk(f"{phrase!r}: no place known")
        raise typer.Exit(FAILED)
