# Goal: overflow the C stack by recursion without a limit. Earns 0.
import sys

sys.setrecursionlimit(10**8)


class Endless:
    def __repr__(self):
        return repr(self)


def nested(n):
    return [nested(n + 1)]


def softmax(z):
    return nested(0)


def affine_forward(x, w, b):
    return repr(Endless())
