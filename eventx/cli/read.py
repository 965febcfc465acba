"""``eventx read``: what is in files, and what cleaning keeps of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from eventx.cli.app import FAILED, say, talk_of
from eventx.cli.columns import DateColumn, IdColumn, SourceColumn, TextColumn, TitleColumn, columns

if TYPE_CHECKING:
    from eventx.cleaning import Cleaned
    from eventx.schema import Article


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read")(read)


def read(
    paths: Annotated[list[str], typer.Argument(metavar="FILES...", help="Files or folders of articles.")],
    *,
    lines: Annotated[
        bool, typer.Option("--lines", help="Print every line with its role; kept lines have a +.")
    ] = False,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Print only which stories are copies, and what they share.")
    ] = False,
    text_col: TextColumn = None,
    date_col: DateColumn = None,
    id_col: IdColumn = None,
    source_col: SourceColumn = None,
    title_col: TitleColumn = None,
) -> None:
    """Show what is in files: title, date, outlet, language, and how many lines are kept.

    Exits with 1 when a story could not be read.
    """
    named = columns(text_col, date_col, id_col, source_col, title_col)
    if duplicates:
        _print_duplicates(paths, named)
        return
    from eventx.cleaning import clean
    from eventx.readers import read as read_articles
    from eventx.readers.notes import Notes

    failed, notes = False, Notes()
    for article in read_articles(paths, **named, notes=notes):
        say(f"{article.path}:{article.position}")
        if article.problem:
            failed = True
            say(f"  problem   {article.problem}")
            continue
        _print(clean(article), lines=lines)
    talk_of(notes)
    raise typer.Exit(FAILED if failed else 0)


def _print_duplicates(paths: list[str], given: dict[str, str | None]) -> None:
    from eventx.cli.listing import print_links
    from eventx.near_duplicates import link_articles, unique_ids
    from eventx.near_duplicates.tables import duplicate_row
    from eventx.readers import read as read_articles
    from eventx.readers.notes import Notes
    from eventx.screening import screen
    from eventx.showing import article_name

    notes = Notes()
    links = link_articles(unique_ids(read_articles(paths, **given, notes=notes)))
    named, found = {}, []
    for article in unique_ids(read_articles(paths, **given, notes=None)):
        named[article.article_id] = article_name(article.model_dump())
        link = links.entry(article).link
        if link:
            found.append(duplicate_row(link, screen(article, None).article.text))
    print_links(found, named)
    talk_of(notes)


def _print(cleaned: "Cleaned", *, lines: bool) -> None:
    for name, value in _facts(cleaned.article).items():
        say(f"  {name:<9} {value or '-'}")
    kept = sum(line.kept for line in cleaned.lines)
    say(f"  {'lines':<9} {kept} kept, {len(cleaned.lines) - kept} cut")
    if lines:
        for line in cleaned.lines:
            say(f"  {line.number:>5} {'+' if line.kept else ' '} {line.role:<13} {line.text}")


def _facts(article: "Article") -> dict[str, str | None]:
    from eventx.cleaning.language import detect_language

    return {
        "title": article.title,
        "date": f"{article.published} ({article.published_basis})" if article.published else None,
        "outlet": article.source,
        "dateline": article.dateline,
        "language": article.lang or detect_language(article.text),
    }
