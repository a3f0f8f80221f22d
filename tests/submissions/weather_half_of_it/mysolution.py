def dL_dphi(phi, y):
    return (phi - y) / (phi * (1 - phi))


def dphi_dz(phi):
    return phi * (1 - phi)


def dL_dz(phi, y):
    raise NotImplementedError
