"""Surface words to identity: actors, dates, places."""

from eventx.resolving.actors import Actor, DocumentNames, is_actor, is_person, resolve
from eventx.resolving.resolver import Resolver, Sides, names_of

__all__ = ["Actor", "DocumentNames", "Resolver", "Sides", "is_actor", "is_person", "names_of", "resolve", "role_of"]


def role_of(words: str) -> str:
    """Return the CAMEO role of the first actor that some words name, such as GOV, or an empty text."""
    actors = resolve(words) if words else ()
    return (actors[0].role or "") if actors else ""
