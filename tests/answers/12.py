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


#> the sum in place of the mean | summed_not_averaged
def bce_loss(u, y):
    u = np.clip(u, 1e-15, 1 - 1e-15)
    return -np.sum(y * np.log(u) + (1 - y) * np.log(1 - u))


#> no minus in front | sign_flipped
def bce_loss(u, y):
    u = np.clip(u, 1e-15, 1 - 1e-15)
    return np.mean(y * np.log(u) + (1 - y) * np.log(1 - u))


#> only the positive term | only_positive_term
def bce_loss(u, y):
    u = np.clip(u, 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(u))


#> the bracket closes too early | brackets_missing
def bce_loss(u, y):
    u = np.clip(u, 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(u)) + np.mean((1 - y) * np.log(1 - u))


#> logarithm to the base 2 | wrong_log_base
def bce_loss(u, y):
    u = np.clip(u, 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log2(u) + (1 - y) * np.log2(1 - u))


#> no clipping | log_of_zero
def bce_loss(u, y):
    return -np.mean(y * np.log(u) + (1 - y) * np.log(1 - u))


#> each example on its own | losses_not_reduced
def bce_loss(u, y):
    u = np.clip(u, 1e-15, 1 - 1e-15)
    return -(y * np.log(u) + (1 - y) * np.log(1 - u))


#> the slope of the sigmoid too many | extra_sigmoid_derivative
def bce_with_logits(z, y):
    s = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    loss = np.mean(np.logaddexp(0, z) - y * z)
    return loss, (s - y) * s * (1 - s) / len(z)


#> the gradient is not divided | summed_not_averaged
def bce_with_logits(z, y):
    s = np.exp(-np.logaddexp(0, -z))
    return np.mean(np.logaddexp(0, z) - y * z), s - y


#> the labels first | parameters_reordered
def bce_with_logits(y, z):
    s = np.exp(-np.logaddexp(0, -z))
    return np.mean(np.logaddexp(0, z) - y * z), (s - y) / len(z)


#> probabilities with overflow | log_of_zero
def bce_with_logits(z, y):
    s = 1 / (1 + np.exp(-z))
    loss = -np.mean(y * np.log(s) + (1 - y) * np.log(1 - s))
    return loss, (s - y) / len(z)


#> eps added | right
def bce_loss(u, y):
    return -np.mean(y * np.log(u + 1e-12) + (1 - y) * np.log(1 - u + 1e-12))


#> piecewise | right
def bce_with_logits(z, y):
    loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))
    s = np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))
    return loss, (s - y) / z.size


#> a dict | wrong_container
def bce_with_logits(z, y):
    s = np.exp(-np.logaddexp(0, -z))
    return {"loss": np.mean(np.logaddexp(0, z) - y * z), "dz": (s - y) / len(z)}


#> sklearn order of arguments, logits with clip of sigmoid | arguments_exchanged, clipped_probability
def bce_loss(y, u):
    u = np.clip(u, 1e-12, 1-1e-12)
    return -np.mean(y*np.log(u)+(1-y)*np.log(1-u))
def bce_with_logits(z, y):
    p = np.clip(1/(1+np.exp(-z)), 1e-7, 1-1e-7)
    loss = -np.mean(y*np.log(p)+(1-y)*np.log(1-p))
    return loss, (p-y)/len(y)


#> gradient with respect to probability, sum not mean | clipped_too_coarsely, gave_dL_du
def bce_loss(u, y):
    eps = 1e-3
    u = np.clip(u, eps, 1-eps)
    return -np.mean(y*np.log(u)+(1-y)*np.log(1-u))
def bce_with_logits(z, y):
    p = 1/(1+np.exp(-z))
    loss = np.mean(np.maximum(z, 0) - z*y + np.log1p(np.exp(-np.abs(z))))
    dz = (p-y)/(p*(1-p))/len(z)
    return loss, dz


#> xlogy-like | right
def bce_loss(u, y):
    with np.errstate(divide="ignore"):
        a, b = np.maximum(np.log(u), -100), np.maximum(np.log1p(-np.asarray(u, float)), -100)
    return float(-(y @ a + (1-y) @ b)/len(u))
def bce_with_logits(z, y):
    z = np.asarray(z, float)
    loss = sum(max(v, 0) - v*t + np.log1p(np.exp(-abs(v))) for v, t in zip(z, y))/len(z)
    sig = np.array([1/(1+np.exp(-v)) if v >= 0 else np.exp(v)/(1+np.exp(v)) for v in z])
    return loss, (sig - y)/z.size


#> summed in the loss and the label on the wrong term | argument_complemented
def bce_loss(u, y):
    u = np.clip(u, 1e-12, 1 - 1e-12)
    return -np.mean((1 - y)*np.log(u) + y*np.log(1 - u))
def bce_with_logits(z, y):
    loss = np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))) - np.mean(y)*np.mean(z)
    return loss, (1/(1 + np.exp(-z)) - y)/z.shape[0]


#> the gradient without the label | argument_ignored
def bce_with_logits(z, y):
    z = np.asarray(z, float)
    loss = np.mean(np.logaddexp(0, z) - y*z)
    return loss, 0.5*(1 + np.tanh(z/2))/len(z)
