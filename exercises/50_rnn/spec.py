"""Exercise 50: rnn_forward, rnn_backward, and the derivation of two steps."""

from grader.exercise.spec import *

from .versions import *

exercise = Exercise(
    Target(
        "rnn_forward",
        points=2,
        reference=rnn_forward,
        cases={
            "four steps": layer(4, 2, 3, 5),
            "one example": layer(3, 1, 2, 4),
            "one step": layer(1, 3, 2, 4),
        },
        mistakes=[
            mistake("state_not_carried", "Each step receives the state of the step before.",
                    forward(before=lambda h0, state: h0)),
            mistake("first_input_only", "Step t reads x[t].", forward(x=lambda x, t: x[0])),
            mistake("tanh_missing", "Squash the sum in every step, or the state grows without limit.",
                    forward(squash=lambda a: a)),
            mistake("sigmoid_for_tanh", "This cell uses tanh.", forward(squash=sigmoid)),
            mistake("bracket_closed_early", "The tanh is taken of the whole sum, x, h and b together.",
                    *[forward_outside(part) for part in ("state", "bias")]),
            mistake("recurrent_transposed", "Weights are (in, out): no transpose.", forward(Wh=lambda Wh: Wh.T)),
            mistake("bias_missing", "Add b in every step.", forward(bias=0.0)),
            mistake("start_ignored", "The first step starts from h0, not from zeros.",
                    lambda x, h0, p: rnn_forward(x, 0 * h0, p)),
            mistake("last_state_only", "Return the states of all steps, (T, N, H).",
                    lambda x, h0, p: rnn_forward(x, h0, p)[-1]),
        ],
    ),
    Target(
        "rnn_backward",
        points=3,
        reference=rnn_backward,
        entries={"cache": ("x", "h0", "h", "p")},
        parts=("dx", "dh0", "Wx", "Wh", "b"),
        slope=Slope(
            of=lambda dh, x, h0, p: np.sum(dh * rnn_forward(x, h0, p)),
            wrt={"dx": "x", "dh0": "h0", "Wx": "p.Wx", "Wh": "p.Wh", "b": "p.b"},
            at=lambda dh, cache: {"dh": dh, "x": cache[0], "h0": cache[1], "p": cache[3]},
        ),
        cases={
            "four steps": case(4, after_forward(4, 2, 3, 5)),
            "three steps, one example": case(5, after_forward(3, 1, 2, 4)),
        },
        mistakes=[
            mistake("future_forgotten",
                    "A state also acts through the next state: add z @ Wh.T of the step after it.",
                    backward(d=lambda dh, t, carry: dh[t])),
            mistake("outside_forgotten",
                    "Every state may receive a gradient from outside: add dh[t] to what is carried.",
                    backward(d=lambda dh, t, carry: dh[t] if t == len(dh) - 1 else carry)),
            mistake("slope_missing", "Multiply by the slope of tanh, 1 - h^2.", backward(slope=np.ones_like)),
            mistake("slope_divided", "Multiply by the slope of tanh; do not divide by it.",
                    backward(slope=lambda h: 1 / (1 - h**2))),
            mistake("sigmoid_slope", "h(1 - h) is the sigmoid's slope; that of tanh is 1 - h^2.",
                    backward(slope=lambda h: h * (1 - h))),
            mistake("slope_applied_again", "h already is the output of tanh.",
                    backward(slope=lambda h: 1 - np.tanh(h) ** 2)),
            mistake("carried_untransposed", "On the way back Wh is transposed.",
                    backward(carried=lambda z, Wh: z @ Wh)),
            mistake("own_state_used", "Wh multiplied the state before: h[t-1].",
                    Wh=[with_states_before(lambda h0, h: h), with_states_before(lambda h0, h: np.array([h[0], *h[:-1]]))]),
            mistake("last_state_for_start", "At t = 0 h[t-1] is h[-1], the last state: take h0 there.",
                    Wh=with_states_before(lambda h0, h: np.roll(h, 1, axis=0))),
            mistake("first_step_skipped", "At t = 0 the state before is h0; it counts too.",
                    Wh=with_states_before(lambda h0, h: np.array([0 * h0, *h[:-1]]))),
            mistake("last_step_only", "The weights are shared over time: add up all steps.", Wx=of_step("Wx", -1)),
            mistake("last_step_only", "Add up all steps.", Wh=of_step("Wh", -1), b=of_step("b", -1)),
            mistake("first_step_kept", "Add: Wx += x[t].T @ z.", Wx=of_step("Wx", 0)),
            mistake("first_step_kept", "Add the shares of all steps: += in place of =.",
                    Wh=of_step("Wh", 0), b=of_step("b", 0)),
        ],
    ),
    Derivation(
        "dh2_dWh", 3, "d(h2, Wh)",
        ranges={"x1": (-1, 1), "x2": (-1, 1), "h0": (0.2, 1), "Wx": (-1.5, 1.5), "Wh": (-1.5, 1.5), "b": (-0.5, 0.5)},
        definitions={"z1": "Wx*x1 + Wh*h0 + b", "h1": "tanh(z1)", "z2": "Wx*x2 + Wh*h1 + b", "h2": "tanh(z2)"},
        waypoints=[chain("h2", "z2", "Wh"), carried_out(), in_terms_of("h0", "h1", "h2", "Wh", most=18)],
        slips=[
            slip("past_forgotten", "h1 holds Wh too: Wh·d(h1, Wh) is added.", "d(z2, Wh)", "h1"),
            slip("direct_share_forgotten", "Wh also multiplies h1 in the second step: h1 is added.", "d(z2, Wh)", "Wh*d(h1, Wh)"),
            *(slip("sigmoid_slope", "h(1 - h) is the sigmoid's slope; that of tanh is 1 - h².", *step) for step in (
                ("d(h2, z2)", "h2*(1 - h2)"), ("d(h1, z1)", "h1*(1 - h1)"))),
            *(slip("slope_applied_again", "h already is the output of tanh: its slope is 1 - h².", *step) for step in (
                ("d(h2, z2)", "1 - tanh(h2)**2"), ("d(h1, z1)", "1 - tanh(h1)**2"))),
            *(slip("slope_not_squared", "The slope of tanh is 1 - h², with the square.", *step) for step in (
                ("d(h2, z2)", "1 - h2"), ("d(h1, z1)", "1 - h1"))),
            *(slip("slope_missing", "h1 is a tanh too: multiply by its slope, 1 - h1².", *step) for step in (
                ("d(h1, z1)", "1"), ("d(h1, Wh)", "h0"))),
            slip("own_state_used", "Wh multiplied the state before, h0.", "d(z1, Wh)", "h1"),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
