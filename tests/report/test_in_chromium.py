"""The page as a browser shows it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventx.report import write_report
from tests.report.chromium import Chromium, program
from tests.report.made_runs import Row, article, event, many, write_run

FOUND = "document.querySelector('#found').textContent"
ROWS = "document.querySelectorAll('#list tbody tr').length"
HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">\u202egnirts"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(program() is None, reason="chromium is not installed: apt-get install chromium"),
]


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Chromium]:
    with Chromium(tmp_path / "profile") as browser:
        yield browser


def written(folder: Path, events: list[Row]) -> Path:
    articles = [article(f"a{i}", source=f"Paper {i % 50}") for i in range(4000)]
    path = folder / "report.html"
    write_report(write_run(folder / "run", events, articles), path)
    return path


def test_twenty_thousand_events_open_and_ask_for_nothing(chromium: Chromium, tmp_path: Path) -> None:
    path = written(tmp_path, many(20_000))
    began = time.monotonic()
    chromium.open(path)
    found = chromium.value(FOUND)
    print(f"20,000 events opened in {time.monotonic() - began:.1f} s")
    assert "of 20,000 events" in found
    assert chromium.value(ROWS) == 25
    assert chromium.complaints() == []
    assert [address for address in chromium.requests() if not address.startswith(("file:", "data:"))] == []


def test_events_are_searched_sorted_and_opened(chromium: Chromium, tmp_path: Path) -> None:
    chromium.open(written(tmp_path, many(300)))
    chromium.value("document.querySelector('th[data-sort=place] button').click()")
    places = chromium.value("[...document.querySelectorAll('td[data-label=Place]')].map(cell => cell.textContent)")
    assert places == sorted(places)
    chromium.value("document.querySelector('button.open').click()")
    assert chromium.value("document.querySelectorAll('tr.detail dd').length") > 5
    chromium.value("document.querySelector('[name=words]').value = 'NAIROBI'; document.querySelector('#filters')"
                   ".dispatchEvent(new Event('input')); new Promise(done => setTimeout(done, 400))")  # fmt: skip
    shown = chromium.value("[...document.querySelectorAll('td[data-label=Place]')].map(cell => cell.textContent)")
    assert set(shown) == {"Nairobi, Kenya"}
    assert chromium.complaints() == []


def test_a_bar_lists_its_events(chromium: Chromium, tmp_path: Path) -> None:
    chromium.open(written(tmp_path, many(300)))
    pair = "document.querySelector('a[data-column=dyad]')"
    wanted = chromium.value(f"{pair}.parentElement.querySelector('b').textContent")
    chromium.value(f"{pair}.click()")
    assert chromium.value(FOUND).startswith(f"{wanted} of 300 events")


def test_hostile_text_and_a_huge_quote_are_shown_as_text(chromium: Chromium, tmp_path: Path) -> None:
    huge = "The " + "x" * 2_000_000
    events = [
        event(1, quote=f"The ministers {HOSTILE}", actor_text=HOSTILE, actor_name=HOSTILE, actor_country=None),
        event(2, quote=huge, quote_end=len(huge)),
    ]
    chromium.open(written(tmp_path, events))
    assert chromium.value("document.title") == "run"
    assert "</script>" in chromium.value("document.querySelector('#list blockquote').textContent")
    assert chromium.value("document.querySelectorAll('img').length") == 0
    assert chromium.complaints() == []


@pytest.mark.parametrize("width", [400, 800, 1000, 1200])
def test_nothing_is_wider_than_the_window(chromium: Chromium, tmp_path: Path, width: int) -> None:
    path = written(tmp_path, many(300))
    chromium.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    chromium.open(path)
    assert chromium.value("document.documentElement.scrollWidth") <= width
