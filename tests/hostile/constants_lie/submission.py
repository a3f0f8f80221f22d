# Goal: constants that are equal to every answer, or are all answers at once. Earns 0.
class Any(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Dict(dict):
    def __missing__(self, key):
        return "error"

    def get(self, key, default=None):
        return "error"


shapes = Dict({Any("(4,3) + (2,3)"): Any("x"), "(4,3) + (4,)": [4, 3, True]})


def matmul_entry(X, W, i, j):
    return Any("1")
