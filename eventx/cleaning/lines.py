"""What a single line of a page says of itself, whatever stands around it."""

import re
from functools import lru_cache

from eventx.cleaning.words import BULLETS, alternatives, any_of, label, numbered, starting, word_set
from eventx.readers.metadata import find_date, find_dates, names

_CLOSING = r"[\"'”’»)\]]*"
_ENDS = re.compile(rf"(?:[.!?…:;。！？؟।۔]{_CLOSING}|[.!?]{_CLOSING}(?:\s*\([^()]{{2,40}}\)){{1,2}})$")
_WIDE_STOPS = "。！？"  # of scripts without spaces between words
_TAIL = 100
_TRUNCATED = re.compile(r"\w\s?(?:\.\.\.|…)$")
_QUOTES = '"“”«»„'
_POINTER = r"\s*(?:[:>»→|]|[-–—]\s)"
_MENU_GAP = re.compile(r"\s*[|/>•·»]\s*|\s{2,}|\s[-–]\s")
_MARK = re.compile(r"©|\(c\)\s*(?=copyright|\d{4})|\bcopyright\s+(?=©|\(c\)|\d{4})", re.IGNORECASE)
_MARKS = ("©", "(c)", "copyr")
"""One of these is in every line that :data:`_MARK` finds something in; few lines have one."""
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b\s*(?:[ap]\.?m\b)?|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_INITIALS = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4})*\s*\([^()]+\)$")
_HANDLE = re.compile(r"(?=.*[a-z])(?=[\w.-]{4,25}$)(?:[a-z].*|.*[\d_].*|.*[a-z][A-Z].*)")
_SPEAKER = re.compile(r"[\w.'’-]{2,24}(?: [\w.'’-]{1,24}){0,2}(?: (?:says|writes|wrote|said))?:\s")


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as sentences do; an agency in brackets may follow."""
    if line.endswith(tuple(word_set("credit", "end_marks"))):
        line = line.rsplit(" ", 1)[0]
    return _is_end(line[-_TAIL:])


@lru_cache(maxsize=1024)
def _is_end(tail: str) -> bool:
    """Tell whether a sentence ends here; almost every rule asks it of every line."""
    return _ENDS.search(tail) is not None


def is_sentence(line: str) -> bool:
    """Tell whether a line is at least one short sentence."""
    return ends_sentence(line) and (len(line.split()) >= 2 or line[-1] in _WIDE_STOPS)


def is_prose(line: str) -> bool:
    """Tell whether a line is a paragraph of a story: a sentence that says more than a label does."""
    return ends_sentence(line) and (len(line.split()) >= 8 or len(line) >= 60)


def is_navigation(line: str) -> bool:
    """Tell whether a line is a control, a menu or a breadcrumb."""
    if _is_label(line) or _is_counter(line):
        return True
    if starting("navigation", "starts").match(line):
        return not is_prose(line)
    return _is_menu(line) or re.match(r"\d{1,2}\. \S+(?: \S+){0,4}$", line) is not None


def ends_story(line: str) -> bool:
    """Tell whether a line of tags closes a story."""
    return starting("navigation", "ends").match(line) is not None and not is_prose(line)


def is_plea(line: str) -> bool:
    """Tell whether a site speaks of itself: cookies, newsletters, donations, opinions that are not its own."""
    words, quoted = len(line.split()), any(mark in line for mark in _QUOTES)
    if words > 60 or any_of("plea", "speech").search(line) or (quoted and words > 15):
        return False
    if any_of("plea", "strong").search(line):
        return True
    addressed = any_of("plea", "address").search(line)
    return words <= 30 and not quoted and addressed is not None and any_of("plea", "weak").search(line) is not None


def is_related(line: str) -> bool:
    """Tell whether a line points to another story."""
    if starting("related", "starts", _POINTER).match(line):
        return len(line.split()) < 30
    return not is_prose(line) and (
        re.match(r"[>»→▶]\s*\S", line) is not None
        or starting("related", "bare_starts").match(line) is not None
        or starting("related", "weak_starts", _POINTER).match(line) is not None
    )


def is_truncated(line: str) -> bool:
    """Tell whether a line is a headline that was cut off with dots."""
    cut = line.endswith(("...", "…")) and _TRUNCATED.search(line) is not None
    return cut and len(line.split()) <= 16 and line[:1] not in _QUOTES + "'‘"


def is_related_heading(line: str) -> bool:
    """Tell whether a line heads a list of other stories."""
    bare = label(line)
    return bare in word_set("related", "headings") or (
        len(bare.split()) <= 4 and bare.endswith(tuple(word_set("related", "heading_ends")))
    )


def heads_one_story(line: str) -> bool:
    """Tell whether a line heads a single other story."""
    return label(line) in word_set("related", "single")


def is_caption(line: str) -> bool:
    """Tell whether a line is the caption of a picture: it names who took it."""
    patterns = (*_captions(), *_slashed_captions()) if "/" in line else _captions()
    return any(pattern.search(line) for pattern in patterns)


def is_credit(line: str) -> bool:
    """Tell whether a line says who wrote or owns the words: agencies in brackets, initials, a service."""
    return ends_story_credit(line) or (len(line.split()) <= 8 and _is_agency(line))


def _is_agency(line: str) -> bool:
    """Tell whether a line holds agencies and hardly anything else."""
    bare = any_of("caption", "agencies").sub("", line)
    return bare != line and not re.search(r"\w{2,}", bare)


def ends_story_credit(line: str) -> bool:
    """Tell whether a line is a credit of the kind that closes a story."""
    words = len(line.split())
    if words <= 40 and any_of("credit", "contains").search(line):
        return True
    return words <= 20 and (starting("credit", "starts").match(line) or _INITIALS.match(line)) is not None


def copyright_mark(line: str) -> int | None:
    """Return where the copyright notice of a line begins, or None."""
    lower = line.lower()
    match = _MARK.search(line) if any(mark in lower for mark in _MARKS) else None
    return match.start() if match and _is_legal(line[match.start() :]) else None


def is_copyright(line: str) -> bool:
    """Tell whether a line is a notice of copyright, or of the company that publishes the page."""
    if copyright_mark(line) is not None or re.match(r"(?:\(c\)|copyright)\s", line, re.IGNORECASE):
        return True
    if len(line.split()) <= 40 and any_of("copyright", "phrases").search(line):
        return True
    name_and_year = re.fullmatch(r"(?:[^\sa-z]\S*\s+){2,8}(?:19|20)\d\d", line)
    return name_and_year is not None and any_of("copyright", "companies").search(line) is not None


def is_bare_mark(line: str) -> bool:
    """Tell whether a line holds a copyright sign without a year or a claim: the credit of a picture."""
    return "©" in line and copyright_mark(line) is None


def is_comment_heading(line: str) -> bool:
    """Tell whether a line heads the comments of readers."""
    bare = label(line)
    if bare in word_set("comment", "headings"):
        return True
    return numbered("comment", "counted", after="(?: (?:on|to) .*)?").fullmatch(bare) is not None


def is_comment_control(line: str) -> bool:
    """Tell whether a line is a control that stands below a comment: Reply, 3 hours ago, Recommend 14."""
    bare = re.sub(r"\s*\d+$", "", label(line))
    if bare in word_set("comment", "controls"):
        return True
    return len(bare.split()) <= 6 and numbered("comment", "ago", r"(?:^|\s)", " ago$").search(bare) is not None


def is_dated_comment(line: str) -> bool:
    """Tell whether a line is a name, a date with a time, and what the reader wrote."""
    found = find_date(line[:70])
    if found is None or not 3 <= found.start <= 30 or not _TIME.match(line[found.end :].lstrip(" ,|-")):
        return False
    return not ends_sentence(line[: found.start].strip()) and len(line) > found.end + 15


def is_handle(line: str) -> bool:
    """Tell whether a line is the user name of a reader."""
    return _HANDLE.match(line) is not None


def has_speaker(line: str) -> bool:
    """Tell whether a line begins with a name and a colon, as comments do."""
    return _SPEAKER.match(line) is not None


def is_date_line(line: str) -> bool:
    """Tell whether a line is a date and hardly anything else: a place, a time, "Published"."""
    spans = find_dates(line) if len(line) <= 120 else []
    if not spans:
        return False
    rest = line
    for span in reversed(spans):
        rest = rest[: span.start] + " " + rest[span.end :]
    words = re.findall(r"[^\W\d_][\w.'’-]*", _TIME.sub(" ", rest))
    known = word_set("date", "labels") | names().weekdays
    return len([word for word in words if word.lower().rstrip(".") not in known]) <= 3


def is_byline(line: str) -> bool:
    """Tell whether a line names the writer."""
    if len(line.split()) > 14 or ends_sentence(line):
        return False
    if starting("byline", "starts").match(line):
        return re.search(r"[^\W\d_a-z]", line[3:]) is not None
    return any_of("byline", "words").search(line) is not None and len(line.split()) <= 8


def is_name(line: str) -> bool:
    """Tell whether a line is a person's name, perhaps with a place behind a comma."""
    words = line.replace(",", " ").split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() or word in {"and", "in", "de", "al", "bin"} for word in words)


