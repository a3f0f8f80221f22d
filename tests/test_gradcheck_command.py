"""`nncli gradcheck`: what goes wrong first, then what it finds, shows and explains."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.exercise.catalogue import data_folder
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source
from nncli.commands.gradcheck import Command, GradcheckOptions
from nncli.misuse import Misuse

Checking = Callable[..., tuple[int, str]]

AFFINE = """
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)

def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
"""
DOUBLED = AFFINE.replace("x.T @ dout", "2 * x.T @ dout")
SQUARE = """
import numpy as np

def square(x):
    {forward}

def square_backward(dout, x):
    {backward}
"""


def square(forward: str = "return x**2", backward: str = "return 2 * x * dout") -> str:
    return SQUARE.format(forward=forward, backward=backward)


@pytest.fixture
def check(workers: Workers, capsys: pytest.CaptureFixture[str]) -> Checking:
    """check(text, **options) -> (exit status, what was shown), in a real worker. Raises Misuse."""

    def run(text: str, *, timeout: float = 10.0, **words: object) -> tuple[int, str]:
        source = Source("mylayer.py", text.encode())
        session = Session(workers, source, Clock(timeout, timeout))
        try:
            status = Command(Path("mylayer.py"), source, GradcheckOptions(**words), session).run()  # type: ignore[arg-type]
        finally:
            session.close()
        return status, capsys.readouterr().out

    return run


def unwrapped(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------------------------------------------------------ what goes wrong


def test_a_missing_file_is_misuse_with_one_clear_line(nncli) -> None:
    done = nncli("gradcheck", "nowhere.py")
    assert (done.returncode, done.stderr) == (2, "nncli: nowhere.py: there is no such file\n")


def test_a_folder_is_misuse(nncli, tmp_path: Path) -> None:
    (tmp_path / "mylayer.py").write_text(AFFINE)
    done = nncli("gradcheck", ".")
    assert done.returncode == 2
    assert "name the file whose functions are to be checked" in done.stderr


def test_a_file_without_a_pair_says_how_pairs_are_named(check: Checking) -> None:
    with pytest.raises(Misuse, match="name them f and f_backward"):
        check("def f(x):\n    return x\n")


def test_a_misspelt_name_gets_did_you_mean(check: Checking) -> None:
    with pytest.raises(Misuse, match="no function or class affine_forwrd; did you mean affine_forward"):
        check(AFFINE, forward="affine_forwrd")


@pytest.mark.parametrize(
    "recipe", ["x", "x=", "x=nrmal(3)", "x=normal(3, -1)", "x=normal('a')", "x=[1, [2]]", "1x=normal(3)"]
)
def test_an_input_that_cannot_be_read_says_how_to_write_one(check: Checking, recipe: str) -> None:
    with pytest.raises(Misuse, match="--input"):
        check(AFFINE, inputs=(recipe,))


def test_an_input_of_a_million_gigabytes_is_refused(check: Checking) -> None:
    with pytest.raises(Misuse, match="write NAME=KIND"):
        check(AFFINE, inputs=("x=normal(1000000, 1000000)",))


def test_an_input_that_no_pair_takes_is_named(check: Checking) -> None:
    with pytest.raises(Misuse, match="no pair takes an input q: affine_forward takes x, w, b"):
        check(AFFINE, inputs=("q=normal(3)",))


def test_a_parameter_that_means_nothing_known_is_asked_about(check: Checking) -> None:
    with pytest.raises(Misuse, match="what is `foo` of square_backward"):
        check(square().replace("(dout, x)", "(dout, foo)"))


def test_an_entry_that_is_not_there_is_misuse(check: Checking) -> None:
    with pytest.raises(Misuse, match=r"'w\[9,9\]' is not one entry of w, whose shape is \(3, 5\)"):
        check(AFFINE, entry="w[9,9]")


def test_a_syntax_error_is_shown_with_its_line(check: Checking) -> None:
    status, shown = check("def f(:\n")
    assert status == 1
    assert "line 1: SyntaxError" in shown


def test_a_file_that_raises_is_told_with_its_line(check: Checking) -> None:
    status, shown = check("x = 1\nraise ValueError('no')\n")
    assert (status, shown) == (1, "mylayer.py: the file itself raised ValueError: no (mylayer.py, line 2)\n")


def test_whole_numbers_are_refused_since_they_cannot_be_nudged(check: Checking) -> None:
    status, shown = check(square(), inputs=("x=[1, 2, 3]",))
    assert status == 2
    assert "holds whole numbers only" in shown
    assert "write 2.0 for 2" in unwrapped(shown)


def test_inputs_of_the_wrong_shapes_show_the_line_that_raised(check: Checking) -> None:
    status, shown = check(AFFINE, inputs=("x=normal(4,3)", "w=normal(4,3)", "b=normal(3)"))
    assert status == 1
    assert "affine_forward raised ValueError: matmul" in shown
    assert "mylayer.py, line 3, in affine_forward" in shown
    assert "its inputs were x = normal(4,3), w = normal(4,3), b = normal(3)" in unwrapped(shown)


def test_a_forward_that_takes_none_of_the_usual_inputs_asks_for_them(check: Checking) -> None:
    status, shown = check(square("return x['nothing'] ** 2"))
    assert status == 2
    assert 'say what square takes, such as --input "x=normal(4,3)"' in unwrapped(shown)


def test_a_stub_is_told_apart_from_a_wrong_gradient(check: Checking) -> None:
    status, shown = check(square("raise NotImplementedError"))
    assert status == 1
    assert "square raised NotImplementedError" in shown


def test_a_backward_that_raises_shows_its_line(check: Checking) -> None:
    status, shown = check(square(backward="return dout.nothing"))
    assert status == 1
    assert "square_backward raised AttributeError" in shown
    assert "return dout.nothing" in shown


def test_a_random_forward_is_said_to_be_random(check: Checking) -> None:
    status, shown = check(square("return x**2 * np.random.rand()"))
    assert status == 1
    assert "forward is random: two calls with the same inputs returned" in unwrapped(shown)


def test_a_forward_that_is_not_finite_is_no_place_for_a_slope(check: Checking) -> None:
    status, shown = check(square("return np.log(-x * x)"))
    assert status == 1
    assert "a slope needs finite values on all sides" in unwrapped(shown)


def test_a_gradient_with_nan_disagrees_at_just_these_entries(check: Checking) -> None:
    status, shown = check(
        square(backward="return np.where(x > 0, 2 * x * dout, np.nan)"), inputs=("x=[1.0, -2.0, 3.0]",)
    )
    assert status == 1
    assert "1 of 3" in shown
    assert "is nan or infinite at [1]" in unwrapped(shown)


@pytest.mark.parametrize(
    ("forward", "backward", "said"),
    [
        ("pass", "return dout", "square returned None: does it end with a return statement?"),
        ("return x**2", "pass", "returned None for x: does it end with a return statement?"),
        ("return 'text'", "return dout", "square returned text, expected arrays of numbers"),
        ("return x**2", "return object()", "square_backward returned object, expected arrays of numbers"),
        ("return x**2", "return dout, dout, dout", "returned 3 gradients, expected one for each of x"),
        ("import os; os._exit(3)", "return dout", "square: the process ended itself with status 3"),
    ],
)
def test_what_is_no_gradient_is_named(check: Checking, forward: str, backward: str, said: str) -> None:
    status, shown = check(square(forward, backward))
    assert status == 1
    assert said in unwrapped(shown)


def test_a_loop_that_never_ends_is_ended(check: Checking) -> None:
    status, shown = check(square("while True: pass"), timeout=0.5)
    assert status == 1
    assert "square did not come to an end in time" in unwrapped(shown)


def test_what_a_call_changes_in_place_is_told(check: Checking) -> None:
    status, shown = check(square(backward="dout *= 2 * x\n    return dout"))
    assert status == 0
    assert "note: square_backward changes the upstream gradient in place" in unwrapped(shown)
    status, shown = check(square(backward="g = 2 * x * dout\n    x *= 0\n    return g"))
    assert status == 1
    assert "square_backward changes x in place" in unwrapped(shown)


LAYERNORM = """
import numpy as np

