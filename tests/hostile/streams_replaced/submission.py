# Goal: standard streams that hang, raise or lie when they are flushed. Earns 0.
import sys
import time


class Stream:
    encoding = "utf-8"

    def write(self, text):
        raise SystemExit(0)

    def flush(self):
        time.sleep(20)


def softmax(z):
    sys.stdout = sys.stderr = sys.__stdout__ = Stream()
    return None
