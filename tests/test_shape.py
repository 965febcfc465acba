"""The code stays in pieces that can be read at a sitting."""

from pathlib import Path

LONGEST = 400
"""Lines of a module."""

PACKAGE = Path(__file__).parents[1] / "eventx"


def test_no_module_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert lengths
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}
