"""Exercise 51: lstm_step and lstm_step_backward."""

from grader.exercise.spec import *
from grader.reference.sequences import recurrent

from .versions import *

exercise = Exercise(
    Target(
        "lstm_step",
        points=3,
        reference=recurrent.lstm_step,
        parts=("h2", "c2", "cache"),
        cases={
            "two examples": cell(2, 3, 4),
            "one example": cell(1, 2, 3),
        },
        mistakes=[
            mistake("gates_exchanged", "The columns are i, f, o, g: the input gate first.", forward(order="fiog"),
                    forward(memory=lambda i, f, g, c: i * c + f * g)),
            mistake("pytorch_order", "That is PyTorch's order; here the candidate stands last.", forward(order="ifgo")),
            mistake("state_first", "x stands first: xh = [x, h].", forward(state_first=True)),
            mistake("candidate_sigmoid", "The candidate may be negative: tanh.", forward(candidate=sigmoid)),
            mistake("gates_tanh", "A gate is a share between 0 and 1: sigmoid.", forward(gate=np.tanh)),
            mistake("input_gate_missing", "The input gate decides how much of g is written: i*g.",
                    forward(memory=lambda i, f, g, c: f * c + g)),
            mistake("nothing_forgotten", "The forget gate decides how much of c is kept: f*c.",
                    forward(memory=lambda i, f, g, c: c + i * g)),
            mistake("gates_complementary", "That is a GRU's rule; the LSTM has an input gate of its own.",
                    forward(memory=lambda i, f, g, c: f * c + (1 - f) * g)),
            mistake("state_not_squashed", "The state is squashed before it is shown: o*tanh(c2).",
                    h2=lambda x, h, c, p: forward(shown=lambda o, c, c2: o * c2)(x, h, c, p)[0]),
            mistake("old_state_shown", "Show the new state, c2.",
                    h2=lambda x, h, c, p: forward(shown=lambda o, c, c2: o * np.tanh(c))(x, h, c, p)[0]),
        ],
    ),
    Target(
        "lstm_step_backward",
        points=6,
        reference=recurrent.lstm_step_backward,
        parts=PARTS,
        slope=Slope(of=acted_on, wrt={"dx": "x", "dh": "h", "dc": "c", "W": "p.W", "b": "p.b"}, at=inputs_of_step),
        cases={
            "two examples": case(3, after_forward(2, 3, 4)),
            "three examples": case(4, after_forward(3, 2, 2)),
        },
        mistakes=[
            mistake("path_through_h_forgotten", "c2 also acts through h2 = o*tanh(c2): add that path.",
                    backward(d=lambda dh2, dc2, o, c2: dc2)),
            mistake("path_through_c_forgotten", "c2 is handed on to the next step as well: add dc2.",
                    backward(d=lambda dh2, dc2, o, c2: dh2 * o * (1 - np.tanh(c2) ** 2))),
            mistake("state_slope_missing", "tanh stands between c2 and h2: multiply by 1 - tanh(c2)^2.",
                    backward(d=lambda dh2, dc2, o, c2: dc2 + dh2 * o)),
            mistake("slope_at_state", "c2 is the input of tanh, not its output: the slope is 1 - tanh(c2)^2.",
                    backward(d=lambda dh2, dc2, o, c2: dc2 + dh2 * o * (1 - c2**2))),
            mistake("slope_applied_again", "tanh(c2) already is the output of tanh: the slope is 1 - tanh(c2)^2.",
                    backward(d=lambda dh2, dc2, o, c2: dc2 + dh2 * o * (1 - np.tanh(np.tanh(c2)) ** 2))),
            mistake("new_state_in_f", "The forget gate multiplied the old state c.",
                    backward(forget=lambda c, c2: c2)),
            mistake("output_gate_unsquashed", "The output gate multiplied tanh(c2).", backward(output=lambda c2: c2)),
            mistake("gate_slopes_missing", "Each gate has an activation: multiply by its slope.",
                    backward(slope=np.ones_like, candidate=np.ones_like)),
            mistake("sigmoid_for_slope", "The gate is the output of the sigmoid; its slope is f(1 - f).",
                    backward(forget_slope=sigmoid), backward(slope=sigmoid)),
            mistake("candidate_slope", "g comes out of tanh: its slope is 1 - g^2.",
                    backward(candidate=lambda g: g * (1 - g))),
            mistake("not_forgotten_back", "c was multiplied by f on its way to c2.",
                    dc=lambda dh2, dc2, cache: recurrent.lstm_step_backward(dh2, dc2, cache)["dc"] / cache[3]),
            mistake("forget_gate_of_input", "Use d, which also holds the path through h2.",
                    dc=lambda dh2, dc2, cache: dc2 * cache[3]),
            mistake("state_first", "x stands first in xh: dx is the first D columns of da @ W.T, dh the others.",
                    dx=exchanged("dx"), dh=exchanged("dh")),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
