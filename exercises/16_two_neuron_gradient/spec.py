"""Exercise 16: grad_residual, grad_mse, STATEMENTS."""

from grader.exercise.spec import *

SLIDE = {"W1": 0.5, "b1": 0.1, "W2": -0.3, "b2": 0.2}
SECOND = {"W1": 1.7, "b1": -0.6, "W2": 2.3, "b2": 0.4}
THIRD = {"W1": -0.8, "b1": 1.3, "W2": 0.45, "b2": -2.1}
PARTS = {"dW1": "W1", "db1": "b1", "dW2": "W2", "db2": "b2"}
residual = lambda W1, b1, W2, b2, x, y: W2 * (W1 * x + b1) + b2 - y
mean_square = lambda **inputs: np.mean(residual(**inputs) ** 2)


def from_residual(entry):
    """A version whose four numbers are entry(theta, slope), each with one residual and one derivative per example."""

    def version(W1, b1, W2, b2, x, y):
        theta = residual(W1, b1, W2, b2, x, y)
        slopes = W2 * x, W2, W1 * x + b1, 1
        return tuple(entry(theta, slope * np.ones(np.shape(x))) for slope in slopes)

    return version

RANGES = {name: (-2, 2) for name in ("W1", "b1", "W2", "b2", "x", "y")}
MODEL = {"h": "W1*x + b1", "θ": "W2*h + b2 - y"}


exercise = Exercise(
    Target(
        "grad_residual", points=1, reference=reference.scalar.grad_residual, parts=tuple(PARTS),
        slope=Slope(of=residual, wrt=PARTS),
        cases={
            "the slide point": dict(**SLIDE, x=2.0, y=1.0),
            "a negative input": dict(**SECOND, x=-1.9, y=0.8),
            "a negative weight": dict(**THIRD, x=3.1, y=-1.4),
        },
        mistakes=[
            mistake("own_weight",
                    "The derivative with respect to W1 contains what multiplies W1*x on its way out, "
                    "which is W2, not W1.",
                    lambda W1, b1, W2, b2, x, y: (W1 * x, W1, W2 * x + b2, 1.0)),
            mistake("chain_stopped", "That is how the first neuron's output moves; it still passes through W2.",
                    lambda W1, b1, W2, b2, x, y: (x, 1.0, W1 * x + b1, 1.0)),
            mistake("bias_left_out", "W2 multiplies the whole output of the first neuron, W1*x + b1.",
                    lambda W1, b1, W2, b2, x, y: (W2 * x, W2, W1 * x, 1.0)),
            mistake("raw_input_used", "The second neuron does not see x, it sees W1*x + b1.",
                    lambda W1, b1, W2, b2, x, y: (W2 * x, W2, x, 1.0)),
            mistake("bias_treated_as_constant", "b1 and b2 are parameters; moving b2 by one moves θ by one.",
                    lambda W1, b1, W2, b2, x, y: (W2 * x, 0.0, W1 * x + b1, 0.0)),
            mistake("residual_multiplied_in", "That is half the gradient of θ^2; here only θ is differentiated.",
                    from_residual(lambda theta, slope: theta * slope)),
        ],
    ),
    Target(
        "grad_mse", points=1, reference=reference.scalar.grad_mse, parts=tuple(PARTS),
        slope=Slope(of=mean_square, wrt=PARTS),
        cases={
            "the slide point, one example": dict(**SLIDE, x=[2], y=[1]),
            "four examples": dict(**SECOND, x=[-1.9, 0.7, 2.4, -0.3], y=[0.8, -1.1, 3.2, 1.6]),
            "seven examples": dict(**THIRD, x=normal(7), y=normal(7)),
        },
        mistakes=[
            mistake("residual_gradient",
                    "This descends the residual, as the slide does; the square brings a factor 2θ.",
                    from_residual(lambda theta, slope: np.mean(slope))),
            mistake("not_averaged", "MSE is a mean: divide by N.",
                    from_residual(lambda theta, slope: np.sum(2 * theta * slope))),
            mistake("averaged_before_multiplying",
                    "The mean of products is not the product of means; multiply example by example.",
                    from_residual(lambda theta, slope: 2 * np.mean(theta) * np.mean(slope))),
            mistake("square_not_differentiated", "The derivative of θ^2 is 2θ, not θ^2.",
                    from_residual(lambda theta, slope: np.mean(theta**2 * slope))),
            mistake("own_weight", "W1*x + b1 goes on through W2: that is what stands before dW1 and db1, not W1.",
                    dW1=lambda W1, b1, W2, b2, x, y: np.mean(2 * residual(W1, b1, W2, b2, x, y) * W1 * x),
                    db1=lambda W1, b1, W2, b2, x, y: np.mean(2 * residual(W1, b1, W2, b2, x, y) * W1)),
            mistake("sign_of_residual_only", "That is the gradient of the mean absolute error.",
                    from_residual(lambda theta, slope: np.mean(np.sign(theta) * slope))),
        ],
    ),
    Derivation(
        "dtheta_dW1", 1, "d(θ, W1)",
        ranges=RANGES, definitions=MODEL,
        waypoints=[chain("θ", "h", "W1"), carried_out()],
        slips=[
            slip("weight_left_out", "θ moves by W2 when h moves by 1, not by 1.", "d(θ, h)", "1"),
            slip("own_weight", "θ moves by W2 when h moves by 1, not by W1.", "d(θ, h)", "W1"),
            slip("raw_input_used", "h holds W1·x: it moves by x, not by x + b1, when W1 moves by 1.", "d(h, W1)", "x + b1"),
        ],
    ),
    Derivation(
        "dMSE_dW1", 2, "d(MSE, W1)",
        ranges=RANGES, definitions={**MODEL, "MSE": "θ**2"},
        waypoints=[chain("θ", "W1", words="the residual's slope, d(θ, W1)"), carried_out(), short_form(7)],
        slips=[
            slip("square_not_differentiated", "The derivative of θ² is 2·θ, not θ².", "d(MSE, θ)", "θ**2"),
            slip("half_convention", "There is no factor 1/2 in the MSE, so the 2 stays.", "d(MSE, θ)", "θ"),
        ],
    ),
    Constant(
        "STATEMENTS", points=1, answers=reference.scalar.STATEMENTS,
        answer=truth,
        mistakes=[
            mistake("residual_taken_as_loss", "Lower b2 by 1000 and θ falls by 1000; nothing stops it.",
                    {"residual_is_unbounded_below": False}),
            mistake("stationary_taken_as_minimum",
                    "A flat point may be a maximum or neither; look at -w^2 and w^3 at 0.",
                    {"zero_gradient_means_minimum": True}),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
