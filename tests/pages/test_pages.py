"""Pages: one file, no script, nothing loaded, what a learner wrote is text, and a picture never costs the report."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from grader.report import ExerciseReport, Isolation, Outcome, Report
from grader.text.markup import html_with_code
from tests.conftest import Run

VOID = {"meta", "br", "img", "rect", "input", "link", "hr"}
LOADING = {"script", "iframe", "object", "embed", "link", "form"}


class Checker(HTMLParser):
    """Notes tags that do not close in order, ids, and what would be loaded or run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in LOADING:
            self.faults.append(f"<{tag}>")
        for name, value in attributes:
            self.ids.update([value or ""] if name == "id" else [])
            outside = name in ("src", "href", "xlink:href") and re.match(r"(https?:)?//|javascript:", value or "")
            if name.startswith("on") or outside:
                self.faults.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(f"</{tag}>")


def faults(page: str) -> list[str]:
    checker = Checker()
    checker.feed(page)
    twice = [f"id {name} twice" for name, count in checker.ids.items() if count > 1]
    return checker.faults + twice + checker.open


def test_a_page_is_valid_loads_nothing_and_runs_nothing(page: str) -> None:
    assert faults(page) == []
    assert len(page.encode()) <= 1_000_000


def test_the_checker_sees_what_it_is_for() -> None:
    bad = '<p id="a"><b id="a"></p><script src="//x"></script><a href="javascript:x" onclick="y">'
    assert {"</p>", "<script>", "a href=javascript:x", "a onclick=y", "id a twice"} <= set(faults(bad))


def test_what_a_learner_wrote_is_text(page: str) -> None:
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_says_what_the_table_says_and_folds_the_hints(page: str) -> None:
    for text in ("Exercise 2", "Exercise 3", "What these numbers say", "<summary>Hint 1</summary>", "nncli hint 2"):
        assert text in page
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    assert page.count("<svg") >= 3
    assert "got - expected" in page  # the heat maps of an array that failed


