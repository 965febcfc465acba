"""Copies are found before coding: what is linked, what stays apart, and that order and boilerplate change nothing."""

import random
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eventx.near_duplicates import Link, find_links, link_articles, unique_ids
from eventx.near_duplicates import candidates as index
from eventx.near_duplicates.signatures import SHINGLE, passages, shingles, sign
from eventx.near_duplicates.stories import WIRE
from eventx.pipeline import Pipeline
from eventx.schema import Article
from eventx.testing import FunctionEngine, make_article, make_draft

WIRE_STORY = [
    "The governor of the lake province opened talks with the ferry workers' union on Tuesday in Port Amary.",
    "Both sides had refused to meet since the union shut three harbours in the second week of the strike.",
    "Union leader Tomas Erle said the crews wanted a written promise that no boat would be sold before winter.",
    "The governor answered that the province could not pay for empty boats and that two of them would be leased.",
    "Soldiers guarded the customs house, where some two hundred islanders had gathered with banners since dawn.",
    "A mediator from the labour court is to join the next round of talks, which begins after the weekend.",
    "Shops on the outer islands have run short of flour and of fuel for the generators, merchants said.",
]
OTHER_STORY = [
    "Thousands of beet farmers blocked the ring road of Velin with tractors on Wednesday to protest against duties.",
    "Police turned the first column back at the river bridge and took away the papers of eleven drivers.",
    "The minister of agriculture flew home early from a conference and called the protest a misunderstanding.",
    "Farmers burned straw in front of the chamber of commerce, and the smoke closed the airport for an hour.",
    "An association of sugar makers asked the government to hear both sides before the duties are raised again.",
    "By nightfall the tractors had left the centre, but the farmers vowed to return with twice as many.",
]
STANDING = (
    "This report was compiled by the Northern Press Union from its offices in four countries and may be printed, "
    "translated or broadcast by members of the union only, who are asked to name the union as their source."
)


def article(name: str, lines: list[str], published: str | None = "2024-05-14") -> Article:
    return Article(article_id=name, text="\n".join(lines), published=published)


def linked(*articles: Article) -> dict[str, Link]:
    return find_links(signature for one in articles if (signature := sign(one)))


def facts(links: dict[str, Link]) -> dict[str, tuple[str, str | None]]:
    return {name: (link.level, link.canonical) for name, link in links.items()}


def invented(seed: int, sentences: int = 12) -> list[str]:
    """Sentences of made-up words that no other seed has in this order."""
    rng = random.Random(seed)  # noqa: S311  # invented words, no secrets
    words = [
        f"{a}{b}" for a in ("ra", "mo", "ti", "lu", "ske", "vor") for b in ("n", "dal", "ster", "mi", "quo", "bel")
    ]
    return [" ".join(rng.choices(words, k=18)).capitalize() + "." for _ in range(sentences)]


def test_the_same_cleaned_text_on_two_pages_is_exact() -> None:
    page = article("page", ["Share this article", "", *WIRE_STORY, "", "Advertisement"], "2024-05-15")
    assert facts(linked(article("a", WIRE_STORY), page)) == {"page": ("exact", "a")}


def test_other_quotes_case_and_dashes_are_the_same_text() -> None:
    other = [
        line.replace("'", "\u2019").replace("Port Amary", "PORT AMARY").replace(",", " \u2013") for line in WIRE_STORY
    ]
    assert facts(linked(article("a", WIRE_STORY), article("b", other, "2024-05-15"))) == {"b": ("same_text", "a")}


@pytest.mark.parametrize(
    "version",
    [
        WIRE_STORY[:4],
        WIRE_STORY[::-1],
        ["Ferries stood still for a third week, our correspondent reports from the quay.", *WIRE_STORY[1:6]],
        [line.replace("two", "three").replace("said", "told reporters") for line in WIRE_STORY],
        [*WIRE_STORY, *OTHER_STORY],
        [*invented(1, 4), *WIRE_STORY[:4]],
    ],
    ids=["cut", "reordered", "own beginning", "updated", "roundup", "half rewritten"],
)
def test_a_version_of_the_story_is_a_wire_copy(version: list[str]) -> None:
    assert facts(linked(article("a", WIRE_STORY), article("b", version, "2024-05-15"))) == {"b": ("wire", "a")}


