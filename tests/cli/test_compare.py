from pathlib import Path

from tests.cli.conftest import ENGINE, Run


def test_two_runs_stand_side_by_side(eventx: Run, finished: Path, stories: Path) -> None:
    eventx("extract", stories, "-o", "other", "--engine", ENGINE, "--limit", "2")
    ran = eventx("show", finished, "--compare", "other")
    counts, passages = (part.splitlines() for part in ran.out.split("\n\n"))
    assert counts[0] == "article\trun\tother\tpassage\troot\tcode\tcountries"
    assert counts[1].split("\t")[1:] == ["2", "2", "2", "2", "2", "2"]
    assert passages[0] == "article\tsame\trun\tother\tquote"
    assert passages[1].split("\t")[1] == "code, countries"
    assert "057 KEN" in passages[1].split("\t")[2]
    assert "2 articles: 3 passages by run, 3 by other; 3 in common" in ran.err
    assert "1 articles that only one of them coded are left out" in ran.err


def test_a_passage_of_one_run_alone_says_whose_it_is(eventx: Run, finished: Path, stories: Path) -> None:
    eventx("extract", stories, "-o", "other", "--engine", "engines_for_tests:Silent")
    ran = eventx("show", finished, "--compare", "other", "--status", "all")
    assert [line.split("\t")[1] for line in ran.out.split("\n\n")[1].splitlines()[1:]] == ["only run"] * 4


def test_a_run_that_is_not_there_is_an_error(eventx: Run, finished: Path) -> None:
    ran = eventx("show", finished, "--compare", "nowhere")
    assert ran.code == 2
    assert "nowhere: no run here" in ran.err


def test_articles_of_one_table_are_told_apart(eventx: Run, finished: Path, stories: Path) -> None:
    eventx("extract", stories, "-o", "other", "--engine", ENGINE)
    counts, passages = (part.splitlines() for part in eventx("show", finished, "--compare", "other").out.split("\n\n"))
    assert [line.split("\t")[0] for line in counts[1:]] == [f"{stories}:{number}" for number in (1, 2, 3)]
    assert [line.split("\t")[0] for line in passages[1:]] == [f"{stories}:{number}" for number in (1, 1, 2)]
