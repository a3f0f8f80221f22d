"""Inputs and wrong versions of exercise 46: windows that start, stop or are padded elsewhere."""

from grader.exercise.spec import *
from grader.reference.images import convolution

conv_forward, output_size = convolution.conv_forward, convolution.output_size


def images(x, w, stride, pad):
    """Images and filters of these shapes, with a bias for each filter."""
    return dict(x=normal(x), w=normal(w), b=away(w[0]), stride=stride, pad=pad)


def linear_in_x(out, other, x, w, b, stride, pad):
    b = b[:, None, None]
    gap = np.max(np.abs((other - b) - 2.5 * (out - b)))
    return None if gap <= 10 * slack(out) else f"out - b is not proportional to x: at 2.5*x it is off by {gap:.2g}"


def windows_without_stride(x, w, b, stride, pad):
    HO, WO = conv_forward(x, w, b, stride, pad).shape[2:]
    return conv_forward(x, w, b, 1, pad)[:, :, :HO, :WO]


def edges_repeated(x, w, b, stride, pad):
    return conv_forward(np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="edge"), w, b, stride, 0)


def padded_at_the_end(x, w, b, stride, pad):
    return conv_forward(np.pad(x, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad))), w, b, stride, 0)
