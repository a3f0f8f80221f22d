#> a steep sigmoid | smooth_step
def phi(t):
    return 1 / (1 + np.exp(-1000.0 * np.clip(t, -0.6, 0.6)))

#> a steep tanh | smooth_step
def phi(t):
    return 0.5 + 0.5 * np.tanh(1e6 * t)


#> no activation | step_missing
def network(x, v, w, b):
    return (np.outer(x, w) + b) @ v


#> the sum over examples | extra_sum
right = network
def network(x, v, w, b):
    return right(x, v, w, b).sum()


#> the other side | complement
def bump(x, a, b):
    return 1.0 - ((x > a) & (x < b))


#> one step for two | second_step_missing
def bump(x, a, b):
    return 1.0 * (x > a)


#> midpoint forgotten; bump with w positive only | weights_of_sum_missing, hard_coded, left_edges
def network(x, v, w, b):
    return ((np.outer(x, w) + b) > 0).astype(float).sum(axis=1)
def bump(x, a, b):
    return np.where((x > a) | (x < b), 1.0, 0.0)
def staircase(f, N):
    t = np.arange(N)/N
    y = f(t)
    v = np.diff(np.concatenate([[0], y]))
    return v, np.ones(N), -t


#> the step of a unit without its bias, staircase on right edges | slope_for_height, steps_subtracted, right_edges
def network(x, v, w, b):
    return np.sum(v*(w*x[:, None] + b >= 0)*w, axis=1)
def bump(x, a, b):
    return network(x, np.array([1.0, 1.0]), np.array([1.0, -1.0]), np.array([-a, b]))
def staircase(f, N):
    t = np.arange(1, N + 1)/N
    y = f(t)
    return np.diff(np.concatenate([[0.0], y])), np.ones(N), -np.arange(N)/N


#> the weight times the sum of x and b | bias_multiplied
def network(x, v, w, b):
    units = phi((x[:, None] + b) * w)
    return units @ v


#> one unit for each x | one_unit_for_each_x
def network(x, v, w, b):
    out = np.zeros(len(x))
    for i in range(len(v)):
        out[i] += v[i] * phi(w[i] * x[i] + b[i])
    return out
