"""The seccomp programs, run by an interpreter of BPF: both architectures are tried wherever the tests run."""

from __future__ import annotations

import errno
import os
import re
import signal
from pathlib import Path

import pytest

from grader.sandbox.confinement import bpf, seccomp, syscalls

MACHINES = syscalls.MACHINES
ALLOW, KILL = seccomp.RET_ALLOW, seccomp.RET_KILL_PROCESS
DENY = seccomp.RET_ERRNO | errno.EPERM
ABSENT = seccomp.RET_ERRNO | errno.ENOSYS
NOT_A_TERMINAL = seccomp.RET_ERRNO | errno.ENOTTY

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}


def run(program, words):
    """What a filter returns for seccomp_data given as {offset: 32-bit word}; other words are zero."""
    accumulator, at = 0, 0
    while True:
        code, jt, jf, k = program[at]
        at += 1
        if code == bpf.RETURN:
            return k
        if code == bpf.LOAD:
            accumulator = words.get(k, 0)
        elif code == bpf.AND:
            accumulator &= k
        else:
            holds = {bpf.IF_EQUAL: accumulator == k, bpf.IF_AT_LEAST: accumulator >= k, bpf.IF_ANY_BIT: accumulator & k}
            at += jt if holds[code] else jf


def fate(machine, call, *arguments, architecture=None):
    """What becomes of a system call, by name or number."""
    known = syscalls.numbers({**syscalls.DENIED, **syscalls.ABSENT, **syscalls.CHECKED}, machine)
    words = {bpf.argument(index): value & 0xFFFFFFFF for index, value in enumerate(arguments)}
    words[bpf.NUMBER] = known.get(call, call)
    words[bpf.ARCHITECTURE] = architecture or seccomp.AUDIT_ARCHITECTURE[machine]
    return run(seccomp.program(machine), words)


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architecture_kills(machine):
    for name, number in {"i386": 0x40000003, "arm": 0x40000028, "s390x": 0x80000016}.items():
        assert fate(machine, 0, architecture=number) == KILL, name


def test_x32_calls_kill():
    assert fate("x86_64", 0x40000000 + 41) == KILL


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_listed_is_denied_and_nothing_else(machine):
    denied = set(syscalls.numbers(syscalls.DENIED, machine).values())
    absent = set(syscalls.numbers(syscalls.ABSENT, machine).values())
    checked = set(syscalls.numbers(syscalls.CHECKED, machine).values())
    for number in range(syscalls.FIRST_UNKNOWN):
        if number not in checked:
            expected = DENY if number in denied else ABSENT if number in absent else ALLOW
            assert fate(machine, number) == expected, number


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_newer_than_the_tables_do_not_exist(machine):
    assert {fate(machine, number) for number in (463, 470, 512, 547, 100_000)} == {ABSENT}


@pytest.mark.parametrize("machine", MACHINES)
def test_a_clone_must_be_a_thread(machine):
    thread = 0x3D0F00  # what the C library passes for a thread
    assert fate(machine, "clone", thread) == ALLOW
    assert fate(machine, "clone", signal.SIGCHLD) == DENY
    assert fate(machine, "clone3") == ABSENT


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("call", ["kill", "tgkill", "tkill"])
def test_signals_go_to_the_worker_itself_only(machine, call):
    assert fate(machine, call, seccomp.SELF) == ALLOW
    for other in (0, 1, os.getpid()):
        assert fate(machine, call, other) == DENY


@pytest.mark.parametrize("machine", MACHINES)
def test_limits_may_be_asked_for(machine):
    assert fate(machine, "prlimit64", 0) == ALLOW
    assert fate(machine, "prlimit64", seccomp.SELF) == ALLOW
    assert fate(machine, "prlimit64", 1) == DENY


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("flags", [os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_RDWR | os.O_CLOEXEC])
def test_nothing_is_opened_for_writing(machine, flags):
    assert fate(machine, "openat", 0, 0, flags) == DENY
    assert fate(machine, "openat", 0, 0, os.O_RDONLY | os.O_CLOEXEC) == ALLOW
    if machine == "x86_64":
        assert fate(machine, "open", 0, flags) == DENY
        assert fate(machine, "open", 0, os.O_RDONLY) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_a_descriptor_can_be_asked_but_not_made_to_act(machine):
    for request in (0x5401, 0x5413, 0x541B):  # TCGETS, TIOCGWINSZ, FIONREAD
        assert fate(machine, "ioctl", 1, request) == ALLOW
    for request in (0x5412, 0x541C, 0x8901, 0x40086602):  # TIOCSTI, TIOCLINUX, FIOSETOWN, FS_IOC_SETFLAGS
        assert fate(machine, "ioctl", 1, request) == NOT_A_TERMINAL
    assert fate(machine, "fcntl", 1, 1) == ALLOW  # GETFD
    assert fate(machine, "fcntl", 1, 8) == DENY  # SETOWN


@pytest.mark.parametrize("machine", MACHINES)
def test_only_stream_pairs_of_sockets_are_made(machine):
    assert fate(machine, "socketpair", 1, 1 | 0o2000000) == ALLOW
    assert fate(machine, "socketpair", 1, 2) == DENY
    assert fate(machine, "socketpair", 30, 1) == DENY  # TIPC


@pytest.mark.parametrize("machine", MACHINES)
def test_the_numbers_are_those_of_the_kernels_headers(machine):
    if not HEADERS[machine].exists():
        pytest.skip(f"no kernel headers here: {HEADERS[machine]}")
    text = HEADERS[machine].read_text()
    found = {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+) (\d+)", text)}
    listed = syscalls.numbers({**syscalls.DENIED, **syscalls.ABSENT, **syscalls.CHECKED}, machine)
    shared = listed.keys() & found.keys()
    assert {name: listed[name] for name in shared} == {name: found[name] for name in shared}
    assert len(shared) >= len(listed) - 5  # an older header knows all but the newest


@pytest.mark.parametrize("machine", MACHINES)
def test_a_name_has_one_fate(machine):
    tables = [syscalls.numbers(table, machine) for table in (syscalls.DENIED, syscalls.ABSENT, syscalls.CHECKED)]
    everything = [number for table in tables for number in table.values()]
    assert len(set(everything)) == len(everything)


def test_a_jump_too_far_cannot_be_assembled():
    program = [bpf.Instruction(bpf.IF_EQUAL, 0, "end"), *[bpf.Instruction(bpf.LOAD, 0)] * 256, "end"]
    with pytest.raises(ValueError, match="cannot jump 256 instructions"):
        bpf.assemble([*program, bpf.Instruction(bpf.RETURN, 0)])


def test_a_jump_back_cannot_be_assembled():
    with pytest.raises(ValueError, match="cannot jump -1"):
        bpf.assemble(["start", bpf.Instruction(bpf.IF_EQUAL, 0, "start")])


def test_a_label_stands_for_one_place():
    with pytest.raises(ValueError, match="two places in a BPF program are called 'kill'"):
        bpf.assemble(["kill", bpf.Instruction(bpf.RETURN, 0), "kill"])
