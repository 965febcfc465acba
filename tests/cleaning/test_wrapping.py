"""Hard-wrapped text becomes paragraphs; text that was not wrapped is left alone."""

from textwrap import fill

import pytest

from eventx.cleaning import clean
from eventx.schema import Article

PARAGRAPHS = (
    (
        "Rebels in the south freed thirty farm workers on Monday whom they had held for a week in the marshes, the "
        "military said, and the army was still searching for twelve others who had been taken in April."
    ),
    (
        "Negotiators had promised the rebels a safe way out and a hearing of their demands, which the government has "
        "turned down twice. The governor thanked the elders of the district for their help."
    ),
    "A third paragraph that says a little more about the long war in the south and those who have to live with it.",
)


@pytest.mark.parametrize("width", [60, 72, 78])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_wrapped_paragraphs_are_joined(width: int, between: str) -> None:
    wrapped = between.join(fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert clean(Article(text=wrapped)).article.text.replace("\n", " ") == " ".join(PARAGRAPHS)


def test_blank_lines_keep_wrapped_paragraphs_apart() -> None:
    wrapped = "\n\n".join(fill(paragraph, 70) for paragraph in PARAGRAPHS)
    assert clean(Article(text=wrapped)).article.text == "\n".join(PARAGRAPHS)


def test_short_paragraphs_are_not_joined() -> None:
    text = "Police arrested three men in Lagos on Monday.\nThe men were charged.\nA court will hear them in May."
    assert clean(Article(text=text)).article.text == text


def test_all_lines_of_a_joined_paragraph_are_kept() -> None:
    cleaned = clean(Article(text=fill(PARAGRAPHS[0], 70)))
    assert [line.kept for line in cleaned.lines] == [True] * len(fill(PARAGRAPHS[0], 70).splitlines())
