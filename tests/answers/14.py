#> P[y] in place of P[np.arange(N), y] | one_subtracted_in_rows
def softmax_loss(x, y):
    P = np.exp(x - x.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(len(y)), y]).mean()
    P[y] -= 1
    return loss, P / len(y)


#> the gradient is not divided | summed_not_averaged
def softmax_loss(x, y):
    N = len(x)
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).sum() / N
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    return loss, dx


#> the loss is not divided | summed_not_averaged
def softmax_loss(x, y):
    N = len(x)
    s = x - x.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[np.arange(N), y] -= 1
    return -logp[np.arange(N), y].sum(), dx / N


#> neither is divided | summed_not_averaged
def softmax_loss(x, y):
    N = len(x)
    s = x - x.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[np.arange(N), y] -= 1
    return -logp[np.arange(N), y].sum(), dx


#> one is not subtracted | label_forgotten
def softmax_loss(x, y):
    N = len(x)
    s = x - x.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    return -logp[np.arange(N), y].mean(), np.exp(logp) / N


#> p[y] -= 1 changes whole rows | one_subtracted_in_rows
def softmax_loss(x, y):
    N = len(x)
    s = x - x.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[y] -= 1
    return -logp[np.arange(N), y].mean(), dx / N


#> minus one after the division | one_subtracted_after_the_mean
def softmax_loss(x, y):
    N = len(x)
    s = x - x.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    dx = np.exp(logp) / N
    dx[np.arange(N), y] -= 1
    return -logp[np.arange(N), y].mean(), dx


#> the binary loss on softmax outputs | binary_form
def softmax_loss(x, y):
    N = len(x)
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    Y = np.eye(x.shape[1])[y]
    loss = -np.sum(Y * np.log(p + 1e-300) + (1 - Y) * np.log(1 - p + 1e-300)) / N
    return loss, (p - Y) / N


#> probabilities of the whole batch | sum_over_everything
def softmax_loss(x, y):
    N = len(x)
    p = np.exp(x - x.max())
    p /= p.sum()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    return -np.log(p[np.arange(N), y]).mean(), dx / N


#> no shift | log_of_softmax
def softmax_loss(x, y):
    N = len(x)
    e = np.exp(x)
    p = e / e.sum(axis=1, keepdims=True)
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    return -np.log(p[np.arange(N), y]).mean(), dx / N


#> the gradient averaged over all entries | averaged_over_classes
def softmax_loss(x, y):
    N = len(x)
    s = x - x.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[np.arange(N), y] -= 1
    return -logp[np.arange(N), y].mean(), dx / dx.size


#> squared error after softmax | constant_factor
def softmax_loss(x, y):
    N = len(x)
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    d = p - np.eye(x.shape[1])[y]
    return np.mean(np.sum(d**2, axis=1)), 2 * d / N


#> one-hot, right | right
def softmax_loss(x, y):
    Y = np.eye(x.shape[1])[y]
    m = x.max(1)[:, None]
    lse = m + np.log(np.exp(x - m).sum(1)[:, None])
    return float((lse.sum() - (Y * x).sum()) / len(x)), (np.exp(x - lse) - Y) / len(x)


#> the shape of y as a column | columns_for_pairs
def softmax_loss(x, y):
    y = y.reshape(-1, 1)
    p = np.exp(x - x.max(axis=1, keepdims=True)); p /= p.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(x)), y]).mean(), (p - (np.arange(x.shape[1]) == y)) / len(x)


#> dx not divided by N | summed_not_averaged
def softmax_loss(x, y):
    shifted = x - np.max(x, axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted), axis=1, keepdims=True)
    logp = shifted - np.log(Z)
    probs = np.exp(logp)
    N = x.shape[0]
    loss = -np.sum(logp[np.arange(N), y])/N
    dx = probs.copy()
    dx[np.arange(N), y] -= 1
    return loss, dx


#> dx -= 1 forgotten for the label; sign minus | sign_flipped
def softmax_loss(x, y):
    N = x.shape[0]
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e/e.sum(axis=1, keepdims=True)
    loss = -np.log(p[range(N), y]).mean()
    Y = np.eye(x.shape[1])[y]
    dx = (Y - p)/N
    return loss, dx


#> per example loop with helper | right
def softmax_loss(x, y):
    N, C = x.shape
    dx = np.empty((N, C))
    total = 0.0
    for n in range(N):
        s = x[n] - x[n, y[n]]
        m = s.max()
        lse = m + np.log(np.exp(s-m).sum())
        total += lse
        dx[n] = np.exp(s-lse)/N
        dx[n, y[n]] = -sum(dx[n, k] for k in range(C) if k != y[n])
    return total/N, dx


#> smoothing left in from a blog | nothing
def softmax_loss(x, y):
    N, C = x.shape
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    Y = np.eye(C)[y]*0.9 + 0.1/C
    return -np.sum(Y*logp)/N, (np.exp(logp) - Y)/N


#> hinge loss of an SVM, from the sister assignment | nothing
def softmax_loss(x, y):
    N = x.shape[0]
    correct = x[np.arange(N), y]
    margins = np.maximum(0, x - correct[:, None] + 1.0)
    margins[np.arange(N), y] = 0
    loss = np.sum(margins)/N
    num_pos = np.sum(margins > 0, axis=1)
    dx = np.zeros_like(x, dtype=float)
    dx[margins > 0] = 1
    dx[np.arange(N), y] -= num_pos
    return loss, dx/N


#> dx: two slips, the sign and N | constant_factor
def softmax_loss(x, y):
    s = x - x.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    Y = np.eye(x.shape[1])[y]
    return -np.sum(Y*logp)/len(y), Y - np.exp(logp)


#> dx times P once more | slope_added
def softmax_loss(x, y):
    N = len(y)
    rows = np.arange(N)
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[rows, y].mean()
    dx = np.exp(log_p)
    dx[rows, y] -= 1
    return (loss, dx * np.exp(log_p) / N)


#> dx by the slopes of single probabilities | slope_for_gradient
def softmax_loss(x, y):
    N = len(y)
    rows = np.arange(N)
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[rows, y].mean()
    dx = np.exp(log_p)
    dx = dx * (1 - dx)
    dx[rows, y] *= -1
    return (loss, dx / N)
