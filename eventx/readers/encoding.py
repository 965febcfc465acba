"""Bytes to text: UTF-8 first, then what the file says of itself, then what it looks like."""

import codecs
import re
from pathlib import Path

HEAD = 1 << 20
"""Bytes that are looked at to find an encoding; a newspaper's first megabyte shows it."""

_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_MEANS_CP1252 = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
"""What browsers read as Windows-1252, because pages that say so mean it."""


_HOMES = {
    **dict.fromkeys(("cs", "pl", "sk", "hu", "hr", "sl", "bs", "ro", "sq"), "cp1250"),
    **dict.fromkeys(("et", "lv", "lt"), "cp1257"),
    "tr": "cp1254",
}
"""The Windows code page of languages in Latin letters; of all others it is cp1252."""


class UnreadableError(Exception):
    """The bytes are not text that can be decoded; the message says why."""


def decode(data: bytes) -> str:
    """Return the text of a whole file.

    Raises:
        UnreadableError: the bytes are binary, or no encoding fits.
    """
    encoding = find_encoding(data[:HEAD])
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableError(f"not readable as {encoding}: {error}; save the file as UTF-8") from None


def head_encoding(path: Path) -> str:
    """Return the encoding of a file that is read line by line, judged by its head.

    Raises:
        UnreadableError: the file is binary, or no encoding fits.
    """
    with path.open("rb") as stream:
        return find_encoding(stream.read(HEAD))


def find_encoding(head: bytes) -> str:
    """Return the name of the encoding of the first bytes of a file.

    Raises:
        UnreadableError: the bytes are binary, or no encoding fits.
    """
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        raise UnreadableError("a binary file, not text; only text can be read")
    if _fits(head, "utf-8"):
        return "utf-8"
    return _declared(head) or _looks_like(head)


def _fits(head: bytes, encoding: str) -> bool:
    """Tell whether the bytes decode, forgiving a character that is cut at the end of the head."""
    try:
        head.decode(encoding)
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start >= HEAD - 4
    except LookupError:
        return False
    return True


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head[:_SAMPLE])
    name = (match[1] or match[2]).decode("ascii", "ignore").lower() if match else ""
    name = "cp1252" if name in _MEANS_CP1252 else name
    return name if name and _fits(head, name) else None


def _looks_like(head: bytes) -> str:
    """Return the encoding the bytes look like; Latin code pages look alike, so the language decides between them."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  # most files are UTF-8 and never need it

    best = from_bytes(head[:_SAMPLE]).best()
    if best is None or not _fits(head, best.encoding):
        raise UnreadableError("neither UTF-8 nor any encoding it could be told to be; save the file as UTF-8")
    latin = re.fullmatch("[\x00-\u024f\u2000-\u22ff\uf8ff]*", str(best)) is not None
    home = _home_of_language(str(best)) if latin else None
    return home if home and _fits(head, home) else str(best.encoding)


def _home_of_language(text: str) -> str:
    from eventx.cleaning.language import detect_language  # noqa: PLC0415  # as above

    return _HOMES.get(detect_language(text) or "", "cp1252")