def test_another_story_with_one_quote_in_common_is_only_related() -> None:
    quoting = [*invented(2, 4), WIRE_STORY[2], WIRE_STORY[3]]
    links = linked(article("a", WIRE_STORY), article("b", quoting, "2024-05-15"))
    assert facts(links) == {"b": ("related", None)}
    assert links["b"].twin == "a"
    assert 0.15 < links["b"].share < WIRE


def test_stories_that_share_nothing_are_not_linked() -> None:
    assert linked(article("a", WIRE_STORY), article("b", OTHER_STORY)) == {}


def test_notes_of_a_line_that_differ_by_a_number_are_not_copies() -> None:
    note = "On {} May some {} villagers blocked the road to the quarry near Old Brenn and asked for work."
    assert linked(*(article(f"{n}", [note.format(n, 10 * n)]) for n in range(3, 9))) == {}


def test_a_text_filled_in_anew_after_weeks_is_no_copy() -> None:
    assert facts(linked(article("a", WIRE_STORY), article("b", WIRE_STORY[:6], "2024-07-01"))) == {
        "b": ("related", None)
    }


def test_a_roundup_of_two_stories_does_not_make_them_one() -> None:
    links = linked(
        article("a", WIRE_STORY), article("b", OTHER_STORY), article("both", [*WIRE_STORY, *OTHER_STORY], "2024-05-15")
    )
    assert set(links) == {"both"}
    assert links["both"].canonical in {"a", "b"}


def test_the_shared_passages_are_verbatim_in_the_copy() -> None:
    copy = article("b", [*invented(3, 2), *WIRE_STORY[:5]], "2024-05-15")
    (link,) = linked(article("a", WIRE_STORY), copy).values()
    found = passages(copy.text, link.runs)
    assert found
    assert all(passage in copy.text and passage in "\n".join(WIRE_STORY) for passage in found)


def test_the_earliest_is_canonical_and_the_order_given_changes_nothing() -> None:
    given = [
        article("late", WIRE_STORY, "2024-05-16"),
        article("early", WIRE_STORY[:5], "2024-05-14"),
        article("undated", WIRE_STORY[1:], None),
        article("other", OTHER_STORY, "2024-05-13"),
        article("loud", [line.upper() for line in OTHER_STORY], "2024-05-13"),
    ]
    signatures = [signature for one in given if (signature := sign(one))]
    results = [find_links(order) for order in permutations(signatures)]
    assert all(result == results[0] for result in results)
    assert {results[0][name].canonical for name in ("late", "undated")} == {"early"}


def test_an_undated_copy_has_the_day_of_its_story_and_a_dated_one_keeps_its_own() -> None:
    links = linked(
        article("a", WIRE_STORY), article("b", WIRE_STORY[:5], None), article("c", WIRE_STORY[2:], "2024-05-16"),
        article("d", WIRE_STORY, None), article("e", [line.upper() for line in WIRE_STORY], None),
    )  # fmt: skip
    assert {name: link.published for name, link in links.items()} == {
        "b": date(2024, 5, 14), "c": None, "d": date(2024, 5, 14), "e": date(2024, 5, 14),
    }  # fmt: skip


def test_a_related_article_lends_no_day() -> None:
    links = linked(article("a", WIRE_STORY), article("b", [*invented(4, 4), *WIRE_STORY[2:4]], None))
    assert [(link.level, link.published) for link in links.values()] == [("related", None)]


def test_a_standing_sentence_links_nothing_even_where_it_is_half_the_text() -> None:
    long = [article(f"long{n}", [*invented(n), STANDING]) for n in range(100, 140)]
    brief = [article(f"brief{n}", [*invented(n, 2), STANDING]) for n in range(200, 220)]
    assert linked(*long, *brief) == {}


def test_a_story_that_sixty_papers_carry_is_one_story_among_standing_sentences() -> None:
    rng = random.Random(5)  # noqa: S311  # invented words, no secrets
    story = invented(6)
    copies = [
        article(f"c{n}", [*invented(300 + n, 1), *rng.sample(story, 10), STANDING], "2024-05-15") for n in range(60)
    ]
    others = [article(f"o{n}", [*invented(400 + n), STANDING]) for n in range(60)]
    links = linked(article("first", story), *copies, *others)
    assert facts(links) == {copy.article_id: ("wire", "first") for copy in copies}


def test_a_shingle_of_all_articles_costs_no_more_than_their_number() -> None:
    pairs = index.candidates([shingles(" ".join([*invented(n, 1), STANDING])) for n in range(500)]).pairs
    assert len(pairs) < 500 * 2


