"""The linear classifier: with vectors, without, and from the arrays it is kept as."""

import numpy as np
import pytest

from eventx.engines.offline.classifier import Array, Classifier
from eventx.engines.offline.encoder import SIZE

FEATURES = [["h=march", "w=square"], ["h=march", "w=against"], ["h=shell", "w=town"], ["h=shell", "w=post"]]
LABELS = ["protest", "protest", "fight", "fight"]


def vectors() -> list[Array | None]:
    rng = np.random.default_rng(0)
    return [rng.normal(1.0 if label == "fight" else -1.0, 0.1, SIZE).astype(np.float32) for label in LABELS]


def best(classifier: Classifier, features: list[str], vector: Array | None) -> str:
    return classifier.classes[int(np.argmax(classifier.log_probabilities(features, vector)))]


@pytest.mark.parametrize("given", [vectors(), [None] * 4, [*vectors()[:3], None]], ids=["all", "none", "some"])
def test_it_learns_from_words_and_from_vectors_where_there_are_any(given: list[Array | None]) -> None:
    classifier = Classifier.fit(FEATURES, given, LABELS)
    assert best(classifier, ["h=march", "w=town"], given[0]) == "protest"
    assert best(classifier, ["h=shell", "w=square"], given[2]) == "fight"


def test_probabilities_sum_to_one() -> None:
    chances = np.exp(Classifier.fit(FEATURES, vectors(), LABELS).log_probabilities(["h=unknown"], vectors()[0]))
    assert chances.sum() == pytest.approx(1, abs=1e-5)


def test_what_is_kept_answers_as_what_was_fitted() -> None:
    fitted = Classifier.fit(FEATURES, vectors(), LABELS)
    kept = Classifier.from_arrays(fitted.arrays())
    for features, vector in zip(FEATURES, vectors(), strict=True):
        assert np.array_equal(kept.log_probabilities(features, vector), fitted.log_probabilities(features, vector))


def test_with_one_label_there_is_one_answer() -> None:
    assert best(Classifier.fit(FEATURES[:2], [None, None], LABELS[:2]), ["h=anything"], None) == "protest"


def test_the_strongest_features_are_named() -> None:
    classifier = Classifier.fit(FEATURES, [None] * 4, LABELS)
    assert classifier.strongest(["h=shell", "w=square"], "fight", 2) == ["h=shell"]


def test_words_decide_about_many_rows_as_about_each() -> None:
    classifier = Classifier.fit(FEATURES, vectors(), LABELS)
    rows = [["h=shell", "w=town", "w=square"], ["h=unknown"], [], ["h=march"]]
    together = classifier.by_words(rows)
    for row, found in zip(rows, together, strict=True):
        assert classifier.by_words([row])[0] == pytest.approx(found, abs=1e-6)
    assert together[1] == pytest.approx(together[2])
    assert together.argmax(1)[[0, 3]].tolist() == [0, 1]
    assert classifier.by_words([]).shape == (0, 2)


def test_how_long_a_row_is_does_not_count() -> None:
    classifier = Classifier.fit(FEATURES, vectors(), LABELS)
    once, twice = classifier.by_words([["h=shell", "w=square"], ["h=shell", "w=square"] * 2])
    assert once == pytest.approx(twice, abs=1e-6)


def test_a_lead_is_over_the_likeliest_other_class() -> None:
    classifier = Classifier.fit([*FEATURES, ["h=meet"]], [*vectors(), vectors()[0]], [*LABELS, "talk"])
    by_words = classifier.by_words([["h=shell"], ["h=march"]])
    found = {label: dict(zip(classifier.classes, row, strict=True)) for label, row in zip("sm", by_words, strict=True)}
    words = classifier.balance.words
    shell, march = classifier.leads(by_words, "fight")
    assert shell == pytest.approx(words * (found["s"]["fight"] - max(found["s"]["protest"], found["s"]["talk"])))
    assert march == pytest.approx(words * (found["m"]["fight"] - found["m"]["protest"]))
    assert shell > 0 > march
    assert classifier.leads(by_words, "parade").tolist() == [-np.inf, -np.inf]  # no class is called so
