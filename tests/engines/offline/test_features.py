"""What the classifier sees of a clause."""

from eventx.engines.offline.clauses import Clause, read_clause
from eventx.engines.offline.features import features
from eventx.engines.offline.parser import parse
from eventx.engines.offline.training import near_words
from eventx.resolving import is_actor


def clause_of(text: str) -> Clause:
    (doc,) = parse([text])
    return read_clause(next(token for token in doc if token.dep_ == "ROOT"), is_actor)


def test_who_is_acted_on_is_masked_and_a_thing_is_not() -> None:
    clauses = [clause_of("Peru expelled the diplomats."), clause_of("Peru imposed a curfew.")]
    seen = [features(clause) for clause in clauses]
    assert ["dobj=TGT" in one for one in seen] == [True, False]
    assert "dobj=curfew" in seen[1]


def test_a_thing_is_among_the_near_words_and_who_is_acted_on_is_not() -> None:
    assert near_words(clause_of("Peru imposed a curfew.")) == [1, 3]
    assert near_words(clause_of("Peru expelled the diplomats.")) == [1]
