"""Who a pronoun stands for: our own sentences, one construction each."""

import pytest

from eventx.engines.offline.parser import parse
from eventx.engines.offline.reference import References
from eventx.resolving import is_actor, is_person


def meant(text: str, word: str) -> str | None:
    """Return the words that the last such word of a text stands for."""
    sentences = [sentence for doc in parse(text.split("\n")) for sentence in doc.sents]
    references = References(is_actor, is_person)
    for sentence in sentences[:-1]:
        references.note(references.met_in(sentence))
    token = [t for t in sentences[-1] if t.text == word][-1]
    return references.words_for(token)


MWELU = "Police Inspector General Barnabas Kiprotich Mwelu"
"""A person whom the tagger takes for a body."""


@pytest.mark.parametrize(
    ("text", "word", "words"),
    [
        ("Kenya protested.\nIt recalled an envoy.", "It", "Kenya"),
        ("The US rejected the offer.", "US", "The US"),
        ("The US recalled two envoys.\nIt gave no reason.", "It", "The US"),
        ("Chad pulled back its troops, diplomats said.", "its", "Chad"),
        ("The minister said he would resign.", "he", "The minister"),
        ("Peru expelled two Chilean envoys and accused them of spying.", "them", "two Chilean envoys"),
        ("Rebels shelled the town.\nThey left at dawn.", "They", "Rebels"),
        ("Chad protested.\nTogo answered within a day: it recalled an envoy.", "it", "Togo"),
        ("A court in Lome fined the mayor after he resigned.", "he", "the mayor"),
        ("A spokesman for the court spoke.\nHe was arrested.", "He", "A spokesman for the court"),
        ("The minister left Oslo.\nThe court met.\nHe was arrested.", "He", "The minister"),
        ("Judge Ode spoke.\nPolice Inspector General Barnabas Kiprotich Mwelu wept and said he left.", "he", MWELU),
        ("The court said he had left.", "he", "The court"),
        ("Rebels fled.\nThe army burned their camp.", "their", "Rebels"),
        ("Togo slept.\nChad closed its border.", "its", "Chad"),
        ("The nurse left after she was robbed, the ministry said.", "she", "The nurse"),
        ("The court met.\nTwo of the judges resigned.\nIt ruled on Monday.", "It", "The court"),
        ("Miners marched.\nSoldiers turned a water cannon on them.", "them", "Miners"),
        ("Miners marched.\nSoldiers broke up the rally and beat them.", "them", "Miners"),
        ("Miners marched.\nSoldiers beat three of them.", "three", "Miners"),
        ("The minister left.\nAnna Reyes wept.\nShe went home.", "She", "Anna Reyes"),
        ("Admiral David Cole spoke.\nDavid Cole left.\nHe wept.", "He", "Admiral David Cole"),
        (
            "The Union imposed sanctions on two Chilean officials and a bank on Monday, accusing them of fraud.",
            "them",
            "two Chilean officials and a bank",
        ),
    ],
)
def test_a_pronoun_is_followed_back(text: str, word: str, words: str) -> None:
    assert meant(text, word) == words


def test_a_pronoun_without_anybody_before_it_stays_empty() -> None:
    assert meant("They marched.", "They") is None


def test_what_is_done_to_somebody_is_nobody_a_pronoun_stands_for() -> None:
    assert meant("Peru imposed sanctions on two Chilean officials and a firm.\nThey protested.", "They") is None


def test_a_subject_whose_whole_phrase_is_cut_away_is_nobody() -> None:
    (sentence,) = next(parse(["first What a dean disputed in came demands,"])).sents
    assert References(is_actor, is_person).met_in(sentence).subjects == []
