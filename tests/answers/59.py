#> the gradient of the sum, argmin, the right pairs counted as well | gradient_summed, score_returned, hard_coded, hits_counted
def loss(params, X, y):
    U = 0.5*(1 + np.tanh((X @ params["W1"] + params["b1"])/2))
    z = U @ params["W2"] + params["b2"]
    lse = np.logaddexp.reduce(z, axis=1)
    J = np.mean(lse - z[np.arange(len(y)), y])
    d = np.exp(z - lse[:, None]); d[np.arange(len(y)), y] -= 1
    dU = d @ params["W2"].T*U*(1 - U)
    return J, {"W1": X.T @ dU, "b1": dU.sum(0), "W2": U.T @ d, "b2": d.sum(0)}
def predict(params, X):
    U = 0.5*(1 + np.tanh((X @ params["W1"] + params["b1"])/2))
    return np.max(U @ params["W2"] + params["b2"], axis=1)
def most_confused(y, p):
    from collections import Counter
    return Counter(zip(y.tolist(), p.tolist())).most_common(1)[0][0]
def evaluate(params, train, test):
    return tuple(float(np.mean(predict(params, X) != y)) for X, y in (train, test))
