"""The role of every line of a page of plain text: which lines are the story.

Rules are functions that name the roles of some lines; they run in the order of :data:`RULES`, and
what an earlier rule has named a later one leaves alone. What no rule names is body.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice, takewhile

from eventx.cleaning import lines as a
from eventx.cleaning.heading import name_head
from eventx.cleaning.page import Named, Page, Role

ENOUGH_STORY = 20
"""Words of prose above a line that may close the story; where there are fewer, the story is still to come."""

LONGEST_FURNITURE = 1500
"""Characters of the longest line that may be furniture as a whole."""

_SENTENCE_BREAK = re.compile(r"[.!?][\"”’]? [A-Z\"“]")
_ITEM = re.compile(r"(?:[-•*–·▪]|\(?[0-9a-z]{1,2}[.)]) ?\S")


def assign_roles(lines: Iterable[str], title: str | None) -> tuple[Role, ...]:
    """Return the role of each paragraph of a page.

    A single paragraph is body whatever it looks like, and so is what a page without any sentence holds.
    """
    paragraphs = tuple(lines)
    page = Page(paragraphs, (None,) * len(paragraphs), title)
    for rule in RULES if len(paragraphs) > 1 else ():
        page = page.named(rule(page))
    return tuple(role or "body" for role in page.roles)


def story_part(line: str) -> int | None:
    """Return where the story ends in a line that has a copyright notice glued to its last sentence."""
    mark = a.copyright_mark(line)
    before = line[:mark].strip() if mark else ""
    return mark if a.is_prose(before) and not a.is_copyright(before) else None


def name_furniture(page: Page) -> Named:
    """Name the lines that say themselves what they are."""
    for i in page.open():
        role = _role_by_itself(page.lines[i]) if len(page.lines[i]) <= LONGEST_FURNITURE else None
        if role:
            yield i, role


def name_what_follows_the_story(page: Page) -> Named:
    """Name the comments of readers: whatever stands below the notice, heading or credit that closes the story."""
    prose = page.prose_so_far()
    end = next((i for i in range(len(page.lines)) if _closes(page, i, prose)), len(page.lines))
    for i in page.open(end + 1):
        yield i, "comment"


def name_readers(page: Page) -> Named:
    """Name comments without a heading: from the first of several user names on lines of their own."""
    prose = page.prose_so_far()
    handles = [i for i in page.open() if a.is_handle(page.lines[i]) and prose[i] >= ENOUGH_STORY]
    for i in page.open(handles[0]) if len(handles) > 1 else ():
        yield i, "comment"


def name_speakers(page: Page) -> Named:
    """Name comments of the form "name: text" below the links at the end; interviews have such lines throughout."""
    below = next((i for i in reversed(page.sentences()) if not a.has_speaker(page.lines[i])), len(page.lines)) + 1
    links = [i for i in range(below, len(page.lines)) if page.roles[i] in {"related", "navigation", "credit"}]
    for i in page.open(links[0]) if links else ():
        if a.has_speaker(page.lines[i]):
            yield i, "comment"


def name_repeated(page: Page) -> Named:
    """Name the earlier copies of a paragraph; the last copy is the one in its place."""
    keys = {i: re.sub(r"\W+", " ", page.lines[i]).strip().lower() for i in page.open()}
    last = {key: i for i, key in keys.items()}
    for i, key in keys.items():
        if last[key] != i and len(key.split()) >= 5:
            yield i, "repeated_lead"


def name_related(page: Page) -> Named:
    """Name the teasers below a heading of related stories, up to where the story goes on."""
    order, done = page.open(), 0
    for heading, line in enumerate(page.lines):
        if page.roles[heading] == "related" and a.is_related_heading(line):
            start = max(done, bisect_right(order, heading))
            done = (_after_teaser if a.heads_one_story(line) else _after_teasers)(page, order, start)
            yield from ((i, "related") for i in order[start:done])


def name_truncated(page: Page) -> Named:
    """Name the headlines that were cut off with dots, when a story stands beside them."""
    cut = [i for i in page.open() if a.is_truncated(page.lines[i])]
    if len([i for i in page.sentences() if i not in cut]) >= 3:
        yield from ((i, "related") for i in cut)


def name_lists(page: Page) -> Named:
    """Name the items of a list that a sentence of the story announces with a colon."""
    announced = False
    for i in page.open():
        line = page.lines[i]
        announced = line.endswith(":") or (announced and _ITEM.match(line) is not None)
        if announced and not line.endswith(":"):
            yield i, "body"


def name_rest(page: Page) -> Named:
    """Name the lines that are no sentences: subheadings and captions inside the story, links below it."""
    sentences = page.sentences()
    if not sentences:
        return
    tidy = _is_tidy(page)
    for i in page.open():
        words = len(page.lines[i].split())
        if i > sentences[-1]:
            yield i, "related" if words > 3 else "navigation"
        elif not a.ends_sentence(page.lines[i]) and not _may_be_prose(page.lines[i], tidy=tidy):
            yield i, "subheading" if words < 10 else "caption"


@lru_cache(maxsize=4096)
def _role_by_itself(line: str) -> Role | None:
    role = next((role for is_it, role in _FURNITURE if is_it(line)), None)
    return None if role and story_part(line) else role


def _closes(page: Page, i: int, prose: list[int]) -> bool:
    """Tell whether the story is over with a line: a notice, the comments' heading, a last credit, tags."""
    line, role = page.lines[i], page.roles[i]
    if prose[i] < ENOUGH_STORY:
        return False
    if role in {"copyright", "comment"} or (role is None and story_part(line) is not None):
        return not (role == "copyright" and a.is_bare_mark(line))
    closing = (role == "credit" and a.ends_story_credit(line)) or (role == "navigation" and a.ends_story(line))
    return closing and prose[-1] - prose[i] <= prose[i]


