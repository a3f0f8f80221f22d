"""Which worker of pytest-xdist runs which tests, which tests begin, and which are tried once more."""

from __future__ import annotations

import zlib
from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

WORKERS_PER_CORE = 2  # about half of a test's time it waits for a process, a clock or a browser
PARTS = 4  # of a module, each for one worker
# The modules whose tests share what takes seconds to make (an installed wheel, a graded class, a browser): they stay in one worker.
WHOLE = {
    "test_wheel", "test_settings_table", "test_gradescope_archive", "test_cluster", "test_in_jupyterlab", "test_accessibility",
    "test_in_a_browser", "test_site",
}  # fmt: skip
# The modules that take the longest, in this order: a worker that began one of them last would leave the others waiting.
LONGEST = (
    "test_in_jupyterlab", "test_wheel", "test_settings_table", "test_gradescope_archive", "test_cluster", "test_accessibility",
    "test_in_a_browser", "test_check_in_kernel", "test_watch_on_screen", "test_watch_windows", "test_watch", "test_authors_document",
    "test_audit", "test_hostile", "test_hard_gradients", "test_shadowed_repository", "test_forked_zygote", "test_with_torch",
    "test_said_once", "test_lost_workers", "test_which_mark_counts",
)  # fmt: skip

# The modules that drive programs which are not ours (terminals, shells, browsers, kernels, clusters): where one of those was late, the
# test is tried once more, and pytest counts it as "rerun". Marks, numbers and names are in none of them.
DRIVE_OTHERS = {
    "test_watch", "test_watch_on_screen", "test_watch_windows", "test_editors", "test_completion", "test_in_jupyterlab",
    "test_check_in_kernel", "test_accessibility", "test_in_a_browser", "test_site", "test_cluster", "test_cluster_packs",
}  # fmt: skip


class SchedulingByModule(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out a module, or a part of it, at a time, in the order in which the tests were collected."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if PurePosixPath(module).stem in WHOLE else f"{module} {zlib.crc32(nodeid.encode()) % PARTS}"


def place_in_order(module: str) -> int:
    """Where the tests of a module stand in the order: the longest first, then all others as they were collected."""
    return LONGEST.index(module) if module in LONGEST else len(LONGEST)
