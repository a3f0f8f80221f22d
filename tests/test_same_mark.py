"""The same file gets the same mark in every run, also where it goes through sets, whose order is one of hashes and addresses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.sandbox.addresses import NOT_SHIFTED, fix_addresses, release_addresses
from tests.conftest import Run

RUNS = 5
OF_WORDS = """
def topological_sort(parents):
    out, left = [], set(parents)
    while left:
        out.append(left.pop())
    return out
"""
OF_OBJECTS = """
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents, self.step = float(data), 0.0, set(parents), lambda: None

    def join(self, other, data, ours, theirs):
        out = Value(data, (self, other))

        def step():
            self.grad = ours * out.grad
            other.grad = theirs * out.grad

        out.step = step
        return out

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return self.join(other, self.data + other.data, 1.0, 1.0)

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return self.join(other, self.data * other.data, other.data, self.data)

    __radd__, __rmul__ = __add__, __mul__

    def backward(self):
        order, stack, seen = [], [(self, False)], set()
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack += [(node, True), *((parent, False) for parent in node.parents)]
        self.grad = 1.0
        for node in reversed(order):
            node.step()
"""


def addresses_can_be_fixed() -> bool:
    """Not on every system, and not in every container."""
    before = fix_addresses()
    now = fix_addresses()
    release_addresses(before)
    return now >= 0 and bool(now & NOT_SHIFTED)


where_fixed = pytest.mark.skipif(
    not addresses_can_be_fixed(), reason="the addresses of objects are others in each run here"
)


@pytest.mark.parametrize(
    ("number", "text"),
    [pytest.param("23", OF_WORDS, id="words"), pytest.param("24", OF_OBJECTS, id="objects", marks=where_fixed)],
)
def test_an_answer_that_goes_through_a_set_gets_the_same_report_in_every_run(
    number: str, text: str, nncli: Run, tmp_path: Path
) -> None:
    (tmp_path / "answer.py").write_text(text)
    runs = [nncli("grade", "answer.py", "--exercise", number, "--json", "-") for _ in range(RUNS)]
    scores = [json.loads(run.stdout)["exercises"][0]["score"] for run in runs]
    assert len(set(scores)) == 1, scores
