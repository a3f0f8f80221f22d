"""A small assembler for seccomp filters: classic BPF with named jump targets.

A program is a list of instructions and labels. Jumps go forward only and reach 255 instructions, as the kernel demands.
Source: Linux, Documentation/networking/filter.rst and Documentation/userspace-api/seccomp_filter.rst.
"""

# For speed, the annotations of the tuples here are types: texts would be compiled one by one.
from typing import NamedTuple

LOAD = 0x20  # the accumulator takes the 32-bit word at offset k of struct seccomp_data
AND = 0x54
IF_EQUAL = 0x15
IF_AT_LEAST = 0x35
IF_ANY_BIT = 0x45
RETURN = 0x06

NEXT = ""

NUMBER, ARCHITECTURE = 0, 4


def argument(index: int) -> int:
    """Where the low 32 bits of a system call's argument lie. Both supported architectures are little-endian."""
    return 16 + 8 * index


def upper_half(index: int) -> int:
    """Where the high 32 bits of a system call's argument lie."""
    return argument(index) + 4


class Instruction(NamedTuple):
    """One instruction; ``yes`` and ``no`` are the labels that a comparison jumps to."""

    code: int
    k: int
    yes: str = NEXT
    no: str = NEXT


Program = list[Instruction | str]


class Encoded(NamedTuple):
    """struct sock_filter."""

    code: int
    jt: int
    jf: int
    k: int


def assemble(program: Program) -> list[Encoded]:
    """The program with its labels resolved. Raises ValueError for a jump that BPF cannot make and for a label twice."""
    instructions: list[Instruction] = []
    places: dict[str, int] = {}
    for line in program:
        if isinstance(line, str):
            if line in places:
                raise ValueError(f"two places in a BPF program are called {line!r}")
            places[line] = len(instructions)
        else:
            instructions.append(line)

    def distance(position: int, label: str) -> int:
        jump = 0 if label == NEXT else places[label] - position - 1
        if not 0 <= jump <= 255:
            raise ValueError(f"BPF cannot jump {jump} instructions, from {position} to {label!r}")
        return jump

    return [
        Encoded(line.code, distance(at, line.yes), distance(at, line.no), line.k)
        for at, line in enumerate(instructions)
    ]


def search(starts: list[tuple[int, str]]) -> tuple[str, Program]:
    """A binary search of the accumulator: the label to enter it by, and its program.

    ``starts`` are (first number, label), ascending from 0: a number goes to the label of the last start that is not
    above it. The kernel walks a filter once per system call number when it is installed, so a tree is cheaper than a
    list of comparisons, for every worker.
    """
    if len(starts) == 1:
        return starts[0][1], []
    middle = len(starts) // 2
    low, below = search(starts[:middle])
    high, above = search(starts[middle:])
    first = starts[middle][0]
    entry = f"from {first}"
    return entry, [entry, Instruction(IF_AT_LEAST, first, high, low), *below, *above]
