"""Copies are found under other names, comments and layout; honest short answers that are alike by nature are not accused."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from grader.classroom.answer_texts import answer_fingerprints, definitions, source_text
from grader.classroom.copies import AlikeTexts, Fingerprint, alike_texts, fingerprint, similar_pairs
from grader.exercise.catalogue import find
from grader.report import Isolation, Outcome, Report, Verdict, exercise_report, target_report
from grader.submissions.submission import Source
from tests.batch.conftest import RIGHT
from tests.batch.honest_answers import copied_answer, honest_answer
from tests.conftest import Run

ONE = "import numpy as np\n\n\ndef softmax(z):\n    shifted = z - z.max(axis=-1, keepdims=True)\n    return np.exp(shifted)\n"


def test_names_comments_and_layout_make_no_difference() -> None:
    other = ONE.replace("shifted", "s").replace("(z)", "(scores)").replace("= z - z.max", "= scores - scores.max")
    other = "# mine\n" + other.replace("    s =", "    # mine\n\n    s  =")
    first, second = fingerprint(ONE), fingerprint(other)
    assert first and second and first.digest == second.digest and first.prints == second.prints


def test_another_step_makes_another_text() -> None:
    first, second = fingerprint(ONE), fingerprint(ONE.replace("z - z", "z + z"))
    assert first and second and first.digest != second.digest


def test_what_cannot_be_read_is_not_compared() -> None:
    assert fingerprint("def f(:\n  (((") is None


def test_what_many_hand_in_accuses_nobody() -> None:
    text = fingerprint(find("2").solution.read_text(encoding="utf-8"))
    assert text
    assert similar_pairs({f"learner {n}": text for n in range(40)}, None) == []


def test_the_command_names_copies_and_changes_no_mark(nncli: Run, folder: Path) -> None:
    copied = RIGHT.replace("dx", "left").replace("dy", "right")
    texts = {"ada": RIGHT, "bob": RIGHT + "x = 1\n", "cleo": copied + "x = 1\n", "dan": "class MultiplyGate: pass\n"}
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    nncli("grade-all", "class")
    shown = " ".join(nncli("gradebook", "--similar").stdout.split())
    assert "identical to the worked solution (54 tokens): ada" in shown and "identical to one another" in shown
    assert "bob, cleo" in shown and "dan" not in shown
    assert nncli("gradebook").stdout.count("3 of 3") >= 3


# ------------------------------------------------------------------------------------------------- what is honest, and what is not


def read(text: str) -> Fingerprint:
    found = fingerprint(text)
    assert found
    return found


def groups(texts: dict[str, Fingerprint], number: str = "2") -> list[AlikeTexts]:
    return list(alike_texts(texts, frozenset(), read(find(number).stub)))


@pytest.mark.parametrize("size", [2, 30, 60, 200])
def test_no_pair_of_honest_right_answers_to_exercise_2_is_accused(size: int) -> None:
    draw = random.Random(size)
    texts = {f"learner {n}": read(honest_answer(draw)) for n in range(size)}
    assert not [one for one in groups(texts) if one.how.startswith("alike")]


def test_an_honest_short_text_that_is_written_twice_is_said_to_be_short() -> None:
    draw = random.Random(2)
    found = groups({f"learner {n}": read(honest_answer(draw)) for n in range(200)})
    assert found and all(one.is_short for one in found)


def test_a_short_copy_is_the_same_text() -> None:
    draw = random.Random(3)
    for _ in range(50):
        text = honest_answer(draw)
        found = groups({"ada": read(text), "bob": read(copied_answer(text, draw))})
        assert [one.learners for one in found] == [("ada", "bob")]


def test_a_long_copy_with_a_step_changed_is_a_pair() -> None:
    texts = {f"learner {n}": read(find(str(n)).solution.read_text(encoding="utf-8")) for n in range(30, 40)}
    text = find("24").solution.read_text(encoding="utf-8")
    changed = text.replace("self.data", "self.value").replace("+ other", "+ (0 + other)")
    (found,) = groups(texts | {"ada": read(text), "bob": read(changed)}, "24")
    assert found.learners == ("ada", "bob") and found.how.startswith("alike by")


def test_a_longer_text_that_two_have_comes_before_a_short_one_that_many_have() -> None:
    long, short = read(find("24").solution.read_text(encoding="utf-8")), read("x = 1\n" * 10)
    found = groups({"ada": long, "bob": long} | {f"learner {n}": short for n in range(9)})
    assert [len(one.learners) for one in found] == [2, 9]


# --------------------------------------------------------------------------------------------------------- what is compared of it


def notebook(*cells: str | list[str]) -> Source:
    whole = {
        "cells": [{"cell_type": "code", "source": cell} for cell in cells]
        + [{"cell_type": "markdown", "source": "def f(:"}]
    }
    return Source("work.ipynb", json.dumps(whole).encode())


def test_a_notebook_is_compared_by_its_cells_of_code() -> None:
    head, body = ONE.split("\n\n\n")
    assert read(source_text(notebook("%pylab\n" + head, [line + "\n" for line in body.split("\n")]))) == read(ONE)


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b"{}", b'{"cells": 7}', b'{"cells": [7, {}]}', b"[" * 100_000])
def test_what_is_no_notebook_has_no_text(content: bytes) -> None:
    assert source_text(Source("work.ipynb", content)).strip() == ""


ODD = {
    "pictures": b'"x": "' + b"A" * (6 << 20) + b'"',
    "not a number": b'"x": NaN',
    "half of a character": b'"x": "\\ud800"',
    "a cell that is none": b'"x": 1',
}


@pytest.mark.parametrize("name", ODD)
def test_what_else_is_in_a_notebook_hides_no_copy(name: str) -> None:
    cells = [
        '{"cell_type": "code", "source": [7, "x = 1\\n"]}',
        "null",
        json.dumps({"cell_type": "code", "source": ONE}),
    ]
    content = b'{"cells": [' + ", ".join(cells[name != "a cell that is none" :]).encode() + b"], " + ODD[name] + b"}"
    assert ONE in source_text(Source("work.ipynb", content))


@pytest.mark.parametrize("quote", ["'", "rb'", '"', 'x = f"'])
def test_behind_a_quote_without_end_nothing_is_looked_at_twice(quote: str) -> None:
    """To look for the end of each string from each of forty thousand such quotes took a second for this text, and hours for more."""
    texts = [ONE + "\n" + quote + more + "\ny = 1\n" for more in ("", "\\'" * 40_000, "\\\n\\'" * 20_000)]
    found = [read(text) for text in texts]
    assert found[0].prints == found[1].prints == found[2].prints and found[0].digest == found[2].digest


@pytest.mark.parametrize("quote", ["'''", '"""', 'f"""'])
def test_three_quotes_without_end_are_the_end(quote: str) -> None:
    texts = [ONE + "\n" + quote + more for more in ("", "\n\\'''" * 20_000, '\n\\"""' * 20_000)]
    assert len({read(text).digest for text in texts}) == 1
    assert read(ONE + quote + "x" + quote[-3:] + "\ny = 1\n").digest != read(ONE + quote + "x" + quote[-3:]).digest


