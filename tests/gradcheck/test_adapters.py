"""The public face: `from nncli import gradcheck`, the table of a report, PyTorch and JAX functions in one line."""

import subprocess
import sys

import numpy as np
import pytest

from nncli import gradcheck


def test_importing_nncli_imports_no_numpy():
    code = "import sys, nncli; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


def test_a_report_prints_as_its_table():
    report = gradcheck.check(lambda x: np.sin(x), lambda u, x: 2 * u * np.cos(x), {"x": np.ones(3)})
    assert not report.agrees
    assert "dx        (3,)   disagrees  3 of 3" in str(report)
    assert "2 x the measured slope" in str(report)


def test_a_failed_assertion_carries_the_table():
    report = gradcheck.check(lambda x: np.sin(x), lambda u, x: u, {"x": np.ones(3)})
    with pytest.raises(AssertionError) as caught:
        raise AssertionError(report)
    assert "dx        (3,)   disagrees  3 of 3" in str(caught.value)


def test_pytest_shows_the_table_under_a_failing_test(tmp_path):
    (tmp_path / "test_mine.py").write_text(
        "import numpy as np\nfrom nncli import gradcheck\n\n\ndef test_sine():\n"
        "    report = gradcheck.check(lambda x: np.sin(x), lambda u, x: u, {'x': np.ones(3)})\n"
        "    assert report.agrees, report\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "test_mine.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "gradient check: disagrees" in done.stdout
    assert "dx        (3,)   disagrees  3 of 3" in done.stdout


def test_a_wrong_torch_function_disagrees_and_a_right_one_agrees():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")

    class Square(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx, upstream):
            return 3 * upstream * ctx.saved_tensors[0]

    x = torch.randn(3, 2)
    assert "1.5 x" in str(gradcheck.check_torch(Square.apply, x))
    assert gradcheck.check_torch(torch.relu, torch.zeros(4)).verdict == "subgradient"


def test_a_torch_module_is_checked_by_its_inputs_and_parameters_and_is_left_alone():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    module = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.Tanh())
    before = {name: value.clone() for name, value in module.state_dict().items()}
    report = gradcheck.check_torch(module, torch.randn(5, 3))
    assert report.agrees, report
    assert [block.name for block in report.blocks] == ["input", "0.weight", "0.bias", "1.weight", "1.bias"]
    assert all((module.state_dict()[name] == value).all() for name, value in before.items())


def test_labels_are_passed_on_to_a_torch_loss():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    inputs = {"input": torch.randn(4, 3), "target": torch.tensor([0, 2, 1, 1])}
    report = gradcheck.check_torch(torch.nn.functional.cross_entropy, inputs)
    assert report.agrees, report
    assert [block.name for block in report.blocks] == ["input"]


def test_a_wrong_jax_function_disagrees_and_a_right_one_agrees():
    jax = pytest.importorskip("jax", reason="JAX is not installed")

    @jax.custom_vjp
    def square(x):
        return x * x

    square.defvjp(lambda x: (x * x, x), lambda x, u: (3 * u * x,))
    assert "1.5 x" in str(gradcheck.check_jax(square, np.array([1.0, 2.0])))
    report = gradcheck.check_jax(
        lambda w, x: (jax.numpy.tanh(x @ w), x.sum()), {"w": np.ones((2, 3)), "x": np.ones((4, 2))}
    )
    assert report.agrees, report


def test_an_lstm_of_torch_is_checked_with_both_states_and_all_parameters():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    torch.manual_seed(0)
    states = (torch.randn(1, 2, 2), torch.randn(1, 2, 2))
    report = gradcheck.check_torch(torch.nn.LSTM(3, 2), (torch.randn(3, 2, 3), states))
    names = [block.name for block in report.blocks]
    assert report.agrees and names[:3] == ["input", "hx[0]", "hx[1]"] and "weight_hh_l0" in names


def test_an_output_that_is_none_is_no_output():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    assert gradcheck.check_torch(lambda x: (torch.tanh(x), None), torch.randn(4)).agrees


def network(parameters, x):
    import jax.numpy as jnp

    first, second = parameters
    return jnp.tanh(x @ first["w"] + first["b"]) @ second["w"]


def test_the_parameters_of_a_jax_network_may_be_nested():
    pytest.importorskip("jax", reason="JAX is not installed")
    rng = np.random.default_rng(0)
    parameters = [{"w": rng.normal(size=(3, 2)), "b": np.zeros(2)}, {"w": rng.normal(size=(2, 1))}]
    report = gradcheck.check_jax(network, (parameters, rng.normal(size=(4, 3))))
    assert report.agrees
    assert [b.name for b in report.blocks] == ["parameters[0].w", "parameters[0].b", "parameters[1].w", "x"]


def test_a_dict_whose_keys_are_no_parameters_is_one_argument():
    pytest.importorskip("jax", reason="JAX is not installed")
    inputs = {"w": np.ones((2, 3)), "x": np.arange(3.0)}
    one = gradcheck.check_jax(lambda p: p["w"] @ p["x"], inputs)
    two = gradcheck.check_jax(lambda w, x: w @ x, inputs)
    assert [b.name for b in one.blocks] == ["p.w", "p.x"] and [b.name for b in two.blocks] == ["w", "x"]


def test_nested_outputs_of_jax_are_all_checked():
    jax = pytest.importorskip("jax", reason="JAX is not installed")

    @jax.custom_vjp
    def cube(x):
        return x**3

    cube.defvjp(lambda x: (x**3, x), lambda x, u: (2 * x**2 * u,))
    x = np.array([0.3, -1.2])
    assert gradcheck.check_jax(lambda x: {"a": (x * 2, x.sum()), "b": x**2}, x).agrees
    assert gradcheck.check_jax(lambda x: {"a": (x * 2, x.sum()), "b": cube(x)}, x).verdict == "disagree"


def test_an_infinite_gradient_is_not_taken_for_one_in_float32():
    report = gradcheck.check(np.sqrt, lambda u, x: u * np.inf, {"x": np.zeros(2)})
    assert report.verdict == "disagree" and not any("float32" in note for note in report.notes)
