"""Inputs that are certain to reach every branch."""

import numpy as np

from grader.gradcheck import both_sides, covering, distinct, units


def test_inputs_are_drawn_again_until_every_branch_is_reached():
    inputs = covering(lambda rng: {"x": rng.normal(size=2)}, lambda x: both_sides("x", x), seed=4)
    assert (inputs["x"] > 0).any()
    assert (inputs["x"] < 0).any()


def test_the_same_seed_draws_the_same_inputs():
    draw = lambda rng: {"x": rng.normal(size=3)}  # noqa: E731
    first, second = (covering(draw, lambda x: both_sides("x", x), seed=9)["x"] for _ in range(2))
    assert (first == second).all()


def test_a_dead_unit_is_noticed():
    reached = units("z", np.array([[1.0, -1.0], [2.0, -3.0]]))
    assert not reached["every unit of z on somewhere"]


def test_near_ties_are_noticed():
    assert not distinct("x", np.array([[1.0, 1.0000001, 2.0]]))["x without near ties"]
    assert distinct("x", np.array([[1.0, 1.5, 2.0]]))["x without near ties"]
