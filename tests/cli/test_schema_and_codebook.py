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
    copied = eventx("codebook", "copy", "cameo", "mine")
    assert (copied.code, copied.out) == (0, "./mine\n")
    ran = eventx(*copied.err.strip().split(": eventx ")[1].split())
    assert (ran.code, "cameo" in ran.err) == (0, True)
    assert eventx("codebook", "copy", "cameo", "mine").code == 2


def write_codebook(codes: str, examples: str = "") -> Path:
    """Write a codebook with these codes and example rows; its whole path, since loaded ones are kept by their names."""
    entries = "".join(f'[[codes]]\ncode = "{code}"\nlabel = "{code}"\n' for code in codes.split())
    Path("own/examples").mkdir(parents=True)
    Path("own/passages").mkdir()
    Path("own/codebook.toml").write_text(f'name = "own"\nversion = "1"\n{entries}', encoding="utf-8")
    Path("own/examples/all.tsv").write_text("code\tcontrast\ttext\n" + examples, encoding="utf-8")
    return Path("own").absolute()


def test_a_code_that_is_never_found_is_a_problem_and_exits_with_one(eventx: Run) -> None:
    own = write_codebook("march strike", "march\t\tMiners marched in Lusaka.\n")
    ran = eventx("codebook", "check", own)
    assert ran.code == 1
    assert ran.out == "strike: no examples and no cues, so the offline coder never finds it\n"


def test_passages_alone_teach_a_code_and_when_to_be_silent(eventx: Run) -> None:
    own = write_codebook("march")
    passage = '{"text": "Miners marched.", "events": [{"code": "march", "action": "marched"}]}\n'
    Path("own/passages/a.jsonl").write_text(passage, encoding="utf-8")
    ran = eventx("codebook", "check", own)
    assert (ran.code, ran.out) == (0, "")
    assert "no examples with the code ---" not in ran.err


def test_what_would_only_make_a_codebook_better_is_advice(eventx: Run) -> None:
    own = write_codebook("march", "march\t\tMiners marched in Lusaka.\n")
    for name in ("examples/more.csv", "examples/.hidden", "passages/some.txt"):
        Path("own", name).touch()
    ran = eventx("codebook", "check", own)
    assert (ran.code, ran.out) == (0, "")
    advice = [line for line in ran.err.splitlines() if line.startswith("advice: ")]
    assert [line.split()[1:4] for line in advice] == [
        ["no", "definition:", "march."],
        ["no", "examples", "with"],
        ["examples/more.csv:", "not", "read;"],
        ["passages/some.txt:", "not", "read;"],
    ]


def test_a_codebook_with_sentences_of_no_event_is_not_advised_to_have_them(eventx: Run) -> None:
    own = write_codebook("march", "march\t\tMiners marched in Lusaka.\n---\t\tThe mine is deep.\n")
    assert "no examples with the code ---" not in eventx("codebook", "check", own).err


def test_a_codebook_that_is_lent_sentences_of_no_event_is_not_advised_to_have_them(eventx: Run) -> None:
    own = write_codebook("march")
    rows = "codebook\tcode\tas\ncameo\t141\tmarch\ncameo\t---\t---\n"
    Path("own/learned_from.tsv").write_text(rows, encoding="utf-8")
    ran = eventx("codebook", "check", own)
    assert (ran.code, ran.out) == (0, "")
    assert "no examples with the code ---" not in ran.err


def test_many_codes_without_a_definition_are_one_line(eventx: Run) -> None:
    own = write_codebook(" ".join(f"act{number:02}" for number in range(10)))
    assert "no definition: act00, act01, act02, act03, act04, act05, act06, act07 and 2 more." in (
        eventx("codebook", "check", own).err
    )


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


def test_a_copy_in_another_folder_is_named_as_it_was_given(eventx: Run, tmp_path: Path) -> None:
    assert eventx("codebook", "copy", "plover", tmp_path / "my own").out == f"{tmp_path}/my own\n"
    (tmp_path / "deep").mkdir()
    assert eventx("codebook", "copy", "plover", "deep/mine").out == "deep/mine\n"


def test_codes_in_a_circle_are_listed_and_exit_with_one(eventx: Run) -> None:
    own = write_codebook("march strike", "march\t\tMiners marched.\nstrike\t\tMiners struck.\n")
    toml = Path("own/codebook.toml").read_text(encoding="utf-8")
    toml = toml.replace('label = "march"', 'label = "march"\nparent = "strike"')
    Path("own/codebook.toml").write_text(toml.replace('label = "strike"', 'label = "s"\nparent = "march"'), "utf-8")
    ran = eventx("codebook", "check", own)
    assert ran.code == 1
    assert ran.out.count("stands above itself") == 2
    assert eventx("codebook", "show", own).code == 0
    assert eventx("codebook", "show", own, "march").code == 0


def test_a_codebook_without_codes_is_an_error(eventx: Run) -> None:
    own = write_codebook("")
    for command in ("show", "check"):
        ran = eventx("codebook", command, own)
        assert ran.code == 2
        assert "has no codes; name them in codebook.toml" in ran.err
