#> the outer weight forgotten | chain_stopped
def grad_residual(W1, b1, W2, b2, x, y):
    h = W1 * x + b1
    return x, 1.0, h, 1.0


#> the residual for its gradient | wrong_number_of_values
def grad_residual(W1, b1, W2, b2, x, y):
    return W2 * (W1 * x + b1) + b2 - y


#> the two forgotten | constant_factor
def grad_mse(W1, b1, W2, b2, x, y):
    h = W1 * x + b1
    r = W2 * h + b2 - y
    return np.mean(r * W2 * x), np.mean(r * W2), np.mean(r * h), np.mean(r)


#> summed | not_averaged
def grad_mse(W1, b1, W2, b2, x, y):
    h = W1 * x + b1
    r = 2 * (W2 * h + b2 - y)
    return np.sum(r * W2 * x), np.sum(r * W2), np.sum(r * h), np.sum(r)


#> mean of residuals times mean of x | averaged_before_multiplying
def grad_mse(W1, b1, W2, b2, x, y):
    h = W1 * x + b1
    r = np.mean(2 * (W2 * h + b2 - y))
    return r * W2 * np.mean(x), r * W2, r * np.mean(h), r


#> W1 for W2 | own_weight
def grad_mse(W1, b1, W2, b2, x, y):
    h = W1 * x + b1
    r = 2 * (W2 * h + b2 - y)
    return np.mean(r * W1 * x), np.mean(r * W1), np.mean(r * h), np.mean(r)


#> y minus the output | sign_flipped
def grad_mse(W1, b1, W2, b2, x, y):
    h = W1 * x + b1
    r = 2 * (y - W2 * h - b2)
    return np.mean(r * W2 * x), np.mean(r * W2), np.mean(r * h), np.mean(r)


#> a hidden unit without bias | argument_ignored
def grad_mse(W1, b1, W2, b2, x, y):
    h = W1 * x
    r = 2 * (W2 * h + b2 - y)
    return np.mean(r * W2 * x), np.mean(r * W2), np.mean(r * h), np.mean(r)


#> b1 gradient 1, mse gradient without factor 2 | argument_ignored, constant_factor
def grad_residual(W1, b1, W2, b2, x, y):
    h = W1*x + b1
    return W2*x, 1.0, h, 1.0
def grad_mse(W1, b1, W2, b2, x, y):
    h = W1*x+b1
    t = W2*h+b2-y
    return np.mean(t*W2*x), np.mean(t*W2), np.mean(t*h), np.mean(t)


#> order W1, W2, b1, b2 and squares mean | returns_reordered, averaged_before_multiplying
def grad_residual(W1, b1, W2, b2, x, y):
    return W2*x, W1*x+b1, W2, 1.0
def grad_mse(W1, b1, W2, b2, x, y):
    r = np.mean(W2*(W1*x+b1)+b2-y)
    xm = np.mean(x)
    return 2*r*W2*xm, 2*r*W2, 2*r*(W1*xm+b1), 2*r


#> b1 forgotten in the hidden value | bias_left_out, factor_missing
def grad_residual(W1, b1, W2, b2, x, y):
    return W2*x, W2, W1*x, 1.0
def grad_mse(W1, b1, W2, b2, x, y):
    h = W1*x + b1
    r = W2*h + b2 - y
    n = len(x)
    return 2/n*np.dot(r, x), 2/n*np.sum(r), 2/n*np.dot(r, h), 2/n*np.sum(r)


#> W1 and W2 exchanged | arguments_exchanged, not_averaged
def grad_residual(W1, b1, W2, b2, x, y):
    return W1*x, W1, W2*x + b1, 1.0
def grad_mse(W1, b1, W2, b2, x, y):
    r = W2*(W1*x + b1) + b2 - y
    return tuple(float(np.sum(2*r*d)) for d in (W2*x, W2*np.ones_like(x), W1*x + b1, np.ones_like(x)))
