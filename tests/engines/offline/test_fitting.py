"""The fits are where their losses are smallest."""

import numpy as np

from eventx.engines.offline.fitting import Matrix, SparseRow, fit_hinge, fit_logistic, minimise

ROWS, CLASSES, STRENGTH = 60, 3, 0.5
ONCE = [1.0] * ROWS


def examples() -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(7)
    labels = chance.integers(CLASSES, size=ROWS)
    return chance.normal(size=(ROWS, 5)) + labels[:, None], labels


def test_the_logistic_fit_is_where_the_slope_is_zero() -> None:
    rows, labels = examples()
    weights, bias = fit_logistic(rows, labels, CLASSES, STRENGTH, counts=ONCE)
    scores = rows @ weights + bias
    chances = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    away = chances - (labels[:, None] == np.arange(CLASSES))
    assert np.abs(rows.T @ away + weights / STRENGTH).max() < 0.02
    assert np.abs(away.sum(0)).max() < 0.02


def test_the_hinge_fit_loses_hardly_more_than_the_best_there_is() -> None:
    rows, labels = examples()
    signs = np.where(labels[:, None] == np.arange(CLASSES), 1.0, -1.0)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        slack = np.maximum(0.0, 1.0 - signs * (rows @ weights))
        value = 0.5 * (weights**2).sum() + STRENGTH * (slack**2).sum()
        return float(value), weights - 2.0 * STRENGTH * rows.T @ (signs * slack)

    best, slope = loss(minimise(loss, np.zeros((5, CLASSES))))
    assert np.abs(slope).max() < 0.05
    sparse: list[SparseRow] = [(np.arange(5), row) for row in rows]
    assert loss(fit_hinge(sparse, labels, 5, CLASSES, STRENGTH, counts=ONCE))[0] < 1.001 * best


def test_the_hinge_fit_is_the_same_every_time() -> None:
    rows, labels = examples()
    sparse: list[SparseRow] = [(np.arange(5), row) for row in rows]
    first, second = (fit_hinge(sparse, labels, 5, CLASSES, STRENGTH, counts=ONCE) for _ in range(2))
    assert (first == second).all()


def test_an_example_that_counts_twice_is_as_two() -> None:
    rows, labels = examples()
    twice, more = [2.0, *ONCE[1:]], (np.vstack([rows[:1], rows]), np.append(labels[:1], labels))
    counted, _ = fit_logistic(rows, labels, CLASSES, STRENGTH, counts=twice)
    doubled, _ = fit_logistic(*more, CLASSES, STRENGTH, counts=[1.0, *ONCE])
    once, _ = fit_logistic(rows, labels, CLASSES, STRENGTH, counts=ONCE)
    assert np.abs(counted - doubled).max() < 0.01 < np.abs(counted - once).max()
    sparse: list[SparseRow] = [(np.arange(5), row) for row in rows]
    counted = fit_hinge(sparse, labels, 5, CLASSES, STRENGTH, counts=twice)
    doubled = fit_hinge([sparse[0], *sparse], more[1], 5, CLASSES, STRENGTH, counts=[1.0, *ONCE])
    once = fit_hinge(sparse, labels, 5, CLASSES, STRENGTH, counts=ONCE)
    assert np.abs(counted - doubled).max() < 0.01 < np.abs(counted - once).max()
