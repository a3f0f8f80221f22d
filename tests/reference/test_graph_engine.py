"""Topological order, reverse mode and dual numbers: any graph, any depth, the same derivatives."""

import math

import numpy as np
import pytest

from grader.reference.dual import Dual, derivative, gradient
from grader.reference.engine import Value, topological_sort

CYCLES = {
    "of three": {"a": ["c"], "b": ["a"], "c": ["b"]},
    "with a tail": {"x": [], "a": ["x", "c"], "b": ["a"], "c": ["b"], "out": ["c"]},
    "of one": {"x": [], "a": ["x", "a"]},
}
LADDER = {"r0": [], "l0": []} | {f"{s}{i}": [f"l{i - 1}", f"r{i - 1}"] for i in range(1, 25) for s in "lr"}
GRAPHS = {
    "empty": {},
    "diamond": {"d": ["b", "c"], "b": ["a"], "c": ["a"], "a": []},
    "skip connection": {"out": ["h2", "x"], "h2": ["h1"], "h1": ["x"], "x": []},
    "input used twice": {"c": ["b", "b"], "b": ["a", "a"], "a": []},
    "separate": {"p": ["q"], "q": [], "s": ["r"], "r": []},
    "ladder": dict(reversed(LADDER.items())),
    "long chain": {i: [i - 1] if i else [] for i in reversed(range(20_000))},
}


@pytest.mark.parametrize("parents", CYCLES.values(), ids=CYCLES)
def test_a_cycle_has_no_order(parents):
    with pytest.raises(ValueError, match="cycle"):
        topological_sort(parents)


def test_a_parent_that_is_not_a_node_is_an_error():
    with pytest.raises(KeyError):
        topological_sort({"a": ["nowhere"]})


@pytest.mark.parametrize("parents", GRAPHS.values(), ids=GRAPHS)
def test_every_node_once_and_after_its_parents(parents):
    before = {node: list(its_parents) for node, its_parents in parents.items()}
    place = {node: i for i, node in enumerate(topological_sort(parents))}
    assert place.keys() == parents.keys()
    assert len(topological_sort(parents)) == len(parents)
    assert all(place[p] < place[node] for node in parents for p in parents[node])
    assert parents == before


def test_ten_thousand_chained_operations():
    x = Value(0.5)
    s = x
    for _ in range(10_000):
        s = s + x
    s.backward()
    assert (s.data, x.grad, s.grad) == (5000.5, 10_001, 1)


def test_ten_thousand_chained_products_and_relus():
    x = Value(1.0001)
    out = x
    for _ in range(10_000):
        out = (out * 1.0).relu()
    out.backward()
    assert x.grad == 1


def test_a_value_used_twice_collects_both_shares():
    a = Value(3)
    b = a + a
    c = b * b
    out = b + c
    out.backward()
    assert (out.data, a.grad, b.grad, c.grad, out.grad) == (42, 26, 13, 1, 1)


def test_backward_twice_gives_the_same_gradients():
    x, y, z = Value(2.5), Value(-1.5), Value(0.4)
    out = (x * y + z) * y
    out.backward()
    out.backward()
    assert (x.grad, y.grad, z.grad) == pytest.approx((2.25, -7.1, -1.5))


def test_a_value_outside_the_graph_keeps_gradient_zero():
    x, y = Value(1.3), Value(-2.2)
    (x * 3).backward()
    assert (x.grad, y.grad) == (3, 0)


def sigmoid(u):
    return 1 / (1 + (-u).exp())


EXPRESSIONS = {
    "products": (lambda x, y, z: (x * y + z) * y, (2.5, -1.5, 0.4)),
    "powers and quotients": (lambda x: x**3 + 2 / x - x * 0.5 + (1 - x) / 3, (1.6,)),
    "numbers on the left": (lambda x: 3 + x - (2 - x) * 4 / x + 5 * x, (-1.5,)),
    "exp and log": (lambda x, y: (x.exp() + y).log() * x, (0.7, 1.9)),
    "negative and broken powers": (lambda x, y: x**-2 * y**0.5 - x**0, (1.7, 2.2)),
    "a logistic loss": (lambda w, x: -(sigmoid(w * x).log()), (0.5, 2.0)),
    "two neurons": (lambda x, w, b, v, c: (sigmoid(w * x + b) * v + c - 0.7) ** 2, (1.5, 0.8, -0.3, -1.2, 0.5)),
    "an unused input": (lambda x, y: x * 3, (2.5, -1.5)),
}


@pytest.mark.parametrize("f, point", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_reverse_mode_forward_mode_and_differences_agree(f, point, check_gradient):
    leaves = [Value(v) for v in point]
    f(*leaves).backward()
    reverse = np.array([leaf.grad for leaf in leaves])
    np.testing.assert_allclose(reverse, gradient(f, point), rtol=1e-12)
    check_gradient(lambda v: f(*map(Value, v)).data, point, reverse)


def test_relu_switches_the_gradient_on_and_off():
    x, y = Value(1.4), Value(-0.6)
    out = (x * y).relu() + (x + y).relu() * x
    out.backward()
    assert (out.data, x.grad, y.grad) == pytest.approx((1.12, 2.2, 1.4))


def test_the_zeroth_power_is_constant_also_at_zero():
    x = Value(0.0)
    (x**0).backward()
    assert x.grad == derivative(lambda u: u**0, 0.0) == 0


@pytest.mark.parametrize("make", [Dual, Value])
def test_operands_keep_their_values(make):
    a, b = make(2.5), make(-1.2)
    before = dict(vars(a)), dict(vars(b))
    _ = (a + b, a - b, a * b, a / b, a**2, -a, 3 - a, 3 / a, a.exp(), a.log())
    assert (vars(a), vars(b)) == before


@pytest.mark.parametrize("make", [Dual, Value])
def test_a_logarithm_of_zero_and_a_division_by_zero_raise(make):
    with pytest.raises(ValueError):
        make(0.0).log()
    with pytest.raises(ZeroDivisionError):
        make(1.0) / make(0.0)


def test_the_derivative_of_a_constant_is_zero():
    assert derivative(lambda u: 4.0, 1.7) == 0.0


@pytest.mark.parametrize("v", [-1000.0, -2.0, 0.0, 2.0, 1000.0])
def test_the_sigmoid_of_a_dual_number_never_overflows(v):
    u = Dual(v, 1.0).sigmoid()
    s = 0.5 * (1 + math.tanh(v / 2))
    assert (u.v, u.d) == pytest.approx((s, s * (1 - s)))


def test_gradient_hands_duals_to_every_argument_and_takes_an_array():
    def f(x, y, z):
        return x * y + y * z.exp()

    expected = [-0.6, 1.4 + math.exp(0.3), -0.6 * math.exp(0.3)]
    assert gradient(f, np.array([1.4, -0.6, 0.3])) == pytest.approx(expected)
