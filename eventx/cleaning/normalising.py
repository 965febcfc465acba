"""One kind of space and line break, nothing invisible, no mojibake: before any offset is counted."""

import re
from collections.abc import Iterator

from eventx.cleaning.mapped import Edit, Mapped

_ODD = re.compile(
    r"(?P<line>\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"
    r"|(?P<space>[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<joiner>[\u200c\u200d])"
    r"|[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    r"|[\ud800-\udfff]"
)
_TOKEN = re.compile(r"[^ \n\r\t]+")
_JOINING_SCRIPTS = "\u0590"
"""From here on scripts are written with joiners, as Arabic, Persian and Hindi are; before, they are litter."""


def normalise(source: Mapped) -> Mapped:
    """Return a text with spaces, line breaks and encoding repaired; curly quotes and dashes stay."""
    repaired = source if source.text.isascii() else source.edited(_mojibake(source.text))
    return repaired.edited(_oddities(repaired.text))


def _oddities(text: str) -> Iterator[Edit]:
    for match in _ODD.finditer(text):
        if match.lastgroup == "joiner" and match.start() and text[match.start() - 1] > _JOINING_SCRIPTS:
            continue
        new = {"line": "\n", "space": " "}.get(match.lastgroup or "", "")
        yield Edit(*match.span(), new)


def _mojibake(text: str) -> Iterator[Edit]:
    """Yield repairs of the words that were decoded wrongly, in lines where ftfy is sure that some were."""
    from ftfy import fix_encoding  # noqa: PLC0415  # plain English never needs it
    from ftfy.badness import is_bad  # noqa: PLC0415  # the same

    for line in re.finditer(r"[^\n]+", text):
        if line[0].isascii() or not is_bad(line[0]):
            continue
        for token in _TOKEN.finditer(text, *line.span()):
            fixed = fix_encoding(token[0])
            if fixed != token[0]:
                yield Edit(*token.span(), fixed)
