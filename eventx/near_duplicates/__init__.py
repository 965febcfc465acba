"""Near-duplicates: which articles are copies of which, found before anything is coded.

Signatures (:mod:`~eventx.near_duplicates.signatures`) are compared where they meet
(:mod:`~eventx.near_duplicates.candidates`) and become links
(:mod:`~eventx.near_duplicates.stories`); :mod:`~eventx.near_duplicates.linking` does it for the articles of a run.
"""

from eventx.near_duplicates.linking import Entry, Links, link_articles, unique_ids
from eventx.near_duplicates.stories import Level, Link, find_links

__all__ = ["Entry", "Level", "Link", "Links", "find_links", "link_articles", "unique_ids"]
