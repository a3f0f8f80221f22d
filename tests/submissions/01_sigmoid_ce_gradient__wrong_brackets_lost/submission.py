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
