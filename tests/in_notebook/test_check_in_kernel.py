"""`nncli.check` in a kernel: what was run is graded, whether it was saved or not, and the kernel goes on whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.gate import RIGHT_GATE
from tests.in_notebook.conftest import RIGHT_SOFTMAX, WRONG_SOFTMAX, RealKernel

pytest.importorskip("ipykernel", reason="needs ipykernel: pip install 'nncli[notebook]'")


def descendants(process: int) -> set[int]:
    """The processes that stem from this one, as the system lists them."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout.split("\n")
    parents = {int(child): int(parent) for child, parent in (line.split() for line in listed if line.strip())}
    found = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def wait_until_gone(processes: set[int]) -> set[int]:
    """Those that still run after five seconds; one that has ended and was not waited for does not run."""
    deadline = time.monotonic() + 5
    while (left := {one for one in processes if runs(one)}) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def runs(process: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


# ------------------------------------------------------------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("nncli.check(99)", "there is no exercise '99'"),
        ("nncli.check('sofmax')", "did you mean 2 (softmax)"),
        ("nncli.check(print)", "no exercise asks for 'print'"),
        ("nncli.check(2.5)", "got float, expected the number or name of an exercise, a function or a class"),
        ("nncli.check(True)", "got bool, expected the number or name of an exercise, a function or a class"),
        ("nncli.check(2, seed=-1)", "seed: got -1, expected a whole number from 0 on"),
        ("nncli.check(2, seed=True)", "seed: got True, expected a whole number from 0 on"),
        ("nncli.check()", "nothing"),
    ],
)
def test_what_cannot_be_checked_is_one_sentence_without_a_traceback(kernel: RealKernel, call: str, words: str) -> None:
    error = kernel.run(call).error
    assert error.startswith("nncli: ")
    assert words in error
    assert "Traceback" not in error


def test_a_cell_that_raised_is_left_out_and_the_others_are_graded(kernel: RealKernel) -> None:
    kernel.run(RIGHT_SOFTMAX)
    assert "ZeroDivisionError" in kernel.run("1 / 0").error
    assert kernel.run("nncli.check(2).passed").text == "True"


def test_of_a_cell_that_raised_what_came_before_is_graded(kernel: RealKernel) -> None:
    kernel.run(RIGHT_SOFTMAX + "\n1 / 0\nsoftmax = None")
    assert kernel.run("nncli.check(2).passed").text == "True"


def test_cells_that_ran_before_nncli_was_imported_count(tmp_path: Path) -> None:
    kernel = RealKernel(tmp_path)
    try:
        for cell in (RIGHT_SOFTMAX, "1 / 0", "softmax(", "import nncli"):
            kernel.run(cell)
        assert kernel.run("nncli.check().passed").text == "True"
    finally:
        kernel.close()


def test_an_answer_that_never_returns_times_out_and_the_kernel_goes_on(kernel: RealKernel) -> None:
    kernel.run("def softmax(z):\n    while True: pass")
    assert "timed out" in kernel.run("nncli.check(2)").text
    assert kernel.run("1 + 1").text == "2"


def test_an_answer_that_exits_ends_its_worker_and_nothing_else(kernel: RealKernel) -> None:
    kernel.run("import os\ndef softmax(z):\n    os._exit(0)")
    assert kernel.run("nncli.check(2).passed").text == "False"
    assert kernel.run("1 + 1").text == "2"


def test_an_interrupt_ends_the_check_and_the_next_one_works(kernel: RealKernel) -> None:
    kernel.run("import time\ndef softmax(z):\n    time.sleep(60)")
    press = threading.Timer(1.5, kernel.manager.interrupt_kernel)
    ran = kernel.run("nncli.check(2)", while_busy=press.start)
    assert ran.error == "nncli: the check was stopped; the next one works as before"
    kernel.run(RIGHT_SOFTMAX)
    assert kernel.run("nncli.check(2).passed").text == "True"