def test_of_a_file_with_several_exercises_each_is_compared_by_its_own_definitions() -> None:
    own = definitions(f"x = 1\n{ONE}\n\n@decorated\nclass MultiplyGate:\n    pass\n", find("2"))
    assert read(own).digest == read(ONE.partition("\n\n\n")[2]).digest


def test_a_copied_exercise_is_found_among_others_and_in_a_notebook(nncli: Run, folder: Path) -> None:
    other = "\n\ndef softmax(z):\n    return z\n"
    (folder / "ada.py").write_text(RIGHT + other)
    (folder / "bob.py").write_text(f"import numpy as np\n{other.replace('return z', 'return 2 * z')}{RIGHT}")
    (folder / "cleo.ipynb").write_bytes(notebook(RIGHT, "x = 1").content)
    nncli("grade-all", "class")
    shown = " ".join(nncli("gradebook", "--similar").stdout.split())
    assert "03_multiply_gate: identical to the worked solution" in shown and ": ada, bob" in shown
    assert "have the text of another" not in nncli("gradebook").stdout  # 54 tokens say little


def test_the_class_page_counts_who_has_a_longer_text_of_another(nncli: Run, folder: Path) -> None:
    text = find("24").solution.read_text(encoding="utf-8")
    texts = {"ada": text, "bob": text.replace("other", "second"), "cleo": "# mine\n" + text, "dan": RIGHT}
    for name, own in texts.items():
        (folder / f"{name}.py").write_text(own)
    nncli("grade-all", "class")
    assert (
        "3 learners have the text of another, or of the worked solution:\n  nncli gradebook"
        in nncli("gradebook").stdout
    )


def test_the_class_page_shows_what_is_alike_and_what_has_no_name(nncli: Run, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    odd = RIGHT.replace("return dx, dy", "return dx * 1.37 + dy ** 3 - 0.2 * dx ** 2, dy")
    for name in ("ada", "bob"):
        (folder / f"{name}.py").write_text(odd)
    nncli("grade-all", "class")
    nncli("gradebook", "--report", "html=nameless", "--anonymous")
    nncli("gradebook", "--report", "html=pages")
    page = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    hidden = (tmp_path / "nameless" / "index.html").read_text(encoding="utf-8")
    assert "2 learners  03 MultiplyGate.backward" in page and "such as ada.py" in page
    assert "identical to one another" in page and ">ada</a>" in page
    assert "identical to one another" in hidden and ">learner 1</a>" in hidden and "ada" not in hidden


def test_a_long_name_hides_no_copy() -> None:
    sources = [Source(f"{'folder/' * 40}{name}.py", RIGHT.encode()) for name in ("ex03_multiply_gate", "other")]
    target = target_report("MultiplyGate", [Verdict("by hand", Outcome.PASSED)], 1.0)
    exercise = replace(exercise_report(3, "multiply_gate", "Gate", [target], []), source=sources[0].name)
    report = Report("x", "0", 0, "0", Isolation(), (exercise,))
    assert answer_fingerprints(sources, report, seconds=60.0).keys() == {3}


def test_texts_that_take_long_to_compare_are_left_out_when_their_share_is_used_up() -> None:
    """Python 3.12 reads a token in a time that grows with its line: seconds for this one, hours for a file of such lines."""
    source = Source("ex02_softmax.py", ("def softmax(z):\n    return " + "é+" * 20_000 + "é\n").encode())
    target = target_report("softmax", [Verdict("by hand", Outcome.PASSED)], 1.0)
    report = Report("x", "0", 0, "0", Isolation(), (exercise_report(2, "softmax", "Softmax", [target], []),))
    assert answer_fingerprints([source], report, seconds=60.0).keys() == {
        2
    }  # the control: without end, it is read to its end
    assert answer_fingerprints([source], report, seconds=0.0001) == {}