def _after_teaser(page: Page, order: list[int], start: int) -> int:
    """Return the place in ``order`` behind a teaser that stands at ``start``, if one does."""
    for i in order[start : start + 1]:
        return start + (not a.is_prose(page.lines[i]) or len(page.lines[i].split()) <= 14)
    return start


def _after_teasers(page: Page, order: list[int], start: int) -> int:
    """Return the place behind headlines, with their summaries when both alternate to the end of the page."""
    end = start
    while end < len(order) and _is_headline(page.lines[order[end]]) == ((end - start) % 2 == 0):
        end += 1
    if end == len(order) and end - start >= 4:
        return end
    return start + sum(1 for _ in takewhile(lambda i: _is_headline(page.lines[i]), islice(order, start, None)))


def _is_headline(line: str) -> bool:
    return not a.is_sentence(line) or a.is_truncated(line)


def _is_tidy(page: Page) -> bool:
    """Tell whether the page ends its paragraphs with a full stop, so that a line without one is none."""
    long = [page.lines[i] for i in page.open() if len(page.lines[i].split()) >= 12]
    return sum(a.ends_sentence(line) for line in long) >= 0.7 * len(long)


def _may_be_prose(line: str, *, tidy: bool) -> bool:
    """Tell whether a line that does not end as a sentence may be a paragraph whose full stop is missing."""
    words = len(line.split())
    if words >= 25 or (words >= 8 and line.endswith((",", ";", "-", "–", "—"))):
        return True
    return words >= 12 and _SENTENCE_BREAK.search(line) is not None if tidy else words >= 8


_FURNITURE: tuple[tuple[Callable[[str], bool], Role], ...] = (
    (a.is_copyright, "copyright"),
    (a.is_bare_mark, "caption"),
    (a.is_comment_heading, "comment"),
    (a.is_comment_control, "comment"),
    (a.is_dated_comment, "comment"),
    (a.ends_story_credit, "credit"),
    (a.is_date_line, "date"),
    (a.is_related_heading, "related"),
    (a.is_caption, "caption"),
    (a.is_related, "related"),
    (a.is_plea, "navigation"),
    (a.is_navigation, "navigation"),
    (a.is_credit, "credit"),
)

RULES: tuple[Callable[[Page], Named], ...] = (
    name_furniture,
    name_what_follows_the_story,
    name_readers,
    name_speakers,
    name_head,
    name_repeated,
    name_related,
    name_truncated,
    name_lists,
    name_rest,
)
