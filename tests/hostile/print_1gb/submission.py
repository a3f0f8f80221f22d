# Goal: write 1 GB to standard output. Earns 0.
import os

for _ in range(1024):
    os.write(1, b"A" * (1 << 20))
print("BREACH:1GB")


def softmax(z):
    return None
