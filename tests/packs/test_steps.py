"""A loop whose steps are all kept in one array has a name in an exercise of anybody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.packs.conftest import write_files

STUB = '"""3. Steps."""\n\nimport numpy as np\n\n\ndef halved(w, steps):\n    """Return w after each halving, (steps, D)."""\n'
SPEC = '''\
"""Exercise 3: halved."""

from grader.exercise.spec import *

exercise = Exercise(
    Target(
        "halved", 2, lambda w, steps: np.array([w / 2**k for k in range(1, steps + 1)]),
        cases={"four steps": dict(w=away(3), steps=4), "two steps": dict(w=away(2), steps=2)},
    ),
)
'''
LOOP = "    w, kept = w.copy(), []\n    for _ in range(steps):\n        {step}\n        kept.append({kept})\n    return np.array(kept)\n"


@pytest.mark.parametrize(
    ("step", "kept", "said"),
    [("w /= 2", "w", "last_repeated"), ("w /= 2", "w.copy()", "passed"), ("w /= 3", "w", "failed")],
)
def test_the_last_step_in_the_place_of_each_has_a_name(
    nncli: Run, course: Path, tmp_path: Path, step: str, kept: str, said: str
) -> None:
    write_files(course / "exercises" / "03_relu_gate", spec_py=SPEC, stub_py=STUB + "    raise NotImplementedError\n")
    (tmp_path / "steps.py").write_text(STUB + LOOP.format(step=step, kept=kept))
    shown = nncli("grade", "steps.py", "--pack", "mine").stdout
    assert said in shown and ("last_repeated" in shown) == (said == "last_repeated")
