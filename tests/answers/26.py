#> a slope that is NaN at -800 | overflows
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
def grads_one_example(x, y, wH, bH, wO, bO):
    zH = wH * x + bH
    uH = np.exp(-np.logaddexp(0, -zH))
    d = np.exp(-np.logaddexp(0, -(wO * uH + bO))) - y
    dzH = d * wO * np.exp(-zH) / (1 + np.exp(-zH))**2
    return dzH * x, dzH, d * uH, d

#> the sum of the batch is a mean | averaged
def grads_batch(x, y, wH, bH, wO, bO):
    return tuple(g.mean() for g in grads_one_example(x, y, wH, bH, wO, bO))


#> the output slope too many | output_slope_added
def grads_one_example(x, y, wH, bH, wO, bO):
    uH = sigmoid(wH * x + bH)
    p = sigmoid(wO * uH + bO)
    d = (p - y) * p * (1 - p)
    dH = d * wO * uH * (1 - uH)
    return dH * x, dH, d * uH, d


#> the hidden slope forgotten | slope_missing
def grads_one_example(x, y, wH, bH, wO, bO):
    uH = sigmoid(wH * x + bH)
    d = sigmoid(wO * uH + bO) - y
    return d * wO * x, d * wO, d * uH, d


#> wO forgotten | output_weight_missing, factor_missing
def grads_one_example(x, y, wH, bH, wO, bO):
    uH = sigmoid(wH * x + bH)
    d = sigmoid(wO * uH + bO) - y
    dH = d * uH * (1 - uH)
    return dH * x, dH, d * uH, d


#> tanh's slope | tanh_slope
def grads_one_example(x, y, wH, bH, wO, bO):
    uH = sigmoid(wH * x + bH)
    d = sigmoid(wO * uH + bO) - y
    dH = d * wO * (1 - uH**2)
    return dH * x, dH, d * uH, d


#> x in the output weight | input_for_activation
def grads_one_example(x, y, wH, bH, wO, bO):
    uH = sigmoid(wH * x + bH)
    d = sigmoid(wO * uH + bO) - y
    dH = d * wO * uH * (1 - uH)
    return dH * x, dH, d * x, d


#> the mean | averaged
def grads_batch(x, y, wH, bH, wO, bO):
    return tuple(np.mean(g) for g in grads_one_example(x, y, wH, bH, wO, bO))


#> of the mean example | mean_example
def grads_batch(x, y, wH, bH, wO, bO):
    return grads_one_example(np.mean(x), np.mean(y), wH, bH, wO, bO)


#> one gradient for each | not_summed
def grads_batch(x, y, wH, bH, wO, bO):
    return grads_one_example(x, y, wH, bH, wO, bO)


#> the last example | last_example_only
def grads_batch(x, y, wH, bH, wO, bO):
    for a, b in zip(x, y):
        g = grads_one_example(a, b, wH, bH, wO, bO)
    return g


#> forgets sigmoid derivative of hidden; averages | slope_missing, averaged
def sigma(z):
    return 1/(1+np.exp(-z))
def grads_one_example(x, y, wH, bH, wO, bO):
    uH = sigma(wH*x+bH)
    d = sigma(wO*uH+bO) - y
    return d*wO*x, d*wO, d*uH, d
def grads_batch(x, y, wH, bH, wO, bO):
    uH = sigma(wH*x+bH)
    d = sigma(wO*uH+bO) - y
    dH = d*wO*uH*(1-uH)
    return np.mean(dH*x), np.mean(dH), np.mean(d*uH), np.mean(d)


#> the bias of the hidden layer gets the gradient of the weight | factor_too_many, last_example_only
def sg(z):
    return 0.5*(1 + np.tanh(z/2))
def grads_one_example(x, y, wH, bH, wO, bO):
    u = sg(wH*x + bH)
    d = sg(wO*u + bO) - y
    return d*wO*u*(1 - u)*x, d*wO*u*(1 - u)*x, d*u, d
def grads_batch(x, y, wH, bH, wO, bO):
    gs = [0, 0, 0, 0]
    for a, t in zip(x, y):
        u = sg(wH*a + bH)
        d = sg(wO*u + bO) - t
        gs = [d*wO*u*(1 - u)*a, d*wO*u*(1 - u), d*u, d]
    return gs


#> bH in front of the slope | factor_exchanged
def sg(z): return 0.5*(1 + np.tanh(z/2))
def grads_one_example(x, y, wH, bH, wO, bO):
    u = sg(wH*x + bH); d = sg(wO*u + bO) - y
    return d*wH*u*(1 - u)*x, d*wH*u*(1 - u), d*u, d
def grads_batch(x, y, wH, bH, wO, bO):
    u = sg(wH*x + bH); d = sg(wO*u + bO) - y
    dH = d*wO*u*(1 - u)
    return np.sum(dH*x), np.sum(dH), np.sum(d)*np.sum(u), np.sum(d)


#> examples added before the gradient | examples_added
def grads_batch(x, y, wH, bH, wO, bO):
    return grads_one_example(np.sum(x), np.sum(y), wH, bH, wO, bO)
