#> a bracket that closes too late | bracket_missing
def dL_dw(phi, y, x):
    return phi * x - y


#> the second term without 1 - | second_term_without_one_minus
def dL_dphi(phi, y):
    return -y / phi + (1 - y) / phi


#> signs as in the loss | signs_of_the_loss
def dL_dphi(phi, y):
    return y / phi + (1 - y) / (1 - phi)


#> brackets lost in the division | brackets_lost
def dL_dphi(phi, y):
    return (phi - y) / phi * (1 - phi)


#> label minus probability | sign_flipped
def dL_dz(phi, y):
    return y - phi


#> the slope of tanh | tanh_rule
def dphi_dz(phi):
    return 1 - phi**2


#> the sigmoid once more | import_missing
def dphi_dz(phi):
    s = 1 / (1 + np.exp(-phi))
    return s * (1 - s)


#> the input forgotten | input_forgotten
def dL_dw(phi, y, x):
    return phi - y


#> labels first | parameters_reordered
def dL_dphi(y, phi):
    return -y / phi + (1 - y) / (1 - phi)


#> derivation_sign_of_both_terms: gradient without inner minus of (1-phi) | both_minus
def dL_dphi(phi, y):
    return -(y/phi + (1-y)/(1-phi))
def dphi_dz(phi):
    return phi*(1-phi)
def dL_dz(phi, y):
    return dL_dphi(phi, y)*dphi_dz(phi)
def dL_dw(phi, y, x):
    return dL_dz(phi, y)*x
def dL_db(phi, y):
    return dL_dz(phi, y)


#> mean over batch in dw (habit from vectorised logistic regression) | averaged_over_examples
import numpy as np

def dL_dphi(phi, y):
    return (phi-y)/(phi*(1-phi))
def dphi_dz(phi):
    return phi*(1-phi)
def dL_dz(phi, y):
    return phi-y
def dL_dw(phi, y, x):
    m = np.size(x)
    return 1/m*np.dot(np.atleast_1d(x), np.atleast_1d(phi-y))
def dL_db(phi, y):
    return 1/np.size(phi)*np.sum(phi-y)


#> the label and the probability in each other's place | signs_of_the_loss, sign_flipped
import numpy as np

def dL_dphi(phi, y):
    return (y - phi)/(phi*(1 - phi))
def dphi_dz(phi):
    return phi - phi**2 if np.ndim(phi) == 0 else phi*(1 + phi)
def dL_dz(phi, y):
    return y - phi


#> the slope of tanh for the sigmoid | tanh_rule, other_argument_used
def dphi_dz(phi):
    return 1 - phi**2
def dL_dw(phi, y, x):
    return (phi - y)*y