def layernorm_forward(x, scale, shift):
    d = x - x.mean(axis=1, keepdims=True)
    n = d / np.sqrt((d * d).mean(axis=1, keepdims=True) + 1e-5)
    return n * scale + shift, (n, d, scale)

def layernorm_backward(dout, cache):
    n, d, scale = cache
    s = np.sqrt((d * d).mean(axis=1, keepdims=True) + 1e-5)
    g = dout * scale
    dx = (g - g.mean(axis=1, keepdims=True) - n * (g * n).mean(axis=1, keepdims=True)) / s
    return dx, (dout * n).sum(axis=0), dout.sum(axis=0)
"""


def test_where_the_inputs_that_were_chosen_may_be_wrong_nothing_disagrees(check: Checking) -> None:
    status, shown = check(LAYERNORM)
    assert (status, "disagrees" in shown.split("\n")[0]) == (2, False)
    assert "scale=normal" in unwrapped(shown)
    assert check(LAYERNORM, inputs=("x=normal(4,3)", "scale=normal(3)", "shift=normal(3)"))[0] == 0


def test_a_forward_without_a_cache_is_told_to_return_one(check: Checking) -> None:
    status, shown = check(AFFINE.replace("+ b, (x, w, b)", "+ b"))
    assert status == 1
    assert "let affine_forward end with `return out, cache`" in unwrapped(shown)
    assert '--input "' not in unwrapped(shown)


def test_text_and_dicts_are_inputs(check: Checking) -> None:
    text = (
        "def scale_forward(x, param):\n    k = 2.0 if param['mode'] == 'train' else 1.0\n    return k * x, k\n\n\n"
        "def scale_backward(dout, cache):\n    return cache * dout\n"
    )
    status, shown = check(text, inputs=("x=normal(4,3)", "param.mode=train"))
    assert status == 0
    assert "param.mode: text is passed on" in unwrapped(shown)


def test_a_class_that_draws_its_weights_is_made_once(check: Checking) -> None:
    text = (
        "import numpy as np\n\n\nclass Linear:\n    def __init__(self, n_in, n_out):\n"
        "        self.W = np.random.randn(n_in, n_out)\n\n    def forward(self, x):\n        return x @ self.W\n\n"
        "    def backward(self, dout):\n        return dout @ self.W.T\n"
    )
    status, shown = check(text)
    assert (status, "n_in = 3, n_out = 5" in unwrapped(shown)) == (0, True)


def test_names_of_a_course_are_known(check: Checking) -> None:
    naive = AFFINE.replace("affine_forward", "fc_forward_naive").replace("affine_backward", "fc_backward_naive")
    assert check(naive)[0] == 0
    loss = "def half_loss(x):\n    return (x * x).sum() / 2, x\n"
    assert check(loss)[0] == 0


def test_json_is_written_for_misuse_too(nncli, tmp_path: Path) -> None:
    (tmp_path / "mylayer.py").write_text(AFFINE)
    for words in (["mylayer.py", "--forward", "nope"], ["mylayer.py", "--input", "x=foo(3)"], ["nowhere.py"]):
        done = nncli("gradcheck", *words, "--json")
        assert (done.returncode, json.loads(done.stdout)["passed"], done.stderr) == (2, False, "")


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("x=nrmal(3)", "there is no kind nrmal"),
        ("x=normal(3, -1)", "sizes are whole numbers from 1 on"),
        ("x=normal(3, size=2)", "there is no option size"),
        ("x=normal(10000, 10000)", "100,000 are the most"),
        ("x=[1, [2]]", "its rows differ in length"),
        ("x=normal", "normal needs sizes"),
        ("x=", "nothing stands after the equals sign"),
        ("x=3 +", "this is neither"),
    ],
)
def test_each_bad_recipe_has_its_own_sentence(check: Checking, recipe: str, said: str) -> None:
    with pytest.raises(Misuse, match=said):
        check(AFFINE, inputs=(recipe,))


def test_what_a_learner_writes_cannot_move_the_cursor(check: Checking) -> None:
    status, shown = check(square("raise RuntimeError('\\x1b[2Jgone')"))
    assert status == 1
    assert "\x1b" not in shown
    assert "\\x1b[2Jgone" in shown


# ------------------------------------------------------------------------------------------------------- finding the two halves


@pytest.mark.parametrize(
    "text",
    [
        AFFINE,
        square(),
        "import numpy as np\ndef f(x):\n    return np.sum(x**3)\ndef grad_f(x):\n    return 3 * x**2\n",
        "import numpy as np\ndef f(x):\n    return np.tanh(x)\ndef f_grad(x):\n    return 1 - np.tanh(x) ** 2\n",
        "import numpy as np\ndef s(z):\n    return np.tanh(z)\ndef s_backward(dout, a):\n    return dout * (1 - a * a)\n",
        """
