"""Many mentions of one dyad on one day: each is compared with a few, and still finds its own."""

from datetime import date
from typing import Any

from eventx.merging.clusters import CROWD, clusters
from eventx.merging.told import Report, Setting, Told, told

HAPPENINGS = 3 * CROWD
LETTERS = "bcdfghklmn"


def word(number: int) -> str:
    return "qu" + "".join(LETTERS[int(digit)] for digit in f"{number:04d}")


def mention(happening: int, outlet: int) -> Told:
    """Return a report of a raid on a place that only its two reports name."""
    row: dict[str, Any] = dict.fromkeys(("target_text", "location_text", "place_name", "admin1", "country_iso3"))
    row |= {
        "mention_id": f"m{happening}-{outlet}", "article_id": f"a{happening}-{outlet}", "codebook": "cameo",
        "code": "190", "root": "19", "reciprocal": False, "actor_text": "the army", "actor_codes": "NGAMIL",
        "target_codes": "NGAREB", "action_text": "raided", "action_start": 9, "date_text": "on Monday",
        "date_start": date(2022, 5, 2), "date_end": date(2022, 5, 2), "date_precision": "day",
        "date_basis": "relative", "time_status": "actual", "geo_precision": None, "quote_start": 0,
        "quote": f"The army raided {word(happening)} near {word(9999 - happening)}.", "confidence": 0.9,
    }  # fmt: skip
    report = Report(row["article_id"], f"outlet {outlet}", date(2022, 5, 3))
    return told(row, report, Setting(frozenset({"NGA"}), alone=True))


def test_each_of_many_raids_on_one_day_keeps_its_two_reports() -> None:
    mentions = [mention(happening, outlet) for outlet in (1, 2) for happening in range(HAPPENINGS)]
    pairs = {frozenset(m.mention_id for m in found) for found in clusters(mentions, "all")}
    right = {frozenset({f"m{n}-1", f"m{n}-2"}) for n in range(HAPPENINGS)}
    assert len(pairs & right) > 0.95 * HAPPENINGS
