"""The processes of a run: started when there is work for more than one, and once."""

import os
import signal
from pathlib import Path

import pytest

from eventx.errors import RunError
from eventx.workers import Crew

PROCESS = "__import__('os').getpid()"


def test_the_processes_of_a_run_are_started_once() -> None:
    with Crew(2) as crew:
        first, second = (set(crew.work(eval, [PROCESS] * 6)) for _ in range(2))
    assert os.getpid() not in first | second
    assert len(first | second) <= 2


@pytest.mark.parametrize(("number", "pieces"), [(1, ["ab", "c"]), (2, ["ab"])], ids=["one worker", "one piece"])
def test_what_one_can_do_is_done_here(number: int, pieces: list[str]) -> None:
    with Crew(number) as crew:
        assert list(crew.work(eval, pieces, len)) == [len(piece) for piece in pieces]


def test_each_process_is_told_what_it_works_for(tmp_path: Path) -> None:
    with Crew(2, os.chdir, tmp_path) as crew:
        assert set(crew.work(eval, ["__import__('os').getcwd()"] * 4)) == {str(tmp_path)}


@pytest.mark.skipif(os.name == "nt", reason="kills a process by a signal that Windows lacks")
def test_a_killed_process_is_named_as_the_reason() -> None:
    with pytest.raises(RunError, match="fewer --workers"), Crew(2) as crew:
        list(crew.work(signal.raise_signal, [signal.SIGKILL] * 3))
