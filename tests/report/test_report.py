"""The report holds what the tables hold, loads nothing, and lets no article speak as markup."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from lxml import html

from eventx.errors import RunError
from eventx.report import write_report
from eventx.runs import RunFolder
from eventx.schema import Reading, Usage
from tests.report.made_runs import Row, article, event, many, write_run

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\u202e\u2028"\'&<!--'


def page_of(run: RunFolder, tmp_path: Path) -> str:
    write_report(run, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def listed(page: Any) -> list[dict[str, str]]:
    """Return the events as the page's script reads them."""
    data = json.loads(page.get_element_by_id("data").text)
    columns = {name: [data["texts"][n] for n in numbers] for name, numbers in data["columns"].items()}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def bars(page: Any, column: str) -> dict[str, int]:
    rows = page.xpath(f'//ol[@class="bars"]/li[a[@data-column="{column}"]]')
    return {row.find("a").get("data-value"): int(row.find("b").text.replace(",", "")) for row in rows}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return many(400)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> RunFolder:
    articles = [article(f"a{i}", source=f"Paper {i % 3}") for i in range(400)]
    return write_run(tmp_path_factory.mktemp("runs") / "made", rows, articles)


@pytest.fixture(scope="module")
def page(run: RunFolder, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return html.fromstring(page_of(run, tmp_path_factory.mktemp("page")))


@pytest.fixture(scope="module")
def actual(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows).filter(pl.col("time_status") == "actual")


def test_the_file_names_no_address_and_loads_nothing(run: RunFolder, tmp_path: Path) -> None:
    text = page_of(run, tmp_path)
    assert not re.findall(r"https?:|//[a-z0-9-]+\.[a-z]|@import|url\(", text)
    page = html.fromstring(text)
    assert not page.xpath("//link | //img | //iframe | //object | //embed | //*[@src]")
    assert all(link.get("href").startswith("#") for link in page.xpath("//a"))


def test_a_policy_forbids_all_but_the_one_script_of_the_page(page: Any) -> None:
    policy = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    assert policy.startswith("default-src 'none'")
    assert "sha256-" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_class_counts_equal_the_table_of_events(page: Any, actual: pl.DataFrame) -> None:
    told = {
        int(link.get("data-value")): text_of(link.getparent().getparent()[1])
        for link in page.xpath('//a[@data-column="quad"]')
    }
    assert told == {quad: str(number) for quad, number in actual["quad_class"].value_counts().iter_rows()}


def test_bars_count_the_events_that_happened(page: Any, actual: pl.DataFrame) -> None:
    assert sum(bars(page, "root_name").values()) == actual.height
    assert {name[:2]: number for name, number in bars(page, "root_name").items()} == dict(
        actual["root"].value_counts().iter_rows()
    )
    places = bars(page, "place")
    assert places["Nairobi, Kenya"] == actual.filter(pl.col("place_name") == "Nairobi").height


def test_the_numbers_of_the_timeline_add_up_to_the_events(page: Any, actual: pl.DataFrame) -> None:
    cells = page.xpath('//table[@id="timeline-numbers"]//td')
    assert sum(int(cell.text) for cell in cells) == actual.height


def test_the_matrix_counts_who_acts_on_whom(page: Any, actual: pl.DataFrame) -> None:
    table = page.get_element_by_id("matrix")
    names = [text_of(cell) for cell in table.xpath(".//thead//th")]
    row = next(r for r in table.xpath(".//tbody/tr") if text_of(r[0]) == "Kenya")
    cell = text_of(row[1 + names.index("Uganda")])
    assert int(cell or 0) == actual.filter(actor_country="KEN", target_country="UGA").height


def test_every_event_is_listed_with_its_quote_in_three_parts(page: Any, rows: list[Row]) -> None:
    found = {row["event_id"]: row for row in listed(page)}
    assert len(found) == len(rows)
    for row in rows:
        shown = found[row["event_id"]]
        assert shown["before"] + shown["action"] + shown["after"] == row["quote"]
        assert shown["action"] == row["quote"][4:13]
        assert shown["time_status"] == row["time_status"]


def test_articles_are_told_with_what_became_of_them(tmp_path: Path) -> None:
    articles = [article("a1"), article("a2", status="refused", reason="too short", n_mentions=0),
                article("a3", status="failed", reason="no answer", n_mentions=0),
                article("a4", status="duplicate", n_mentions=0), article("a5", n_mentions=0)]  # fmt: skip
    page = html.fromstring(page_of(write_run(tmp_path / "run", [event(1)], articles), tmp_path))
    assert text_of(page.get_element_by_id("articles-read")) == (
        "5 articles read: 2 coded, 1 refused, 1 failed, 1 duplicate."
    )
    assert "1 coded article held no event" in text_of(page.get_element_by_id("made"))
    assert "too short1" in text_of(page.get_element_by_id("article-reasons"))


def test_refusals_are_counted_by_rule(tmp_path: Path) -> None:
    refused = [
        {"article_id": "a1", "rule": rule, "reason": "x"} for rule in ("unknown-code", "unknown-code", "grounded-quote")
    ]
    page = html.fromstring(page_of(write_run(tmp_path / "run", [event(1)], [article()], refused), tmp_path))
    assert text_of(page.get_element_by_id("rules")) == "RuleItemsunknown-code2grounded-quote1"
    assert "4 items returned by the engine: 1 became mentions, 3 refused" in text_of(page.get_element_by_id("made"))


def test_hostile_text_is_inert(tmp_path: Path) -> None:
    quote = f"The {HOSTILE} ministers signed."
    sides = {f"{side}_{part}": HOSTILE for side in ("actor", "target") for part in ("text", "name", "codes")}
    hostile = event(1, quote=quote, quote_end=len(quote), **sides | {"actor_country": None, "target_country": None},
                    place_name=HOSTILE, latitude=1.0, longitude=36.0)  # fmt: skip
    articles = [article(title=HOSTILE, source=HOSTILE), article("a2", status="refused", reason=HOSTILE)]
    rejected = [{"article_id": "a1", "rule": HOSTILE, "reason": HOSTILE}]
    page = html.fromstring(page_of(write_run(tmp_path / "run", [hostile], articles, rejected), tmp_path))
    assert [script.get("type") for script in page.xpath("//script")] == ["application/json", None]
    assert not page.xpath("//img | //*[@onerror] | //comment()")
    assert "alert" not in page.xpath("//script")[1].text
    shown = listed(page)[0]
    assert shown["before"] + shown["action"] + shown["after"] == quote
    assert HOSTILE in [node.text for node in page.xpath("//bdi")]


def test_text_that_looks_like_a_slot_of_the_page_stays_text(tmp_path: Path) -> None:
    page = page_of(
        write_run(tmp_path / "run", [event(1, actor_name="{{data}}", actor_country=None)], [article()]), tmp_path
    )
    assert "<bdi>{{data}} \u2192 Uganda</bdi>" in page


def test_a_quote_of_two_megabytes_is_cut_around_its_action(tmp_path: Path) -> None:
    quote = "x" * 1_000_000 + " signed " + "y" * 1_000_000
    huge = event(1, quote=quote, quote_end=len(quote), action_start=1_000_001, action_end=1_000_007)
    text = page_of(write_run(tmp_path / "run", [huge], [article()]), tmp_path)
    shown = listed(html.fromstring(text))[0]
    assert shown["action"] == "signed"
    assert shown["before"].startswith("[...] xxx")
    assert shown["before"].endswith("xxx ")
    assert shown["after"].endswith("yyy [...]")
    assert len(text) < 200_000


def test_the_longest_quote_that_an_engine_may_give_is_whole(tmp_path: Path) -> None:
    quote = "The ministers " + "spoke at length and " * 199
    long = event(1, quote=quote, quote_end=len(quote))
    shown = listed(html.fromstring(page_of(write_run(tmp_path / "run", [long], [article()]), tmp_path)))[0]
    assert shown["before"] + shown["action"] + shown["after"] == quote


def test_an_empty_run_has_a_report(tmp_path: Path) -> None:
    page = html.fromstring(page_of(write_run(tmp_path / "run"), tmp_path))
    assert "0 events told as having happened in 0 articles." in text_of(page)
    assert len(page.xpath('//p[@class="empty"]')) >= 4
    assert listed(page) == []


def test_a_run_without_days_and_places_has_a_report(tmp_path: Path) -> None:
    bare = event(1, date_start=None, date_end=None, target_country=None, target_name=None, target_code=None)
    page = html.fromstring(page_of(write_run(tmp_path / "run", [bare], [article(published=None)]), tmp_path))
    assert text_of(page.xpath('//section[@id="when"]//p[@class="empty"]')[0]) == "No event has a day."
    assert not page.xpath('//*[local-name()="svg"]')


def test_a_codebook_without_classes_has_a_report(tmp_path: Path) -> None:
    battle = event(1, codebook="conflict-location", code="PEACEFUL_PROTEST", code_label="Peaceful protest",
                   root="PROTESTS", quad_class=None, goldstein=None, fatalities=0)  # fmt: skip
    page = html.fromstring(
        page_of(write_run(tmp_path / "run", [battle], [article()], codebook="conflict-location"), tmp_path)
    )
    assert bars(page, "root_name") == {"Protests": 1}
    assert listed(page)[0]["fatalities"] == "0"


def test_one_wrong_year_does_not_flatten_the_timeline(tmp_path: Path) -> None:
    events = [event(i, date_start=date(2024, 1 + i % 6, 1)) for i in range(400)] + [
        event(400, date_start=date(1824, 1, 1))
    ]
    page = html.fromstring(page_of(write_run(tmp_path / "run", events, [article()]), tmp_path))
    assert text_of(page.xpath('//table[@id="timeline-numbers"]//th')[0]) in {"Week", "Month"}
    assert "1 event far before or after the others not drawn" in text_of(page.get_element_by_id("when"))


def test_the_cost_of_a_model_is_told(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [event(1)], [article()], engine="openai/any", prompt="extract/v1")
    usage = Usage(requests=2, input_tokens=1500, output_tokens=300, cost_usd=0.0125)
    list(run.journal(0).record([Reading(article_id="a1", usage=usage), Reading(article_id="a2", usage=usage)]))
    page = html.fromstring(page_of(run, tmp_path))
    assert "Tokens read3,000" in text_of(page.get_element_by_id("cost"))
    assert "CostUSD 0.0250" in text_of(page.get_element_by_id("cost"))


def test_the_same_run_gives_the_same_bytes(run: RunFolder, tmp_path: Path) -> None:
    assert page_of(run, tmp_path) == page_of(RunFolder.open(run.path), tmp_path)


def test_a_file_that_cannot_be_written_is_an_error(run: RunFolder, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot write a file there"):
        write_report(run, tmp_path / "missing" / "report.html")
