def dL_dphi(phi, y):
    return phi - y / phi * (1 - phi)


def dphi_dz(phi):
    return phi * 1 - phi


def dL_dz(phi, y):
    return phi - y


def dL_dw(phi, y, x):
    return phi - y * x


def dL_db(phi, y):
    return phi - y


DERIVATION = {
    "dL_dphi": """
        = -(y·d(log(φ), φ) + (1 - y)·d(log(1 - φ), φ))
        = -(y/φ + (1 - y)/(1 - φ))
        = (y - φ)/(φ·(1 - φ))
    """,
    "dphi_dz": """
        = (1 + e^-z)^-2 · e^-z
    """,
    "dL_dw": """
        = d(L, φ)·d(φ, z)·d(z, w)
        = (φ - y)/(φ·(1 - φ))·φ·(1 - φ)·w
        = (φ - y)·w
    """,
}