class Gate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        return self.y * dz, self.x * dz
""",
        """
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T
""",
        """
def scalar(a, b):
    return a * b if a > 0 else a + b
def scalar_backward(g, a, b):
    return (g * b, g * a) if a > 0 else (g, g)
""",
    ],
    ids=["cache", "inputs", "grad_f", "f_grad", "output", "class", "constructor", "numbers"],
)
def test_a_right_pair_is_found_by_its_names_and_agrees(check: Checking, text: str) -> None:
    status, shown = check(text)
    assert status == 0, shown
    assert "agrees" in shown and "digits" in shown


def test_the_gradients_that_an_object_keeps_are_checked_too(check: Checking) -> None:
    text = """
class Affine:
    def __init__(self, W):
        self.W = W
    def forward(self, x):
        self.x = x
        return x @ self.W
    def backward(self, dout):
        self.dW = 3 * self.x.T @ dout
        return dout @ self.W.T
"""
    status, shown = check(text)
    assert status == 1
    assert "all 15 entries of the gradient of W are 3 x the measured slope" in unwrapped(shown)


def test_a_loss_that_returns_its_gradient_needs_one_name(check: Checking) -> None:
    text = "import numpy as np\ndef mse_loss(p, y):\n    return np.mean((p - y)**2), 2 * (p - y)\n"
    status, shown = check(text, forward="mse_loss")
    assert status == 1
    assert "all 12 entries of the gradient of p are 12 x the measured slope" in unwrapped(shown)


def test_labels_are_passed_on_and_not_differentiated(check: Checking) -> None:
    text = """
