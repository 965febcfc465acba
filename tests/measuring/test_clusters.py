from eventx.measuring.clusters import Agreement, b_cubed, pairwise

GOLD = {"a": "x", "b": "x", "c": "x", "d": "y"}


def test_equal_clusters_agree_whatever_they_are_called() -> None:
    found = {"a": "1", "b": "1", "c": "1", "d": "2"}
    assert pairwise(GOLD, found) == b_cubed(GOLD, found) == Agreement(1.0, 1.0)


def test_a_split_costs_recall_and_a_glued_pair_precision() -> None:
    found = {"a": "1", "b": "1", "c": "2", "d": "2"}
    assert pairwise(GOLD, found) == Agreement(1 / 2, 1 / 3)
    assert b_cubed(GOLD, found) == Agreement(0.75, (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_a_mention_that_was_not_found_is_alone() -> None:
    assert pairwise(GOLD, {"a": "1", "b": "1"}) == Agreement(1.0, 1 / 3)
    assert pairwise(GOLD, {}).f1 == 0.0
