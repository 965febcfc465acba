"""Cleaning keeps stories, cuts what is glued to them, fills empty fields, and leads back to the raw text."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventx.cleaning import clean
from eventx.schema import Article

FIRST = "Police arrested three men in Lagos on Monday after a raid on a warehouse, officials said."
SECOND = "The men were charged with smuggling weapons across the border with Benin."
THIRD = "A court will hear the case next week."
STORY = f"{FIRST}\n{SECOND}\n{THIRD}"

LINES = [
    line.partition("\t")[2] or line for line in (Path(__file__).parent / "pages.txt").read_text("utf-8").splitlines()
]
ODD_LINES = [
    "Related stories", "Read more", "Comments", "12 Comments", "© 2019 AP", "fou...", "He said:", "- item", "Why now?",
    "LAGOS - ABUJA, May 3 (AP) - Police said.", "FranÃ§ois said â€œno", "a\r\nb", "\u200b", "By A. B", "name: text.",
    "Tags: a", "?", "x", "",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        "Police arrested three men in Lagos",
        "Police fire tear gas\nProtesters flee the square",
        "Subscribe to our newsletter",
        "War.",
        "He is dead.\nPresident Amadou Bello died in a hospital in Dakar on Tuesday, his office said.",
        STORY,
        f"{FIRST}\n“Nobody,” she said, “will sign.”\n{SECOND}\nNobody did.\n{THIRD}",
        "抗议者周二在首都与警察发生冲突，政府宣布宵禁。\n反对党要求总统辞职。",
        "قالت الشرطة إنها اعتقلت ثلاثة رجال في المدينة.\nونفى محاميهم التهم الموجهة إليهم.",
    ],
)
def test_a_text_without_furniture_is_kept_whole(text: str) -> None:
    assert clean(Article(text=text)).article.text == text


def test_an_article_without_text_stays_without() -> None:
    assert clean(Article(text="")).article.text == ""
    assert clean(Article(text=" \n\u200b\n")).lines == ()


def test_paragraphs_are_one_line_each() -> None:
    assert clean(Article(text=f"  {FIRST}\r\n\r\n\r\n{SECOND}  \n \n{THIRD}\n")).article.text == STORY


def test_a_copyright_glued_to_the_last_sentence_is_cut_off_with_all_that_follows() -> None:
    text = f"{FIRST}\n{SECOND}© (c) Copyright Example Wire 2019.\nbob77\nThey should all be jailed, every one of them."
    article = clean(Article(text=text)).article
    assert article.text == f"{FIRST}\n{SECOND}"
    assert article.source == "Example Wire"


def test_a_copyright_inside_a_single_line_ends_the_story() -> None:
    assert clean(Article(text=f"{FIRST} {SECOND} (c) 2019 Example Wire. More nonsense follows here.")).article.text == (
        f"{FIRST} {SECOND}"
    )


def test_of_a_repeated_lead_the_later_copy_is_the_story() -> None:
    cleaned = clean(Article(text=f"{FIRST}\nBy Ann Obi\n\n{FIRST}\n{SECOND}"))
    assert cleaned.article.text == f"{FIRST}\n{SECOND}"
    assert [(line.number, line.role) for line in cleaned.lines if line.text == FIRST] == [
        (1, "repeated_lead"),
        (4, "body"),
    ]


@pytest.mark.parametrize("copyright_line", ["© 2019 Daily Mail Group", "Copyright 2019. All rights reserved."])
def test_a_year_of_copyright_is_no_day_of_publication(copyright_line: str) -> None:
    article = clean(Article(text=f"{STORY}\n{copyright_line}")).article
    assert (article.published, article.published_basis) == (None, None)


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        (f"Three held in raid\nNovember 23, 2019\n{STORY}", "2019-11-23", "text"),
        (f"Three held in Lagos raid | News | The Post | 23.11.2019\n{STORY}", "2019-11-23", "text"),
        (f"LAGOS, Nov 23: {STORY}\n© 2019 The Post", "2019-11-23", "dateline"),
        (f"LAGOS, 23 November 2019 (AFP) - {STORY}", "2019-11-23", "dateline"),
        (
            f"A policeman in Lagos, Nigeria, November 23, 2019. Ann Obi/Pool via REUTERS\n{STORY}",
            "2019-11-23",
            "caption",
        ),
        (f"LAGOS, Nov 23: {STORY}", None, None),
        (f"A policeman in Lagos, June 2, 2015. File photo: AFP\n{STORY}", None, None),
        (f"{STORY} They were first held on 3 May 2011.", None, None),
    ],
)
def test_the_day_of_publication_is_found_where_pages_print_it(text: str, day: str | None, basis: str | None) -> None:
    article = clean(Article(text=text)).article
    assert (article.published, article.published_basis) == (date.fromisoformat(day) if day else None, basis)


def test_the_address_gives_the_day_when_nothing_else_does() -> None:
    article = clean(Article(text=STORY, url="https://example.org/news/2019/11/23/raid.html")).article
    assert (article.published, article.published_basis) == (date(2019, 11, 23), "url")


def test_what_the_input_gives_is_kept() -> None:
    given_fields = {"title": "T", "published": date(2001, 2, 3), "source": "S", "dateline": "D", "lang": "en"}
    article = Article(text=f"Three held in Lagos raid\nNovember 23, 2019\n{STORY}\n© 2019 The Post", **given_fields)
    cleaned = clean(article).article
    assert {name: getattr(cleaned, name) for name in given_fields} == given_fields
    assert (cleaned.article_id, cleaned.published_basis) == (article.article_id, "given")


def test_a_title_that_the_input_names_is_no_part_of_the_text() -> None:
    article = clean(Article(title="Three held in raid", text=f"Three held in raid\n{STORY}")).article
    assert article.text == STORY


def test_every_line_that_is_not_blank_is_accounted_for() -> None:
    cleaned = clean(
        Article(text=f"Skip to content\n\nThree held in Lagos raid\n\n{FIRST}\n{SECOND}\n\nRelated stories\nTwo die")
    )
    assert [(line.number, line.role, line.kept) for line in cleaned.lines] == [
        (1, "navigation", False),
        (3, "title", False),
        (5, "body", True),
        (6, "body", True),
        (8, "related", False),
        (9, "related", False),
    ]


def test_places_in_the_cleaned_text_lead_back_to_the_raw_text() -> None:
    raw = f"Skip to content\r\n\r\nLAGOS, Nigeria -\u00a0Police\u200b arrested\u00a0three.\r\n\r\n{SECOND}"
    cleaned = clean(Article(text=raw))
    start = cleaned.article.text.index("arrested three")
    end = start + len("arrested three")
    assert raw[cleaned.to_raw(start) : cleaned.to_raw(end - 1) + 1] == "arrested\u00a0three"
    start = cleaned.article.text.index(SECOND)
    assert raw[cleaned.to_raw(start) :] == SECOND
    assert cleaned.to_raw(len(cleaned.article.text)) == len(raw)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(ODD_LINES), st.text(max_size=40)), max_size=14))
def test_cleaning_a_cleaned_article_changes_nothing(lines: list[str]) -> None:
    once = clean(Article(text="\n".join(lines)))
    assert clean(once.article).article == once.article


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(st.characters(codec="ascii"), max_size=40)), max_size=10))
def test_every_character_of_the_cleaned_text_stands_in_the_raw_text(lines: list[str]) -> None:
    raw = "\n".join(lines)
    cleaned = clean(Article(text=raw))
    places = [cleaned.to_raw(offset) for offset in range(len(cleaned.article.text))]
    assert places == sorted(set(places))
    assert all(
        character in (raw[place], " ", "\n") for character, place in zip(cleaned.article.text, places, strict=True)
    )


def test_two_megabytes_are_cleaned_in_seconds() -> None:
    page = f"Skip to content\nThree held in Lagos raid\n{STORY}\nRelated stories\nTwo die in flood\n"
    assert clean(Article(text=page * 8000)).article.text
