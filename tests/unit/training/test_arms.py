from __future__ import annotations

import random

import pytest

from training.arms import Choice, Questions, best_of, cross_fitted, floor_of, model_of, weights_of


def choices(n: int, seed: int = 0) -> list[Choice]:
    """The right candidate is the named one; which place it has is chance."""
    rng = random.Random(seed)
    made = []
    for i in range(n):
        right = rng.randrange(4)
        rows = tuple(
            ("named" if k == right else "unnamed", f"place {k}", "always") for k in range(4)
        )
        made.append(Choice(f"article {i}", rows, tuple(k == right for k in range(4))))
    return made


def test_what_tells_the_right_candidate_gets_the_weight() -> None:
    weights = weights_of(choices(40))
    assert weights["named"] > 0 > weights["unnamed"]
    assert abs(weights["always"]) < 0.01
    assert abs(weights["place 0"]) < weights["named"] / 4


def test_several_right_candidates_share_the_likelihood() -> None:
    rows = (("good",), ("good",), ("bad",))
    twins = [Choice(f"article {i}", rows, (True, True, False)) for i in range(10)]
    assert weights_of(twins)["good"] > weights_of(twins)["bad"]


def test_the_first_of_equals_is_best() -> None:
    model = model_of({"a": 1.0, "b": -0.5})
    assert best_of([("b",), ("a",), ("a",)], model) == (1, 1.0)


def test_the_floor_is_that_of_the_best_f1() -> None:
    scored = [(3.0, 2, 2), (2.0, 2, 2), (1.0, 0, 2), (0.5, 0, 2)]
    assert 1.0 < floor_of(scored, 4) < 2.0


def test_no_model_has_seen_the_article_that_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[frozenset[str]] = []

    def watched(given: list[Choice]) -> dict[str, float]:
        seen.append(frozenset(c.article for c in given))
        return weights_of(given)

    monkeypatch.setattr("training.arms.weights_of", watched)
    made = choices(20)
    counted = tuple(tuple((2 * r, 2) for r in c.right) for c in made)
    models = cross_fitted(Questions(tuple(made), counted, (2,) * len(made)))
    assert len(models) == len(made)
    assert len(seen) == 5
    for part in seen:
        left_out = {c.article for c in made} - part
        assert len({id(m) for c, m in zip(made, models, strict=True) if c.article in left_out}) == 1
