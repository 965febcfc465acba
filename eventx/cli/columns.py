"""The options that name the columns of tables of articles, shared by all commands that read articles."""

from typing import Annotated

import typer

TextColumn = Annotated[
    str | None, typer.Option("--text-col", help="Column that holds the text (guessed when left out).")
]
DateColumn = Annotated[str | None, typer.Option("--date-col", help="Column of the publication date.")]
IdColumn = Annotated[str | None, typer.Option("--id-col", help="Column of the article's id.")]
SourceColumn = Annotated[str | None, typer.Option("--source-col", help="Column of the outlet.")]
TitleColumn = Annotated[str | None, typer.Option("--title-col", help="Column of the headline.")]


def columns(
    text: str | None, date: str | None, article_id: str | None, source: str | None, title: str | None
) -> dict[str, str | None]:
    """Return the columns as :func:`eventx.readers.read` takes them."""
    return {
        "text_column": text, "date_column": date, "id_column": article_id,
        "source_column": source, "title_column": title,
    }  # fmt: skip
