"""A run's recorded drafts, coded again under another codebook: no engine is called.

Drafts keep the article's words. The codes that the first engine proposed are forgotten, and the
offline coder finds new ones from quote and action.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from eventx.codebook import Codebook
from eventx.engines.replay import ReplayEngine
from eventx.errors import RunError
from eventx.extraction import Progress, add_counts, finish_shard
from eventx.pipeline import Outcome, Pipeline
from eventx.publishing import publish
from eventx.resolving.own_tables import use_dictionaries
from eventx.run_tables import as_article
from eventx.runs import CODE_AGAIN, RunFolder, reading_tables, writing
from eventx.schema import Counts, Settings


def recode(source: RunFolder, folder: Path, pipeline: Pipeline, settings: Settings, progress: Progress) -> Counts:
    """Code the drafts of a finished run into another run folder.

    Args:
        source: the run whose drafts are replayed.
        folder: a new folder, or one with the same settings.
        pipeline: made by :func:`replaying`.
        settings: made by :func:`recoded_settings`.
        progress: called after each shard.

    Raises:
        RunError: the run is not finished or damaged, or the folder cannot be used.
    """
    source.table("mentions")
    if folder.resolve() == source.path.resolve():
        raise RunError(f"{folder}: is the run itself; name a new folder with -o")
    use_dictionaries(settings.actors)
    run = RunFolder.create(folder, settings)
    counts = Counts()
    for number in source.shards(source.counts.articles):
        outcomes = list(_replay(source, number, pipeline))
        with writing(run.work):
            _copy(source.journal(number).path, run.work)
        counts = add_counts(counts, finish_shard(run, number, outcomes, pipeline.codebook))
        with writing(run.work):
            _copy(source.part(number, "duplicates"), run.work)
        progress(counts)
    run.save(recoded_from=source.path.as_posix())
    with writing(run.path):
        return publish(run, pipeline.codebook, counts)


def replaying(source: RunFolder, codebook: str) -> Pipeline:
    """Return a pipeline that codes the recorded drafts of a run under a codebook.

    Raises:
        ResourceError: the codebook is missing or malformed.
    """
    readings = {reading.article_id: reading for journal in source.journals() for reading in journal.readings()}
    settings = source.settings
    engine = ReplayEngine(readings, drop_codes=True, name=settings.engine, prompt_hash=settings.prompt_hash)
    return Pipeline(engine, codebook)


def recoded_settings(source: Settings, reference: str, codebook: Codebook, version: str) -> Settings:
    """Return the settings of a run under another codebook, loaded from ``reference``."""
    changed = {"codebook": reference, "codebook_version": codebook.version, "codebook_hash": codebook.sha256}
    return source.model_copy(update=changed | {"eventx_version": version})


def _replay(source: RunFolder, number: int, pipeline: Pipeline) -> Iterator[Outcome]:
    """Yield the outcomes of a shard: articles that were coded are coded anew, the others stay what they were."""
    paths = [source.part(number, name) for name in ("articles", "texts")]
    with reading_tables(*paths, todo=CODE_AGAIN):
        articles, texts = map(pl.read_parquet, paths)
    told = dict(texts.iter_rows())
    for row in articles.iter_rows(named=True):
        article = as_article(row, told.get(row["article_id"], ""))
        if row["status"] == "coded":
            outcome = pipeline.finish(article, next(iter(pipeline.engine.read([article]))))
            yield outcome._replace(duplicate_of=row["duplicate_of"])
        else:
            yield Outcome(article, row["status"], row["reason"], duplicate_of=row["duplicate_of"])


def _copy(path: Path, folder: Path) -> None:
    if path.is_file():
        shutil.copyfile(path, folder / path.name)
