#> h is ignored | step_ignored
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(np.shape(x))
    for i in np.ndindex(g.shape):
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[i] += 1e-5
        down[i] -= 1e-5
        g[i] = (f(up) - f(down)) / 2e-5
    return g


#> one-sided, as on the slide | forward_difference
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        fx = f(x)
        x[i] = old + h
        g[i] = (f(x) - fx) / h
        x[i] = old
    return g


#> the two forgotten | two_missing
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h; a = f(x)
        x[i] = old - h; b = f(x)
        x[i] = old
        g[i] = (a - b) / h
    return g


#> not put back | entry_not_restored
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        x[i] += h; a = f(x)
        x[i] -= 2 * h; b = f(x)
        g[i] = (a - b) / (2 * h)
    return g


#> h fixed | step_ignored
def numerical_gradient(f, x, h=1e-5):
    h = 1e-4
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h; a = f(x)
        x[i] = old - h; b = f(x)
        x[i] = old
        g[i] = (a - b) / (2 * h)
    return g


#> left minus right | sign_flipped
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h; a = f(x)
        x[i] = old - h; b = f(x)
        x[i] = old
        g[i] = (b - a) / (2 * h)
    return g


#> zeros_like of integers | int_truncation
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape); step[i] = h
        g[i] = (f(x + step) - f(x - step)) / (2 * h)
    return g


#> the loop over rows only | rows_moved
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in range(len(x)):
        old = x[i]
        x[i] = old + h; a = f(x)
        x[i] = old - h; b = f(x)
        x[i] = old
        g[i] = (a - b) / (2 * h)
    return g


#> the sum of the errors | sum_not_max
def rel_error(a, b):
    return np.sum(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


#> the absolute value forgotten | absolute_value_missing
def rel_error(a, b):
    return np.max((a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


#> divided by a alone | one_size_only
def rel_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a)))


#> no floor | floor_missing
def rel_error(a, b):
    return np.max(np.abs(np.subtract(a, b)) / (np.abs(a) + np.abs(b)))


#> one scalar for all | all_entries_moved
def numerical_gradient(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


#> ones like step | all_entries_moved
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        g[i] = (f(x + h * np.ones(x.shape)) - f(x - h * np.ones(x.shape))) / (2 * h)
    return g


#> summed | extra_sum
right = numerical_gradient
def numerical_gradient(f, x, h=1e-5):
    return right(f, x, h).sum()


#> h squared | name_not_defined
def numerical_gradient(f, x, h=1e-5):
    return right_(f, x, h)


#> no h in the divisor | step_not_divided
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        s = np.zeros(x.shape); s[i] = h
        g[i] = (f(x + s) - f(x - s)) / 2
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


#> forward difference only, x not restored | forward_difference, logarithms_missing
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    fx = f(x)
    it = np.nditer(x, flags=['multi_index'])
    while not it.finished:
        ix = it.multi_index
        old = x[ix]
        x[ix] = old + h
        grad[ix] = (f(x) - fx)/h
        x[ix] = old
        it.iternext()
    return grad
def rel_error(a, b):
    return np.max(np.abs(a-b)/np.maximum(1e-8, np.abs(a)+np.abs(b)))
def observed_order(hs, errors):
    return np.polyfit(hs, errors, 1)[0]


#> nudges stay, relative error of norms | second_point_not_moved, norms, axes_exchanged
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= h
        down = f(x)
        g[i] = (up-down)/(2*h)
    return g
def rel_error(a, b):
    a, b = np.asarray(a), np.asarray(b)
    return np.linalg.norm(a-b)/(np.linalg.norm(a)+np.linalg.norm(b))
def observed_order(hs, errors):
    A = np.vstack([np.log(errors), np.ones(len(hs))]).T
    return np.linalg.lstsq(A, np.log(hs), rcond=None)[0][0]


#> ravel, basis vectors | right
def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, float)
    E = np.eye(x.size).reshape((x.size,)+x.shape)
    return np.array([(f(x+h*e)-f(x-h*e))/(2*h) for e in E]).reshape(x.shape)
def rel_error(a, b):
    a, b = np.ravel(a).astype(float), np.ravel(b).astype(float)
    return max(abs(p-q)/max(1e-8, abs(p)+abs(q)) for p, q in zip(a, b))
def observed_order(hs, errors):
    X, Y = np.log(hs), np.log(errors)
    return float(((X-X.mean())*(Y-Y.mean())).sum()/((X-X.mean())**2).sum())


#> the relative error with the maximum of both | larger_in_denominator, two_points_only
def rel_error(a, b):
    a, b = np.asarray(a, float), np.asarray(b, float)
    return np.max(np.abs(a - b)/np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b))))
def observed_order(hs, errors):
    return np.log(errors[0]/errors[1])/np.log(hs[0]/hs[1])


#> the step taken relative to x | mean_not_max
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old*(1 + h); up = f(x)
        x[i] = old*(1 - h); down = f(x)
        x[i] = old
        g[i] = (up - down)/(2*h)
    return g
def rel_error(a, b):
    a, b = np.asarray(a, float), np.asarray(b, float)
    return np.mean(np.abs(a - b)/np.maximum(1e-8, np.abs(a) + np.abs(b)))


#> rows nudged as a whole | rows_moved
def numerical_gradient(f, x, h=1e-05):
    point = np.array(x, dtype=float)
    gradient = np.empty_like(point)
    for i in range(len(point)):
        old = np.copy(point[i])
        point[i] = old + h
        right = f(point)
        point[i] = old - h
        left = f(point)
        point[i] = old
        gradient[i] = (right - left) / (2 * h)
    return gradient
