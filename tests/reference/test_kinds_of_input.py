"""Integers give float results, float32 stays float32, numbers work like arrays, and no input is ever changed."""

import copy

import numpy as np
import pytest

from grader.reference import (
    activations,
    data,
    decisions,
    differences,
    gates,
    layers,
    losses,
    networks,
    optimisers,
    scalar,
)
from grader.reference.images import convolution, pooling
from grader.reference.sequences import attention, embedding, language_model, recurrent, transformer

WHOLE = np.array([[-3, 2], [4, -2], [5, 1]])
LABELS = np.array([1, 0, 1])
POSITIVE = np.array([1, 2, 4])
IMAGE = np.array([[[[3, 1, -4], [5, -9, 2], [-6, 7, 8]]]])
KERNEL = np.array([[[[1, -2, 3]]], [[[2, 4, -1]]]])
RECURRENT = {"Wx": WHOLE[:2], "Wh": WHOLE[1:], "b": LABELS[:2]}
CELL = {"W": np.array([[1, -2, 0, 1], [2, 0, -1, 1], [1, 1, 0, -1]]), "b": np.array([1, 0, -1, 2])}
BLOCK = {
    **dict.fromkeys(("Wq", "Wk", "Wv", "Wo", "W1", "W2"), WHOLE[:2]),
    **dict.fromkeys(("b1", "b2", "g1", "g2"), np.array([2, -1])),
}

