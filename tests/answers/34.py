#> a steep sigmoid | smooth_step
def phi(t):
    return 1 / (1 + np.exp(-1000.0 * np.clip(t, -0.6, 0.6)))

#> a steep tanh | smooth_step
def phi(t):
    return 0.5 + 0.5 * np.tanh(1e6 * t)
