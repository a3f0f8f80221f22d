"""22. Gates that distribute and route.

Fill in the methods and the function, then run: nncli grade ex22_add_max_gates.py
"""

import numpy as np


class AddGate:
    """The gate z = x + y."""

    def forward(self, x, y):
        """Return z = x + y. x, y, z: floats, or float arrays of one shape."""
        raise NotImplementedError

    def backward(self, dz):
        """Gradients of the latest `forward`.

        dz: gradient with respect to z, in the shape of z.
        Returns (dx, dy), each in the shape of z.
        """
        raise NotImplementedError


class MaxGate:
    """The gate z = max(x, y), entry by entry."""

    def forward(self, x, y):
        """Return z = max(x, y). x, y, z: floats, or float arrays of one shape."""
        raise NotImplementedError

    def backward(self, dz):
        """Gradients of the latest `forward`.

        dz: gradient with respect to z, in the shape of z.
        Returns (dx, dy), each in the shape of z.
        """
        raise NotImplementedError


def f_and_grads(x, y, z):
    """Value and gradient of f(x, y, z) = (x + y) * max(y, z).

    x, y, z: floats, y and z different.
    Returns (f, df/dx, df/dy, df/dz), four floats.
    """
    raise NotImplementedError