def test_texts_of_too_few_words_have_no_shingles() -> None:
    assert [shingles(" ".join("abcdefgh"[:n])).size for n in range(8)] == [0, 0, 0, 0, 0, 1, 2, 3]
    assert SHINGLE == 5
    assert linked(article("a", ["Too short."]), article("b", ["Too short."])).keys() == {"b"}


def test_unreadable_articles_are_left_alone() -> None:
    assert sign(Article(text="", problem="x.txt: empty")) is None
    assert linked() == {}


def test_a_second_use_of_an_id_gets_a_suffix() -> None:
    twice = [article("a", WIRE_STORY), article("a", OTHER_STORY), article("a", STANDING.split(" and "))]
    assert [one.article_id for one in unique_ids(twice)] == ["a", "a-2", "a-3"]


@given(st.lists(st.sampled_from(["x", "x-2", "x-2-2", "x-3"]), max_size=8))
@example(["x", "x-2", "x"])
@example(["x", "x", "x-2"])
def test_no_id_is_given_twice_and_first_uses_stay(ids: list[str]) -> None:
    given = [one.article_id for one in unique_ids(make_article(article_id=name) for name in ids)]
    assert len(set(given)) == len(ids)
    assert all(made == name or made.startswith(f"{name}-") for made, name in zip(given, ids, strict=True))
    assert given == [one.article_id for one in unique_ids(make_article(article_id=name) for name in ids)]


def test_copies_are_left_out_only_when_asked_and_only_when_their_text_is_in_the_canonical_article() -> None:
    given = [
        article("a", WIRE_STORY[:4]),
        article("cut", WIRE_STORY[:3] + invented(8, 1), "2024-05-15"),
        article("roundup", [*WIRE_STORY[:4], *OTHER_STORY, *invented(9)], "2024-05-16"),
        article("again", WIRE_STORY[:4], "2024-05-17"),
    ]
    left_out = {
        mode: {one.article_id for one in given if link_articles(given, mode).entry(one).left_out}
        for mode in ("code", "once", "skip")
    }
    assert left_out == {"code": {"again"}, "once": {"cut", "again"}, "skip": {"cut", "again"}}


def test_the_files_of_signatures_are_used_only_for_the_same_articles(tmp_path: Path) -> None:
    given = [article(f"a{n}", WIRE_STORY[n:], f"2024-05-1{n}") for n in range(3)]
    first = [link_articles(given, work=tmp_path).entry(one) for one in given]
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    assert [link_articles(given, work=tmp_path).entry(one) for one in given] == first
    assert kept.stat().st_mtime_ns == before
    changed = [*given[:2], article("a2", OTHER_STORY)]
    assert link_articles(changed, work=tmp_path).entry(changed[2]).link is None


def test_in_memory_an_undated_copy_is_dated_by_its_twin() -> None:
    told = ["Kenya signed a trade agreement with Uganda on Monday in Nairobi.", *WIRE_STORY]
    given = [article("b", told[:6], None), article("a", told, "2024-05-15")]
    engine = FunctionEngine(lambda _: [make_draft(), make_draft(quote=told[0], date=None, proposed_code="040")])
    outcomes = {outcome.article.article_id: outcome for outcome in Pipeline(engine).outcomes(iter(given))}
    assert outcomes["b"].duplicate_of == "a"
    assert outcomes["b"].article.published_basis == "near_duplicate"
    assert [(m.when.start, m.when.basis) for m in outcomes["b"].mentions] == [
        (date(2024, 5, 13), "near_duplicate"), (date(2024, 5, 15), "near_duplicate"),
    ]  # fmt: skip
    assert [m.when.basis for m in outcomes["a"].mentions] == ["relative", "publication"]


def test_many_days_of_a_daily_report_are_not_one_story() -> None:
    day = date(2024, 3, 1)
    reports = [article(f"{n}", [*WIRE_STORY, *invented(n, 5)], str(day + timedelta(days=2 * n))) for n in range(9)]
    canonical = {link.canonical for link in linked(*reports).values() if link.canonical}
    assert canonical == {"0", "4"}


def test_copies_of_the_same_raw_text_are_still_duplicates() -> None:
    outcomes = list(Pipeline(FunctionEngine(lambda _: [])).outcomes([make_article(), make_article(source="x")]))
    assert sorted(outcome.status for outcome in outcomes) == ["coded", "duplicate"]
