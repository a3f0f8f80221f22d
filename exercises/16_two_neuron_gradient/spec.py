"""Exercise 16: grad_residual, grad_mse, STATEMENTS."""

import numpy as np

from grader import reference
from grader.exercise.spec import Constant, Exercise, Slope, Target, mistake, normal, plain, truth

RESIDUAL, MSE = "grad_residual", "grad_mse"
SLIDE = {"W1": 0.5, "b1": 0.1, "W2": -0.3, "b2": 0.2}
SECOND = {"W1": 1.7, "b1": -0.6, "W2": 2.3, "b2": 0.4}
THIRD = {"W1": -0.8, "b1": 1.3, "W2": 0.45, "b2": -2.1}
PARTS = {"dW1": "W1", "db1": "b1", "dW2": "W2", "db2": "b2"}


def residual(W1, b1, W2, b2, x, y):
    return W2 * (W1 * x + b1) + b2 - y


def mean_square(**inputs):
    return np.mean(residual(**inputs) ** 2)


def from_residual(entry):
    """A version whose four numbers are entry(theta, slope), each with one residual and one derivative per example."""

    def version(W1, b1, W2, b2, x, y):
        theta = residual(W1, b1, W2, b2, x, y)
        slopes = W2 * x, W2, W1 * x + b1, 1
        return tuple(entry(theta, slope * np.ones(np.shape(x))) for slope in slopes)

    return version


exercise = Exercise(
    relative=1e-6,
    exceptions_alike=True,
    targets=[
        Target(
            RESIDUAL,
            points=2,
            reference=reference.scalar.grad_residual,
            parts=tuple(PARTS),
            slope=Slope(of=residual, wrt=PARTS),
            cases=[
                plain(1, "the slide point", **SLIDE, x=2.0, y=1.0),
                plain(2, "a negative input", **SECOND, x=-1.9, y=0.8),
                plain(3, "a negative weight", **THIRD, x=3.1, y=-1.4),
            ],
        ),
        Target(
            MSE,
            points=3,
            reference=reference.scalar.grad_mse,
            parts=tuple(PARTS),
            slope=Slope(of=mean_square, wrt=PARTS),
            cases=[
                plain(4, "the slide point, one example", **SLIDE, x=[2], y=[1]),
                plain(5, "four examples", **SECOND, x=[-1.9, 0.7, 2.4, -0.3], y=[0.8, -1.1, 3.2, 1.6]),
                plain(6, "seven examples", **THIRD, x=normal(7), y=normal(7)),
            ],
        ),
        Constant("STATEMENTS", points=1, answers=reference.scalar.STATEMENTS, answer=truth),
    ],
    mistakes=[
        mistake(
            "own_weight",
            "The derivative with respect to W1 contains what multiplies W1*x on its way out, which is W2, not W1.",
            {RESIDUAL: lambda W1, b1, W2, b2, x, y: (W1 * x, W1, W2 * x + b2, 1.0)},
        ),
        mistake(
            "chain_stopped",
            "That is how the first neuron's output moves; it still passes through W2.",
            {RESIDUAL: lambda W1, b1, W2, b2, x, y: (x, 1.0, W1 * x + b1, 1.0)},
        ),
        mistake(
            "bias_left_out",
            "W2 multiplies the whole output of the first neuron, W1*x + b1.",
            {RESIDUAL: lambda W1, b1, W2, b2, x, y: (W2 * x, W2, W1 * x, 1.0)},
        ),
        mistake(
            "raw_input_used",
            "The second neuron does not see x, it sees W1*x + b1.",
            {RESIDUAL: lambda W1, b1, W2, b2, x, y: (W2 * x, W2, x, 1.0)},
        ),
        mistake(
            "bias_treated_as_constant",
            "b1 and b2 are parameters; moving b2 by one moves θ by one.",
            {RESIDUAL: lambda W1, b1, W2, b2, x, y: (W2 * x, 0.0, W1 * x + b1, 0.0)},
        ),
        mistake(
            "residual_multiplied_in",
            "That is half the gradient of θ^2; here only θ is differentiated.",
            {RESIDUAL: from_residual(lambda theta, slope: theta * slope)},
        ),
        mistake(
            "residual_gradient",
            "This descends the residual, as the slide does; the square brings a factor 2θ.",
            {MSE: from_residual(lambda theta, slope: np.mean(slope))},
        ),
        mistake(
            "not_averaged",
            "MSE is a mean: divide by N.",
            {MSE: from_residual(lambda theta, slope: np.sum(2 * theta * slope))},
        ),
        mistake(
            "averaged_before_multiplying",
            "The mean of products is not the product of means; multiply example by example.",
            {MSE: from_residual(lambda theta, slope: 2 * np.mean(theta) * np.mean(slope))},
        ),
        mistake(
            "square_not_differentiated",
            "The derivative of θ^2 is 2θ, not θ^2.",
            {MSE: from_residual(lambda theta, slope: np.mean(theta**2 * slope))},
        ),
        mistake(
            "sign_of_residual_only",
            "That is the gradient of the mean absolute error.",
            {MSE: from_residual(lambda theta, slope: np.mean(np.sign(theta) * slope))},
        ),
        mistake(
            "residual_taken_as_loss",
            "Lower b2 by 1000 and θ falls by 1000; nothing stops it.",
            {"STATEMENTS": {"residual_is_unbounded_below": False}},
        ),
        mistake(
            "stationary_taken_as_minimum",
            "A flat point may be a maximum or neither; look at -w^2 and w^3 at 0.",
            {"STATEMENTS": {"zero_gradient_means_minimum": True}},
        ),
    ],
)
