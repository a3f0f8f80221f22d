"""A zygote that is there before the command is: forked from this process, or warming up beside it while the command still imports."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # typing itself takes as long to load as the zygote to start
if TYPE_CHECKING:
    from grader.sandbox.workers import Workers


class Prestart:
    """A zygote that runs already, for the command that will need it; `zygote` is its socket and its process, or None.

    `secrets` is what it proves to be out of reach: where a pack was named since, another zygote takes its place.
    """

    def __init__(self, zygote: tuple[int, int] | None = None, secrets: list[str] | None = None) -> None:
        self.zygote = zygote
        self.secrets = secrets or []

    def open_workers(self, make: str) -> Workers:
        """Workers of this zygote, which serves once; new ones where there is none, or where others are asked for."""
        from grader.sandbox.opening import open_workers

        if self.zygote is None or make != "auto":
            return open_workers(make)
        from grader.sandbox.spawn import secrets
        from grader.sandbox.zygotes import Zygotes

        zygote, self.zygote = self.zygote, None
        if self.secrets != secrets():
            Zygotes(zygote).close()
            return open_workers(make)
        return Zygotes(zygote)


def start_early(many: bool) -> Prestart:
    """Start a zygote now, where workers are forked from one; `many` says that it will fork very many. This process starts its own program
    anew where it can, and does not return: NumPy is then loaded once, and `nncli.__main__.go_on` is called with the zygote.
    """
    if sys.platform != "linux":
        return Prestart()
    from nncli.restart import restart

    restart(many)
    from grader.sandbox.spawn import secrets, start_zygote

    try:
        return Prestart(start_zygote(), secrets())
    except OSError:  # it is tried again when workers are asked for, where a message can be given
        return Prestart()
