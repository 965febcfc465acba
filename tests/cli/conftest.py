import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ENGINE = "engines_for_tests:Scripted"
STORIES = [
    {
        "id": "s1",
        "title": "A pact on coffee",
        "date": "2024-05-15",
        "source": "Highland Post",
        "text": "Kenya signed Uganda's draft of a coffee pact in the morning after two weeks of talks.\n"
        "Kenya met Uganda again in the evening to talk about prices of tea and coffee.\n"
        "Kenya will visit Rwanda in June, the ministry of trade said on the same day.",
    },
    {
        "id": "s2",
        "title": "Shells on the border",
        "date": "2024-05-16",
        "source": "Highland Post",
        "text": "Freedonia shelled Sylvania for most of the night, residents of both towns said.\n"
        "Peru met Chile in Arica to speak about the fishing season and its many quarrels.",
    },
    {
        "id": "s3",
        "title": "A quiet day",
        "date": "2024-05-17",
        "source": "Highland Post",
        "text": "The rain stopped in the afternoon and the farmers of the valley went back to their fields.",
    },
]


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def eventx(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in this process, inside an empty folder."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.chdir(tmp_path)

    def run(*args: object) -> Ran:
        from eventx.cli import app

        with pytest.raises(SystemExit) as stopped:
            app([str(arg) for arg in args], prog_name="eventx")
        out, err = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), out, err)

    return run


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A file of three stories: two passages to code, one planned, one refused for its code."""
    return write_stories(tmp_path / "stories.jsonl", STORIES)


@pytest.fixture
def finished(eventx: Run, stories: Path) -> Path:
    """The folder of a finished run over the stories."""
    assert eventx("extract", stories, "-o", "run", "--engine", ENGINE).code == 0
    return Path("run")


def write_stories(path: Path, stories: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
    return path
