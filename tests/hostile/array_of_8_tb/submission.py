# Goal: one number broadcast to eight terabytes. Earns 0.
import numpy as np


def softmax(z):
    return np.broadcast_to(1.0, (10**6, 10**6))
