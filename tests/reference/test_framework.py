"""The framework of chapter 11 against central differences, its printed numbers, and the behaviour torch cannot show."""

import numpy as np
import pytest

from grader.reference.framework import digits, groups, loader, modules, tape


@pytest.mark.parametrize(
    "make", [lambda rng: modules.Linear(4, 3, rng), lambda _: modules.Sigmoid(), lambda _: modules.ReLU()]
)
def test_the_gradient_by_the_input_of_each_layer(make, rng, check_gradient):
    layer, x = make(rng), rng.normal(size=(5, 4))
    dout = rng.normal(size=layer.forward(x).shape)
    check_gradient(lambda x: float((dout * layer.forward(x)).sum()), x, layer.backward(dout))


def test_the_gradients_by_all_parameters_of_a_network(rng, check_gradient):
    network = modules.Sequential(modules.Linear(3, 5, rng), modules.Sigmoid(), modules.Linear(5, 2, rng))
    x, dout = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
    network.forward(x)
    check_gradient(lambda x: float((dout * network.forward(x)).sum()), x, network.backward(dout))
    for parameter in network.parameters():

        def loss(data, parameter=parameter):
            parameter.data, before = data, parameter.data
            value = float((dout * network.forward(x)).sum())
            parameter.data = before
            return value

        check_gradient(loss, parameter.data, parameter.grad)


def test_a_saved_state_survives_training_and_an_optimiser_survives_loading(rng):
    network = modules.Sequential(modules.Sigmoid(), modules.Linear(3, 2, rng))
    state, held = network.state_dict(), network.parameters()
    kept = {name: array.copy() for name, array in state.items()}
    for parameter in held:
        parameter.data += 1
    np.testing.assert_equal(state, kept)
    network.load_state_dict(state)
    assert [one is other for one, other in zip(held, network.parameters(), strict=True)] == [True, True]
    np.testing.assert_equal(network.state_dict(), kept)
    with pytest.raises(KeyError):
        network.load_state_dict({"1.weight": state["1.weight"]})


def test_the_tape_against_differences(rng, check_gradient):
    def target(x):
        return (x * x * x + x).sigmoid()

    x = rng.normal(size=3)
    watched = tape.Tensor(x)
    with tape.Tape() as one:
        one.watch(watched)
        out = target(watched)
    check_gradient(lambda x: float(target(tape.Tensor(x)).value.sum()), x, one.gradient(out, [watched])[0])


def test_what_the_tape_does_not_follow_has_no_gradient():
    a, b, c = tape.Variable(2.0), tape.Variable(3.0), tape.Tensor(5.0)
    with tape.Tape() as one:
        out = a * a
        out = out + c
    assert one.gradient(out, [a, b, c]) == [4.0, None, None]
    with pytest.raises(RuntimeError):
        one.gradient(out, [a])


def test_the_graph_of_the_slide():
    """J = 3(ab + c), with a = 5, b = 3, c = 2."""
    a, b, c, three = tape.Variable(5.0), tape.Variable(3.0), tape.Variable(2.0), tape.Tensor(3.0)
    with tape.Tape() as one:
        J = (a * b + c) * three
    assert (J.value, one.gradient(J, [a, b, c])) == (51.0, [9.0, 15.0, 3.0])


def test_a_shuffled_loader_serves_every_example_once_and_anew_each_epoch():
    data = loader.ArrayDataset(np.arange(40.0).reshape(20, 2), np.arange(20.0))
    shuffled = loader.DataLoader(data, 6, shuffle=True, rng=np.random.default_rng(1))
    first, second = ([int(i) for _, yb in shuffled for i in yb] for _ in range(2))
    assert sorted(first) == sorted(second) == list(range(20))
    assert first != second


def test_two_iterators_of_one_loader_do_not_disturb_each_other():
    data = loader.ArrayDataset(np.zeros((5, 1)), np.arange(5.0))
    ours = loader.DataLoader(data, 2)
    pairs = [(list(one[1]), list(other[1])) for one, other in zip(ours, ours, strict=True)]
    assert pairs == [([0, 1], [0, 1]), ([2, 3], [2, 3]), ([4], [4])]


def test_the_printed_numbers_of_sgd():
    weight = modules.Parameter(1.0)
    optimiser = groups.SGD([weight], lr=0.1, momentum=0.9, weight_decay=0.1)
    for expected in (0.94, 0.8266):
        weight.grad = np.array(0.5)
        optimiser.step()
        assert abs(weight.data - expected) < 1e-12


def test_the_gradients_of_the_digits_network(rng, check_gradient):
    shapes = {"W1": (6, 5), "b1": 5, "W2": (5, 4), "b2": 4}
    params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    X, y = rng.normal(size=(7, 6)), rng.integers(0, 4, 7)
    _, grads = digits.classifier_loss(params, X, y)
    for name, array in params.items():
        check_gradient(lambda a, name=name: digits.classifier_loss({**params, name: a}, X, y)[0], array, grads[name])


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_network_learns_to_read_digits(seed):
    train, test = (
        digits.segment_digits(n, np.random.default_rng([seed, 59, 7, i])) for i, n in enumerate((1500, 1000))
    )
    params, history = digits.train_classifier(*train, 40, 20, 50, 0.02, np.random.default_rng([seed, 59, 7, 2]))
    assert digits.accuracies(params, train, test)[1] > 0.94
    assert len(history) == 20 and history[-1] < 0.1
