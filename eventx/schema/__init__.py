"""The vocabulary: typed records, importable with pydantic and the standard library alone."""

from eventx.schema.article import Article
from eventx.schema.draft import Draft, Malformed, Reading, TargetBasis, TimeStatus, Usage
from eventx.schema.event import Event, Mention, Party, Rejected, When, Where
from eventx.schema.provenance import Counts, Settings

__all__ = [
    "Article",
    "Counts",
    "Draft",
    "Event",
    "Malformed",
    "Mention",
    "Party",
    "Reading",
    "Rejected",
    "Settings",
    "TargetBasis",
    "TimeStatus",
    "Usage",
    "When",
    "Where",
]
