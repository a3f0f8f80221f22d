# Goal: a list, a dict and an object array that contain themselves. Earns 0.
import numpy as np


def softmax(z):
    loop = []
    loop.append(loop)
    return loop


def affine_forward(x, w, b):
    loop, array = {}, np.empty(1, dtype=object)
    loop["x"], array[0] = loop, array
    return loop, array