@pytest.mark.skipif(os.name == "nt", reason="processes are listed by ps")
@pytest.mark.parametrize("end", ["shutdown", "killed", "restarted"])
def test_no_process_is_left_when_the_kernel_ends(kernel: RealKernel, end: str) -> None:
    kernel.run(RIGHT_SOFTMAX)
    kernel.run("nncli.check(2)")
    process = int(kernel.run("import os; os.getpid()").text)
    workers = descendants(process)
    assert workers
    if end == "shutdown":
        kernel.manager.shutdown_kernel()
    elif end == "killed":
        os.kill(process, 9)
    else:
        kernel.manager.restart_kernel(now=False)
        kernel.client.wait_for_ready(timeout=60)
    assert wait_until_gone(workers) == set()


# ------------------------------------------------------------------------------------------------------------------ what is graded


@pytest.mark.parametrize("what", ["", "2", "'softmax'", "softmax"])
def test_an_answer_is_checked_by_whatever_names_it(kernel: RealKernel, what: str) -> None:
    kernel.run(RIGHT_SOFTMAX)
    assert (
        kernel.run(f"r = nncli.check({what}); r.passed, r.score, r.max_score, bool(r)").text == "(True, 4.0, 4.0, True)"
    )


def test_a_wrong_answer_is_shown_as_a_table_in_html_and_in_text(kernel: RealKernel) -> None:
    kernel.run(WRONG_SOFTMAX)
    ran = kernel.run("nncli.check(softmax)")
    assert "0.01544249" in ran.text
    assert '<th scope="col"' in ran.html and "<caption" in ran.html and "0.01544249" in ran.html
    assert "<script" not in ran.html
    assert ran.html.startswith("<div"), "one output and no other"


def test_a_redefinition_wins_as_it_does_in_python(kernel: RealKernel) -> None:
    kernel.run(RIGHT_SOFTMAX)
    kernel.run(WRONG_SOFTMAX)
    assert kernel.run("nncli.check(2).passed").text == "False"
    kernel.run(RIGHT_SOFTMAX)
    assert kernel.run("nncli.check(2).passed").text == "True"


def test_of_a_cell_that_ran_again_the_last_version_counts(kernel: RealKernel) -> None:
    kernel.run("nncli.check", "first")
    kernel.run("HELPER = 1\n" + WRONG_SOFTMAX, "answer")
    kernel.run("nncli.check(2)", "check")
    kernel.run(RIGHT_SOFTMAX, "answer")
    assert kernel.run("nncli.check(2).passed", "check").text == "True"


def test_a_class_and_two_exercises_in_one_cell(kernel: RealKernel) -> None:
    kernel.run(RIGHT_SOFTMAX + RIGHT_GATE)
    assert kernel.run("r = nncli.check(); r.passed, r.max_score").text == "(True, 7.0)"
    assert kernel.run("nncli.check(MultiplyGate).max_score").text == "3.0"


def test_the_check_may_stand_in_the_cell_of_the_answer_or_in_a_function(kernel: RealKernel) -> None:
    assert kernel.run(RIGHT_SOFTMAX + "\nnncli.check(2).passed").text == "True"
    assert kernel.run("def mine():\n    return nncli.check(2).passed\nmine()").text == "True"


def test_magics_plots_and_prints_do_not_disturb(kernel: RealKernel) -> None:
    kernel.run("%config InlineBackend.figure_format = 'svg'\n!true\nprint('hello')")
    kernel.run(RIGHT_SOFTMAX + "\n%timeit -n1 -r1 softmax(np.zeros(3))")
    assert kernel.run("nncli.check(2).passed").text == "True"


def test_a_helper_module_beside_the_notebook_is_found(kernel: RealKernel, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RIGHT_SOFTMAX)
    kernel.run("from mine import softmax as stable\ndef softmax(z):\n    return stable(z)")
    assert kernel.run("nncli.check(softmax).passed").text == "True"


def test_a_function_of_another_module_is_graded_where_it_stands(kernel: RealKernel, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RIGHT_SOFTMAX)
    kernel.run("from mine import softmax")
    assert kernel.run("nncli.check(softmax).passed").text == "True"


def test_a_decorated_function_is_checked_as_it_is_called(kernel: RealKernel) -> None:
    kernel.run("import functools\n" + RIGHT_SOFTMAX.replace("def softmax", "@functools.lru_cache\ndef softmax"))
    assert "unhashable" in kernel.run("nncli.check(softmax)").text


