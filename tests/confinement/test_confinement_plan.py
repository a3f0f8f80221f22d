"""A plan promises only what was tried, and says why the rest is missing."""

from __future__ import annotations

import errno
import os
import signal

import lesser_kernel
import pytest
from cells import told_by_child

from grader.sandbox.confinement import identity, landlock, plan, selftest
from grader.sandbox.confinement.plan import ConfinementPlan, Step, UntriedPlan


def refuse():
    raise OSError(errno.EPERM, "not today")


def nothing():
    return None


def test_a_step_that_fails_is_named_with_its_reason():
    refused = plan.refusals([Step("first", nothing), Step("second", refuse), Step("third", nothing)])
    assert refused == {"second": "[Errno 1] not today"}


def test_every_step_that_fails_is_found():
    assert set(plan.refusals([Step("a", refuse), Step("b", nothing), Step("c", refuse)])) == {"a", "c"}


def test_a_step_that_ends_its_process_is_found():
    steps = [Step("fatal", lambda: os.kill(os.getpid(), signal.SIGKILL))]
    assert plan.refusals(steps) == {"fatal": "it ended the process that tried it (SIGKILL)"}


def test_a_layer_that_was_promised_and_fails_raises():
    with pytest.raises(OSError, match="not today"):
        ConfinementPlan([Step("limits", refuse)], {}).enforce()


def test_where_nothing_can_be_tried_a_refused_layer_goes_to_missing():
    untried = UntriedPlan([Step("limits", nothing), Step("job object", refuse)], {})
    untried.enforce()
    assert untried.layers == ["limits"]
    assert untried.missing == {"job object": "[Errno 1] not today"}


def test_the_full_set_is_on_for_each_kind_of_user(cell):
    layers, missing = cell.planned(lambda plan: [plan.layers, plan.missing])
    always = [f"landlock {landlock.abi_version()}", "seccomp", "limits"]
    assert layers == ([*always, "uid", "network namespace"] if cell.root else always)
    assert set(missing) <= ({"file modes"} if cell.root else {"uid", "network namespace"})


def tried(plan, course, judge):
    """{attempt: blocked} of a self-test in a worker."""

    def probe():
        plan.enforce()
        return selftest.attempt_all([str(course / "solution.py")], judge)

    return dict(told_by_child(probe))


def test_without_landlock_files_can_be_read_and_the_level_says_so(cell, course, judge):
    def zygote(plan):
        return [plan.missing["landlock"], *selftest.level(list(tried(plan, course, judge).items()), plan.layers)]

    reason, level, sentence = cell.planned(zygote, before=lesser_kernel.without_landlock)
    assert (reason, level) == ("this kernel has no Landlock", "partial")
    assert "NOT blocked: reading files, listing folders" in sentence


def test_without_seccomp_landlock_and_the_limits_hold(cell, course, judge):
    def zygote(plan):
        return [plan.layers, plan.missing["seccomp"], tried(plan, course, judge)]

    layers, reason, blocked = cell.planned(zygote, before=lesser_kernel.without_seccomp)
    assert layers[:2] == [f"landlock {landlock.abi_version()}", "limits"]
    assert reason == "[Errno 22] prctl: Invalid argument"
    assert blocked["reading files"] and blocked["writing files"] and blocked["raising limits"]
    assert not blocked["new processes"]


def test_without_seccomp_no_worker_shares_a_session_with_its_zygote(cell):
    """Or a signal to its own group would reach the zygote."""

    def zygote(plan):
        return told_by_child(lambda: (plan.enforce(), os.getsid(0) == os.getpid())[1])

    assert cell.planned(zygote, before=lesser_kernel.without_seccomp) is True


def test_what_a_zygote_has_put_on_its_workers_need_not(cell, course):
    def zygote(plan):
        plan.enforce_inherited()
        return [told_by_child((course / "solution.py").read_text), len(plan._steps)]

    answer, left = cell.planned(zygote)
    assert (answer, left) == ("PermissionError", 3)


def test_without_either_the_limits_and_the_users_rights_are_all(cell, course, judge):
    def lesser():
        lesser_kernel.without_landlock()
        lesser_kernel.without_seccomp()

    def zygote(plan):
        return [plan.layers, tried(plan, course, judge)]

    layers, blocked = cell.planned(zygote, before=lesser)
    assert "limits" in layers and not {"seccomp", "landlock"} & set(layers)
    assert blocked["raising limits"] and not blocked["reading files"]


def test_a_root_without_capabilities_stays_root_and_is_confined(cell, course):
    """As in a container started with every capability dropped."""
    if not cell.root:
        pytest.skip("about root only")

    def zygote(plan):
        worker = told_by_child(lambda: (plan.enforce(), (course / "solution.py").read_text())[1])
        return [worker, plan.layers, sorted(plan.missing)]

    answer, layers, missing = cell.planned(zygote, before=identity.keep_capabilities)
    assert answer == "PermissionError"
    assert layers[1:] == ["seccomp", "limits", "capabilities"]
    assert missing == ["network namespace", "uid"]


def test_even_without_landlock_the_zygotes_memory_stays_closed(cell, judge):
    def zygote(plan):
        def read_memory(process):
            return told_by_child(lambda: (plan.enforce(), selftest._read(f"/proc/{process}/mem"))[1])

        return [read_memory(os.getpid()), read_memory(judge)]

    memory_of_zygote, memory_of_judge = cell.planned(zygote, before=lesser_kernel.without_landlock)
    assert memory_of_zygote == "PermissionError"
    # The control: this judge did not make itself non-dumpable, and its worker is of the same user.
    assert memory_of_judge == ("PermissionError" if cell.root else None)


def test_a_root_that_keeps_its_user_is_confined_all_the_same(cell, course):
    read = (course / "solution.py").read_text
    assert cell.confined(read, drop_uid=False) == "PermissionError"
