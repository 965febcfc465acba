"""An article: one news story, as read or as cleaned."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from eventx.schema.record import Record, content_id

PublishedBasis = Literal["given", "metadata", "text", "dateline", "caption", "url", "near_duplicate"]
"""Where a publication date was found: named by the user, page metadata, a date line, the dateline, ..."""


class Article(Record):
    """One news story.

    ``text`` is whatever was read until :func:`eventx.cleaning.clean` has run; afterwards
    it is the cleaned body, and every offset of a mention indexes it.
    """

    article_id: str = Field("", description="A hash of the content, unless the input names its own ids.")
    text: str = Field(description="The story; paragraphs are separated by line breaks.")
    title: str | None = Field(None, description="The headline.")
    published: date | None = Field(None, description="The day of publication; relative dates are resolved from it.")
    published_basis: PublishedBasis | None = Field(None, description="Where the day of publication was found.")
    source: str | None = Field(None, description="The outlet that published the story.")
    dateline: str | None = Field(None, description="The place named at the head of the story.")
    lang: str | None = Field(None, description="Language as an ISO 639-1 code.")
    url: str | None = Field(None, description="The address of the story; never fetched.")
    path: str | None = Field(None, description="The file that held the story, as the user named it.")
    position: int = Field(1, ge=1, description="1-based position of the story in its file.")
    is_html: bool = Field(False, description="Whether `text` is markup still to be cleaned.")
    problem: str | None = Field(
        None, description="Why the story could not be read from its file; it is then a failure."
    )

    @model_validator(mode="after")
    def _fill_id(self) -> Self:
        if not self.article_id:
            object.__setattr__(self, "article_id", content_id("a", self.source, self.title, self.published, self.text))
        if self.published is not None and self.published_basis is None:
            object.__setattr__(self, "published_basis", "given")
        return self
