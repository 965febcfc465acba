"""Where the numbers of a run come from."""

import re
from typing import Literal

from pydantic import Field, field_validator

from eventx.schema.record import Record

Duplicates = Literal["code", "once", "skip"]
"""What becomes of copies: coded as well, coded once and counted, or left out."""

Merge = Literal["all", "article", "none"]
"""Which mentions become one event when they tell of one happening: of all articles, of one article, or none."""

_SECRETS = re.compile(r"^(\w+://)?(?:.*@)?([^?#]*).*$", re.DOTALL)


class Settings(Record):
    """Everything that changes the output of a run. Two runs with equal settings agree byte for byte."""

    engine: str = "offline"
    codebook: str = "cameo"
    codebook_version: str = ""
    codebook_hash: str = Field("", description="SHA-256 of the codebook's files.")
    base_url: str | None = Field(None, description="Address of a model server, without what could be a secret.")
    prompt: str | None = None
    prompt_hash: str | None = None
    engine_hash: str = Field("", description="Hash of the engine's model, prompt and sampling settings.")
    tables_hash: str = Field("", description="Hash of the actor and place tables, own dictionaries included.")
    actors: tuple[str, ...] = Field((), description="Paths of own actor dictionaries; a later one wins.")
    duplicates: Duplicates = Field("code", description="What becomes of copies of a wire story.")
    merge: Merge = Field("all", description="Which mentions are merged into events: all, those of one article, none.")
    statements: bool = Field(False, description="Whether the offline engine codes bare statements too.")
    text_column: str | None = None
    date_column: str | None = None
    id_column: str | None = None
    source_column: str | None = None
    title_column: str | None = None
    eventx_version: str = ""

    @field_validator("base_url")
    @classmethod
    def _without_secrets(cls, address: str | None) -> str | None:
        """Cut user name, password, query and fragment off an address."""
        return None if address is None else _SECRETS.sub(r"\1\2", address)


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
