"""Numbers in sentences, and the tolls and crowds told with them."""

import pytest

from eventx.engines.offline.crowds import crowd
from eventx.engines.offline.parser import parse
from eventx.engines.offline.quantities import quantities
from eventx.engines.offline.tolls import lowest, tolls


@pytest.mark.parametrize(
    ("sentence", "lows"),
    [
        ("About 12 people came.", [12]),
        ("Two hundred and fifty villagers fled.", [250]),
        ("Thirty-one men were taken.", [31]),
        ("Some 1.2 million people voted.", [1_200_000]),
        ("Between 15 and 20 tents burned.", [15]),
        ("They took 30 to 40 boats.", [30]),
        ("Half a dozen lorries crossed.", [6]),
        ("A few hundred workers came.", [200]),
        ("Tens of thousands fled.", [20_000]),
        ("Hundreds of thousands of people fled.", [200_000]),
        ("Dozens were hurt.", [24]),
        ("A 12-year-old boy and 3 girls hid.", [3]),
        ("In 2019 the price rose 40 percent.", []),
        ("No one came.", []),
        ("One man fell.", [1]),
    ],
)
def test_a_number_is_read_at_its_lowest(sentence: str, lows: list[int]) -> None:
    doc = next(iter(parse([sentence])))
    assert [quantity.low(2) for quantity in quantities(doc[:])] == lows


def dead(sentence: str) -> int | None:
    found = lowest(toll for part in next(iter(parse([sentence]))).sents for toll in tolls(part))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("sentence", "toll"),
    [
        ("The blast killed 14 shoppers and wounded 30.", 14),
        ("Police killed two brothers and their uncle.", 3),
        ("Three guards were killed and two drivers died.", 5),
        ("The army said six died; the rebels said eleven people had been killed.", 6),
        ("Nobody was killed in the raid.", 0),
        ("The raid caused no casualties.", 0),
        ("A girl was killed and her mother was hurt.", 1),
        ("Seven miners lost their lives.", 7),
        ("The attack claimed nine lives.", 9),
        ("The death toll has risen to 46.", 46),
        ("Forty people were found dead.", 40),
        ("Gunmen shot dead a priest.", 1),
        ("The mob beat a thief to death.", 1),
        ("The war has killed 5,000 people.", None),
        ("Some 5,000 people have been killed since 2015.", None),
        ("The men threatened to kill two hostages.", None),
        ("The storm killed 40 cows.", None),
        ("Rebels wounded 11 soldiers.", None),
    ],
)
def test_the_dead_are_counted_and_nobody_else(sentence: str, toll: int | None) -> None:
    assert dead(sentence) == toll


@pytest.mark.parametrize(
    ("sentence", "size"),
    [
        ("A crowd of 300 gathered at the gate.", 300),
        ("Police fired tear gas at about 2,000 marchers.", 2000),
        ("Nearly 700 bakers walked out.", 700),
        ("Police arrested 40 protesters.", None),
        ("The city sent 800 officers.", None),
        ("Protesters burned 12 cars.", None),
        ("Students marched past two ministries.", None),
    ],
)
def test_a_crowd_is_who_takes_part(sentence: str, size: int | None) -> None:
    found = crowd(next(iter(parse([sentence])))[:])
    assert (found.size if found else None) == size
