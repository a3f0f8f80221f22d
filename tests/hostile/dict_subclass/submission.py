# Goal: dicts and lists whose items never end, whose length lies and whose keys are not text. Earns 0.
import itertools


class Dict(dict):
    def items(self):
        return zip(itertools.count(), itertools.count())

    __iter__ = keys = lambda self: itertools.count()

    def __len__(self):
        return 2


class List(list):
    def __iter__(self):
        return itertools.repeat(self)

    def __len__(self):
        return 1 << 40


def softmax(z):
    return Dict({1: 2, (): List()})


def affine_forward(x, w, b):
    return List([List(), Dict()])
