"""`nncli` and `python -m nncli`."""

# All four are built into Python or loaded before it runs anything.
import errno
import gc
import os
import sys

TYPE_CHECKING = False  # typing itself takes a while to load
if TYPE_CHECKING:
    from collections.abc import Callable

    from nncli.prestart import Prestart


def stop_while_loading(kind: type, fault: object, traceback: object) -> None:
    """In place of Python's own hook: Ctrl-C while modules are still being loaded is one line, too."""
    if issubclass(kind, KeyboardInterrupt):
        print("stopped", file=sys.stderr, flush=True)
        os._exit(130)
    sys.__excepthook__(kind, fault, traceback)  # type: ignore[arg-type]


sys.excepthook = stop_while_loading


def forget_this_folder() -> None:
    """Import nothing from the folder that we run in, where `python -m nncli` would look first: it may be a learner's, with a json.py
    and a click.py in it. Where nncli itself lies there, it stays. To be called before anything else is imported; `from __future__`
    is an import too.
    """
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    try:
        here = os.getcwd()
        if not os.path.samefile(here, ours):
            sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != here]
    except OSError:  # the folder is gone; nothing can be imported from it
        return


forget_this_folder()

from nncli.ending import leave, stop  # noqa: E402

COMMANDS_WITH_WORKERS = ("grade", "gradcheck", "watch", "case", "draw", "grade-all")


def main() -> None:
    """The whole program."""
    interruptible(start)


def go_on(zygote: "tuple[int, int] | None") -> None:
    """The whole program, where it has started itself anew and forked this zygote, with SIGINT blocked until now."""
    import signal

    def judge() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        settle_process()
        from grader.sandbox.spawn import secrets
        from nncli.prestart import Prestart

        carry_out(Prestart(zygote, secrets()))

    interruptible(judge)


def interruptible(work: "Callable[[], None]") -> None:
    """Ctrl-C while the program still starts, or after a command has ended, is one line, as within a command."""
    try:
        work()
    except KeyboardInterrupt:
        stop()


def start() -> None:
    """Start the workers' zygote before anything else is imported, where the command will need it; then run the command."""
    settle_process()
    prestart = None
    if (
        needs_workers()
        and not {"--help", "--workers", "--dask", "--pack"} & set(sys.argv)
        and "NNCLI_WORKERS" not in os.environ
    ):
        from nncli.prestart import start_early

        prestart = start_early(many=sys.argv[1] == "grade-all")
    carry_out(prestart)


def needs_workers() -> bool:
    return sys.argv[1:2] != [] and sys.argv[1] in COMMANDS_WITH_WORKERS


def settle_process() -> None:
    """Set the process up as all commands need it."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        fill_closed()
    if not os.environ.get("NNCLI_DEBUG"):
        silence_warnings()
    gc.disable()  # what is imported stays: collecting it while it is loaded costs a tenth of the start
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a second thread would spin on the core that the workers need


def carry_out(prestart: "Prestart | None") -> None:
    """Run the command, and end at once."""
    from nncli.ui.encoding import open_standard_streams

    open_standard_streams()
    try:
        run(prestart)
    except SystemExit as end:
        leave(end.code)


def silence_warnings() -> None:
    """A warning of ours, or of a library's, is nothing that a learner can act on; PYTHONWARNINGS must change no report."""
    import warnings

    sys.warnoptions.clear()
    warnings.resetwarnings()
    warnings.simplefilter("ignore")


def fill_closed() -> None:
    """Open the null device where a standard stream was closed: no file and no socket of ours may come in its place."""
    try:
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(descriptor)
    except OSError:  # there is no null device; a pipe that nobody reads takes the place
        while max(os.pipe()) <= 2:
            pass


def run(prestart: "Prestart | None" = None) -> None:
    """The command, with the zygote that was started for it. An error that the command does not expect is a fault of ours: say so, and
    how to report it.
    """
    try:
        run_command(prestart)
    except Exception as fault:
        if interrupt := interrupt_behind(fault):
            raise interrupt from None
        if os.environ.get("NNCLI_DEBUG"):
            raise
        from nncli.ui.plain.messages import warn

        if isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
            warn("this cannot be shown: no space is left where it is to be written")
            leave(2)
        from grader.sandbox.workers import SandboxError
        from grader.text.cleaning import visible

        if isinstance(fault, SandboxError):
            warn(str(fault))
            sys.exit(3)
        what = visible(f"{type(fault).__name__}: {fault}")
        warn(
            f"this is a fault of nncli itself, not of your work: {what}\n\n"
            "hint: run it again with NNCLI_DEBUG=1 and report what it prints"
        )
        sys.exit(3)


def interrupt_behind(fault: BaseException) -> "KeyboardInterrupt | None":
    """Ctrl-C, where the fault is only what became of it: before Python 3.12, one that comes while a class is made arrives wrapped in a
    RuntimeError; one that comes while a ZIP file is written has its end raise a ValueError.
    """
    seen: BaseException | None = fault
    while seen is not None and not isinstance(seen, KeyboardInterrupt):
        seen = seen.__cause__ or seen.__context__
    return seen


def run_command(prestart: "Prestart | None") -> None:
    """Run it: by itself where it is the plainest of all, else by click, which takes as long to load as a right answer to be graded."""
    if prestart and is_plain_grade():
        from nncli.grading import grade_plainly

        sys.exit(grade_plainly(sys.argv[2:], prestart))
    from nncli.cli import nncli

    if "_NNCLI_COMPLETE" in os.environ:
        from nncli.completion.shells import register

        register()
    nncli(obj=prestart, complete_var="_NNCLI_COMPLETE")


def is_plain_grade() -> bool:
    """`nncli grade` with paths and no option, and no setting that click would have to look at."""
    is_usual = os.environ.get("NNCLI_REQUIRE_ISOLATION", "") in ("", "strong", "partial", "none")
    return (
        sys.argv[1] == "grade"
        and is_usual
        and "_NNCLI_COMPLETE" not in os.environ
        and not any(word.startswith("-") for word in sys.argv[2:])
    )


if __name__ == "__main__":
    main()
