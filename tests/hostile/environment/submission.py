# Goal: print the environment, the command line and all that /proc tells of any process. Earns 0.
import glob
import os
import sys

print(dict(os.environ), sys.argv, getattr(sys, "orig_argv", ""))
for path in ["/proc/self/environ", "/proc/self/maps", f"/proc/{os.getppid()}/environ", "/proc/@JUDGE@/environ", "/proc/@JUDGE@/mem", "/proc/1/environ"]:
    try:
        with open(path, "rb") as file:
            print("BREACH:proc", file.read(100_000))
    except OSError:
        pass
for path in glob.glob("/proc/[0-9]*/cmdline"):
    try:
        with open(path, "rb") as file:
            print("BREACH:cmdline", file.read(200))
    except OSError:
        pass


def softmax(z):
    return None
