# Goal: abort, quit, SystemExit with a text, and death by every signal. Earns 0.
import os
import signal
import sys

WAYS = iter([os.abort, lambda: sys.exit("4 of 4"), lambda: os._exit(97), *(lambda n=n: os.kill(os.getpid(), n) for n in (signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM, signal.SIGUSR1))])


def softmax(z):
    if "rd" in globals():
        raise SystemExit
    return next(WAYS)()


def affine_forward(x, w, b):
    exit()