def test_an_unreadable_file_gives_a_page_that_says_so(nncli: Run, tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    (tmp_path / "broken.ipynb").write_text("{")
    assert nncli("grade", "broken.ipynb", "--report", "html=r.html").returncode == 1
    assert faults((tmp_path / "r.html").read_text(encoding="utf-8")) == []


def test_without_the_extra_grading_goes_on_and_one_line_says_what_to_install(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex.py").write_text("def softmax(z):\n    return z\n")
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "jinja2.py").write_text("raise ImportError('hidden', name='jinja2')")
    done = nncli("grade", "ex.py", "--report", "html=r.html", PYTHONPATH=str(tmp_path / "hidden"))
    assert ("pip install 'nncli[pages]'" in done.stderr, done.returncode) == (True, 1)
    assert "softmax" in done.stdout
    assert not (tmp_path / "r.html").exists()


@pytest.fixture
def class_folder(nncli: Run, tmp_path: Path) -> Path:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    folder = tmp_path / "class"
    folder.mkdir()
    for name, body in {"ada": "z", "index": "z * 0", "<b>&": "'<script>alert(1)</script>'"}.items():
        (folder / f"{name}.py").write_text(f"def softmax(z):\n    return {body}\n")
    nncli("grade-all", "class")
    return tmp_path


def test_a_class_has_an_index_and_a_page_for_each_learner(nncli: Run, class_folder: Path) -> None:
    done = nncli("gradebook", "--report", "html=pages")
    assert done.returncode == 0, done.stderr
    index = (class_folder / "pages" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(learners/[^"]+)"', index)
    assert len(links) == 3
    for link in links:
        assert faults((class_folder / "pages" / link).read_text(encoding="utf-8")) == []
    assert faults(index) == ["<script>"]  # the one by which a click sorts
    assert ("3 of 3 handed in" in index, "<b>" in index) == (True, False)


def test_of_several_files_each_is_drawn_for_what_it_attempts(nncli: Run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    (tmp_path / "ex02_softmax.py").write_text("def softmax(z):\n    return z\n")
    (tmp_path / "ex03_multiply_gate.py").write_text(GATE)
    (tmp_path / "ex06_activations.py").write_text("def relu(:\n")
    nncli("grade", "ex02_softmax.py", "ex03_multiply_gate.py", "ex06_activations.py", "--report", "html=report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert (page.count("<svg") >= 3, "has no attribute" in page) == (True, False)


def large_class(size: int, name: str = "a learner of the class") -> list[tuple[str, str]]:
    """The pages of a class, each of whose learners has the same report of 30 exercises."""
    from grader.pages.class_page import ClassRow, class_pages

    exercises = tuple(
        ExerciseReport(number, f"one{number}", "an exercise", Outcome.PASSED, 2.5, 3.0, (), ())
        for number in range(1, 31)
    )
    report = Report("one", "0" * 64, 0, "1", Isolation(), exercises)
    rows = [
        ClassRow(str(k), f"{name} {k}", f"learners/{k}.html", float(k % 90), 1, False, report if k % 10 else None)
        for k in range(size)
    ]
    return list(class_pages("Class", rows))


@pytest.mark.parametrize("name", ["Ada", "<b>&" + "x" * 190])
def test_every_page_of_a_class_of_five_thousand_is_at_most_a_megabyte(name: str) -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    pages = dict(large_class(5000, name))
    assert max(len(page.encode()) for page in pages.values()) <= 1_000_000
    assert {name: faults(page) for name, page in pages.items() if faults(page) != ["<script>"]} == {}
    shown = [link for page in pages.values() for link in re.findall(r'href="(learners/\d+\.html)"', page)]
    assert shown == [f"learners/{k}.html" for k in range(5000) if k % 10]
    assert re.findall(r'href="(learners-\d+\.html)"', pages["index.html"]) == [
        name for name in pages if name != "index.html"
    ]


def test_a_small_class_has_one_page_with_all_its_marks() -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    [(name, page)] = large_class(12)
    assert (name, page.count('<td class="s3">2.5</td>')) == ("index.html", 30 * 10)


def test_the_index_runs_the_script_that_its_policy_names_and_no_other(nncli: Run, class_folder: Path) -> None:
    nncli("gradebook", "--report", "html=pages")
    index = (class_folder / "pages" / "index.html").read_text(encoding="utf-8")
    script = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert len(script) == 1
    assert f"script-src 'sha256-{digest}'\">" in index


def test_the_index_says_whose_texts_are_alike(nncli: Run, class_folder: Path) -> None:
    formula = "np.exp({0} - {0}.max(axis=-1)) * 3 + np.sign({0}) / 7"
    text = f"def softmax({{0}}):\n    p = {formula}\n    return p / np.sum(p ** 2, axis=0) - {{0}}[0] * len({{0}})\n"
    (class_folder / "class" / "ada.py").write_text("import numpy as np\n" + text.format("z"))
    (class_folder / "class" / "copy.py").write_text("import numpy as np\n" + text.format("scores"))
    nncli("grade-all", "class")
    nncli("gradebook", "--report", "html=pages")
    index = (class_folder / "pages" / "index.html").read_text(encoding="utf-8")
    alike = index.partition("Texts that are alike")[2].partition("</ul>")[0]
    assert re.findall(r">(\w+)</a>", alike) == ["ada", "copy"]
    nncli("gradebook", "--anonymous", "--report", "html=nameless")
    assert "copy" not in (class_folder / "nameless" / "index.html").read_text(encoding="utf-8")


def test_the_page_of_a_learner_shows_what_did_not_pass(nncli: Run, class_folder: Path) -> None:
    nncli("gradebook", "--report", "html=pages")
    page = (class_folder / "pages" / "learners" / "ada.html").read_text(encoding="utf-8")
    for text in ("softmax", "more</td>", "nncli grade shows every case", "nncli hint 2"):
        assert text in page
    assert "seed None" not in page  # which its reader may not know


def test_an_anonymous_class_names_nobody(nncli: Run, class_folder: Path) -> None:
    nncli("gradebook", "--anonymous", "--report", "html=pages")
    written = {path: path.read_text(encoding="utf-8") for path in (class_folder / "pages").rglob("*.html")}
    assert len(written) == 4
    assert [path for path, text in written.items() if "ada" in text or "ada" in path.name] == []


def test_pages_of_a_class_need_a_folder(nncli: Run, class_folder: Path) -> None:
    assert "need a folder" in nncli("gradebook", "--report", "html").stderr
    (class_folder / "file").write_text("kept")
    assert nncli("gradebook", "--report", "html=file").returncode == 2
    assert (class_folder / "file").read_text() == "kept"


def test_other_commands_load_nothing_for_pages() -> None:
    commands = "nncli.commands.grade, nncli.commands.teaching.gradebook"
    code = f"import sys, {commands}; print({{'jinja2', 'matplotlib', 'plotext'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_markdown_holds_the_graph_of_an_exercise_that_has_one(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex.py").write_text("class MultiplyGate:\n    def forward(self, x, y):\n        return x * y\n")
    nncli("grade", "ex.py", "--report", "markdown=r.md")
    assert "mermaid" not in (tmp_path / "r.md").read_text(encoding="utf-8")  # its backward pass is not written
    (tmp_path / "ex.py").write_text(GATE)
    nncli("grade", "ex.py", "--report", "markdown=r.md")
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert '```mermaid\nflowchart LR\n  n0["x<br>value 2<br>grad 5"]' in text
    assert text.count("```") == 2


GATE = "class MultiplyGate:\n    def forward(self, x, y):\n        return x * y\n\n    def backward(self, dz):\n        return dz, dz\n"


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!doctype html>")])
def test_the_ladder_of_a_pair_is_written_to_a_file(nncli: Run, tmp_path: Path, ending: str, start: bytes) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    (tmp_path / "square.py").write_text(
        "def f(x):\n    return x**3\n\n\ndef f_backward(dout, x):\n    return dout * 3 * x**2\n"
    )
    done = nncli("gradcheck", "square.py", "-o", f"ladder.{ending}")
    assert (done.returncode, f"Wrote ladder.{ending}" in done.stdout) == (0, True), done.stderr
    assert (tmp_path / f"ladder.{ending}").read_bytes().startswith(start)


def test_a_ladder_is_not_written_over_a_program(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "square.py").write_text("def f(x):\n    return x\n")
    done = nncli("gradcheck", "square.py", "-o", "square.py")
    assert (done.returncode, "expected .svg, .png or .html" in done.stderr) == (2, True)
    assert (tmp_path / "square.py").read_text() == "def f(x):\n    return x\n"


def test_code_in_a_sentence_is_code_on_a_page_and_nothing_else_is() -> None:
    assert (
        html_with_code("Use `np.exp(z)`: it's <b>fast</b>")
        == "Use <code>np.exp(z)</code>: it&#x27;s &lt;b&gt;fast&lt;/b&gt;"
    )
    assert html_with_code("`<script>` and `one") == "<code>&lt;script&gt;</code> and `one"


def test_a_page_shows_the_code_of_an_advice_without_backticks(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex02_softmax.py").write_text("def softmx(z):\n    return z\n")
    nncli("grade", "--report", "html=report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<code>softmx</code> is close to <code>softmax</code>" in page and "`" not in page
