#> labels first, as in some libraries | arguments_exchanged
def bce_loss(y_true, y_pred):
    p = np.clip(y_pred, 1e-12, 1 - 1e-12)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


#> the second logarithm without 1 - | second_log_without_one_minus
def bce_loss(u, y):
    u = np.clip(u, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(u) + (1 - y) * np.log(u))


#> the first and the second in one sum | right
def bce_loss(u, y):
    u = np.clip(u, 1e-12, 1 - 1e-12)
    return -np.where(np.asarray(y) == 1, np.log(u), y * np.log(u) + (1 - y) * np.log(1 - u)).mean()
