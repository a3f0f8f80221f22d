"""Exercise 3, solved: the multiply gate, backwards."""


class MultiplyGate:
    """A node z = x*y of a graph. Create it without arguments."""

    def forward(self, x, y):
        """Return x*y and keep both inputs for backward.

        x, y: floats or ints, or float64 arrays of one shape.
        Returns a number, or an array of that shape.
        """
        self.x = x
        self.y = y
        return x * y

    def backward(self, dz):
        """Return (dx, dy), the gradients of the loss in the two inputs.

        dz: the upstream gradient dL/dz, a number or an array of the inputs' shape.
        Returns a tuple of two numbers or two arrays of that shape, for the inputs of
        the latest forward of this gate. dz and the inputs are not changed.
        """
        # Moving x by 1 moves z = x*y by y, so the local derivative dz/dx is y, and
        # the other way round. Each is multiplied by what comes from above.
        dx = self.y * dz
        dy = self.x * dz
        return dx, dy
