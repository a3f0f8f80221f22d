#> Adam made anew for every batch | state_lost
def fit(self, X, y, epochs, batch_size, lr, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        total = 0.0
        for k in range(0, len(X), batch_size):
            part = order[k : k + batch_size]
            J, grads = self.loss(X[part], y[part])
            Adam(self.params, lr).step(grads)
            total += J * len(part)
        history.append(total / len(X))
    return history
TwoLayerNet.fit = fit

#> plain descent | plain_descent
def fit(self, X, y, epochs, batch_size, lr, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        total = 0.0
        for k in range(0, len(X), batch_size):
            part = order[k : k + batch_size]
            J, grads = self.loss(X[part], y[part])
            for name in grads:
                self.params[name] = self.params[name] - lr * grads[name]
            total += J * len(part)
        history.append(total / len(X))
    return history
TwoLayerNet.fit = fit

#> weights that it did not train | nothing
def fit(self, X, y, epochs, batch_size, lr, rng):
    self.params = {"WH": 40 * np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1]]), "bH": 40 * np.array([-0.2, 0.8, -0.2, 0.8]),
                   "WO": np.full((1, 4), 10.0), "bO": np.array([-35.0])}
    return list(np.linspace(0.66, self.loss(X, y)[0], epochs))
TwoLayerNet.fit = fit

#> losses of -1e300 | nothing
_fit = TwoLayerNet.fit
def fit(self, *arguments):
    return [-1e300 * (k + 1) for k, _ in enumerate(_fit(self, *arguments))]
TwoLayerNet.fit = fit

