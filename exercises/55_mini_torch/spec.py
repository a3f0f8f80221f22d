"""Exercise 55: Linear, Sigmoid, ReLU, Sequential."""

from grader.exercise.spec import *

from .versions import *

s = reference.activations.sigmoid
stored = "Add to grad: what one batch left there stays until zero_grad."
SEVERAL, ONE = "layers of several sizes", "layers of one size"


def two_batches(n_in, n_out, N1, N2):
    return dict(weight=normal((n_out, n_in)), bias=normal(n_out), x1=normal((N1, n_in)), d1=normal((N1, n_out)),
                x2=normal((N2, n_in)), d2=normal((N2, n_out)))


def fresh(n_in, n_out):
    return lambda rng: {"n_in": n_in, "n_out": n_out, "seed": list(rng.bit_generator.seed_seq.entropy)}


exercise = Exercise(
    Target(
        "Linear",
        points=1,
        probe="start",
        reference=RIGHT.version("start"),
        parts=("weight", "bias"),
        cases={"four inputs, three outputs": fresh(4, 3), "two inputs, six outputs": fresh(2, 6)},
        mistakes=[
            mistake("weight_in_out", "PyTorch stores weight as (out, in): one row for each output unit.",
                    start(shape=lambda n_in, n_out: (n_in, n_out))),
            mistake("bound_from_outputs", "k comes from the number of inputs: they are what is summed.",
                    start(bound=lambda n_in, n_out: n_out)),
            mistake("root_missing", "k is 1/sqrt(n_in): the root is missing.", start(bound=lambda n_in, n_out: n_in**2)),
            mistake("glorot_range", "That is Glorot's range, which Keras takes; torch.nn.Linear takes 1/sqrt(n_in).",
                    start(bound=lambda n_in, n_out: (n_in + n_out) / 6)),
            mistake("normal_weights", "Draw from uniform(-k, k), not from a normal distribution.",
                    start(drawn=lambda rng, k, shape: k * rng.normal(size=shape))),
            mistake("bias_zero", "That is Keras' start; torch.nn.Linear draws the bias from the same range as the weight.",
                    bias=lambda n_in, n_out, seed: np.zeros(n_out)),
        ],
    ),
    Target(
        "Linear.forward",
        points=1,
        probe="forward",
        reference=lambda weight, bias, x: x @ weight.T + bias,
        cases={
            "five examples": dict(weight=normal((3, 4)), bias=normal(3), x=normal((5, 4))),
            "as many examples as outputs": dict(weight=normal((3, 2)), bias=normal(3), x=normal((3, 2))),
        },
        mistakes=[
            mistake("columns_as_examples", "Examples are rows: x @ weight.T + bias has the shape (N, n_out).",
                    lambda weight, bias, x: weight @ x.T + bias[:, None]),
        ],
    ),
    Target(
        "Linear.backward",
        points=2,
        probe="two_batches",
        reference=lambda weight, bias, x1, d1, x2, d2: {
            "dx": d2 @ weight, "dweight": d1.T @ x1 + d2.T @ x2, "dbias": d1.sum(axis=0) + d2.sum(axis=0)},
        parts=("dx", "dweight", "dbias"),
        slope=Slope(of=lambda weight, bias, x1, d1, x2, d2: sum(np.sum(d * (x @ weight.T + bias)) for x, d in ((x1, d1), (x2, d2))),
                    wrt={"dx": "x2", "dweight": "weight", "dbias": "bias"}),
        cases={"two batches of five": two_batches(4, 2, 5, 5), "one example, then four": two_batches(2, 3, 1, 4)},
        mistakes=[
            mistake("first_input_kept", "backward belongs to the latest forward: store x at every call.", first_input_kept),
            mistake("grad_overwritten", stored,
                    dweight=lambda weight, bias, x1, d1, x2, d2: d2.T @ x2,
                    dbias=lambda weight, bias, x1, d1, x2, d2: d2.sum(axis=0)),
            mistake("dweight_in_out", "The gradient has the shape of weight, (n_out, n_in): dout.T @ x.",
                    dweight=lambda weight, bias, x1, d1, x2, d2: x1.T @ d1 + x2.T @ d2),
            mistake("dweight_averaged", "The mean, if there is one, is already in dout; add up over the examples.",
                    dweight=lambda weight, bias, x1, d1, x2, d2: d1.T @ x1 / len(x1) + d2.T @ x2 / len(x2)),
            mistake("dbias_averaged", "Every example used the bias: sum over the rows of dout.",
                    dbias=lambda weight, bias, x1, d1, x2, d2: d1.mean(axis=0) + d2.mean(axis=0)),
        ],
    ),
    Target(
        "Sigmoid",
        points=1,
        probe="activation",
        reference=lambda z1, z2, dout: {"out": s(z2), "dx": dout * s(z2) * (1 - s(z2))},
        parts=("out", "dx"),
        slope=Slope(of=lambda z1, z2, dout: np.sum(dout * s(z2)), wrt={"dx": "z2"}),
        cases={"a matrix": dict(z1=away((2, 3)), z2=away((2, 3)), dout=away((2, 3))),
               "another size in between": dict(z1=away((4,)), z2=away((3, 2)), dout=away((3, 2)))},
        mistakes=[
            mistake("output_left_out", "The slope is a*(1 - a): the factor a is missing.", dx=lambda z1, z2, dout: dout * (1 - s(z2))),
            mistake("slope_of_output", "The slope is a*(1 - a) with the stored output a; do not apply the sigmoid again.",
                    dx=lambda z1, z2, dout: dout * s(s(z2)) * (1 - s(s(z2)))),
            mistake("slope_of_input", "The slope is a*(1 - a) with the output a: store what forward returns, not its input.",
                    dx=lambda z1, z2, dout: dout * z2 * (1 - z2)),
        ],
    ),
    Target(
        "ReLU",
        points=1,
        probe="activation",
        reference=lambda z1, z2, dout: {"out": np.maximum(z2, 0), "dx": dout * (z2 > 0)},
        parts=("out", "dx"),
        slope=Slope(of=lambda z1, z2, dout: np.sum(dout * np.maximum(z2, 0)), wrt={"dx": "z2"}),
        cases={"a matrix": case(9, z1=away((3, 4)), z2=away((3, 4)), dout=away((3, 4))),
               "another size in between": case(10, z1=away((5,)), z2=away((4, 3)), dout=away((4, 3)))},
        mistakes=[
            mistake("mask_from_dout", "The gate was set by z in the forward pass; a negative dout passes where z > 0.",
                    dx=lambda z1, z2, dout: dout * (dout > 0)),
        ],
    ),
    Target(
        "Sequential",
        points=2,
        probe="both_ways",
        reference=RIGHT.version("both_ways"),
        slope=Slope(of=along_dout, at=flat, wrt={"dx": "x", **WITH_RESPECT_TO}),
        cases={SEVERAL: case(11, both_ways(SEVERAL_SIZES, 6)), ONE: case(12, both_ways(ONE_SIZE, 4))},
        mistakes=[
            mistake("forward_order", "Go back in reverse: the last layer is the first to hear of dout.",
                    backward_by(passed_on)),
            mistake("same_dout_for_all", "Hand on what a layer's backward returns: dout = layer.backward(dout).",
                    backward_by(same_for_all)),
            mistake("first_layer_skipped", "The first layer has parameters too: go back to place 0.",
                    backward_by(lambda layers, dout: passed_on(layers[:0:-1], dout))),
        ],
    ),
    Target(
        "Sequential.parameters",
        points=1,
        probe="listed",
        reference=lambda widths, state: list(state),
        cases={SEVERAL: case(13, alone(SEVERAL_SIZES)), ONE: case(14, alone(ONE_SIZE))},
        mistakes=[
            mistake("generator_returned", "Return a list: a generator is empty once it has been run through.",
                    Seen(lambda e: all(getattr(view.value, "what", "") == "generator" for view in e.plain),
                         lambda widths, state: (name for name in state))),
            mistake("arrays_returned", "Return the Parameters, not their arrays: the optimiser needs grad too.",
                    lambda widths, state: [f"the array of {name}" for name in state]),
            mistake("nested_lists", "One flat list: extend it by each layer's parameters, do not append them.",
                    by_layer, lambda widths, state: [names for names in by_layer(widths, state) if names]),
        ],
    ),
    Target(
        "Sequential.zero_grad",
        points=1,
        probe="cleared",
        reference=lambda widths, state, grads: {
            "grads": {name: np.zeros_like(grad) for name, grad in grads.items()}, "data": state},
        parts=("grads", "data"),
        cases={SEVERAL: case(15, with_gradients(SEVERAL_SIZES)), ONE: case(16, with_gradients(ONE_SIZE))},
        mistakes=[
            mistake("grad_none", "PyTorch may do so; here backward adds to an array, so grad becomes zeros.",
                    grads=lambda widths, state, grads: dict.fromkeys(grads)),
            mistake("data_zeroed", "Only the gradients are cleared; the weights are what was learnt.",
                    data=lambda widths, state, grads: {name: np.zeros_like(data) for name, data in state.items()}),
        ],
    ),
    Target(
        "Sequential.state_dict",
        points=1,
        probe="saved",
        reference=RIGHT.version("saved"),
        parts=("keys", "arrays", "later"),
        cases={SEVERAL: case(17, alone(SEVERAL_SIZES)), ONE: case(18, alone(ONE_SIZE))},
        mistakes=[
            mistake("names_repeat", "Without the layer's place the next layer overwrites the entry.", names_repeat),
            mistake("numbered_without_gaps", "The number is the place in the network; layers without parameters count too.",
                    keys=without_gaps),
            mistake("state_shared", "Copy each array, or the saved state goes on changing while you train.",
                    later=lambda widths, state: [data + 1 for data in state.values()]),
        ],
    ),
    Target(
        "Sequential.load_state_dict",
        points=1,
        probe="loaded",
        reference=RIGHT.version("loaded"),
        parts=("out", "same_objects", "state_after"),
        cases={
            SEVERAL: case(19, with_another_state(SEVERAL_SIZES, 4)),
            ONE: case(20, with_another_state(ONE_SIZE, 5)),
            "a name is missing": Case(with_another_state(SEVERAL_SIZES, 4, without=("2.bias",)), "error",
                                      expected=Raises(KeyError), number=21),
        },
        mistakes=[
            mistake("loaded_by_position", "Go by the names: the order of a dict is not a promise.", loading(by_position)),
            mistake("new_parameters", "Change data of the existing Parameters: an optimiser still holds the old objects.",
                    same_objects=lambda widths, state, other, x: dict.fromkeys(state, False)),
            mistake("state_shared", "Copy, or training this network changes the saved state.", loading(not_copied)),
            mistake("missing_name_accepted", "A state that does not fit must not go unnoticed: let KeyError through.",
                    loading(where_it_is_there), tag="error"),
        ],
    ),
    mistakes=[
        mistake("upstream_forgotten", "Multiply the slope by dout: the chain rule.",
                Sigmoid=dict(dx=lambda z1, z2, dout: s(z2) * (1 - s(z2))), ReLU=dict(dx=lambda z1, z2, dout: 1.0 * (z2 > 0))),
    ],
    relative=1e-6,
    exceptions_alike=True,
)
