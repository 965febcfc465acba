"""What ``eventx extract`` prepares before the first article is read."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from eventx import __version__, readers
from eventx.codebook import Codebook, load_codebook
from eventx.engines import get_engine
from eventx.engines.base import Engine
from eventx.errors import EngineError
from eventx.extraction import default_workers, extract_to_folder, survey
from eventx.pipeline import Pipeline
from eventx.readers.notes import Notes
from eventx.resolving.own_dictionaries import content_hash
from eventx.resolving.own_tables import use_dictionaries
from eventx.resources import data_folder, folder_hash
from eventx.run_tables import rejected_by_rule
from eventx.runs import RunFolder
from eventx.schema import Article, Counts, Settings
from eventx.schema.provenance import Duplicates, Merge

if TYPE_CHECKING:
    from eventx.cli.progress import Bar

TABLES = ("actors", "places", "language", "merging")


class Source(NamedTuple):
    """The articles of a run: files as named, or the samples."""

    paths: tuple[str, ...]
    columns: Mapping[str, str | None]
    samples: bool = False
    limit: int | None = None
    actors: tuple[str, ...] = ()
    """Own dictionaries that say who is named in them."""
    duplicates: Duplicates = "code"
    merge: Merge = "all"

    def check(self) -> None:
        """Check files and columns, and put the dictionaries into use.

        Raises:
            ReadError: a file does not exist or nobody reads it, a column is missing, a dictionary is malformed.
        """
        use_dictionaries(self.actors)
        if not self.samples:
            readers.check(self.paths, **self.columns)

    def articles(self) -> "Articles":
        """Return the articles, streamed as often as they are asked for."""
        return Articles(self)

    def total(self, notes: Notes) -> int:
        """Return the number of articles, for the progress bar: a first pass over the files, which is told to notes."""
        return sum(1 for _ in self.stream(notes))

    def stream(self, notes: Notes | None = None) -> Iterator[Article]:
        """Read the articles once, from the start."""
        found = _samples() if self.samples else readers.read(self.paths, **self.columns, notes=notes)
        return islice(found, self.limit)


class Articles:
    """The articles of a source; each iteration reads the files from the start."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __iter__(self) -> Iterator[Article]:
        return self._source.stream()


class EngineChoice(NamedTuple):
    """The engine that was asked for; ``ask`` tells whether an LLM is asked one small question first."""

    reference: str
    base_url: str | None = None
    prompt: str | None = None
    workers: int | None = None
    ask: bool = True
    statements: bool = False

    @property
    def is_llm(self) -> bool:
        """Whether requests rather than processes are what runs side by side."""
        return "/" in self.reference

    @property
    def processes(self) -> int:
        """Number of processes."""
        return 1 if self.is_llm else self.workers or default_workers()

    def start(self, codebook: Codebook) -> Engine:
        """Return the engine, ready to read.

        Raises:
            EngineError: it does not exist, cannot start, or has no such option.
        """
        named = {"base_url": self.base_url, "prompt": self.prompt}
        if not self.is_llm and any(named.values()):
            raise EngineError("--base-url and --prompt are for LLM engines; name one with --engine provider/model")
        if self.is_llm and self.statements:
            raise EngineError("--statements is for the offline engine; a language model is told in its prompt")
        options = named | {"concurrency": self.workers if self.is_llm else None, "statements": self.statements or None}
        given = {name: value for name, value in options.items() if value is not None}
        return get_engine(self.reference, codebook, preflight=self.ask, **given)


class Job(NamedTuple):
    """A checked run: what is read, by what, under which settings."""

    source: Source
    pipeline: Pipeline
    settings: Settings
    workers: int

    @classmethod
    def prepare(cls, source: Source, choice: EngineChoice, codebook: str) -> "Job":
        """Load the codebook and start the engine.

        Raises:
            EventxError: one of them is missing or cannot start.
        """
        loaded = load_codebook(codebook)
        pipeline = Pipeline(choice.start(loaded), loaded)
        settings = _settings(choice, codebook, pipeline, source)
        return cls(source, pipeline, settings, choice.processes)

    def check_folder(self, folder: Path) -> None:
        """Check that an existing folder can hold this run.

        Raises:
            RunError: it holds a run with other settings, or something else.
        """
        RunFolder.find(folder, self.settings)

    def create_folder(self, folder: Path) -> None:
        """Create the run folder, or open the one of the unfinished run."""
        RunFolder.create(folder, self.settings)

    def survey(self) -> Counts:
        """Return what would become of the articles."""
        return survey(self.source.articles(), self.pipeline, self.source.duplicates)

    def run(self, folder: Path, bar: "Bar") -> Counts:
        """Code the articles into the folder."""
        return extract_to_folder(
            self.source.articles(), folder, self.pipeline, self.settings,
            workers=self.workers, progress=bar.shard_done, tick=bar.article_read,
        )  # fmt: skip

    def rejected_by_rule(self, folder: Path) -> dict[str, int]:
        """Return how many items each rule refused, the most frequent first."""
        return rejected_by_rule(RunFolder.open(folder))


def tables_hash(actors: Sequence[str]) -> str:
    """Return a hash of the bundled tables and of own dictionaries."""
    tables = [folder for name in TABLES if (folder := data_folder("schemas", name)).is_dir()]
    return content_hash(folder_hash(*tables), actors)


def _samples() -> Iterator[Article]:
    """Yield the articles that ship, under paths that do not name the machine."""
    for article in readers.read([str(files("eventx") / "samples")]):
        yield article.model_copy(update={"path": f"samples/{PurePath(article.path or '').name}"})


def _settings(choice: EngineChoice, codebook: str, pipeline: Pipeline, source: Source) -> Settings:
    return Settings(
        engine=choice.reference, codebook=codebook, codebook_version=pipeline.codebook.version,
        codebook_hash=pipeline.codebook.sha256, base_url=choice.base_url, prompt=choice.prompt,
        statements=choice.statements,
        prompt_hash=getattr(pipeline.engine, "prompt_hash", None),
        engine_hash=getattr(pipeline.engine, "fingerprint", ""),
        tables_hash=tables_hash(source.actors), actors=source.actors,
        duplicates=source.duplicates, merge=source.merge, eventx_version=__version__, **source.columns,
    )  # fmt: skip
