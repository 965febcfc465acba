"""``eventx show RUN --compare RUN2``: what two runs say about the same articles."""

from eventx.cli.app import say, talk
from eventx.cli.listing import print_table
from eventx.comparing import Compared, Comparison, Pair, Row, agreement, compare
from eventx.runs import RunFolder
from eventx.showing import who_to_whom

SAME = {1: "passage", 2: "root", 3: "root, countries"}
"""What a level of agreement is called."""


def print_comparison(first: RunFolder, second: RunFolder, status: str, code: str) -> None:
    """Print what two runs have in common in each article, then their passages side by side."""
    names = [run.path.name for run in (first, second)]
    found = compare(first, second, status=status, code=code)
    print_table(("article", *names, "passage", "root", "code", "countries"), map(_counts, found.articles))
    say("")
    lines = (_line(article, pair, names) for article in found.articles for pair in article.pairs)
    print_table(("article", "same", *names, "quote"), lines)
    _summary(found, names)


def _counts(article: Compared) -> list[str]:
    return [article.article, *map(str, agreement(article.pairs))]


def _line(article: Compared, pair: Pair, names: list[str]) -> list[str]:
    alone = f"only {names[pair.first is None]}"
    same = SAME.get(pair.level, alone)
    same = same.replace("root", "code") if pair.same_code else same
    return [article.article, same, _told(pair.first), _told(pair.second), pair.row["quote"]]


def _told(row: Row | None) -> str:
    return f"{row['code']} {who_to_whom(row)}" if row else "-"


def _summary(found: Comparison, names: list[str]) -> None:
    total = agreement(pair for article in found.articles for pair in article.pairs)
    talk(
        f"{len(found.articles)} articles: {total.first} passages by {names[0]}, {total.second} by {names[1]}; "
        f"{total.passage} in common, {total.root} with the same root code ({total.share:.0%} agreement), "
        f"{total.code} with the same code, {total.dyad} with the same root code and countries"
    )
    if found.left_out:
        talk(f"{found.left_out} articles that only one of them coded are left out")