def is_outlet(line: str) -> bool:
    """Tell whether a line is the name of a newspaper or site."""
    words = re.findall(r"[\w'’-]+", line)
    capitals = all(word[0].isupper() or word.lower() in word_set("outlet", "small") for word in words)
    telling = any(word.lower() in word_set("outlet", "words") for word in words)
    return 1 <= len(words) <= 6 and capitals and telling


def _is_legal(notice: str) -> bool:
    """Tell whether what follows a copyright sign is a claim, and not the name of a photographer."""
    return re.search(r"copyright|\b(?:19|20)\d\d\b", notice, re.IGNORECASE) is not None or (
        any_of("copyright", "phrases").search(notice) is not None
    )


def _is_label(line: str) -> bool:
    """Tell whether a line is a control or section, or a row of them."""
    bare, labels = label(line), word_set("navigation", "labels")
    return bare in labels or (bool(bare) and all(word in labels for word in bare.split()))


def _is_counter(line: str) -> bool:
    return numbered("navigation", "counters", r"\(?", r"\)?").fullmatch(label(line)) is not None


def _is_menu(line: str) -> bool:
    """Tell whether a line is a row of short labels."""
    items = [item for item in _MENU_GAP.split(line.strip(BULLETS)) if item]
    return len(items) >= 3 and all(len(item.split()) <= 3 for item in items) and not ends_sentence(line)


