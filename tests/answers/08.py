#> b is always a column, as for a batch | bias_always_a_column
def feedforward(x, params, g):
    a = x
    for W, b in params:
        a = g(W @ a + b[:, None])
    return a


#> a single example comes back as a column | wrong_shape_keepdims
def feedforward(x, params, g):
    a = x.reshape(len(x), -1)
    for W, b in params:
        a = g(W @ a + b.reshape(-1, 1))
    return a


#> b fitted by transposing twice | right
def feedforward(x, params, g):
    for W, b in params:
        x = g((x.T @ W.T + b).T)
    return x


#> the activation forgotten | shapes_do_not_fit
def feedforward(x, params, g):
    a = x
    for W, b in params:
        a = W @ a + b
    return a


#> no activation in the last layer | shapes_do_not_fit
def feedforward(x, params, g):
    a = x
    for W, b in params[:-1]:
        a = g(W @ a + b)
    W, b = params[-1]
    return W @ a + b


#> half of the squared error | summed_not_averaged
import numpy as np
def cost(F, Y):
    return np.sum((F - Y) ** 2) / 2


#> the mean over everything | averaged_over_all
import numpy as np
def cost(F, Y):
    return np.mean((F - Y) ** 2)


#> the root | norm_not_squared
import numpy as np
def cost(F, Y):
    return np.sqrt(np.sum((F - Y) ** 2))


#> biases not counted | biases_forgotten
def count_parameters(params):
    return sum(W.size for W, b in params)


#> the activation forgotten | activation_missing
import numpy as np
def feedforward(x, params, g):
    a = x
    for W, b in params:
        a = a @ W + b if False else _layer(a, W, b)
    return a
def _layer(a, W, b):
    return W @ a + b if a.ndim == 1 else W @ a + b[:, None]


#> no activation in the last layer | g_skipped_on_last
def feedforward(x, params, g):
    a = x
    for i, (W, b) in enumerate(params):
        a = W @ a + (b if a.ndim == 1 else b[:, None])
        if i < len(params) - 1:
            a = g(a)
    return a


#> half of the squared error | summed_not_averaged
import numpy as np
def cost(F, Y):
    return np.sum((F - Y) ** 2) / 2


#> the mean over everything | averaged_over_all
import numpy as np
def cost(F, Y):
    return np.mean((F - Y) ** 2)


#> the root | norm_not_squared
import numpy as np
def cost(F, Y):
    return np.sqrt(np.sum((F - Y) ** 2))


#> x @ W.T on columns-as-examples, cost is not halved | g_skipped_on_last, half_missing, biases_forgotten
import numpy as np

def feedforward(x, params, g):
    a = x
    for W, b in params[:-1]:
        a = g(W @ a + (b if a.ndim == 1 else b[:, None]))
    W, b = params[-1]
    return W @ a + (b if a.ndim == 1 else b[:, None])
def cost(F, Y):
    return np.sum((F - Y)**2)/Y.shape[1]
def count_parameters(params):
    return sum(W.shape[0]*W.shape[1] for W, b in params)


#> np.mean for cost, divides by all entries; count by len | averaged_over_all
import numpy as np

def cost(F, Y):
    return 0.5*np.mean((Y-F)**2)
def count_parameters(params):
    total = 0
    for W, b in params:
        total += W.size + len(params)
    return total


#> functools.reduce, transposes | right
import numpy as np

from functools import reduce
def feedforward(x, params, g):
    return reduce(lambda a, wb: g((a.T @ wb[0].T + wb[1]).T), params, np.asarray(x))
def cost(F, Y):
    return float(np.trace((Y-F).T @ (Y-F))/2/F.shape[1])
def count_parameters(params):
    return sum(np.prod(t.shape) for pair in params for t in pair)


#> the bias added before the product | g_before_bias, norm_not_squared
import numpy as np

def feedforward(x, params, g):
    a = x
    for W, b in params:
        z = np.dot(W, a)
        a = g(z) + (b if z.ndim == 1 else b[:, None])
    return a
def cost(F, Y):
    return 0.5*np.linalg.norm(Y - F)/Y.shape[1]


#> the first layer skipped | constant_factor, shapes_do_not_fit, other_turns
import numpy as np

def feedforward(x, params, g):
    a = x
    for W, b in params[1:]:
        a = g(W @ a + (b if a.ndim == 1 else b[:, None]))
    return a
def cost(F, Y):
    return 0.5*np.sum((Y - F)**2)/F.shape[0]
def count_parameters(params):
    return sum(W.size + b.size for W, b in params[:-1])


#> g at the end only | g_only_at_the_end
def feedforward(x, params, g):
    a = x
    for W, b in params:
        column = b if a.ndim == 1 else b[:, None]
        a = W @ a + column
    return g(a)


#> rows and columns added | lengths_added
def count_parameters(params):
    return sum((sum(W.shape) + len(b) for W, b in params))


#> distances for squares | absolute_for_square
def cost(F, Y):
    return 0.5 * abs(F - Y).sum() / F.shape[1]
