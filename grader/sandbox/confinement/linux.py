"""The layers that Linux offers, to an ordinary user and to root, in the order in which they are put on.

All that a child inherits comes first, so that a zygote can put it on for its workers: user, limits, Landlock. Each worker
then ties itself to the zygote, limits its processor time and gives up processes and system calls.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Sequence

from . import identity, landlock, limits, paths, seccomp
from .plan import ConfinementPlan, Step, refusals

NEEDS_ROOT = "only root can do this"


def prepare(
    readable: Sequence[str],
    *,
    memory_bytes: int,
    cpu_seconds: int,
    drop_uid: bool,
    landlock_abi: int | None = None,
    tried: bool = True,
) -> ConfinementPlan:
    """The plan for the workers that this process will fork. It changes this process too.

    It becomes non-dumpable and, if it is root's, leaves the network: a namespace that each worker made for itself
    would cost a millisecond, and an empty network is no less empty for being shared. ``landlock_abi`` asks for an older
    version of Landlock than the kernel has, to measure what that would leave open. ``tried`` False leaves out the trial of
    all layers together in a throw-away child, for a caller who tries them at once by a probe of its own.
    """
    missing: dict[str, str] = {}
    with contextlib.suppress(OSError):  # no layer: it keeps nothing from the worker
        identity.be_first_out_of_memory()
    processor = limits.ending_after(cpu_seconds)
    threads = limits.bounding_threads(own_user=identity.is_root() and drop_uid)
    _attempt("non-dumpable", identity.hide_memory, missing)
    paths.remember_folders()
    files, calls = _kernel_steps(readable, landlock_abi, missing)
    tie, user = identity.Tie(), identity.WorkerUser()
    steps = [
        Step("session", identity.new_session, inherited=True),
        Step("limits", limits.lowering(memory_bytes), inherited=True),
        *(_user_steps(user, readable, missing) if drop_uid else []),
        Step("no new privileges", identity.no_new_privileges, inherited=True),
        *files,
        # After the change of user, by which the kernel forgets it.
        Step("parent death signal", tie),
        Step("limits", lambda: (processor(), threads())),
        *calls,
    ]
    missing.update(refusals(steps) if tried else {})
    if "seccomp" in missing:  # nothing else keeps a worker's signals from a zygote of its own user, session and domain
        steps = [step._replace(inherited=False) for step in steps]

    def move_here(lane: int) -> None:
        tie.move_here()
        user.move_here(lane)

    return ConfinementPlan(steps, missing, done=_network(missing), moving=move_here)


def _attempt(layer: str, action: Callable[[], None], missing: dict[str, str]) -> None:
    """Do it now; if it is refused, the reason goes to ``missing``."""
    try:
        action()
    except OSError as error:
        missing[layer] = error.strerror or str(error)


def _kernel_steps(readable: Sequence[str], abi: int | None, missing: dict[str, str]) -> tuple[list[Step], list[Step]]:
    """Landlock and seccomp as far as this kernel has them, each a list of one step or none."""
    files: list[Step] = []
    calls: list[Step] = []

    def add_landlock() -> None:
        ruleset = landlock.Ruleset(readable, abi)
        files.append(Step(f"landlock {ruleset.abi}", ruleset.enforce, inherited=True))

    def add_seccomp() -> None:
        calls.append(Step("seccomp", seccomp.filter_here().install))

    _attempt("landlock", add_landlock, missing)
    _attempt("seccomp", add_seccomp, missing)
    return files, calls


def _network(missing: dict[str, str]) -> tuple[str, ...]:
    """Leave the network now: the layer's name, if it could be had."""
    layer = "network namespace"
    if not identity.is_root():
        missing[layer] = NEEDS_ROOT
        return ()
    _attempt(layer, identity.leave_network, missing)
    return () if layer in missing else (layer,)


def sealed_folder(readable: Sequence[str]) -> str | None:
    """A folder on the way to one of these paths whose mode keeps other users out: seen at once, without a trial."""
    folders = {os.path.dirname(path) for path in readable}
    for folder in sorted(
        folders | {os.sep.join(f.split(os.sep)[:n]) for f in folders for n in range(2, f.count(os.sep) + 1)}
    ):
        with contextlib.suppress(OSError):
            if not os.stat(folder).st_mode & stat.S_IXOTH:
                return folder
    return None


def _open_way(closed: str, readable: Sequence[str]) -> None:
    """Open the way through a closed folder to what is readable, and to this package, whose secrets the self-test looks for."""
    before = closed + os.sep
    beneath = [path[len(before) :] for path in (*readable, paths.checkout()) if path.startswith(before)]
    identity.open_way(closed, {path.partition(os.sep)[0] for path in beneath})


def _user_steps(user: identity.WorkerUser, readable: Sequence[str], missing: dict[str, str]) -> list[Step]:
    """Root's worker becomes another user, who must still reach ``readable``, for imports that come late.

    Where root's Python lies in a folder that only root may enter, the worker sees another one in its place, which all may
    enter. Where that cannot be had, it keeps the capability to read there if Landlock bounds it; otherwise it stays root,
    without any capability.
    """
    if not identity.is_root():
        missing["uid"] = NEEDS_ROOT
        return []
    reach = Step("reach", lambda: identity.enter(sorted({os.path.dirname(path) for path in readable})))
    plain = Step("uid", user.become, inherited=True)
    closed = sealed_folder(readable)
    if closed and not refusals([Step("way", lambda: _open_way(closed, readable)), plain, reach]):
        _open_way(closed, readable)
        return [plain]
    refused = {"reach": f"only its owner may enter {closed}"} if closed else refusals([plain, reach])
    if not refused:
        return [plain]
    reading = Step("uid", lambda: user.become(identity.CAP_DAC_READ_SEARCH), inherited=True)
    if not missing.keys() & {"landlock", "seccomp"} and not refusals([reading, reach]):
        missing["file modes"] = f"Landlock alone says what is read, for only root may enter here: {refused['reach']}"
        return [reading]
    missing["uid"] = "; ".join(refused.values())
    return [Step("capabilities", identity.keep_capabilities, inherited=True)]