import numpy as np
def softmax_loss(x, y):
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    rows = np.arange(len(x))
    loss = -np.log(p[rows, y]).mean()
    p[rows, y] -= 1
    return loss, p / len(x)
"""
    status, shown = check(text, forward="softmax_loss")
    assert status == 0
    assert "y: whole numbers are passed on, not differentiated by" in unwrapped(shown)


def test_entries_of_a_dict_are_inputs(check: Checking) -> None:
    text = """
def net_forward(x, p):
    return x @ p["W"], (x, p)
def net_backward(dout, cache):
    x, p = cache
    return {"dW": x.T @ dout}
"""
    status, shown = check(text, inputs=("x=normal(4,3)", "p.W=normal(3,2)"))
    assert status == 0
    assert "dp.W" in shown
    assert "x: net_backward returns no gradient for it" in unwrapped(shown)


def test_a_half_of_another_name_can_be_named(check: Checking) -> None:
    text = "def up(x):\n    return x**2\ndef down(dout, x):\n    return 2 * x * dout\n"
    assert check(text, forward="up", backward="down", inputs=("x=normal(3)",))[0] == 0


def test_all_pairs_of_a_file_are_checked_and_one_wrong_one_decides(check: Checking) -> None:
    status, shown = check(DOUBLED + square())
    assert status == 1
    assert "affine_forward and affine_backward disagrees" in unwrapped(shown)
    assert "square and square_backward agrees" in unwrapped(shown)


def test_a_pair_that_cannot_be_called_does_not_hide_the_others(check: Checking) -> None:
    status, shown = check(AFFINE + square().replace("(dout, x)", "(dout, foo)"))
    assert status == 2
    assert "affine_forward and affine_backward agrees" in unwrapped(shown)
    assert "not checked: what is `foo` of square_backward?" in unwrapped(shown)


# -------------------------------------------------------------------------------------------------------- what is shown


def test_a_wrong_entry_is_shown_with_its_slope_its_bar_and_both_losses(check: Checking) -> None:
    status, shown = check(square(backward="return x * dout"), inputs=("x=[1.5]",))
    assert status == 1
    row = next(line for line in shown.split("\n") if "dx[0]" in line)
    name, returned, measured, _, at, *_ = row.split()
    assert (name, at) == ("dx[0]", "at")
    assert float(measured) == pytest.approx(2 * float(returned))
    assert "± " in shown and "at x - " in shown


def test_the_pattern_and_the_way_back_are_shown(check: Checking) -> None:
    status, shown = check(DOUBLED, seed=7, inputs=("x=normal(4,3)",))
    assert status == 1
    assert "all 15 entries of the gradient of w are 2 x the measured slope" in unwrapped(shown)
    assert "only w is wrong; x, b agree" in unwrapped(shown)
    assert "nncli gradcheck mylayer.py --forward affine_forward \\ --input 'x=normal(4,3)' \\ --seed 7" in unwrapped(
        shown
    )


def test_inputs_that_were_chosen_are_told(check: Checking) -> None:
    assert "with x = normal(4, 3), w = normal(3, 5), b = normal(5); x, w, b chosen by name" in unwrapped(
        check(AFFINE)[1]
    )


def test_fast_mode_finds_a_wrong_block_among_thousands_of_entries(check: Checking) -> None:
    status, shown = check(DOUBLED, mode="fast", inputs=("x=normal(4,60)", "w=normal(60,80)", "b=normal(80)"))
    assert status == 1
    assert "only w is wrong; x, b agree" in unwrapped(shown)


def test_a_kink_accepts_every_slope_between_its_sides(check: Checking) -> None:
    text = square("return np.maximum(0, x)", "return dout * 0.3 * (x == 0) + dout * (x > 0)")
    status, shown = check(text, inputs=("x=[0.0, 1.5, -2.0]",))
    assert status == 0
    assert "1 entry sits on a kink" in unwrapped(shown)


def test_the_same_seed_shows_the_same(check: Checking) -> None:
    assert check(DOUBLED, seed=3) == check(DOUBLED, seed=3)
    assert check(DOUBLED, seed=3) != check(DOUBLED, seed=4)


def test_prints_are_shown_once_and_no_line_is_wider_than_eighty_columns(check: Checking) -> None:
    status, shown = check(DOUBLED.replace("x, w, b = cache", "x, w, b = cache\n    print('in backward')"), explain=True)
    assert status == 1
    assert shown.count("in backward") == 1
    assert max(map(len, shown.split("\n"))) <= 80


# ------------------------------------------------------------------------------------------------------------- the ladder


def test_the_ladder_shows_large_and_small_steps_going_wrong(check: Checking) -> None:
    text = square("return np.sin(x)", "return 1.01 * np.cos(x) * dout")
    status, shown = check(text, explain=True, inputs=("x=[0.7]",))
    rows = [line.split("|")[1].index("o") for line in shown.split("\n") if line.count("|") == 2]
    assert status == 1
    assert rows[0] > min(rows) + 4 and rows[-1] > min(rows) + 4
    assert "A large step is off because the loss bends" in unwrapped(shown)
    assert "A small step is off because its two losses are equal but for a few digits" in unwrapped(shown)
    assert "<- used" in shown


def test_the_ladder_of_a_straight_line_says_that_large_steps_do_no_harm(check: Checking) -> None:
    assert "A large step does no harm here" in check(DOUBLED, explain=True)[1]


def test_the_ladder_at_a_kink_shows_both_sides(check: Checking) -> None:
    text = square("return np.abs(x)", "return 5 * dout")
    status, shown = check(text, explain=True, inputs=("x=[0.0]",))
    assert status == 1
    assert "slope on the left" in shown
    assert "here is a kink" in shown


def test_another_entry_can_be_looked_at(check: Checking) -> None:
    status, shown = check(AFFINE, entry="dw[2,1]")
    assert status == 0
    assert "dw[2, 1]: slope of the loss against the step" in shown
    assert "which agrees" in shown


# ---------------------------------------------------------------------------------------------------------------- as data


def test_json_holds_the_verdicts_and_the_evidence(check: Checking) -> None:
    status, shown = check(DOUBLED, as_json=True)
    found = json.loads(shown)
    pair = found["pairs"][0]
    wrong = {gradient["input"]: gradient["wrong"] for gradient in pair["gradients"]}
    assert (status, found["schema"], found["passed"]) == (1, "nncli/gradcheck/1", False)
    assert wrong == {"x": 0, "w": 15, "b": 0}
    entry = pair["gradients"][1]["entries"][0]
    assert entry["returned"] == pytest.approx(2 * entry["measured"])
    assert pair["patterns"][0]["factor"] == pytest.approx(2)


def test_json_of_a_file_that_cannot_be_run_says_why(check: Checking) -> None:
    status, shown = check("raise ValueError('no')", as_json=True)
    assert status == 1
    assert json.loads(shown)["problem"].startswith("the file itself raised ValueError: no")


def test_json_has_no_word_for_nan(check: Checking) -> None:
    _, shown = check(square(backward="return x * np.nan"), as_json=True)
    entry = json.loads(shown)["pairs"][0]["gradients"][0]["entries"][0]
    assert entry["returned"] is None


def test_the_command_line_reaches_all_of_it(nncli, tmp_path: Path) -> None:
    (tmp_path / "mylayer.py").write_text(DOUBLED)
    words = ["--forward", "affine_forward", "--input", "x=normal(4,3)", "--mode", "fast", "--seed", "2", "--explain"]
    done = nncli("gradcheck", "mylayer.py", *words)
    assert (done.returncode, done.stderr) == (1, "")
    assert "all 15 entries of the gradient of w are 2 x the measured slope" in unwrapped(done.stdout)
    right = nncli("gradcheck", "mylayer.py", "--json", NNCLI_WORKERS="fresh")
    assert json.loads(right.stdout)["pairs"][0]["verdict"] == "disagree"


def test_a_gain_named_gamma_is_a_vector_with_one_entry_per_unit(nncli) -> None:
    done = nncli("gradcheck", str(data_folder("solutions") / "42_layer_norm.py"))
    assert done.returncode == 0, done.stdout
    assert "gamma = normal(3)" in done.stdout


def test_a_running_mean_that_forward_writes_to_a_dict_is_a_note_and_no_mistake(check: Checking) -> None:
    text = """
