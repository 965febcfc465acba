"""``eventx show RUN ID --why``: how the offline engine came to an event, told as the run saw it."""

from collections.abc import Iterator
from typing import Any

from eventx import __version__
from eventx.cli.app import talk
from eventx.cli.job import tables_hash
from eventx.codebook import Codebook, load_codebook
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.engine import drafts_hash
from eventx.engines.offline.explain import explain
from eventx.errors import RunError
from eventx.resolving.own_tables import use_dictionaries
from eventx.run_tables import article_as_read
from eventx.runs import RunFolder

STATEMENT = "only said: its sentence tells no event, and the run codes bare statements, too (--statements)"
NOTHING = "nothing to tell: as it is now, the engine finds no event in this passage"


def prepare(run: RunFolder) -> None:
    """Put the run's own dictionaries into use, and say what has changed since it was made.

    Raises:
        RunError: its events are not those of the offline engine.
        ReadError: a dictionary is not there any more, or malformed.
    """
    settings = run.settings
    if settings.engine != "offline":
        raise RunError(
            f"{run.path}: coded by the engine {settings.engine!r}, and --why explains the offline engine alone; "
            "leave --why out"
        )
    if run.recoded_from:
        raise RunError(
            f"{run.path}: recoded from {run.recoded_from}, whose engine never knew these codes; leave --why out, "
            f"or see there: eventx show {run.recoded_from}"
        )
    use_dictionaries(settings.actors)
    if changed := ", ".join(_changed(run)):
        talk(f"note: {changed} changed since this run was made; --why tells how its articles are read now")


def why(run: RunFolder, mention: dict[str, Any]) -> Iterator[str]:
    """Yield lines that explain a mention of a run that was prepared."""
    codebook = load_codebook(run.settings.codebook)
    article = article_as_read(run, mention["article_id"])
    place = mention["quote_start"], mention["quote_end"]
    lines = list(explain(article, *place, codebook, statements=run.settings.statements))
    is_statement = run.settings.statements and mention["code"] in codebook.head.residual
    yield from [STATEMENT] if is_statement else lines or [NOTHING]


def _changed(run: RunFolder) -> Iterator[str]:
    """Yield what is not as it was; what a run did not record is taken for unchanged."""
    settings, codebook = run.settings, load_codebook(run.settings.codebook)
    recorded = {
        "eventx": (settings.eventx_version, __version__),
        "the codebook": (settings.codebook_hash, codebook.sha256),
        "the tables": (settings.tables_hash, tables_hash(settings.actors)),
        "the engine": (settings.engine_hash, _engine_hash(codebook, statements=settings.statements)),
    }
    yield from (name for name, (before, now) in recorded.items() if before not in {"", now})


def _engine_hash(codebook: Codebook, *, statements: bool) -> str:
    return drafts_hash(OfflineCoder(codebook), statements=statements)
