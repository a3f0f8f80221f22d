#> the score of class 0 comes first | difference_reversed
def single_score(z):
    return z[:, 0] - z[:, 1]


#> the logarithm of the odds of a softmax | log_of_probabilities
def single_score(z):
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    return np.log(p[:, 1] / p[:, 0])


#> the probability itself | probability_returned
def single_score(z):
    return 1 / (1 + np.exp(z[:, 0] - z[:, 1]))


#> mse for a distribution of any shape | gaussian_assumed
output_units["arbitrary loss"] = "MSE"


#> a product with (-1, 1) | right
def single_score(z):
    return z @ [-1, 1]
