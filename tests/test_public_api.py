"""The public door: what it offers, and that opening it costs nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import eventx
from eventx.schema import Article, Draft
from eventx.testing import FunctionEngine, make_article, make_draft

HEAVY = ("polars", "pyarrow", "spacy", "instructor", "openai", "pydantic", "typer", "rich", "numpy")


def drafts(article: Article) -> Iterator[Draft]:
    if "trade agreement" in article.text:
        yield make_draft()
        yield make_draft(proposed_code="999")


def test_the_door_is_sorted_and_everything_behind_it_exists() -> None:
    assert eventx.__all__ == sorted(eventx.__all__)
    assert dir(eventx) == eventx.__all__
    assert all(getattr(eventx, name) is not None for name in eventx.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        _ = eventx.nope


def test_importing_eventx_loads_nothing_heavy() -> None:
    script = f"import sys, eventx; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"


def test_the_records_are_importable_without_tables_and_parsers() -> None:
    heavy = tuple(name for name in HEAVY if name != "pydantic")
    script = f"import sys, eventx.schema.export; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"


def test_one_text_is_coded_by_a_users_engine() -> None:
    result = eventx.extract(make_article(), engine=FunctionEngine(drafts))
    assert [event.best.code for event in result.events] == ["057"]
    assert result.mentions[0].quote == make_article().text
    assert [refused.rule for refused in result.rejected] == ["unknown-code"]


def test_files_are_read_coded_and_turned_into_tables(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(make_article().text, encoding="utf-8")
    result = eventx.Pipeline(engine=FunctionEngine(drafts)).run(eventx.read(str(path)))
    assert result.to_polars()["code"].to_list() == ["057"]
    assert result.to_polars("events")["n_mentions"].to_list() == [1]
    assert result.to_polars("rejected")["proposed_code"].to_list() == ["999"]


def test_a_table_in_memory_has_the_columns_of_the_one_on_disk() -> None:
    from eventx.publishing import table_columns

    result = eventx.Pipeline(engine=FunctionEngine(drafts)).run([make_article()])
    columns = table_columns(eventx.load_codebook("cameo"))
    for name in ("mentions", "events", "rejected"):
        assert result.to_polars(name).columns == list(columns[name])
