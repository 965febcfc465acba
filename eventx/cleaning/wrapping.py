"""Text that was wrapped at a fixed width, as e-mail and old archives are, back to paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from eventx.cleaning.mapped import Mapped

WIDEST = 100
"""The longest line of wrapped text; a page with longer lines was not wrapped."""

_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")


def paragraphs(lines: Sequence[Mapped]) -> list[Mapped]:
    """Return the paragraphs of stripped lines, blank lines dropped; lines are joined only when they were wrapped."""
    width = _width(lines)
    if width is None:
        return [line for line in lines if line.text]
    joined: list[list[Mapped]] = []
    for before, line in zip([Mapped.of(""), *lines], lines, strict=False):
        if before.text and line.text and _full(before.text, line.text, width):
            joined[-1].append(line)
        elif line.text:
            joined.append([line])
    return [Mapped.joined(parts, " ") for parts in joined]


def _width(lines: Sequence[Mapped]) -> int | None:
    """Return the width at which the page was wrapped, or None.

    Wrapped text has hardly a long line, and its lines stop inside sentences where the next word had no room.
    """
    lengths = [len(line.text) for line in lines if line.text]
    broken = [(a.text, b.text) for a, b in pairwise(lines) if _inside_sentence(a.text, b.text)]
    if len(broken) < 2 or sum(length <= WIDEST for length in lengths) < 0.95 * len(lengths):
        return None
    width = min(WIDEST, max(len(line) for line, _ in broken))
    return width if sum(_full(*pair, width) for pair in broken) > 0.8 * len(broken) else None


def _inside_sentence(line: str, following: str) -> bool:
    return bool(line) and following[:1].islower() and not _ENDS.search(line)


def _full(line: str, following: str, width: int) -> bool:
    """Tell whether the next word had no room in a line."""
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width
