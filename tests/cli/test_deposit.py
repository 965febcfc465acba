"""``eventx export --layout deposit``: a folder for a data archive."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_deposit_is_a_folder_with_every_time_status(eventx: Run, finished: Path) -> None:
    ran = eventx("export", finished, "deposit", "--layout", "deposit", "--quotes", "none")
    assert (ran.code, ran.out) == (0, "deposit\n")
    assert "see deposit/README.md" in ran.err.replace("\\", "/")
    assert "planned" in Path("deposit/data/events.csv").read_text(encoding="utf-8")
    assert "coffee pact in the morning" not in Path("deposit/data/mentions.csv").read_text(encoding="utf-8")


def test_a_deposit_is_never_divided_or_thinned_and_never_overwrites(eventx: Run, finished: Path) -> None:
    assert "leave out --one-a-day" in eventx("export", finished, "d", "--layout", "deposit", "--one-a-day").err
    assert not Path("d").exists()
    ran = eventx("export", finished, finished, "--layout", "deposit")
    assert ran.code == 2
    assert "holds something already" in ran.err
