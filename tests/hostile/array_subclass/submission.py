# Goal: a subclass of ndarray whose every method and attribute lies. Earns 0.
import numpy as np


class Array(np.ndarray):
    def view(self, *_):
        return np.ones(4)

    def astype(self, *_, **__):
        return self

    def tobytes(self, *_):
        return b""

    def __eq__(self, other):
        return True

    shape = property(lambda self: (2, 2))
    dtype = property(lambda self: np.dtype("f8"))
    __array_ufunc__ = None

    def __array_finalize__(self, origin):
        pass

    def __array__(self, *_, **__):
        return np.ones((2, 2))


def softmax(z):
    return np.zeros((3, 3)).view(Array)
