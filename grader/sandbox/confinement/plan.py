"""A plan of confinement: which layers a worker will put on, in order, and which could not be had."""

# For speed, the annotations of the tuples here are types: texts would be compiled one by one.
import os
import signal
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn


class Step(NamedTuple):
    """One layer by name, and what puts it on; the action raises OSError where the platform refuses.

    ``inherited`` steps hold for a process and for its children: they confine all workers of a zygote that has taken them.
    """

    name: str
    action: Callable[[], object]
    inherited: bool = False


# Steps that make the layers possible and confine nothing by themselves.
PREPARATIONS = ("session", "parent death signal", "no new privileges")
STRONGEST_FIRST = ("landlock", "seccomp", "limits", "uid", "capabilities", "network namespace")


class ConfinementPlan:
    """The layers that confine a worker before it runs a learner's code.

    ``layers`` are the names of those that are on; ``missing`` maps the others to the reason. ``done`` are layers that are
    on already, for this process and all that it forks. ``move_here`` makes a child the one that forks the workers; it is told
    which one it is of those that are forked from this process, from 1 on, or 0 for one in its place.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        missing: dict[str, str],
        done: tuple[str, ...] = (),
        moving: Callable[[int], None] = lambda lane: None,
    ) -> None:
        self.move_here = moving
        self._steps = [step for step in steps if step.name not in missing]
        names = {*(step.name for step in self._steps if step.name not in PREPARATIONS), *done}
        self.layers = sorted(names, key=_rank)
        self.missing = missing

    def enforce(self) -> None:
        """Confine this process, for good. Raises OSError for a layer that worked when it was tried and now does not."""
        for step in self._steps:
            step.action()

    def enforce_inherited(self) -> None:
        """Enforce, in this process and for good, the layers that its children inherit; `enforce` in a child then adds the others.

        A zygote does this once, so that its workers need not. Raises OSError as `enforce` does.
        """
        for step in self._steps:
            if step.inherited:
                step.action()
        self._steps = [step for step in self._steps if not step.inherited]


class UntriedPlan(ConfinementPlan):
    """A plan for platforms without a safe fork: a layer that is refused at `enforce` moves to ``missing``."""

    def enforce(self) -> None:
        """Confine this process as far as the platform allows; ``layers`` and ``missing`` then say how far."""
        for step in self._steps:
            try:
                step.action()
            except OSError as error:
                self.layers = [layer for layer in self.layers if layer != step.name]
                self.missing[step.name] = str(error)


def _rank(layer: str) -> int:
    """Where a layer stands in a sentence; a layer of another platform comes last."""
    known = [name for name in STRONGEST_FIRST if layer.startswith(name)]
    return STRONGEST_FIRST.index(known[0]) if known else len(STRONGEST_FIRST)


def refusals(steps: Sequence[Step]) -> dict[str, str]:
    """Try the steps in a child process that then ends: the names of those that fail, and why. Linux only."""
    refused: dict[str, str] = {}
    while True:
        left = [step for step in steps if step.name not in refused]
        failure = _first_failure(left)
        if failure is None:
            return refused
        at, reason = failure
        refused[left[at].name] = reason


def _first_failure(steps: Sequence[Step]) -> tuple[int, str] | None:
    """The first step that fails in a forked child, or None."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _try_in_child(steps, writing)
    os.close(writing)
    with open(reading, "rb") as pipe:
        *_, last = pipe.read().split(b"\n")
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return None
    at, _, reason = last.decode().partition(" ")
    return int(at), reason or f"it ended the process that tried it ({signal.Signals(os.WTERMSIG(status)).name})"


def _try_in_child(steps: Sequence[Step], writing: int) -> NoReturn:
    """Report the number of each step before it and the reason of a failure after it, in a line; exit 0 if all hold."""
    status = 1
    try:
        for at, step in enumerate(steps):
            os.write(writing, f"\n{at}".encode())
            step.action()
        status = 0
    except Exception as error:
        os.write(writing, f" {error}".replace("\n", " ").encode())
    finally:
        os._exit(status)
