"""A class grader as many are: it imports the submission, calls it, compares with np.allclose and writes results.json.

Its own program, and the control of this test suite: python naive.py SUBMISSION EXERCISE RESULTS. It is run in limits and thrown away.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import types
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import numpy as np

from grader.exercise import catalogue
from grader.exercise.spec import Constant
from grader.judging.questions import sheet
from grader.worker import probes

LIMITS = {resource.RLIMIT_AS: 3 << 30, resource.RLIMIT_CPU: 2, resource.RLIMIT_FSIZE: 16 << 20, resource.RLIMIT_CORE: 0}


def close(got: Any, expected: Any) -> bool:
    if isinstance(expected, (tuple, list)):
        return all(close(one, right) for one, right in zip(got, expected, strict=False))
    if isinstance(expected, dict):
        return all(close(got[key], right) for key, right in expected.items())
    return bool(got == expected if isinstance(expected, str) else np.allclose(got, expected))


def module_of(path: Path) -> types.ModuleType:
    module = types.ModuleType("submission")
    module.__dict__["__file__"] = str(path)
    text = path.read_text()
    if path.suffix == ".ipynb":
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    exec(compile(text, str(path), "exec"), module.__dict__)
    return module


def score(path: Path, number: int) -> float:
    """Points: the share of cases whose result is close to what the reference gives afterwards."""
    entry = next(one for one in catalogue.entries() if one.number == number)
    exercise = catalogue.load_exercise(entry)
    asked = sheet(number, exercise, 0)
    own: dict[str, Any] = {}
    exec(entry.probe, own)
    sys.path.insert(0, str(path.parent))
    module = module_of(path)
    right: list[bool] = []
    for question in [one for target in asked.questions.values() for one in target]:
        probe, name, inputs = question.call.probe, question.call.target, question.inputs
        try:
            function = own.get(probe) or getattr(probes, probe, None) or (lambda m, n, **kw: probes.resolve(m, n)(**kw))
            got = function(module, name, **inputs)
            right.append(
                close(got, question.target.reference(**inputs) if question.case.expected is None else question.expected)
            )
        except Exception as error:
            print(f"{name}: {error}")
            right.append(False)
    for constant in (one for one in exercise.targets if isinstance(one, Constant)):
        right += [getattr(module, constant.name, {}).get(key) == value for key, value in constant.answers.items()]
    return entry.points * sum(right) / len(right)


def main() -> None:
    for limit, value in LIMITS.items():
        resource.setrlimit(limit, (value, value))
    path, number, results = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    earned = score(path, number)
    results.write_text(json.dumps({"score": earned, "judge": os.getpid()}))


if __name__ == "__main__":
    main()
