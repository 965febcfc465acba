"""Linear classifiers fitted in plain numpy, so that a codebook of one's own needs no further package."""

from collections import deque
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
SparseRow = tuple[NDArray[np.int64], Matrix]
"""The filled columns of a row, each once, and their values."""

Objective = Callable[[Matrix], tuple[float, Matrix]]
"""From weights to the loss and its gradient."""

_SWEEPS, _SETTLED = 60, 1e-2
_ROUNDS, _MEMORY, _FLAT = 300, 8, 1e-4


def fit_hinge(
    rows: Sequence[SparseRow],
    labels: NDArray[np.int64],
    width: int,
    classes: int,
    strength: float,
    *,
    counts: Sequence[float],
) -> Matrix:
    """Return weights of shape (width, classes) of support vector machines, each class against the rest.

    Squared hinge loss, minimised by dual coordinate descent (Hsieh et al. 2008, algorithm 1) for all
    classes at once, in an order that is always the same.

    Args:
        rows: the examples; a constant column stands for the bias.
        labels: the class of each, from 0.
        width: number of columns.
        classes: number of classes.
        strength: how much an error weighs against the size of the weights.
        counts: how much each example counts: one of 2 is as two of 1.
    """
    signs = np.where(labels[:, None] == np.arange(classes), 1.0, -1.0)
    slack = 0.5 / strength / np.array(counts)
    lengths = [float(values @ values) + slack[i] for i, (_, values) in enumerate(rows)]
    weights, duals = np.zeros((width, classes)), np.zeros((len(rows), classes))
    order = np.random.default_rng(0)
    for _ in range(_SWEEPS):
        furthest = 0.0
        for i in order.permutation(len(rows)):
            columns, values = rows[i]
            slope = signs[i] * (values @ weights[columns]) - 1.0 + slack[i] * duals[i]
            new = np.maximum(duals[i] - slope / lengths[i], 0.0)
            moved = new - duals[i]
            furthest = max(furthest, float(np.abs(moved).max()))
            duals[i] = new
            weights[columns] += values[:, None] * (moved * signs[i])
        if furthest < _SETTLED * strength:
            break
    return weights


def fit_logistic(
    rows: Matrix, labels: NDArray[np.int64], classes: int, strength: float, *, counts: Sequence[float]
) -> tuple[Matrix, Matrix]:
    """Return weights of shape (width, classes) and biases of a multinomial logistic regression."""
    shares = np.array(counts)[:, None]
    wanted = shares * (labels[:, None] == np.arange(classes))

    def objective(weights: Matrix) -> tuple[float, Matrix]:
        scores = rows @ weights[:-1] + weights[-1]
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        away = shares * np.exp(logs) - wanted
        loss = 0.5 / strength * float((weights[:-1] ** 2).sum()) - float((wanted * logs).sum())
        return loss, np.vstack([rows.T @ away + weights[:-1] / strength, away.sum(0)])

    weights = minimise(objective, np.zeros((rows.shape[1] + 1, classes)))
    return weights[:-1], weights[-1]


def minimise(objective: Objective, at: Matrix) -> Matrix:
    """Return where a smooth convex function is smallest, by L-BFGS (Nocedal and Wright, algorithm 7.5)."""
    value, slope = objective(at)
    enough = _FLAT * float(np.linalg.norm(slope))
    steps: deque[tuple[Matrix, Matrix, float]] = deque(maxlen=_MEMORY)
    for _ in range(_ROUNDS):
        if np.linalg.norm(slope) <= enough:
            break
        way = -_curved(slope, steps)
        new, new_value, new_slope = _step(objective, at, way, value, float((slope * way).sum()))
        moved, turned = new - at, new_slope - slope
        curve = float((moved * turned).sum())
        if curve <= 0.0:
            break
        steps.append((moved, turned, curve))
        at, value, slope = new, new_value, new_slope
    return at


def _curved(slope: Matrix, steps: deque[tuple[Matrix, Matrix, float]]) -> Matrix:
    """Return the slope divided by an estimate of the curvature, from the last steps."""
    if not steps:
        return slope / max(1.0, float(np.linalg.norm(slope)))
    way, shares = slope.copy(), []
    for moved, turned, curve in reversed(steps):
        shares.append(float((moved * way).sum()) / curve)
        way -= shares[-1] * turned
    _, turned, curve = steps[-1]
    way *= curve / float((turned * turned).sum())
    for (moved, turned, curve), share in zip(steps, reversed(shares), strict=True):
        way += (share - float((turned * way).sum()) / curve) * moved
    return way


def _step(objective: Objective, at: Matrix, way: Matrix, value: float, descent: float) -> tuple[Matrix, float, Matrix]:
    """Go along a way, half as far each time until the value falls enough."""
    length = 1.0
    while True:
        new = at + length * way
        new_value, new_slope = objective(new)
        if new_value <= value + 1e-4 * length * descent or length < 1e-9:
            return new, new_value, new_slope
        length /= 2
