"""What the audit refuses in a derivation: slips that are not named as themselves, ranges in which something vanishes."""

from __future__ import annotations

from typing import Any

from grader.authoring.derivations import derivation_findings
from grader.derivation.problem import prepare_derivation
from grader.derivation.steps.checker import grade_derivation
from grader.exercise.catalogue import find, load_exercise
from grader.exercise.spec import Derivation, carried_out, chain, short_form, slip
from grader.report import exercise_report, target_report

NODE: dict[str, Any] = {
    "key": "dL_dw",
    "points": 2,
    "start": "d(L, w)",
    "ranges": {"w": (-1.5, 1.5), "x": (0.3, 2.4), "b": (-1, 1), "y": (0, 1)},
    "definitions": {"z": "w*x + b", "φ": "sigma(z)", "L": "-(y*log(φ) + (1 - y)*log(1 - φ))"},
    "waypoints": [chain("L", "φ", "z", "w"), carried_out(), short_form(6)],
}
SOLUTION = "d(L, φ)·d(φ, z)·d(z, w)\n(φ - y)/(φ·(1 - φ))·φ·(1 - φ)·x\n(φ - y)·x"


def findings(solution: str = SOLUTION, **changed: Any) -> str:
    target = Derivation(**{**NODE, **changed})
    try:
        result = grade_derivation(prepare_derivation(target.problem), solution)
    except ValueError:
        result = None
    report = exercise_report(1, "node", "Node", [target_report(target.name, [], 2, result)], [])
    return "\n".join(derivation_findings(target, report))


def test_a_derivation_that_keeps_its_promises_has_no_findings() -> None:
    assert findings(slips=[slip("tanh_rule", "That is tanh.", "d(φ, z)", "1 - φ**2")]) == ""


def test_a_declaration_that_cannot_be_read_is_one_sentence() -> None:
    assert findings(start="d(L, q)") == (
        'DERIVATION["dL_dw"]: dL_dw: q is not a name of this derivation. There are: L, b, w, x, y, z, φ'
    )


def test_a_slip_that_stands_nowhere_in_the_solution_is_refused() -> None:
    assert "slip s: d(L, b) stands in no line of the solution" in findings(slips=[slip("s", "A.", "d(L, b)", "1")])


def test_a_slip_that_changes_nothing_is_refused() -> None:
    assert "stands in no line" in findings(slips=[slip("s", "A.", "d(φ, z)", "φ - φ**2")])


def test_a_slip_that_is_another_ones_double_is_refused() -> None:
    twice = [slip("one", "A.", "d(φ, z)", "1 - φ**2"), slip("two", "B.", "d(φ, z)", "-φ**2 + 1")]
    assert "slip two: in line 2 it is named one" in findings(slips=twice)


def test_advice_without_a_full_stop_is_refused() -> None:
    assert "its advice is one sentence" in findings(slips=[slip("s", "no stop", "d(φ, z)", "1 - φ**2")])


def test_ranges_in_which_a_denominator_vanishes_are_refused() -> None:
    ranges = {**NODE["ranges"], "x": (-1, 1)}
    assert findings(ranges=ranges) == ""
    found = findings("d(L, φ)·d(φ, z)·d(z, w)\n(φ - y)·x²/x", ranges=ranges)
    assert 'DERIVATION["dL_dw"]: x vanishes somewhere in the ranges (it goes from -' in found


def test_every_derivation_of_the_course_has_a_waypoint_and_a_share_of_the_points() -> None:
    for number in (1, 11, 12, 14, 16, 17, 26):
        targets = load_exercise(find(str(number))).targets
        derivations = [target for target in targets if isinstance(target, Derivation)]
        assert derivations and all(target.waypoints for target in derivations)
        share = sum(target.points for target in derivations) / sum(target.points for target in targets)
        assert 0.4 <= share <= 0.6
