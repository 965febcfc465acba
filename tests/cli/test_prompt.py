from pathlib import Path

from tests.cli.conftest import Run


def test_prompts_are_listed_with_what_they_do(eventx: Run) -> None:
    lines = eventx("prompt", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == ["extract/v1", "paragraph/v1", "quotes/v1", "roots/v1", "staged/v1"]
    assert "The whole article in one request" in lines[0]


def test_a_prompt_is_shown_file_by_file(eventx: Run) -> None:
    out = eventx("prompt", "show", "staged/v1").out
    assert [line for line in out.splitlines() if line.startswith("--- ")] == [
        f"--- {name}" for name in ("article.txt", "choice.txt", "choice_system.txt", "prompt.toml", "system.txt")
    ]
    assert "[[TEXT]]" in out


def test_a_prompt_is_rendered_as_it_is_sent(eventx: Run) -> None:
    Path("story.txt").write_text("A pact\n\nKenya signed {{a}} pact with Uganda.\n\nIt was [[TEXT]] on that day.\n")
    ran = eventx("prompt", "render", "paragraph/v1", "story.txt", "--codebook", "plover")
    system, *users = ran.out.split("--- user\n")
    assert system.startswith("--- system\nYou code political event data.")
    assert "AGREE" in system
    assert ["Kenya signed {{a}} pact with Uganda." in user for user in users] == [True, False]
    assert "It was [[TEXT]] on that day." in users[1]
    assert "characters, the same for every article" in ran.err


def test_without_articles_the_first_message_alone_is_rendered(eventx: Run) -> None:
    assert "--- user" not in eventx("prompt", "render", "roots/v1").out


def test_an_unknown_prompt_is_an_error_that_lists_those_there_are(eventx: Run) -> None:
    ran = eventx("prompt", "show", "nope/v1")
    assert ran.code == 2
    assert ran.err.count("extract/v1, paragraph/v1, quotes/v1, roots/v1, staged/v1") == 1
    assert eventx("prompt", "show", "nope").err.count("extract/v1, paragraph/v1") == 1
