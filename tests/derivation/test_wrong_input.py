"""What cannot be read gets a sentence with the place and what to write instead; nothing that a learner writes is run or crashes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.derivation.reading.lines import read_line
from grader.derivation.reading.vocabulary import vocabulary_of
from grader.derivation.steps.checker import Checker, grade_derivation
from grader.derivation.steps.results import StepOutcome
from grader.derivation.unreadable import UnreadableLine

from .problems import PROBLEMS, grade

NAMES = vocabulary_of(["w", "x", "b", "y", "z", "φ", "L", "p[k]"])
SENTENCES = [
    ("2xy + 1", 1, "write 2*x*y"),
    ("2 x", 2, "write 2*x"),
    ("wx + b", 0, "write w*x"),
    ("φ(1 - φ)", 1, "a product needs its sign: write φ*(..."),
    ("(1 - φ)(1 + φ)", 7, "a product needs its sign"),
    ("x^2", 1, "written x**2"),
    ("(1 + x)^2", 7, "x**2 or x²"),
    ("e^-z", 1, "write exp(-z)"),
    (r"\frac{y}{φ}", 0, "(numerator)/(denominator)"),
    ("\frac{y}{φ}", 0, "LaTeX is not read"),
    (r"y \cdot φ", 2, "a*b or a·b"),
    (r"$y$", 0, "LaTeX is not read"),
    ("dL/dφ · x", 0, "dL/dφ is written d(L, φ)"),
    ("dL·x", 0, "d(expression, name)"),
    ("q + 1", 0, "q is not a name of this derivation. There are: L, b, w, x, y, z, φ, p[k]"),
    ("phii + 1", 0, "did you mean φ?"),
    ("log φ", 0, "log needs brackets: log(...)"),
    ("f(x)", 0, "f(...) is not known here"),
    ("sigma'(z)", 5, "d(sigma(z), z)"),
    ("(φ - y", 0, "the bracket ( is not closed"),
    ("log(φ", 3, "the bracket ( is not closed"),
    ("φ - y)", 5, "closes none that was opened"),
    ("(p[k)]", 4, ") stands where [ is still open"),
    ("= φ = y = 1", 8, "= stands twice: write each expression on a line of its own"),
    ("φ == y", 2, "== stands only inside [k==j]"),
    ("[k=j]", 2, "compared with =="),
    ("[j==j]", 0, "compares an index with itself"),
    ("p[j]", 0, "the index j belongs to no sum"),
    ("p", 0, "p needs an index: p[k]"),
    ("p[1]", 2, "a letter: p[k]"),
    ("x[k]", 1, "one number and has no index"),
    ("Σ(x, p[x])", 2, "take another letter"),
    ("Σ p[k]", 0, "sum(k, ...)"),
    ("Σ(p[k])", 2, "take another letter as the index"),
    ("d(L)", 3, "what is differentiated, and by which name"),
    ("d(L, 2·x)", 5, "the second part is one name"),
    ("x**y", 1, "a whole number up to 8"),
    ("x**99", 3, "a whole number up to 8"),
    ("x**2.5", 3, "a whole number up to 8"),
    ("9**9**9", 3, "a whole number up to 8"),
    ("1e999", 0, "numbers up to 1000000"),
    ("0,5·x", 1, "decimals have a point"),
    ("x +", 2, "something is missing after +"),
    ("x + · y", 4, "something is missing between + and ·"),
    ("", 0, "nothing stands here"),
    ("φ\u200b", 1, "does not show (U+200B)"),
    ("φ\u202e1", 1, "does not show (U+202E)"),
    ("---x", 2, "three signs in a row"),
    ("(" * 41 + "x" + ")" * 41, 40, "more than 40 brackets"),
    ("x+" * 160 + "x", 300, "at most 300 are read"),
    ("d(d(d(d(φ, z), z), z), z)", 0, "more than 3 derivatives"),
    ("e", 0, "exp(z)"),
    ("k·x", 0, "cannot stand alone"),
]


@pytest.mark.parametrize(("line", "place", "words"), SENTENCES, ids=[each[0][:24] or "empty" for each in SENTENCES])
def test_a_line_that_cannot_be_read_gets_its_place_and_what_to_write_instead(line: str, place: int, words: str) -> None:
    with pytest.raises(UnreadableLine) as caught:
        read_line(line, NAMES)
    assert words in caught.value.reason
    assert caught.value.place == place


@pytest.mark.parametrize(
    "line",
    [
        "__import__('os').system('id')", "φ.__class__", "(lambda: 1)()", "[φ for φ in (1,)]", "'a'*9", "eval(φ)", "x if y else z",
        "x := 2", "{x}", "x @ y", "x // y", "x % y", "not x", "x and y", "f'{x}'", "*x", "...", "x;y", "`id`", "1j", "0x10", "1_000",
        "x\ty\x00", "ⅷ + x", "½·x", "√x", "True", "None", "x.y", "d", "sum", "log", "[[k==j]]", "[k==j==k]", "x[", "]", ",", "d(,)",
    ],
)  # fmt: skip
def test_python_that_is_no_derivation_is_refused(line: str) -> None:
    with pytest.raises(UnreadableLine):
        read_line(line, NAMES)


def test_a_derivative_by_a_name_that_moves_along_but_does_not_occur_is_refused() -> None:
    step = grade("dL_dw", "d(L, φ)·d(σ(w·x + b), z)·d(z, w)").steps[0]
    assert step.outcome is StepOutcome.UNREADABLE
    assert step.reason.startswith("z does not occur in σ(w·x + b), though both move together")


def test_a_line_without_a_value_says_so() -> None:
    assert "divides by zero" in grade("dL_dphi", "φ/(y - y)").steps[0].reason
    assert "logarithm of a number that is not positive" in grade("dL_dphi", "log(-φ)").steps[0].reason
    assert "too large" in grade("dL_dphi", "exp(exp(exp(exp(9·φ))))").steps[0].reason


def test_an_equation_is_refused_where_an_expression_is_asked_for_but_the_start_may_stand_in_front() -> None:
    assert "not an equation" in grade("dL_dw", "y = (φ - y)·x").steps[0].reason
    assert grade("dL_dw", "d(L, w) = (φ - y)·x").steps[0].outcome is StepOutcome.FOLLOWS


def test_more_than_thirty_lines_are_refused_and_none_of_them_counts() -> None:
    result = grade("dL_dw", *["(φ - y)·x"] * 31)
    assert result.problem == "the derivation has more than 30 lines: leave out what is not needed"
    assert not any(waypoint.line for waypoint in result.waypoints)


def test_a_place_is_counted_in_the_line_as_it_is_shown() -> None:
    step = grade_derivation(PROBLEMS["dL_dw"], "\n        = 2xy\n").steps[0]
    assert step.text[step.place or 0 :] == "xy"


NESTED = ["d(d(d(exp(exp(exp(z)))·L·φ, z), z), w)", "Σ(a, Σ(b, Σ(c, Σ(e, Σ(f, Σ(g, p[a]·p[b]·p[c]·p[e]·p[f]·p[g]))))))"]


@pytest.mark.parametrize(("name", "line"), [("dL_dw", NESTED[0]), ("dL_dz", NESTED[1])])
def test_nested_derivatives_and_sums_end_within_their_budget(name: str, line: str) -> None:
    checker = Checker(PROBLEMS[name])
    started = time.process_time()
    assert checker.add(line).outcome in (StepOutcome.UNREADABLE, StepOutcome.WRONG)
    assert time.process_time() - started < 20  # hours without the budget


def test_many_indices_in_one_product_take_no_memory() -> None:
    letters = "abcefgh"
    halves = ["·".join(f"p[{letter}]" for letter in half) for half in (letters[:4], letters[4:])]
    line = "".join(f"Σ({letter}, " for letter in letters) + f"({halves[0]})·({halves[1]})" + ")" * 7
    step = grade("dL_dz", line).steps[0]
    assert step.outcome is StepOutcome.UNREADABLE
    assert "too many sums" in step.reason


HOSTILE = Path(__file__).parents[1] / "hostile" / "derivations.txt"


@pytest.mark.parametrize("text", HOSTILE.read_text(encoding="utf-8").split("\n---\n"))
@pytest.mark.parametrize("name", ["dL_dw", "dL_dz", "b0"])
def test_a_hostile_text_is_graded_without_a_crash_and_earns_nothing(name: str, text: str) -> None:
    result = grade_derivation(PROBLEMS[name], text.encode().decode("unicode_escape"))
    assert not any(waypoint.line for waypoint in result.waypoints)


PIECES = [
    "phi", "φ", "y", "z", "w", "x", "L", "p[k]", "z[j]", "(", ")", "[", "]", "+", "-", "*", "/", "**", "²", "⁻¹", "2", "0.5", "1e300",
    "d(", "sum(k,", "Σ(", "log(", "exp(", "sigma(", "k", "j", "[k==j]", "==", "=", ",", " ", "·", "\\", "\n", "lambda", "'", "__class__",
    "∂", "{", "^", "\u202e", "\x00", "#", "d(φ, z)", "d(d(L, w), w)", "0", "b0", "RSS", "x[i]",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(sorted(PROBLEMS)))
@settings(max_examples=400, deadline=None)
def test_any_text_of_the_pieces_of_derivations_is_graded_without_a_crash(text: str, name: str) -> None:
    result = grade_derivation(PROBLEMS[name], text)
    assert all(step.outcome in StepOutcome for step in result.steps)


LEAVES = st.sampled_from(
    ["w", "x", "b", "y", "z", "φ", "L", "p[k]", "y[k]", "z[j]", "[j==k]", "1", "2", "0.5", "999999"]
)
LINES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "·", "/"]), inner).map(lambda parts: "({} {} {})".format(*parts)),
        st.tuples(inner, st.sampled_from(["²", "**3", "⁻¹"])).map(lambda parts: "({}){}".format(*parts)),
        st.tuples(st.sampled_from(["log", "exp", "σ", "tanh", "sqrt"]), inner).map(
            lambda parts: "{}({})".format(*parts)
        ),
        st.tuples(inner, LEAVES).map(lambda parts: "d({}, {})".format(*parts)),
        st.tuples(st.sampled_from("kji"), inner).map(lambda parts: "sum({}, {})".format(*parts)),
    ),
    max_leaves=8,
)


@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from(sorted(PROBLEMS)))
@settings(max_examples=400, deadline=None)
def test_lines_that_are_formulas_are_graded_without_a_crash(lines: list[str], name: str) -> None:
    """Also those with a sum where nothing has an index."""
    result = grade_derivation(PROBLEMS[name], "\n".join(lines))
    assert len(result.steps) <= len(lines)


@pytest.mark.parametrize("line", ["sum(k, w)", "sum(k, sum(j, [j==k]))"])
def test_a_sum_where_nothing_has_an_index_says_so(line: str) -> None:
    step = grade("dphi_dz", line).steps[0]
    assert step.outcome is StepOutcome.UNREADABLE and "no name here has an index" in step.reason


@given(st.text(max_size=400), st.sampled_from(sorted(PROBLEMS)))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_graded_without_a_crash(text: str, name: str) -> None:
    result = grade_derivation(PROBLEMS[name], text)
    assert not result.is_complete
