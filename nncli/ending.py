"""Ending the program at once: its output is flushed, and no module is cleaned up."""

# Loaded before anything else is: all of these are there already.
import os
import sys

INTERRUPTED = 130  # what a shell expects


def leave(status: object) -> None:
    """End at once: to take NumPy apart module by module costs as long as to grade an exercise."""
    code = status if isinstance(status, int) else 1 if status else 0
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:  # the reader of a pipe has gone; there is nobody left to tell
        code = code or 1
    os._exit(code)


def stop() -> None:
    """Ctrl-C where no command has a message of its own: print one line. A terminal shows ^C in it before."""
    if sys.stderr is not None:
        print("\nstopped" if sys.stderr.isatty() else "stopped", file=sys.stderr)
    leave(INTERRUPTED)
