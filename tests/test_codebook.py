"""Codebooks are folders of data: the bundled one is whole, a user's own needs no Python."""

import csv
import shutil
from pathlib import Path

import pytest

from eventx.codebook import Codebook, check_codebook, copy_codebook, load_codebook, parse_example
from eventx.errors import ResourceError

OWN = """
name = "strikes"
version = "0.1"
attributes = [
  {name = "workers", type = "integer", description = "How many stopped work."},
  {name = "sector", type = "choice", values = ["public", "private"]},
]
[[codes]]
code = "STRIKE"
label = "Strike"
definition = "Workers stop work."
[[codes]]
code = "LOCKOUT"
label = "Lock-out"
definition = "Employers keep workers out."
[[codes]]
code = "TALKS"
label = "Talks"
definition = "Both sides talk."
[[codes]]
code = "DEAL"
label = "Deal"
definition = "Both sides agree."
[[codes]]
code = "WILDCAT"
label = "Wildcat strike"
parent = "STRIKE"
definition = "A strike that no union called."
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "strikes"
    folder.mkdir()
    (folder / "codebook.toml").write_text(OWN, encoding="utf-8")
    (folder / "cues.tsv").write_text("code\thead\tdependents\nSTRIKE\tstrike\t\nDEAL\tsign\tdeal\n", encoding="utf-8")
    return folder


def test_cameo_has_its_318_codes_on_three_levels() -> None:
    codes = load_codebook("cameo").codes
    lengths = [len(code) for code in codes]
    assert (len(codes), lengths.count(2), lengths.count(3), lengths.count(4)) == (318, 20, 149, 149)


def test_every_cameo_code_is_complete() -> None:
    for code in load_codebook("cameo").codes.values():
        assert code.label and code.definition, code.code
        assert code.quad_class in {1, 2, 3, 4}, code.code
        assert code.goldstein is not None and -10 <= code.goldstein <= 10, code.code
        assert code.root == code.code[:2], code.code
        assert code.plover or code.root == "01", code.code


def test_cameo_roots_and_three_digit_codes_have_rules_and_examples() -> None:
    codebook = load_codebook("cameo")
    coded = {example.code[:3] for example in codebook.examples}
    for code in codebook.codes.values():
        if len(code.code) <= 3:
            assert code.include and code.exclude, code.code
        if len(code.code) == 3:
            assert code.code in coded, code.code


def test_rules_name_only_codes_that_exist() -> None:
    codebook = load_codebook("cameo")
    for code in codebook.codes.values():
        for rule in code.exclude:
            target = rule.rsplit("->", 1)[-1].strip()
            assert target == "none" or target in codebook.codes, f"{code.code}: {rule}"


def test_cameo_passes_its_own_check() -> None:
    assert check_codebook(load_codebook("cameo")) == []


def test_four_digit_codes_inherit_their_parents_rules() -> None:
    codebook = load_codebook("cameo")
    include, _ = codebook.rules("0314")
    assert set(codebook.get("031").include) <= set(include)


def test_a_folder_with_five_codes_and_two_attributes_is_a_codebook(own: Path) -> None:
    codebook = load_codebook(str(own))
    assert [attribute.name for attribute in codebook.attributes] == ["workers", "sector"]
    assert codebook.get("WILDCAT").root == "STRIKE"
    assert [cue.dependents for cue in codebook.cues] == [(), ("deal",)]


def test_check_says_which_codes_the_offline_coder_cannot_find(own: Path) -> None:
    problems = check_codebook(load_codebook(str(own)))
    assert "LOCKOUT: no examples and no cues, so the offline coder never finds it" in problems


def test_an_unknown_name_lists_what_is_bundled() -> None:
    with pytest.raises(ResourceError, match=r"bundled: .*cameo"):
        load_codebook("camoe")


def test_an_unknown_code_lists_its_neighbours() -> None:
    with pytest.raises(ResourceError, match="near it: 03, 030"):
        load_codebook("cameo").get("0399")


@pytest.mark.parametrize(
    ("code", "near"), [("36", "036$"), ("3", "03$"), ("0036", "036$"), ("310", r"\b131\b"), ("march", "01, 010")]
)
def test_a_code_mistyped_elsewhere_lists_codes_like_it(code: str, near: str) -> None:
    with pytest.raises(ResourceError, match=f"near it: .*{near}" if near.startswith("\\b") else f"near it: {near}"):
        load_codebook("cameo").get(code)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("codebook.toml", "name = ", "not valid TOML"),
        ("codebook.toml", 'name = "Bad Name"\nversion = "1"', "name"),
        ("codes/x.toml", '["NONE"]\ndefinition = "x"', "codes that do not exist: NONE"),
        ("examples.tsv", "code\tcontrast\ttext\nSTRIKE\t\tA <s>b walked out.\n", "<s> is never closed"),
        ("examples.tsv", "code,text\nSTRIKE,They walked out.\n", "examples.tsv:1: no column 'code'"),
        ("examples.tsv", "STRIKE\t\tThey walked out.\n", "examples.tsv:1: no column 'code'"),
        ("cues.tsv", "code\tverb\nSTRIKE\twalk\n", "cues.tsv:1: no column 'head'"),
        ("examples.tsv", "code\tcontrast\ttext\nNOPE\t\tA <a>b</a>.\n", "examples.tsv:2: no code 'NOPE'"),
        ("cues.tsv", "code\thead\tdependents\nNOPE\tgo\t\n", "cues.tsv:2: no code 'NOPE'"),
        ("passages/a.jsonl", '{"text": "x", "events": [{"code": "STRIKE", "action": "y"}]}\n', "a.jsonl:1"),
    ],
)
def test_a_malformed_file_is_named_with_its_line(own: Path, file: str, content: str, message: str) -> None:
    path = own / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=message):
        codebook = Codebook(own)
        _ = codebook.examples, codebook.cues, codebook.passages


def test_a_copy_loads_and_an_existing_folder_is_not_overwritten(tmp_path: Path) -> None:
    copy_codebook("cameo", tmp_path / "mine")
    assert load_codebook(str(tmp_path / "mine")).sha256 == load_codebook("cameo").sha256
    with pytest.raises(ResourceError, match="exists already"):
        copy_codebook("cameo", tmp_path / "mine")


def test_marked_examples_become_text_and_spans() -> None:
    text, spans = parse_example("<s>Peru</s> <a>met with <t>Chile</t></a>.")
    assert text == "Peru met with Chile."
    assert {tag: text[slice(*span)] for tag, span in spans.items()} == {
        "s": "Peru", "a": "met with Chile", "t": "Chile",
    }  # fmt: skip


def lend(own: Path, *rows: str) -> Codebook:
    """Return the codebook with the rows of what it learns from others."""
    (own / "cues.tsv").unlink()
    (own / "learned_from.tsv").write_text("\n".join(("codebook\tcode\tas", *rows)), encoding="utf-8")
    return load_codebook(str(own))


def test_a_codebook_can_learn_from_another_and_needs_no_examples(own: Path) -> None:
    book = lend(own, "cameo\t143\tSTRIKE", "cameo\t046\tTALKS", "cameo\t---\t---")
    ((lender, loan),) = book.lenders
    assert (lender.name, loan.codes) == ("cameo", {"143", "046", "---"})
    assert [loan.name(code, "walk") for code in ("143", "---", "190")] == ["STRIKE", "---", None]
    assert (book.can_be_learned, book.exemplified) == (True, {"STRIKE", "TALKS"})
    assert not any(problem.startswith("TALKS") for problem in check_codebook(book))


def test_another_codebook_is_looked_for_from_the_own_folder(own: Path) -> None:
    shutil.copytree(own, own.parent / "lender")
    ((lender, _),) = lend(own, "../lender\tTALKS\tSTRIKE").lenders
    assert lender.folder.resolve() == (own.parent / "lender").resolve()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("cameo\t143\tSTRIKES", r"learned_from.tsv:2: no code 'STRIKES'"),
        ("cameo\t1439\tSTRIKE", r"'cameo' has no code '1439'"),
        ("camoe\t143\tSTRIKE", r"camoe"),
    ],
)
def test_what_cannot_be_lent_is_named(own: Path, row: str, problem: str) -> None:
    with pytest.raises(ResourceError, match=problem):
        _ = lend(own, row).lenders


def test_plover_learns_from_cameo_all_but_what_has_no_one_type() -> None:
    ((lender, loan),) = load_codebook("plover").lenders
    left = {code for code in lender.codes if code not in loan.codes}
    assert left == {"017", "019", "034", "0342", "0343", "0344", "0831", "171"}


def test_acts_by_some_words_may_be_lent_apart() -> None:
    ((_, loan),) = load_codebook("plover").lenders
    assert [loan.name("173", head) for head in ("arrest", "charge")] == ["COERCE", "ACCUSE"]


def test_check_says_which_turn_names_no_code(own: Path) -> None:
    head = (own / "codebook.toml").read_text(encoding="utf-8")
    turn = '[[turns]]\ncode = "STRIKE"\nbecomes = "RIOT"\n'
    (own / "codebook.toml").write_text(head + turn, encoding="utf-8")
    assert "RIOT: a turn of codebook.toml names it, but it does not exist" in check_codebook(load_codebook(str(own)))


def test_a_line_separator_inside_a_passage_ends_no_line(own: Path) -> None:
    (own / "passages").mkdir()
    row = '{"text": "Workers struck.\u2028They talked.", "events": [{"code": "STRIKE", "action": "struck"}]}\n'
    (own / "passages" / "a.jsonl").write_text(row * 2, encoding="utf-8")
    texts = [passage.text for passage in load_codebook(str(own)).passages]
    assert texts == ["Workers struck.\u2028They talked."] * 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("examples/a.tsv", "code\ttext\nSTRIKE\tDie Bäcker streikten.\n", r"a.tsv:2: not UTF-8 .*save the file as"),
        ("passages/a.jsonl", '{"text": "Die Bäcker streikten."}\n', r"a.jsonl:1: not UTF-8"),
        ("cues.tsv", "code\thead\tdependents\nSTRIKE\tstören\t\n", r"cues.tsv:2: not UTF-8"),
        ("learned_from.tsv", "codebook\tcode\tas\ncameo\t143\tSTRÖM\n", r"learned_from.tsv:2: not UTF-8"),
    ],
)
def test_a_file_that_is_not_utf_8_is_named_with_the_line(own: Path, name: str, content: str, message: str) -> None:
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_bytes(content.encode("latin-1"))
    with pytest.raises(ResourceError, match=message):
        codebook = load_codebook(str(own))
        _ = codebook.examples, codebook.passages, codebook.cues, codebook.lenders


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("codes/a.toml", b'STRIKE = "stop"', r"a.toml: 'STRIKE' is no definition; .* \[STRIKE\]"),
        ("codes/a.toml", b'[STRIKE]\ndefinition = "gr\xe8ve"', r"a.toml:2: not UTF-8"),
        ("codes.csv", b"code,label\nX,gr\xe8ve\n", r"codes.csv:2: not UTF-8"),
        ("codebook.toml", b'name = "none"\nversion = "1"\n', r"has no codes; name them in codebook.toml"),
    ],
)
def test_malformed_files_of_codes_say_where_and_what_to_do(own: Path, name: str, content: bytes, message: str) -> None:
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_bytes(content)
    with pytest.raises(ResourceError, match=message):
        load_codebook(str(own))


def test_a_table_that_is_no_csv_is_named_with_the_line(own: Path) -> None:
    limit = csv.field_size_limit(100)
    (own / "codes.csv").write_text(f"code,label\nX,{'x' * 200}\n", encoding="utf-8")
    try:
        with pytest.raises(ResourceError, match=r"codes.csv:2: field larger than field limit"):
            load_codebook(str(own))
    finally:
        csv.field_size_limit(limit)


def test_a_code_above_itself_is_a_problem_and_no_endless_climb(own: Path) -> None:
    looped = OWN.replace('code = "STRIKE"', 'code = "STRIKE"\nparent = "WILDCAT"')
    (own / "codebook.toml").write_text(looped, encoding="utf-8")
    codebook = load_codebook(str(own))
    problems = [line for line in check_codebook(codebook) if "above itself" in line]
    assert [line.split(":")[0] for line in problems] == ["STRIKE", "WILDCAT"]
    assert codebook.above("WILDCAT") == ["STRIKE"]
    assert codebook.rules("WILDCAT") == ((), ())
