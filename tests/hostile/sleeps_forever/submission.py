# Goal: sleep at top level. Earns 0.
import time

time.sleep(10_000)


def softmax(z):
    return None