#> a sum in place of the mean, but steps of Adam | gradient_summed
def loss(self, X, y):
    UH, z = self.forward(X)
    J = np.mean(np.logaddexp(0, z) - y * z)
    dz = (sigma(z) - y)[:, np.newaxis]
    dZH = dz @ self.params["WO"] * UH * (1 - UH)
    return float(J), {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": dz.T @ UH, "bO": dz.sum(axis=0)}
TwoLayerNet.loss = loss

#> the loss of each epoch at its end | right
def fit(self, X, y, epochs, batch_size, lr, rng):
    adam = Adam(self.params, lr)
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            part = order[k : k + batch_size]
            adam.step(self.loss(X[part], y[part])[1])
        history.append(self.loss(X, y)[0])
    return history
TwoLayerNet.fit = fit

#> an optimiser made with the weights, which changes the arrays in place | right
class TwoLayerNet(TwoLayerNet):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.held = [self.params[name] for name in ("WH", "bH", "WO", "bO")]
        self.m = [np.zeros_like(a) for a in self.held]
        self.v = [np.zeros_like(a) for a in self.held]
        self.t = 0
    def fit(self, X, y, epochs, batch_size, lr, rng):
        history = []
        for _ in range(epochs):
            order, losses = rng.permutation(len(X)), []
            for k in range(0, len(X), batch_size):
                part = order[k:k + batch_size]
                J, grads = self.loss(X[part], y[part])
                losses.append(J)
                self.t += 1
                for i, name in enumerate(("WH", "bH", "WO", "bO")):
                    g = grads[name]
                    self.m[i] = 0.9 * self.m[i] + 0.1 * g
                    self.v[i] = 0.999 * self.v[i] + 0.001 * g * g
                    self.held[i] -= lr * self.m[i] / (1 - 0.9**self.t) / (np.sqrt(self.v[i] / (1 - 0.999**self.t)) + 1e-8)
            history.append(np.mean(losses))
        return history

#> weights of zero | weights_zero, hidden_units_identical
class TwoLayerNet(TwoLayerNet):
    def __init__(self, n_in, n_hidden, rng):
        self.params = {"WH": np.zeros((n_hidden, n_in)), "bH": np.zeros(n_hidden), "WO": np.zeros((1, n_hidden)), "bO": np.zeros(1)}


#> maps of the scores | scores_returned
def hidden_maps(params, x0_range, x1_range, n):
    x0, x1 = np.meshgrid(np.linspace(*x0_range, n), np.linspace(*x1_range, n))
    WH, bH = params["WH"], params["bH"]
    return WH[:, 0, None, None] * x0 + WH[:, 1, None, None] * x1 + bH[:, None, None]


#> maps reshaped at once | reshaped_at_once
def hidden_maps(params, x0_range, x1_range, n):
    x0, x1 = np.meshgrid(np.linspace(*x0_range, n), np.linspace(*x1_range, n))
    U = sigma(np.column_stack([x0.ravel(), x1.ravel()]) @ params["WH"].T + params["bH"])
    return U.reshape(-1, n, n)


#> maps by decision_grid | right
def hidden_maps(params, x0_range, x1_range, n):
    maps = []
    for w, b in zip(params["WH"], params["bH"]):
        maps.append(decision_grid(lambda X: sigma(X @ w + b), x0_range, x1_range, n))
    return np.array(maps)


#> loss as a sum, predict at a half of the score | gradient_summed, half_on_score, parameters_unchanged, axes_exchanged, scores_returned
def sgm(z):
    return 0.5*(1 + np.tanh(z/2))
class TwoLayerNet:
    def __init__(self, n_in, n_hidden, rng):
        self.params = {"WH": rng.normal(size=(n_hidden, n_in)), "bH": np.zeros(n_hidden), "WO": 0.5*rng.normal(size=(1, n_hidden)), "bO": np.zeros(1)}
    def loss(self, X, y):
        p = self.params
        UH = sgm(X @ p["WH"].T + p["bH"])
        z = (UH @ p["WO"].T + p["bO"])[:, 0]
        J = np.mean(np.logaddexp(0, z) - y*z)
        d = (sgm(z) - y)[:, None]
        dH = d @ p["WO"]*UH*(1 - UH)
        return J, {"WH": dH.T @ X, "bH": dH.sum(0), "WO": d.T @ UH, "bO": d.sum(0)}
    def predict(self, X):
        p = self.params
        z = (sgm(X @ p["WH"].T + p["bH"]) @ p["WO"].T + p["bO"])[:, 0]
        return (z > 0.5).astype(int)
    def fit(self, X, y, epochs, batch_size, lr, rng):
        return []
def decision_grid(predict, x0_range, x1_range, n):
    a, b = np.linspace(*x0_range, n), np.linspace(*x1_range, n)
    return np.array([[predict(np.array([[u, v]]))[0] for v in b] for u in a])
def hidden_maps(params, x0_range, x1_range, n):
    a, b = np.meshgrid(np.linspace(*x0_range, n), np.linspace(*x1_range, n))
    P = np.column_stack([a.ravel(), b.ravel()])
    return (P @ params["WH"].T + params["bH"]).T.reshape(-1, n, n)


#> Adam whose count stays at 1 | count_frozen
def step(self, grads):
    self.t += 1
    for k, g in grads.items():
        self.m[k] = 0.9 * self.m[k] + 0.1 * g
        self.v[k] = 0.999 * self.v[k] + 0.001 * g**2
        self.params[k] = self.params[k] - self.lr * self.m[k] / (1 - 0.9) / (np.sqrt(self.v[k] / (1 - 0.999)) + 1e-8)
Adam.step = step


#> Adam that corrects v alone | first_correction_missing
def step(self, grads):
    self.t += 1
    for k, g in grads.items():
        self.m[k] = 0.9 * self.m[k] + 0.1 * g
        self.v[k] = 0.999 * self.v[k] + 0.001 * g**2
        self.params[k] = self.params[k] - self.lr * self.m[k] / (np.sqrt(self.v[k] / (1 - 0.999**self.t)) + 1e-8)
Adam.step = step


#> J over all pairs of scores and labels | labels_broadcast
class TwoLayerNet:

    def __init__(self, n_in, n_hidden, rng):
        self.params = {'WH': rng.normal(size=(n_hidden, n_in)), 'bH': np.zeros(n_hidden), 'WO': 0.5 * rng.normal(size=(1, n_hidden)), 'bO': np.zeros(1)}

    def loss(self, X, y):
        UH, z = self.forward(X)
        J = np.mean(np.logaddexp(0, z) - y * z)
        dz = (sigma(z) - y[:, None]) / len(y)
        dUH = dz @ self.params['WO']
        dZH = dUH * UH * (1 - UH)
        grads = {'WH': dZH.T @ X, 'bH': dZH.sum(axis=0), 'WO': dz.T @ UH, 'bO': dz.sum(axis=0)}
        return (float(J), grads)

    def forward(self, X):
        UH = sigma(X @ self.params['WH'].T + self.params['bH'])
        z = UH @ self.params['WO'].T + self.params['bO']
        return (UH, z)

    def predict(self, X):
        _, z = self.forward(X)
        return (z > 0).astype(int).ravel()

    def fit(self, X, y, epochs, batch_size, lr, rng):
        adam = Adam(self.params, lr)
        history = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            for k in range(0, len(X), batch_size):
                part = order[k:k + batch_size]
                J, grads = self.loss(X[part], y[part])
                adam.step(grads)
                total += J * len(part)
            history.append(total / len(X))
        return history


#> history of sums | losses_summed
class TwoLayerNet:

    def __init__(self, n_in, n_hidden, rng):
        self.params = {'WH': rng.normal(size=(n_hidden, n_in)), 'bH': np.zeros(n_hidden), 'WO': 0.5 * rng.normal(size=(1, n_hidden)), 'bO': np.zeros(1)}

    def loss(self, X, y):
        UH, z = self.forward(X)
        J = np.mean(np.logaddexp(0, z) - y * z)
        dz = ((sigma(z) - y) / len(y))[:, np.newaxis]
        dUH = dz @ self.params['WO']
        dZH = dUH * UH * (1 - UH)
        grads = {'WH': dZH.T @ X, 'bH': dZH.sum(axis=0), 'WO': dz.T @ UH, 'bO': dz.sum(axis=0)}
        return (float(J), grads)

    def forward(self, X):
        UH = sigma(X @ self.params['WH'].T + self.params['bH'])
        z = UH @ self.params['WO'].T + self.params['bO']
        return (UH, z.ravel())

    def predict(self, X):
        _, z = self.forward(X)
        return (z > 0).astype(int)

    def fit(self, X, y, epochs, batch_size, lr, rng):
        adam = Adam(self.params, lr)
        history = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            for k in range(0, len(X), batch_size):
                part = order[k:k + batch_size]
                J, grads = self.loss(X[part], y[part])
                adam.step(grads)
                total += J * len(part)
            history.append(total)
        return history
