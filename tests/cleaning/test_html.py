"""Pages of HTML give their story and what their metadata say; hostile pages give little, but soon."""

from datetime import date
from html import escape

import pytest

from eventx.cleaning import clean
from eventx.schema import Article

STORY = [
    "Peru recalled its ambassador from La Paz on Monday after Bolivia gave shelter to a former minister.",
    "The foreign ministry in Lima called the decision an unfriendly act and summoned the Bolivian envoy to explain it.",
    "Bolivia said it had acted under international law and would not hand over the man, who is wanted for fraud.",
    "Trade between the two has fallen since a dispute over the border crossing at Desaguadero began last year.",
]


def page(head: str = "", body: str = "") -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in STORY)
    return (
        f"<!DOCTYPE html><html><head><title>Peru recalls envoy</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
        f"<article><h1>Peru recalls envoy from Bolivia</h1>{paragraphs}{body}</article>"
        "<div class='comments'><h3>Comments</h3><p>I hate this government and all its ministers, every one.</p></div>"
        "<footer>Copyright 2019 The Altiplano Times. All rights reserved.</footer></body></html>"
    )


def html(markup: str) -> Article:
    return clean(Article(text=markup, is_html=True)).article


def test_the_story_is_kept_without_menus_comments_and_footer() -> None:
    article = html(page())
    assert article.text == "\n".join(STORY)
    assert not article.is_html
    assert article.title is not None
    assert article.title.startswith("Peru recalls envoy")


def test_the_rules_for_lines_run_on_pages_too() -> None:
    article = html(page(body="<p>Read more: Bolivia jails two generals</p><p>(Yonhap) (Yonhap)</p>"))
    assert article.text == "\n".join(STORY)


def test_metadata_name_the_day_and_the_outlet() -> None:
    day = '<meta property="article:published_time" content="2019-11-23T10:00:00Z">'
    article = html(page(day + '<meta property="og:site_name" content="Altiplano">'))
    assert (article.published, article.published_basis, article.source) == (date(2019, 11, 23), "metadata", "Altiplano")


def test_the_publisher_of_json_ld_is_the_outlet() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "The Plateau"}}</script>'
    assert html(page(head)).source == "The Plateau"


def test_broken_json_ld_is_ignored() -> None:
    assert html(page('<script type="application/ld+json">{"publisher": </script>')).text == "\n".join(STORY)


def test_a_copyright_year_is_not_taken_for_the_day_of_publication() -> None:
    assert html(page()).published is None


def test_given_fields_win_over_metadata() -> None:
    markup = page('<meta property="og:site_name" content="Altiplano">')
    article = clean(Article(text=markup, is_html=True, source="Mine", title="My title")).article
    assert (article.source, article.title) == ("Mine", "My title")


def test_a_fragment_in_paragraph_tags_is_read() -> None:
    assert html(f"<p>{STORY[0]}</p><p>{STORY[1]}</p>").text == f"{STORY[0]}\n{STORY[1]}"


@pytest.mark.parametrize(
    "markup",
    ["", " ", "<", "<html>", "<p " + "a=1 " * 200_000, "<div>" * 100_000, "&amp;" * 50_000, "<p>\ud800</p>",
     "<p>a\0b</p>", "<!-- " * 10_000, "<script>" + "x" * 500_000, "<![CDATA[" * 1000],
)  # fmt: skip
def test_hostile_pages_end_soon_and_raise_nothing(markup: str) -> None:
    cleaned = clean(Article(text=markup, is_html=True))
    assert clean(cleaned.article).article == cleaned.article
