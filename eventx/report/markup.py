"""HTML and SVG elements whose text cannot become markup."""

import html

_CONTROLS = dict.fromkeys(c for c in range(32) if chr(c) not in "\t\n")


class Markup(str):
    """Text that is HTML already; any other text is escaped."""

    __slots__ = ()


def tag(name: str, *children: str | None, **attributes: object) -> Markup:
    """Return an element.

    Args:
        name: of the element.
        children: elements, or text to be escaped; None is left out.
        attributes: ``class_`` stands for ``class`` and ``data_value`` for ``data-value``; None leaves one out.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{told}>{joined(*children)}</{name}>")


def joined(*children: str | None) -> Markup:
    """Return elements and escaped text, one after the other."""
    return Markup("".join(c if isinstance(c, Markup) else _escaped(c) for c in children if c is not None))


def isolated(text: str) -> Markup:
    """Return text of an article, whose marks of direction end where it ends."""
    return tag("bdi", text)


def counted(number: int, noun: str) -> str:
    """Return ``1 event`` or ``1,200 events``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _escaped(text: str) -> str:
    return html.escape(text.translate(_CONTROLS))
