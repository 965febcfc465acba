"""How long actors, dates and places of an article take, and the memory of all tables: tests/benchmarks/resolving.py

Takes the articles of the samples and of the development half of our gold with the drafts of the offline engine, and
resolves them again without the parser. Prints milliseconds of CPU for an article (the best of several rounds, for a
busy machine slows every one) and the tables' memory.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from eventx.schema import Article, Draft

ROOT = Path(__file__).parents[2]
ROUNDS = 15


def megabytes() -> float:
    """Return the peak memory of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 if sys.platform != "darwin" else 1024) / 1024


def memory_of_tables() -> float:
    """Load all tables by using each once, and return the megabytes that it took."""
    from eventx.resolving import DocumentNames, resolve
    from eventx.resolving.dates import find_dates
    from eventx.resolving.places import places_in

    before = megabytes()
    names = DocumentNames.of("Police in Goma fired on a crowd on Friday.", None, "COD")
    resolve("South Korean police", names)
    find_dates("He left on Friday.", None)
    places_in("Police in Goma fired on a crowd near Bunia.")
    return megabytes() - before


def articles() -> list[tuple[Article, tuple[Draft, ...]]]:
    """Return the articles with what the offline engine says about them."""
    from eventx.pipeline import Pipeline
    from eventx.readers import read

    files = [*sorted((ROOT / "tests/eval/gold/dev").glob("*.txt")), *sorted((ROOT / "eventx/samples").glob("*.*"))]
    outcomes = Pipeline().outcomes(read([file for file in files if file.suffix != ".py"]))
    return [(o.article, o.reading.drafts) for o in outcomes if o.reading]


def tasks() -> dict[str, Callable[[Article, tuple[Draft, ...]], object]]:
    """Return what is measured, by name."""
    from eventx.resolving import Resolver, names_of

    return {
        "names": lambda article, _: names_of(article),
        "actors": lambda article, drafts: [Resolver(article)._actors(w) for d in drafts for w in (d.actor, d.target)],
        "dates": lambda article, drafts: [Resolver(article).when(draft) for draft in drafts],
        "places": lambda article, drafts: [Resolver(article).where(draft) for draft in drafts],
    }


def forget() -> None:
    """Clear what was remembered of articles, not the tables."""
    from eventx.resolving import actors, dates, resolver

    for cached in (resolver._names, actors._in_article, dates._found):
        cached.cache_clear()


def main() -> None:
    """Print the figures."""
    print(f"all tables: {memory_of_tables():.0f} MB")
    found = articles()
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        spent = dict.fromkeys(tasks(), 0.0)
        for article, drafts in found:
            forget()
            for name, task in tasks().items():
                start = time.process_time()
                task(article, drafts)
                spent[name] += time.process_time() - start
        best = {name: min(seconds, best.get(name, seconds)) for name, seconds in spent.items()}
    words = sum(len(article.text.split()) for article, _ in found) / len(found)
    print(f"{len(found)} articles of {words:.0f} words and {sum(len(d) for _, d in found) / len(found):.0f} drafts")
    for name, seconds in best.items():
        print(f"{name:9} {1000 * seconds / len(found):5.2f} ms")
    print(f"together  {1000 * sum(best.values()) / len(found):5.2f} ms")


if __name__ == "__main__":
    main()