@lru_cache(maxsize=1)
def _captions() -> tuple[re.Pattern[str], ...]:
    """Return the ways to name a photographer: "Photo: X", "(Photo by X)", "| X handout", "via REUTERS", "X HANDOUT"."""
    words, agencies = alternatives(word_set("caption", "words")), alternatives(word_set("caption", "agencies"))
    closing = alternatives(word_set("caption", "closing"))
    ignoring_case = (
        rf"(?:^|[-–—(\[|.!?/\"”’]\s*){words}\s?(?:credit|courtesy)?\s?(?::|/|\bby\b|\bcourtesy\b).{{0,60}}$",
        rf"\bvia {agencies}[.)\]]*$",
        rf"[/|]\s?[\w .'’-]{{2,30}}{closing}[)\]]?$",
    )
    return (
        *(re.compile(source, re.IGNORECASE) for source in ignoring_case),
        re.compile(r"[A-Z]{2,}(?: [A-Z]{2,})* (?:HANDOUT|PHOTO|POOL|FILE)[)\]]?$"),
        re.compile(r"^(?![A-Z ]+$).*[^.!?…\"”’)] ?\([A-Z]{2,6}(?:/[A-Z]\w+)?\)$"),
    )


@lru_cache(maxsize=1)
def _slashed_captions() -> tuple[re.Pattern[str], ...]:
    """Return the ways to name a photographer with a slash: "X/AFP", "AFP/X", "X Archive / Y"."""
    agencies, closing = (alternatives(word_set("caption", name)) for name in ("agencies", "closing"))
    return (
        re.compile(rf"\w\s?/\s?(?:{agencies}|{closing}).{{0,60}}$", re.IGNORECASE),
        re.compile(rf"{agencies}\s?/\s?[\w ]{{2,30}}[.)\]]*$", re.IGNORECASE),
        re.compile(r"^[^.!?]{3,80}[.!?]? Archive / [\w ]+$"),
    )
