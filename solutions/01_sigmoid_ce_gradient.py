"""Exercise 1, solved: the gradient of one sigmoid node with cross-entropy.

The node: z = w*x + b, phi = sigmoid(z), L = -(y log(phi) + (1 - y) log(1 - phi)).
L depends on phi, phi on z, and z on w and b: three links, multiplied along the way.
Nothing here needs NumPy; the same lines serve floats and arrays.
"""


def dL_dphi(phi, y):
    """Return dL/dphi, the slope of the loss in the node's output.

    phi: float or float64 array (N,), strictly between 0 and 1.
    y: label in [0, 1], float or int; an array has the shape of phi.
    Returns a float or a float64 array (N,), one slope per example.
    """
    # d log(phi)/dphi = 1/phi. In log(1 - phi) the inner derivative is -1, and it
    # cancels the minus sign in front of the whole loss.
    return -y / phi + (1 - y) / (1 - phi)


def dphi_dz(phi):
    """Return dphi/dz, the slope of the sigmoid, written with its output phi.

    phi: float or float64 array (N,), strictly between 0 and 1.
    Returns a float or a float64 array (N,).
    """
    # phi = (1 + e^-z)^-1, so dphi/dz = e^-z / (1 + e^-z)^2. One factor 1/(1 + e^-z)
    # is phi; what is left, e^-z/(1 + e^-z), is 1 - phi.
    return phi * (1 - phi)


def dL_dz(phi, y):
    """Return dL/dz, the slope of the loss in the score z.

    phi: float or float64 array (N,), strictly between 0 and 1.
    y: label in [0, 1], float or int; an array has the shape of phi.
    Returns a float or a float64 array (N,), one slope per example.
    """
    # The product of the two links above: phi(1 - phi) cancels the common denominator
    # of dL/dphi. The short form is also the more exact one when phi is close to 0 or 1.
    return phi - y


def dL_dw(phi, y, x):
    """Return dL/dw, the slope of the loss in the weight.

    phi: float or float64 array (N,), strictly between 0 and 1.
    y: label in [0, 1], float or int; an array has the shape of phi.
    x: the node's input, float or int; an array has the shape of phi.
    Returns a float or a float64 array (N,), one slope per example.
    """
    # z = w*x + b moves by x when w moves by 1.
    return dL_dz(phi, y) * x


def dL_db(phi, y):
    """Return dL/db, the slope of the loss in the bias.

    phi: float or float64 array (N,), strictly between 0 and 1.
    y: label in [0, 1], float or int; an array has the shape of phi.
    Returns a float or a float64 array (N,), one slope per example.
    """
    # z moves by 1 when b moves by 1: the last link is the factor 1.
    return dL_dz(phi, y)


DERIVATION = {  # one expression on each line, equal to the one before
    "dL_dphi": """
        # d(L, φ), with L = -(y·log(φ) + (1 - y)·log(1 - φ))
        = -(y·d(log(φ), φ) + (1 - y)·d(log(1 - φ), φ))
        = -(y/φ + (1 - y)·(-1)/(1 - φ))     # the inner derivative of 1 - φ is -1
        = -y/φ + (1 - y)/(1 - φ)
        = (-y·(1 - φ) + (1 - y)·φ)/(φ·(1 - φ))
        = (φ - y)/(φ·(1 - φ))
    """,
    "dphi_dz": """
        # d((1 + exp(-z))**-1, z), with φ = (1 + exp(-z))**-1
        = -(1 + exp(-z))**-2 · d(1 + exp(-z), z)
        = -(1 + exp(-z))**-2 · exp(-z)·(-1)
        = exp(-z)/(1 + exp(-z))**2
        = φ·exp(-z)/(1 + exp(-z))
        = φ·(1 - φ)
    """,
    "dL_dw": """
        # d(L, w), with z = w·x + b and φ = σ(z)
        = d(L, φ)·d(φ, z)·d(z, w)
        = (φ - y)/(φ·(1 - φ)) · φ·(1 - φ) · x
        = (φ - y)·x
    """,
}
