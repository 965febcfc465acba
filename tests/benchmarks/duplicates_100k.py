"""How long linking takes and how much memory: python tests/benchmarks/duplicates_100k.py [ARTICLES] [--clean]

Makes articles of random words (about 270 each): three in ten are copies of a wire story, cut, edited and under an
agency's standing sentences; some stories are carried hundreds of times; three in ten end with the same paragraph.
Prints seconds of one core (a busy machine does not show), peak memory, and how many of the copies were found. With
--clean the articles go through cleaning as in a run; without, the texts are taken as cleaned, which measures the
linking alone.
"""

import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from eventx.near_duplicates.signatures import Signature, shingles, sign
from eventx.near_duplicates.stories import Link, find_links
from eventx.schema import Article

WORDS = [f"{a}{b}{c}" for a in ("ka", "lo", "mi", "ter", "san", "vo", "re", "du") for b in
         ("ba", "nd", "st", "ril", "mo", "qui", "les", "par", "ten", "gor") for c in
         ("", "s", "ed", "ing", "er", "ly", "on", "an", "ia", "um", "et", "is", "or", "ak")]  # fmt: skip
RANKS = [1 / (rank + 3) for rank in range(len(WORDS))]
FIRST_DAY = date(2024, 1, 1)


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, RANKS, k=rng.randint(14, 26))).capitalize() + "."


def edited(story: list[str], rng: random.Random) -> list[str]:
    """A paper's version: sentences dropped, one in twenty-five words changed, an own beginning."""
    kept = [line for line in story if rng.random() > 0.12] or story
    if rng.random() < 0.2:
        kept = kept[: max(4, len(kept) // 2)]
    swapped = [[rng.choice(WORDS) if rng.random() < 0.04 else word for word in line.split()] for line in kept]
    return [sentence(rng), *(" ".join(words) for words in swapped)]


def corpus(number: int) -> Iterator[tuple[Article, int]]:
    """Articles, and the number of their story."""
    rng = random.Random(7)  # noqa: S311  # articles, not secrets
    standing = [sentence(rng), sentence(rng)]
    stories: list[tuple[list[str], date]] = []
    for made in range(number):
        if stories and rng.random() < 0.3:
            origin = rng.randrange(5) if rng.random() < 0.05 else rng.randrange(len(stories))
            story, day = stories[origin]
            lines, day = edited(story, rng), day + timedelta(days=rng.randint(0, 2))
        else:
            lines, day = [sentence(rng) for _ in range(13)], FIRST_DAY + timedelta(days=made % 365)
            origin = len(stories)
            stories.append((lines, day))
        tail = standing if rng.random() < 0.3 else []
        undated = rng.random() < 0.1
        text = "\n".join([*lines, *tail])
        yield Article(article_id=f"{made}", text=text, published=None if undated else day), origin


def signature(article: Article) -> Signature:
    return Signature(article.article_id, article.published, str(hash(article.text)), shingles(article.text))


def quality(links: dict[str, Link], story_of: dict[str, int]) -> str:
    """How many copies are with most of their story, and how many links lead into another story."""
    members: dict[int, Counter[str]] = defaultdict(Counter)
    wrong = 0
    for name, story in story_of.items():
        link = links.get(name)
        canonical = link.canonical if link and link.canonical else name
        members[story][canonical] += 1
        wrong += story_of[canonical] != story
    copies = len(story_of) - len(members)
    together = sum(found.most_common(1)[0][1] - 1 for found in members.values())
    related = sum(link.canonical is None for link in links.values())
    return f"{copies:,} copies: {together / copies:.2%} with their story; {wrong} wrong links; {related} only related"


def main() -> None:
    number = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100_000)
    make = sign if "--clean" in sys.argv else signature
    signatures, story_of, seconds = [], {}, 0.0
    for article, story in corpus(number):
        story_of[article.article_id] = story
        began = time.process_time()
        signatures.append(make(article))
        seconds += time.process_time() - began
    words = sum(s.shingles.size for s in signatures if s) / number
    began = time.process_time()
    links = find_links(s for s in signatures if s)
    linking = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{number:,} articles of {words:.0f} words: {seconds:.1f} s to sign, {linking:.1f} s to link, "
          f"{seconds + linking:.1f} s of one core in all; peak memory {memory:,.0f} MB")  # fmt: skip
    print(quality(links, story_of))


if __name__ == "__main__":
    main()
