# Goal: bytes that are no text on both streams, then both streams closed. Earns 0.
import os
import sys

os.write(1, b"\xff\xfe\x00\x1b[2J\x9b" * 100)
os.write(2, bytes(range(256)))
sys.stdout.close()
os.close(1)
os.close(2)


def softmax(z):
    return None
