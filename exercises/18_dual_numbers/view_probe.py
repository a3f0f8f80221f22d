"""A curve, and lines with the slopes that a learner's dual numbers give."""


def tangents(learner, target, /, x):
    f = lambda t: t * t * t - t * 2
    return with_tangents(x, f, lambda t: learner.derivative(f, t), [-1.0, 0.5, 2.0], "f", 0.5)
