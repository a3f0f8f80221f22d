# Goal: arrays of objects, records, dates, text and complex numbers. Earns 0.
import numpy as np

MADE = iter([
    np.array([print, None], dtype=object), np.zeros(2, dtype="f8,O"), np.array(["2026-01-01"], dtype="M8[s]"),
    np.array(["passed"]), np.ones(3, dtype=complex), np.array([b"x"]), np.zeros((2, 0)), np.float16(1),
] * 9)


def softmax(z):
    return next(MADE)
