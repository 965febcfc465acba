"""Where the numbers of a run come from."""

from pydantic import Field

from eventx.schema.record import Record


class Settings(Record):
    """Everything that changes the output of a run. Two runs with equal settings agree byte for byte."""

    engine: str = "offline"
    codebook: str = "cameo"
    codebook_version: str = ""
    codebook_hash: str = Field("", description="SHA-256 of the codebook's files.")
    prompt: str | None = None
    prompt_hash: str | None = None
    engine_hash: str = Field("", description="Hash of the engine's model, prompt and sampling settings.")
    tables_hash: str = Field("", description="Hash of the actor and place tables, own dictionaries included.")
    actors: tuple[str, ...] = Field((), description="Paths of own actor dictionaries; a later one wins.")
    text_column: str | None = None
    date_column: str | None = None
    id_column: str | None = None
    source_column: str | None = None
    title_column: str | None = None
    eventx_version: str = ""


class Counts(Record):
    """What became of every article and every item an engine returned."""

    articles: int = 0
    coded: int = 0
    refused: int = 0
    failed: int = 0
    duplicate: int = 0
    items: int = 0
    mentions: int = 0
    rejected: int = 0
    events: int = 0
