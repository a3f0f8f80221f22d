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
def test_the_macos_profile_denies_in_the_right_order():
    from grader.sandbox.confinement import darwin

    lines = darwin.profile("/usr/bin/python3", ["/opt/python/lib"]).splitlines()
    for denied in ("network*", "file-write*", "process-fork", "process-exec*", "signal", "mach-lookup"):
        assert f"(deny {denied})" in lines
    # Later rules win, so what may be read comes after what may not.
    denied, allowed = '(deny file-read* (subpath "/opt"))', '(allow file-read* (subpath "/opt/python/lib"))'
    assert lines.index(denied) < lines.index(allowed)


@POSIX
def test_a_quote_in_a_path_cannot_end_a_rule_of_the_profile():
    from grader.sandbox.confinement import darwin

    assert '(subpath "/x\\")(allow default)\\"")' in darwin.profile('/x")(allow default)"', [])


@POSIX
def test_the_worker_is_started_through_sandbox_exec():
    from grader.sandbox.confinement import darwin

    words = darwin.command(["/usr/bin/python3", "-I", "worker.py"], [])
    assert words[:2] == ["/usr/bin/sandbox-exec", "-p"]
    assert words[3:] == ["/usr/bin/python3", "-I", "worker.py"]


@POSIX
def test_the_plan_for_macos_says_what_is_missing():
    from grader.sandbox.confinement import darwin

    plan = darwin.prepare(1 << 30, 10)
    assert plan.layers == ["limits"]
    assert set(plan.missing) == {"landlock", "seccomp", "memory limit", "sandbox-exec"}


def test_the_judge_can_hide_its_memory_wherever_it_runs():
    if sys.platform == "linux":
        from cells import told_by_child

        assert told_by_child(confinement.make_non_dumpable) is None
    else:
        confinement.make_non_dumpable()
