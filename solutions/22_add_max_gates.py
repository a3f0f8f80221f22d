"""22. Gates that distribute and route: a worked solution.

A gate knows nothing of the rest of the graph: it needs its own inputs and the
gradient that arrives from above.
"""

import numpy as np


class AddGate:
    """The gate z = x + y."""

    def forward(self, x, y):
        """Return z = x + y. x, y, z: floats, or float arrays of one shape."""
        # Nothing to remember: the local gradients are 1, whatever x and y are.
        return x + y

    def backward(self, dz):
        """Gradients of the latest `forward`.

        dz: gradient with respect to z, in the shape of z.
        Returns (dx, dy), each in the shape of z.
        """
        return dz, dz


class MaxGate:
    """The gate z = max(x, y), entry by entry."""

    def forward(self, x, y):
        """Return z = max(x, y). x, y, z: floats, or float arrays of one shape."""
        # On self, not on the class: another gate must not overwrite them.
        self.x, self.y = x, y
        return np.maximum(x, y)

    def backward(self, dz):
        """Gradients of the latest `forward`.

        dz: gradient with respect to z, in the shape of z.
        Returns (dx, dy), each in the shape of z.
        """
        # True counts as 1, False as 0: only the winner of each entry lets dz through.
        return dz * (self.x > self.y), dz * (self.y > self.x)


def f_and_grads(x, y, z):
    """Value and gradient of f(x, y, z) = (x + y) * max(y, z).

    x, y, z: floats, y and z different.
    Returns (f, df/dx, df/dy, df/dz), four floats.
    """
    add, largest = AddGate(), MaxGate()
    a = add.forward(x, y)
    b = largest.forward(y, z)
    f = a * b

    # Backwards: a product passes each factor the other one, then the gates take over.
    df_da, df_db = b, a
    dx, dy_through_add = add.backward(df_da)
    dy_through_max, dz = largest.backward(df_db)
    return f, dx, dy_through_add + dy_through_max, dz
