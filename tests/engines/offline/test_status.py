"""Told as done, planned, supposed, denied or past."""

import pytest

from eventx.engines.offline.parser import parse
from eventx.engines.offline.status import time_status


def status_of(sentence: str, predicate: str, *, is_speech: bool = False, is_refusal: bool = False) -> str:
    doc = next(iter(parse([sentence])))
    head = next(t for t in doc if t.text == predicate)
    return time_status(head, is_speech=is_speech, is_refusal=is_refusal).value.value


@pytest.mark.parametrize(
    ("sentence", "predicate", "status"),
    [
        ("Police arrested the mayor on Tuesday.", "arrested", "actual"),
        ("Police did not arrest the mayor.", "arrest", "negated"),
        ("No soldiers attacked the camp.", "attacked", "negated"),
        ("The minister failed to attend the summit.", "attend", "negated"),
        ("The army will attack the town.", "attack", "planned"),
        ("The army might attack the town.", "attack", "hypothetical"),
        ("If the army attacks the town, people will flee.", "attacks", "hypothetical"),
        ("The army drew up a plan to attack the town.", "attack", "hypothetical"),
        ("The senate is expected to decide next week on sacking the auditor.", "sacking", "planned"),
        ("The army is poised to attack the town.", "attack", "planned"),
        ("The minister went on to attack the union.", "attack", "actual"),
        ("The dockers went on strike to block the reform.", "block", "hypothetical"),
        ("Soldiers were going from house to house to arrest students.", "arrest", "hypothetical"),
        ("None of the soldiers attacked the camp.", "attacked", "negated"),
        ("Nobody attacked the camp.", "attacked", "negated"),
        ("The army no longer attacks the camp.", "attacks", "negated"),
        ("The army left without attacking the camp.", "attacking", "negated"),
        ("Not only did the army attack the camp, it burned it.", "attack", "actual"),
        ("The army did not arrest the men or attack the camp.", "attack", "negated"),
        ("Police foiled an attack on the camp.", "foiled", "negated"),
        ("A visit to the camp was cancelled.", "visit", "negated"),
        ("Soldiers possibly attacked the camp.", "attacked", "hypothetical"),
        ("The ministry expects soldiers to attack the camp.", "attack", "planned"),
        ("The president is to visit the camp.", "visit", "planned"),
        ("Soldiers attacked the camp; the ministry denies it.", "attacked", "actual"),
        ("Chad left the room, saying rebels had attacked the camp.", "attacked", "actual"),
        ("The ministry said it had closed the road and had arrested two men.", "arrested", "actual"),
        ("The army had attacked the town.", "attacked", "historical"),
        ("Kenya did not begin to withdraw from the border.", "withdraw", "negated"),
        ("Kenya will begin withdrawing from the border.", "withdrawing", "planned"),
        ("Kenya may continue to fortify the border.", "fortify", "hypothetical"),
        ("Kenya has begun to fortify the border.", "fortify", "actual"),
        ("The army continued not shelling the city.", "shelling", "negated"),
    ],
)
def test_the_words_around_a_predicate_decide(sentence: str, predicate: str, status: str) -> None:
    assert status_of(sentence, predicate) == status


def test_of_an_act_of_speech_the_future_is_the_content() -> None:
    assert status_of("Peru will send envoys to Chile.", "send", is_speech=True) == "actual"


@pytest.mark.parametrize(
    ("sentence", "predicate", "status"),
    [
        ("Peru will ask Chile for help.", "ask", "planned"),
        ("Peru is expected to reject the offer.", "reject", "planned"),
        ("Peru will not sign the accord.", "sign", "actual"),
        ("Peru asked Chile for help.", "ask", "actual"),
    ],
)
def test_an_act_of_speech_that_is_still_to_come_is_planned(sentence: str, predicate: str, status: str) -> None:
    doc = next(iter(parse([sentence])))
    head = next(t for t in doc if t.lemma_ == predicate)
    assert time_status(head, is_speech=True, is_refusal=predicate in {"reject", "sign"}).value.value == status


def test_to_refuse_now_or_later_is_a_refusal_but_not_to_refuse_is_none() -> None:
    assert status_of("Peru will reject the offer.", "reject", is_speech=True, is_refusal=True) == "actual"
    assert status_of("Peru did not reject the offer.", "reject", is_speech=True, is_refusal=True) == "negated"
    assert status_of("Peru did not sign the accord.", "sign", is_speech=True, is_refusal=True) == "actual"


def test_an_act_of_speech_that_may_come_is_supposed() -> None:
    assert status_of("Peru may ask Chile for help.", "ask", is_speech=True) == "hypothetical"
    assert status_of("Peru may continue to urge Chile to help.", "urge", is_speech=True) == "hypothetical"
    assert status_of("Peru would not ask Chile for help.", "ask", is_speech=True) == "negated"
    assert status_of("Peru will send envoys to Chile.", "send", is_speech=True) == "actual"
    assert status_of("Peru should ask Chile for help.", "ask", is_speech=True) == "hypothetical"
