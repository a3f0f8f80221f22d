"""The self-test tells the truth: it names what is open, and never calls blocked what it could not find."""

from __future__ import annotations

import os

import pytest
from cells import told_by_child

from grader.sandbox.confinement import landlock, selftest

TWELVE = [
    "reading files",
    "listing folders",
    "writing files",
    "changing file modes",
    "network",
    "new processes",
    "running programs",
    "signals to the judge",
    "raising limits",
    "the judge's memory",
    "tracing the judge",
    "new namespaces",
]


def in_worker(plan, secrets, judge):
    def probe():
        plan.enforce()
        return selftest.attempt_all(secrets, judge)

    return told_by_child(probe)


def test_without_confinement_hardly_anything_is_blocked(cell, course, judge):
    results = dict(cell.free(lambda: selftest.attempt_all([str(course / "solution.py")], judge)))
    for name in ("reading files", "writing files", "network", "new processes", "running programs"):
        assert not results[name], name
    assert not results["signals to the judge"]
    assert os.listdir(course) == ["solution.py"]


def test_the_full_set_blocks_all_twelve(cell, course, judge):
    def zygote(plan):
        results = in_worker(plan, [str(course), str(course / "solution.py")], judge)
        return [results, *selftest.level(results, plan.layers)]

    results, level, sentence = cell.planned(zygote)
    assert results == [[name, True] for name in TWELVE]
    more = ", uid, network namespace" if cell.root else ""
    assert level == "strong"
    assert sentence == f"strong (Landlock {landlock.abi_version()}, seccomp, limits{more}; self-test 12/12)"


def test_a_secret_under_a_readable_folder_is_found_out(cell, course, judge):
    def zygote(plan):
        results = in_worker(plan, [str(course / "solution.py")], judge)
        return selftest.level(results, plan.layers)

    level, sentence = cell.planned(zygote, readable=[str(course)])
    assert level == "partial"
    assert "NOT blocked: reading files, listing folders)" in sentence


def test_a_secret_that_is_not_there_proves_nothing(cell, course, judge):
    def zygote(plan):
        return dict(in_worker(plan, [str(course / "misspelt.py")], judge))

    assert cell.planned(zygote, readable=[str(course)])["reading files"] is False


def test_a_judge_that_is_gone_proves_nothing(cell):
    def attempt():
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        return dict(selftest.attempt_all([], child))["signals to the judge"]

    assert cell.free(attempt) is False


@pytest.mark.parametrize("layers", [[], ["limits"]])
def test_no_layer_or_nothing_blocked_is_none(layers):
    level, sentence = selftest.level([("reading files", False), ("network", False)], layers)
    assert level == "none"
    assert sentence == f"none ({', '.join(layers) or 'no layer'}; NOT blocked: reading files, network)"


def test_everything_blocked_by_no_layer_is_not_called_strong():
    assert selftest.level([("network", True)], []) == ("none", "none (no layer; self-test 1/1)")


def test_nothing_tried_is_not_called_strong():
    assert selftest.level([], ["limits"]) == ("none", "none (limits; NOT blocked: nothing was tried)")


def test_what_is_open_is_named():
    results = [("reading files", False), ("network", False), ("raising limits", True)]
    sentence = "partial (limits; NOT blocked: reading files, network)"
    assert selftest.level(results, ["limits"]) == ("partial", sentence)
