import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_records_are_listed_and_shown_as_json_schema(eventx: Run) -> None:
    names = [line.split()[0] for line in eventx("schema", "list").out.splitlines()]
    assert "draft" in names
    shown = json.loads(eventx("schema", "show", "draft").out)
    assert shown["$id"] == "urn:eventx:schema:draft:1"
    assert "quote" in shown["required"]


def test_exported_schemas_pass_the_check_until_one_changes(eventx: Run) -> None:
    files = eventx("schema", "export", "json").out.splitlines()
    assert eventx("schema", "export", "json", "--check").code == 0
    Path(files[0]).write_text("{}", encoding="utf-8")
    Path("json/gone.schema.json").touch()
    ran = eventx("schema", "export", "json", "--check")
    assert ran.code == 1
    assert "differs from the record" in ran.err
    assert "gone.schema.json: no record of this name" in ran.err


def test_an_unknown_record_is_an_error_that_lists_what_exists(eventx: Run) -> None:
    ran = eventx("schema", "show", "nope")
    assert ran.code == 2
    assert "there are: article, draft" in ran.err


def test_codebooks_and_codes_are_shown(eventx: Run) -> None:
    assert "cameo" in eventx("codebook", "list").out
    assert "  036   Express intent to meet or negotiate" in eventx("codebook", "show", "cameo").out
    page = eventx("codebook", "show", "cameo", "036").out
    assert page.startswith("036 Express intent to meet or negotiate\nparent 03, quad class 1")
    assert "Exclude:" in page


def test_a_copied_codebook_is_checked_by_path(eventx: Run) -> None:
    assert eventx("codebook", "copy", "cameo", "mine").code == 0
    ran = eventx("codebook", "check", "./mine")
    assert "cameo" in ran.err
    assert eventx("codebook", "copy", "cameo", "mine").code == 2


def test_a_thin_codebook_is_reported_and_exits_with_one(eventx: Run) -> None:
    Path("thin").mkdir()
    head = 'name = "thin"\nversion = "1"\n[[codes]]\ncode = "march"\nlabel = "March"\nroot = "march"\n'
    Path("thin/codebook.toml").write_text(head, encoding="utf-8")
    ran = eventx("codebook", "check", "./thin")
    assert ran.code == 1
    assert "march: no definition" in ran.out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("show", "nope"), "no codebook 'nope'; bundled: cameo"),
        (("show", "cameo", "03x"), "near it: 03, 030"),
        (("check", "./nope"), "there is no such folder"),
    ],
)
def test_unknown_codebooks_and_codes_are_errors_that_list_what_exists(
    eventx: Run, args: tuple[str, ...], message: str
) -> None:
    ran = eventx("codebook", *args)
    assert ran.code == 2
    assert message in ran.err
