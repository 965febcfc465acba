"""Run folders made of invented events, as large as a test needs."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from eventx.codebook import load_codebook
from eventx.publishing import table_columns
from eventx.runs import RunFolder
from eventx.schema import Settings
from eventx.table import frame, write_parquet

Row = dict[str, Any]
COUNTRIES = ("KEN", "UGA", "RWA", "TZA", "ETH", "SOM", "SSD", "BDI")
PLACES = (("Nairobi", "KEN", -1.29, 36.82), ("Kampala", "UGA", 0.32, 32.58), ("Kigali", "RWA", -1.95, 30.06),
          ("Juba", "SSD", 4.85, 31.6), ("Mogadishu", "SOM", 2.04, 45.34))  # fmt: skip
WORDS = "envoys of the coast met growers from inland towns and spoke for hours about rain roads cattle water salt"
DAY = timedelta(days=1)


def event(number: int, **changed: Any) -> Row:
    """Return an event and its only mention as one row, with some fields changed."""
    quote = str(changed.get("quote", "The ministers signed a pact."))
    row: Row = {
        "event_id": f"e{number:016x}", "mention_id": f"m{number:016x}", "mention_ids": f"m{number:016x}",
        "article_id": "a1", "codebook": "cameo", "code": "057", "code_label": "Sign formal agreement", "root": "05",
        "quad_class": 1, "goldstein": 8.0, "actor_text": "Kenya", "actor_name": "Kenya", "actor_code": "KEN",
        "actor_country": "KEN", "actor_codes": "KEN", "target_text": "Uganda", "target_name": "Uganda",
        "target_code": "UGA", "target_country": "UGA", "target_codes": "UGA", "reciprocal": False,
        "action_text": quote[4:13], "action_start": 4, "action_end": 13, "time_status": "actual",
        "date_start": date(2024, 5, 15), "date_end": date(2024, 5, 15), "date_precision": "day",
        "date_basis": "explicit", "quote": quote, "quote_start": 0, "quote_end": len(quote), "quote_match": "exact",
        "is_lead": False, "engine": "offline", "codebook_version": "1.0",
        "eventx_version": "0.1.0", "n_mentions": 1, "n_sources": 1,
    }  # fmt: skip
    return row | changed


def article(name: str = "a1", **changed: Any) -> Row:
    """Return the row of an article, with some fields changed."""
    row: Row = {"article_id": name, "path": f"{name}.txt", "position": 1, "source": "Highland Post", "title": "A pact",
                "published": date(2024, 5, 16), "lang": "en", "status": "coded", "n_mentions": 1}  # fmt: skip
    return row | changed


def write_run(
    folder: Path,
    events: Iterable[Row] = (),
    articles: Iterable[Row] = (),
    rejected: Iterable[Row] = (),
    **settings: Any,
) -> RunFolder:
    """Write a finished run folder that holds these rows."""
    run = RunFolder.create(folder, Settings(codebook_version="1.0", eventx_version="0.1.0", **settings))
    rows = {"mentions": list(events), "articles": list(articles), "rejected": list(rejected)}
    rows["events"] = rows["mentions"]
    for name, columns in table_columns(load_codebook(run.settings.codebook)).items():
        write_parquet(frame(rows.get(name, []), columns), folder / f"{name}.parquet")
    return run


def many(number: int) -> list[Row]:
    """Return invented events of all roots, years and places; the same number gives the same events."""
    chance = random.Random(number)  # noqa: S311  # invented rows
    codes = [code for code in load_codebook("cameo").codes.values() if code.quad_class]
    return [_invented(i, chance, codes) for i in range(number)]


def _invented(number: int, chance: random.Random, codes: list[Any]) -> Row:
    code, place = chance.choice(codes), chance.choice(PLACES)
    actor, target = chance.sample(COUNTRIES, 2)
    day = date(2019, 1, 1) + DAY * chance.randrange(1800)
    return event(
        number, article_id=f"a{number % 4000}", code=code.code, code_label=code.label, root=code.root,
        quad_class=code.quad_class, goldstein=code.goldstein, actor_text=f"people of {actor}", actor_country=actor,
        actor_codes=f"{actor}GOV", target_text=f"people of {target}", target_country=target,
        target_codes=f"{target}CVL", date_start=day, date_end=day,
        quote="The " + " ".join(chance.choices(WORDS.split(), k=22)).capitalize() + ".",
        place_name=place[0], country_iso3=place[1], latitude=place[2] + chance.randrange(40) / 10,
        longitude=place[3] + chance.randrange(40) / 10, geo_precision=chance.choice((1, 1, 3)),
        time_status=chance.choice(("actual", "actual", "actual", "planned", "historical")),
        confidence=round(chance.random(), 3),
    )  # fmt: skip
