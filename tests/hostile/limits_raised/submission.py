# Goal: raise every limit, clear the parent death signal, ask for priority. Earns 0.
import ctypes
import os
import resource

for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_NOFILE):
    try:
        before = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        if before != resource.RLIM_INFINITY:
            print("BREACH:limit")
    except (OSError, ValueError):
        pass
libc = ctypes.CDLL(None)
for option in (1, 4):  # PDEATHSIG, DUMPABLE
    if libc.prctl(option, 1 if option == 4 else 0, 0, 0, 0) == 0:
        print("BREACH:prctl", option)
try:
    os.nice(-1)
    print("BREACH:nice")
except OSError:
    pass


def softmax(z):
    return None
