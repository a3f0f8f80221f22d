"""The judge's generators are NumPy's, whichever part of numpy.random is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

SAME = """
import copy, pickle, sys
import numpy as np
{before}
from grader.generators import case_generator, default_rng

{failing}
ours = default_rng([5, 3, 1])
print("numpy.random.mtrand" in sys.modules)
copied, pickled = copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))
drawn = ours.normal(size=9)
assert all((drawn == other.normal(size=9)).all() for other in (copied, pickled, np.random.default_rng([5, 3, 1])))
assert (case_generator([5, 3, 1]).normal(size=9) == drawn).all()
assert isinstance(ours, np.random.Generator) and 0 <= np.random.RandomState(0).rand() < 1
"""
FAILING = """
import importlib, grader.generators as generators
def refuse(name):
    if name == "numpy.random._pcg64" and "numpy.random" in sys.modules and type(sys.modules["numpy.random"]).__name__ == "StandIn":
        raise ImportError(name)
    return importlib.import_module(name)
generators.import_module = refuse
"""


@pytest.mark.parametrize(
    ("before", "failing", "is_whole"),
    [("", "", False), ("np.random.seed", "", True), ("", FAILING, True)],
    ids=["without the rest", "with all of it loaded before", "where NumPy has its parts elsewhere"],
)
def test_they_draw_what_numpy_draws(before: str, failing: str, is_whole: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAME.format(before=before, failing=failing)], capture_output=True, text=True
    )
    assert (done.stderr, done.stdout.strip()) == ("", str(is_whole))
