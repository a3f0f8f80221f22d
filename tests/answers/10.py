#> tanh repaired with a wrong bracket, softmax with the minus kept above | not_repaired, gave_p_y1, minus_kept
def tanh_from_sigmoid(z):
    return 2/(1 + np.exp(-z)) - 1
def p_y0(phi):
    return 1/(1 + np.exp(-phi))
def softmax_entry(z, k):
    return np.exp(-z[k])/np.sum(np.exp(-z))
