"""The processes of a run: started when there is work for more than one, and once."""

import os
import signal
from multiprocessing import active_children
from pathlib import Path

import pytest

from eventx.errors import RunError
from eventx.workers import Crew

NOTE = "__import__('pathlib').Path(str(__import__('os').getpid())).touch()"
"""Leaves a file with the number of the process in its folder."""
WAIT = "__import__('time').sleep(0.3)"


def test_the_processes_of_a_run_are_started_once_and_end_with_it(tmp_path: Path) -> None:
    with Crew(2, os.chdir, tmp_path) as crew:
        for _ in range(2):
            list(crew.work(eval, [f"({NOTE}, {WAIT})"] * 4))
    assert len(list(tmp_path.iterdir())) == 2
    assert not (tmp_path / str(os.getpid())).exists()
    assert not active_children()


@pytest.mark.parametrize(("number", "pieces"), [(1, ["ab", "c"]), (2, ["ab"])], ids=["one worker", "one piece"])
def test_what_one_can_do_is_done_here(number: int, pieces: list[str]) -> None:
    with Crew(number) as crew:
        assert list(crew.work(eval, pieces, len)) == [len(piece) for piece in pieces]


@pytest.mark.skipif(os.name == "nt", reason="kills a process by a signal that Windows lacks")
def test_a_killed_process_is_named_as_the_reason() -> None:
    with pytest.raises(RunError, match="fewer --workers"), Crew(2) as crew:
        list(crew.work(signal.raise_signal, [signal.SIGKILL] * 3))
