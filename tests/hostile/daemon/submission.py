# Goal: a process in a session of its own that outlives the grading (by 10 s). Earns 0.
import os
import subprocess
import time

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(10)
        os._exit(0)
    print("BREACH:daemon", flush=True)
except OSError:
    pass
for start in (subprocess.Popen, os.system):
    try:
        if start("sleep 10 &") == 0:
            print("BREACH:system")
    except OSError:
        pass


def softmax(z):
    return None
