#> h is ignored | step_ignored
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(np.shape(x))
    for i in np.ndindex(g.shape):
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[i] += 1e-5
        down[i] -= 1e-5
        g[i] = (f(up) - f(down)) / 2e-5
    return g


#> no logarithms | logarithms_missing
def observed_order(hs, errors):
    return np.polyfit(hs, errors, 1)[0]


#> the first and the last point | ends_only
def observed_order(hs, errors):
    return np.log(errors[-1] / errors[0]) / np.log(hs[-1] / hs[0])


#> axes exchanged | axes_exchanged
def observed_order(hs, errors):
    return np.polyfit(np.log(errors), np.log(hs), 1)[0]


#> forward evaluations without sharing | base_counted_each_time
COST["forward_evaluations"] = 2 * 1000


#> by the covariance of logarithms to base 2 | right
def observed_order(hs, errors):
    table = np.cov(np.log2(hs), np.log2(errors))
    return table[0, 1] / table[0, 0]


#> the second number of polyfit | intercept_returned
def observed_order(hs, errors):
    slope, intercept = np.polyfit(np.log(hs), np.log(errors), 1)
    return intercept


#> the mean of the slopes from point to point | slopes_averaged
def observed_order(hs, errors):
    slopes = [np.log(errors[i + 1] / errors[i]) / np.log(hs[i + 1] / hs[i]) for i in range(len(hs) - 1)]
    return sum(slopes) / len(slopes)
