"""What is prepared for macOS and Windows, as far as it can be checked without them."""

from __future__ import annotations

import ctypes
import sys

import pytest

from grader.sandbox import confinement
from grader.sandbox.confinement import windows

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def test_the_job_object_structures_have_the_sizes_that_windows_expects():
    if ctypes.sizeof(ctypes.c_void_p) != 8:
        pytest.skip("the sizes are those of 64-bit Windows")
    assert ctypes.sizeof(windows.BasicLimits) == 64
    assert ctypes.sizeof(windows.ExtendedLimits) == 144
    assert ctypes.sizeof(windows.Label) == 16


def test_a_job_holds_one_process_and_its_memory_and_time():
    limits = windows.job_limits(1 << 30, 10)
    assert limits.basic.active_processes == 1
    assert limits.basic.process_time == 10 * 10_000_000
    assert limits.process_memory == 1 << 30
    assert limits.basic.flags == 0x2 | 0x8 | 0x100 | 0x400


@pytest.mark.skipif(sys.platform == "win32", reason="the layers are there on Windows")
def test_off_windows_its_layers_are_missing_and_nothing_raises():
    plan = windows.prepare(1 << 30, 10)
    plan.enforce()
    assert plan.layers == []
    assert plan.missing["job object"] == "this layer exists on Windows only"
    assert plan.missing["network"] == "not confined on this platform"


@POSIX
def test_the_plan_for_macos_says_what_is_missing():
    from grader.sandbox.confinement import darwin

    plan = darwin.prepare(1 << 30, 10)
    assert plan.layers == ["limits"]
    assert set(plan.missing) == {"landlock", "seccomp", "memory limit"}


def test_the_judge_can_hide_its_memory_wherever_it_runs():
    if sys.platform == "linux":
        from cells import told_by_child

        assert told_by_child(confinement.make_non_dumpable) is None
    else:
        confinement.make_non_dumpable()
