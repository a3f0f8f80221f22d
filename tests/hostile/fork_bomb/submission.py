# Goal: start processes, each of which sleeps. Earns 0.
import os
import time

for _ in range(8):
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        time.sleep(10)
        os._exit(0)
    print("BREACH:fork", flush=True)


def softmax(z):
    return None