def center_forward(x, param):
    param["mean"] = x.mean(axis=0)
    return x - x.mean(axis=0), None

def center_backward(dout, cache):
    return dout - dout.mean(axis=0)
"""
    status, shown = check(text, inputs=("x=normal(4,3)", "param.mode=train"))
    assert status == 0, shown
    assert "center_forward writes to the dict param" in unwrapped(shown)


MASKED = """
def masked_mean_forward(x, mask):
    return (x * mask).sum() / mask.sum(), (x, mask)


def masked_mean_backward(dout, cache):
    x, mask = cache
    return dout * mask / mask.sum(), None
"""


def test_an_input_whose_gradient_is_none_is_left_out_with_a_note(check: Checking) -> None:
    status, shown = check(MASKED, forward="masked_mean_forward")
    assert status == 0
    assert "note: mask: masked_mean_backward returns no gradient for it" in unwrapped(shown)


EMBEDDING = """
import numpy as np


def embed_forward(W, idx):
    return W[idx], (W.shape, idx)


def embed_backward(dout, cache):
    shape, idx = cache
    dW = np.zeros(shape)
    REPEATED
    return dW
"""


def test_indices_are_whole_numbers_and_repeat(check: Checking) -> None:
    status, shown = check(EMBEDDING.replace("REPEATED", "np.add.at(dW, idx, dout)"))
    assert status == 0 and "idx = labels(4, 3)" in shown
    status, _ = check(EMBEDDING.replace("REPEATED", "dW[idx] += dout"))
    assert status == 1
