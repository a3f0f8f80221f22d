# Goal: code in __del__ and atexit, which hangs when the process should end. Earns 0.
import atexit
import os
import time


class Last:
    def __del__(self):
        time.sleep(30)


last = Last()
atexit.register(time.sleep, 30)


def softmax(z):
    global last
    last = None
    return None
