from pathlib import Path

from tests.cli.conftest import Run


def test_the_report_is_written_into_the_run_and_its_path_printed(eventx: Run, finished: Path) -> None:
    ran = eventx("report", finished)
    assert ran.code == 0
    assert ran.out.strip() == str(finished / "report.html")
    assert "A pact on coffee" in (finished / "report.html").read_text(encoding="utf-8")


def test_the_report_goes_to_the_file_that_is_named(eventx: Run, finished: Path) -> None:
    assert eventx("report", finished, "-o", "committee.html").code == 0
    assert Path("committee.html").is_file()
    assert not (finished / "report.html").exists()


def test_a_folder_without_a_run_has_no_report(eventx: Run) -> None:
    ran = eventx("report", "nowhere")
    assert ran.code == 2
    assert "error: nowhere" in ran.err