def test_two_kernels_check_at_once(kernel: RealKernel, tmp_path: Path) -> None:
    other = RealKernel(tmp_path)
    try:
        other.run("import nncli")
        other.run(WRONG_SOFTMAX)
        kernel.run(RIGHT_SOFTMAX)
        assert (other.run("nncli.check(2).passed").text, kernel.run("nncli.check(2).passed").text) == ("False", "True")
    finally:
        other.close()


def test_a_picture_is_in_the_ink_of_the_theme_and_has_a_text_in_its_place(kernel: RealKernel) -> None:
    kernel.run(RIGHT_GATE)
    html = kernel.run("nncli.check(3)").html
    svg = html[html.index("<svg") : html.index("</svg>")]
    assert "currentColor" in svg and "<title>" in svg and "<desc>" in svg
    assert [word for word in ("Canvas", "<style", "<script", 'href="http', "url(http") if word in html] == []


def test_the_inputs_of_a_failing_case_stand_below_its_table(kernel: RealKernel) -> None:
    kernel.run(RIGHT_GATE.replace("self.y * dz, self.x", "self.x * dz, self.y"))
    html = kernel.run("nncli.check(3)").html
    assert "inputs of two numbers:" in html and "x = 2   y = -3   dz = 5" in html


def test_words_of_a_learner_are_no_html(kernel: RealKernel) -> None:
    kernel.run("def softmax(z):\n    raise ValueError('<img src=x onerror=alert(1)>')")
    html = kernel.run("nncli.check(2)").html
    assert "<img" not in html
    assert "&lt;img src=x" in html


# ------------------------------------------------------------------------------------------------------------------------- magics


def test_the_magics_show_an_exercise_a_hint_and_a_solution(kernel: RealKernel) -> None:
    kernel.run("%load_ext nncli")
    assert "multiply" in kernel.run("%exercise 3").html
    assert r"\frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon}" in kernel.run("%exercise 31").html
    assert "hint 1 of 3" in kernel.run("%hint 3").html
    assert "hint 2 of 3" in kernel.run("%hint multiply_gate").html
    assert "class MultiplyGate" in kernel.run("%solution 3").html
    assert "exercises" in kernel.run("%progress").printed
    assert kernel.run("%hint 99").error.startswith("nncli: there is no exercise '99'")


def test_a_cell_under_the_exercise_magic_is_an_attempt(kernel: RealKernel) -> None:
    kernel.run("%load_ext nncli")
    kernel.run("%%exercise 2\n" + RIGHT_SOFTMAX)
    assert kernel.run("softmax(np.zeros(2))").text == "array([0.5, 0.5])"
    assert kernel.run("nncli.check(2).passed").text == "True"


def test_names_of_exercises_are_completed(kernel: RealKernel) -> None:
    kernel.run("%load_ext nncli")
    reply = kernel.client.complete("%hint multi", reply=True, timeout=30)
    assert "multiply_gate" in reply["content"]["matches"]


# ------------------------------------------------------------------------------------------------------------- outside a notebook


def test_a_script_checks_its_own_file(tmp_path: Path) -> None:
    script = tmp_path / "mine.py"
    script.write_text(
        RIGHT_SOFTMAX + "\nif __name__ == '__main__':\n    import nncli\n    print(nncli.check().passed)\n"
    )
    environment = {**os.environ, "NNCLI_REQUIRE_ISOLATION": "none"}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, env=environment, timeout=60)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_what_has_no_file_is_told_what_to_do(tmp_path: Path) -> None:
    code = "import nncli\nexec('def softmax(z): return z')\nnncli.check(softmax)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert "this session has no file that could be read; save it as a .py file" in done.stderr


def test_the_import_loads_neither_numpy_nor_the_grader() -> None:
    code = "import sys, nncli; print([name for name in ('numpy', 'grader', 'typing', 'rich') if name in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {os.getcwd()!r})\n{code}"],
            capture_output=True,
            text=True,
        ).stdout
        == "[]\n"
    )