POINTWISE = ["step", "sign", "linear", "piecewise_linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "swish"]
ACTIVATIONS = [*POINTWISE, "selu", "maxout", "softmax", "log_softmax"]
BACKWARD = [f"{name}_backward" for name in ACTIVATIONS if hasattr(activations, f"{name}_backward")]

CALLS = {
    **{name: (getattr(activations, name), WHOLE) for name in ACTIVATIONS},
    **{name: (getattr(activations, name), WHOLE, WHOLE) for name in BACKWARD},
    "mae_loss": (losses.mae_loss, WHOLE, WHOLE + 1),
    "mse_loss": (losses.mse_loss, WHOLE, WHOLE + 1),
    "bce_loss": (losses.bce_loss, LABELS, LABELS),
    "bce_with_logits": (losses.bce_with_logits, POSITIVE, LABELS),
    "nll_loss": (losses.nll_loss, -(WHOLE**2), LABELS),
    "softmax_loss": (losses.softmax_loss, WHOLE, LABELS),
    "cost": (losses.cost, WHOLE, WHOLE + 1),
    "one_hot": (losses.one_hot, LABELS, 3),
    "affine_forward": (layers.affine_forward, WHOLE, WHOLE.T, LABELS),
    "affine_backward": (layers.affine_backward, WHOLE, (WHOLE, WHOLE[:2], LABELS[:2])),
    "affine_relu_forward": (layers.affine_relu_forward, WHOLE, WHOLE.T, LABELS),
    "affine_relu_backward": (layers.affine_relu_backward, WHOLE, ((WHOLE, WHOLE[:2], LABELS[:2]), WHOLE)),
    "matmul_entry": (layers.matmul_entry, WHOLE, WHOLE.T, 1, 2),
    "multiply_backward": (gates.multiply_backward, 3, -4, 2),
    "add_backward": (gates.add_backward, WHOLE, WHOLE, WHOLE),
    "max_backward": (gates.max_backward, WHOLE, WHOLE[::-1], WHOLE),
    "f_and_grads": (gates.f_and_grads, 2, 1, 0),
    "dL_dphi": (scalar.dL_dphi, np.array([0.25, 0.5, 0.75]), LABELS),
    "dL_dz": (scalar.dL_dz, np.array([0.25, 0.5, 0.75]), LABELS),
    "dL_dw": (scalar.dL_dw, np.array([0.25, 0.5, 0.75]), LABELS, POSITIVE),
    "grad_residual": (scalar.grad_residual, 1, 2, 3, 4, 5, 6),
    "grad_mse": (scalar.grad_mse, 1, 2, 3, 4, POSITIVE, LABELS),
    "grad_rss": (scalar.grad_rss, 1, 2, POSITIVE, LABELS),
    "fit_line": (scalar.fit_line, POSITIVE, LABELS),
    "grads_one_example": (scalar.grads_one_example, 1, 0, 1, 2, 3, 4),
    "grads_batch": (scalar.grads_batch, POSITIVE, LABELS, 1, 2, 3, 4),
    "numerical_gradient": (differences.numerical_gradient, np.sum, WHOLE),
    "rel_error": (differences.rel_error, WHOLE, WHOLE + 1),
    "p_y0": (decisions.p_y0_of_scores, WHOLE),
    "decide regression": (decisions.decide, WHOLE, "regression"),
    "feedforward": (networks.feedforward, POSITIVE, [(WHOLE.T, LABELS[:2])], np.tanh),
    "mlp_backward": (networks.mlp_backward, WHOLE, ([], (WHOLE, WHOLE[:2], LABELS[:2]))),
    "network": (networks.network, POSITIVE, POSITIVE, POSITIVE, -POSITIVE),
    "bump": (networks.bump, POSITIVE, 1, 3),
    "gradient_descent": (optimisers.gradient_descent, lambda w: 2 * w, POSITIVE, 0.1, 3),
    "sgd_momentum": (optimisers.sgd_momentum, POSITIVE, LABELS, {"learning_rate": 1, "momentum": 0}),
    "adam": (optimisers.adam, POSITIVE, LABELS, {"learning_rate": 1, "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8}),
    "add_weight_decay": (
        optimisers.add_weight_decay,
        {"W1": POSITIVE, "b1": POSITIVE},
        {"W1": POSITIVE, "b1": POSITIVE},
        1,
    ),
    "batch_gradient": (data.batch_gradient, WHOLE, LABELS, POSITIVE[:2], [0, 2]),
    "epoch_mean": (data.epoch_mean, [1, 2], [3, 4]),
    "train_logistic": (data.train_logistic, WHOLE, LABELS, 0.5, 2, 2, np.random.default_rng(0)),
    "conv_forward": (convolution.conv_forward, IMAGE, KERNEL, LABELS[:2], 1, 1),
    "conv_backward": (convolution.conv_backward, IMAGE[:, [0, 0], :, :1], (IMAGE, KERNEL, LABELS[:2], 1, 0)),
    "max_pool": (pooling.max_pool, IMAGE, 2, 1),
    "max_pool_backward": (pooling.max_pool_backward, IMAGE[:, :, 1:, :1], (IMAGE[:, :, :, :2], 1, 2)),
    "avg_pool_backward": (pooling.avg_pool_backward, IMAGE, (1, 1, 4, 5), 2, 1),
    "embedding_forward": (embedding.embedding_forward, [[2, 0, 2]], WHOLE),
    "embedding_backward": (embedding.embedding_backward, WHOLE[None], [[2, 0, 2]], 4, 0),
    "rnn_forward": (recurrent.rnn_forward, WHOLE[None], WHOLE, RECURRENT),
    "rnn_backward": (recurrent.rnn_backward, WHOLE[None], (WHOLE[None], WHOLE, WHOLE[None], RECURRENT)),
    "lstm_step": (recurrent.lstm_step, WHOLE[:1], WHOLE[1:2, :1], WHOLE[2:, :1], CELL),
    "lstm_step_backward": (
        recurrent.lstm_step_backward,
        WHOLE[:1, :1],
        WHOLE[1:2, :1],
        (POSITIVE[None], *(WHOLE[:1, 1:] for _ in range(6)), CELL["W"]),
    ),
    "attention": (attention.attention, WHOLE, WHOLE[:2], WHOLE[:2], [[True, True]] * 3),
    "attention_backward": (attention.attention_backward, WHOLE, (WHOLE, WHOLE[:2], WHOLE[:2], WHOLE)),
    "split_heads": (transformer.split_heads, WHOLE, 2),
    "multi_head": (transformer.multi_head, WHOLE, BLOCK, 2),
    "block": (transformer.block, WHOLE, BLOCK, 1),
    "token_loss": (language_model.token_loss, WHOLE[None], [[1, 0, 1]], 0),
    "next_probabilities": (language_model.next_probabilities, POSITIVE, 2, 2),
}


SETTINGS = ("learning_rate", "momentum", "beta1", "beta2", "epsilon", "t")  # handed on as they came
SIZED = ("embedding_backward", "avg_pool_backward")  # their plain numbers are sizes, which stay whole
CACHES = ("affine_forward", "affine_relu_forward", "lstm_step")  # a cache may hold the inputs themselves


def leaves(value):
    """The numbers and arrays inside tuples, lists and dicts."""
    if isinstance(value, dict):
        value = [value[key] for key in value if key not in SETTINGS]
    if isinstance(value, (tuple, list)):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


def with_arrays(value, change):
    """value with every array in it replaced by change(array), labels excepted: they are always whole."""
    if isinstance(value, np.ndarray):
        return value.copy() if np.array_equal(value, LABELS) else change(value)
    if isinstance(value, dict):
        return {key: with_arrays(item, change) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(with_arrays(item, change) for item in value)
    return copy.deepcopy(value)


def in_floats(name):
    function, *inputs = CALLS[name]
    return function, with_arrays(inputs, lambda array: array.astype(np.float64))


@pytest.mark.parametrize("name", CALLS)
def test_integers_give_finite_floats(name):
    function, *inputs = CALLS[name]
    results = leaves(function(*copy.deepcopy(inputs)))
    assert all(np.asarray(result).dtype == np.float64 for result in results)
    assert all(np.all(np.isfinite(result)) for result in results)


@pytest.mark.parametrize("name", CALLS)
def test_integers_count_as_the_same_numbers_as_floats(name):
    function, *inputs = CALLS[name]
    _, inputs_in_floats = in_floats(name)
    got, expected = leaves(function(*copy.deepcopy(inputs))), leaves(function(*inputs_in_floats))
    for one, other in zip(got, expected, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("name", CALLS)
def test_no_input_is_changed(name):
    function, inputs = in_floats(name)
    given = copy.deepcopy(inputs)
    function(*given)
    for before, after in zip(leaves(inputs), leaves(given), strict=True):
        if isinstance(before, np.ndarray):
            np.testing.assert_array_equal(after, before)
            assert after.dtype == before.dtype


@pytest.mark.parametrize("name", [name for name in CALLS if name not in CACHES])
def test_no_output_shares_memory_with_an_input(name):
    function, inputs = in_floats(name)
    results = [result for result in leaves(function(*inputs)) if isinstance(result, np.ndarray)]
    arrays = [array for array in leaves(inputs) if isinstance(array, np.ndarray)]
    assert not any(np.shares_memory(array, result) for array in arrays for result in results)


@pytest.mark.parametrize("name", [n for n in CALLS if n.endswith("_backward") or n in ACTIVATIONS])
def test_float32_stays_float32(name):
    function, *inputs = CALLS[name]

    inputs = with_arrays(inputs, lambda array: array.astype(np.float32))
    if name not in SIZED:
        inputs = [np.float32(value) if isinstance(value, int) else value for value in inputs]
    assert all(np.asarray(result).dtype == np.float32 for result in leaves(function(*inputs)))


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "swish", "selu", "step", "sign"])
@pytest.mark.parametrize("z", [-1.5, 0.75, 2])
def test_a_number_gives_what_an_array_gives(name, z):
    activation = getattr(activations, name)
    assert np.shape(activation(z)) == ()
    assert float(activation(z)) == activation(np.array([z]))[0]


def test_arrays_of_three_axes_keep_their_shape(rng):
    z = rng.normal(size=(2, 3, 4))
    assert activations.selu(z).shape == activations.softmax(z).shape == (2, 3, 4)
    assert activations.maxout(z, axis=1).shape == (2, 4)
