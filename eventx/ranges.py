"""The columns of events that hold the lowest and the highest value that reports give for a whole-number attribute."""

from collections.abc import Iterable

from eventx.codebook import Attribute


def low_of(attribute: str) -> str:
    """Return the column for the lowest value."""
    return f"{attribute[:27]}_low"


def high_of(attribute: str) -> str:
    """Return the column for the highest value."""
    return f"{attribute[:27]}_high"


def with_ranges(attributes: Iterable[Attribute]) -> tuple[Attribute, ...]:
    """Return the attributes as columns of events: whole numbers are followed by the lowest and highest reported."""
    found: list[Attribute] = []
    for attribute in attributes:
        found.append(attribute)
        if attribute.type == "integer":
            said = attribute.description
            low, high = f"Lowest value that reports give: {said}", f"Highest value that reports give: {said}"
            found.append(Attribute(name=low_of(attribute.name), type="integer", description=low))
            found.append(Attribute(name=high_of(attribute.name), type="integer", description=high))
    return tuple(found)
