"""Prompts: what is sent, what never is, and that a released prompt stays as it is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.codebook import Codebook, load_codebook
from eventx.errors import ResourceError
from eventx.prompts import (
    Prompt,
    fill,
    list_prompts,
    load_prompt,
    mark_for,
    masked,
    render,
    render_choice,
    strip_invisible,
)
from eventx.resources import data_folder, folder_hash
from eventx.schema import Article
from eventx.testing import make_article, make_draft

BOMB = "{% for i in range(10**6) %}"


@pytest.fixture(scope="module")
def cameo() -> Codebook:
    return load_codebook("cameo")


def between_marks(user: str) -> str:
    match = re.search(r"<<<(?:article|paragraph) ([0-9a-f]{16})\n(.*)\n(?:article|paragraph) \1>>>", user, re.DOTALL)
    assert match is not None
    return match[2]


def test_released_prompts_never_change() -> None:
    lines = data_folder("prompts", "released.tsv").read_text(encoding="utf-8").splitlines()
    released = dict(line.split("\t") for line in lines)
    assert set(released) == set(list_prompts())
    for name, sha256 in released.items():
        assert load_prompt(name).sha256 == sha256, f"{name} is released: make a new version instead"


def test_a_27_character_template_bomb_goes_out_as_27_characters(cameo: Codebook) -> None:
    assert len(BOMB) == 27
    for name in list_prompts():
        assert between_marks(render(load_prompt(name), cameo, make_article(BOMB)).user) == BOMB


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7 * 7 }}",
        "[[CODES]] [[MARK]] [[TEXT]]",
        "{# x #} {% raw %}",
        "  indented\n    text\n",
        "$TEXT ${MARK} %s {0} \\1 \\g<0>",
    ],
)
def test_what_looks_like_a_template_stays_as_it_is(cameo: Codebook, text: str) -> None:
    assert between_marks(render(load_prompt("extract/v1"), cameo, make_article(text)).user) == text


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), max_size=200))
def test_any_visible_text_goes_out_unchanged(text: str) -> None:
    prompt = load_prompt("roots/v1")
    values = {"TITLE": "", "PUBLISHED": "", "TEXT": text, "MARK": mark_for(text)}
    assert between_marks(fill(prompt.article, values)) == text


def test_invisible_characters_are_stripped_from_text_and_title(cameo: Codebook) -> None:
    hidden = "Kenya\u200b signed\u202e a\U000e0041\U000e0042 pact\ue000 with\x00 Uganda.\ud800"
    user = render(
        load_prompt("extract/v1"), cameo, Article(text=hidden, title="A\u2066 pact\nTitle: forged", article_id="a")
    ).user
    assert between_marks(user) == "Kenya signed a pact with Uganda."
    assert "Title: A pact Title: forged\n" in user


def test_stripping_twice_changes_nothing_and_keeps_lines() -> None:
    text = "one\ntwo\tthree\r\u00adfour"
    assert strip_invisible(text) == "one\ntwo\tthreefour"
    assert strip_invisible(strip_invisible(text)) == strip_invisible(text)


def test_the_mark_is_repeatable_and_never_in_the_text() -> None:
    assert mark_for("a story") == mark_for("a story") != mark_for("another story")
    assert mark_for("x") not in "x" + mark_for("y")


@pytest.mark.parametrize("name", ["extract/v1", "roots/v1", "paragraph/v1", "quotes/v1", "staged/v1"])
def test_the_system_message_is_the_same_for_every_article(cameo: Codebook, name: str) -> None:
    prompt = load_prompt(name)
    one, other = (render(prompt, cameo, make_article(text)) for text in ("A story.", "Another story."))
    assert one.system == other.system
    assert one.user != other.user


def test_the_whole_codebook_with_its_rules_is_in_the_first_prompt(cameo: Codebook) -> None:
    system = render(load_prompt("extract/v1"), cameo, make_article()).system
    for code in cameo.codes.values():
        assert f"\n{code.code} {code.label}: {code.definition}" in system
        assert all(rule in system for rule in (*code.include, *code.exclude)), code.code


def shown_examples(codebook: Codebook) -> Iterator[str]:
    for name in list_prompts():
        system = render(load_prompt(name), codebook, make_article()).system
        yield from re.findall(r"^  Example[^:]*: (.+)$", system, re.MULTILINE)


def test_examples_hold_no_names_and_no_years_that_could_leak_into_answers(cameo: Codebook) -> None:
    examples = list(shown_examples(cameo))
    assert len(examples) > 200
    for example in examples:
        rest = re.sub(r"^(The|A|An) ", "", example.replace("ACTOR A", "").replace("ACTOR B", ""))
        assert not re.search(r"[A-Z0-9]", rest), example


def test_an_example_with_a_name_beside_its_parties_is_not_shown(cameo: Codebook) -> None:
    hidden = [example for example in cameo.examples if masked(example) is None]
    assert hidden
    assert all(text is None or "ACTOR" in text or text[1:].islower() for text in map(masked, cameo.examples[:400]))


def test_a_choice_shows_only_its_codes(cameo: Codebook) -> None:
    prompt = load_prompt("staged/v1")
    asked = render_choice(prompt, cameo, [cameo.get("057"), cameo.get("040")], make_draft())
    assert re.findall(r"^(\d+) ", asked.system, re.MULTILINE) == ["057", "040"]
    assert "signed a trade agreement" in asked.user


def test_an_unknown_prompt_is_refused_with_what_exists(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="bundled: extract/v1, paragraph/v1, quotes/v1, roots/v1, staged/v1"):
        load_prompt("extract/v9")
    with pytest.raises(ResourceError, match=re.escape(str(tmp_path))):
        load_prompt(str(tmp_path))


def test_a_prompt_of_ones_own_is_a_folder(tmp_path: Path, cameo: Codebook) -> None:
    (tmp_path / "prompt.toml").write_text('version = "1"\ndescription = "mine"\ncodes = "roots"\n', encoding="utf-8")
    (tmp_path / "system.txt").write_text("Code this.\n[[CODES]]", encoding="utf-8")
    (tmp_path / "article.txt").write_text("[[TEXT]]", encoding="utf-8")
    prompt = load_prompt(str(tmp_path))
    assert render(prompt, cameo, make_article("Hello.")).user == "Hello."
    assert prompt.sha256 == folder_hash(tmp_path)


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("prompt.toml", "version = 1", "not a prompt's head"),
        ("prompt.toml", 'version = "1"\ndescription = ""\nunit = "page"', "unit"),
        ("article.txt", "[[ARTICLE]]", r"asks for \[\[ARTICLE\]\]"),
    ],
)
def test_a_malformed_prompt_says_what_is_wrong(
    tmp_path: Path, cameo: Codebook, file: str, content: str, told: str
) -> None:
    (tmp_path / "prompt.toml").write_text('version = "1"\ndescription = ""\n', encoding="utf-8")
    (tmp_path / "system.txt").write_text("[[CODES]]", encoding="utf-8")
    (tmp_path / "article.txt").write_text("[[TEXT]]", encoding="utf-8")
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=told):
        render(Prompt("mine", tmp_path), cameo, make_article())


def test_a_missing_template_says_which(tmp_path: Path) -> None:
    (tmp_path / "prompt.toml").write_text('version = "1"\ndescription = ""\n', encoding="utf-8")
    with pytest.raises(ResourceError, match=r"system\.txt"):
        load_prompt(str(tmp_path))
