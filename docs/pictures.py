"""Draws the pictures of docs/pictures/ from the worked solutions, and one from a wrong answer.

python docs/pictures.py            # needs nncli[pages]; for the screenshots also Chromium and Playwright
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from grader.drawing.pictures import Picture, draw_views
from grader.drawing.svg import picture_svg
from grader.exercise.catalogue import find
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock, Session
from grader.submissions.submission import Source

FOLDER = Path(__file__).with_name("pictures")
SHOWN = {  # file name: exercise and which of its views
    "boxes": ("5", 0),
    "curves": ("6", 2),
    "slope": ("12", 0),
    "bars": ("2", 0),
    "ladder": ("15", 0),
    "graph": ("24", 1),
    "path": ("30", 0),
    "region": ("35", 1),
    "steps": ("34", 0),
    "heat": ("35", 2),
    "attention": ("52", 0),
    "confusion": ("37", 0),
}
WRONG = "import numpy as np\n\n\ndef softmax(z):\n    e = np.exp(z - z.max())\n    return e / e.sum(axis=0)\n"


PAIR = """
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_backward(dout, z):
    return dout * sigmoid(z) * (1 - sigmoid(z))
"""


DERIVED = """
DERIVATION = {
    "dL_dz": '''
        = d(log(1 + exp(z)), z) - d(y*z, z)
        = 1/(1 + exp(z)) - y
        = 1 - sigma(z) - y
    ''',
}
"""


def drawn(number: str, place: int) -> Picture:
    """One view of the worked solution."""
    entry = find(number)
    source = Source(entry.file_name, entry.solution.read_bytes())
    with contextlib.closing(open_workers("auto")) as workers:
        return list(draw_views(entry, Session(workers, source, Clock(2.0, 30.0)), 0))[place]


def write_pages(folder: Path) -> None:
    """Reports, and a class of right and wrong answers, by nncli itself."""
    (folder / "class").mkdir()
    (folder / "ex02_softmax.py").write_text(WRONG, encoding="utf-8")
    for place, name in enumerate(("ada", "grace", "katherine", "mary", "noether", "sofia")):
        answers = [WRONG if place % 3 == 1 else find("2").solution.read_text(encoding="utf-8")]
        answers += [find(number).solution.read_text(encoding="utf-8") for number in ("3", "5", "11")[: 3 - place % 4]]
        (folder / "class" / name).mkdir()
        for number, text in enumerate(answers):
            (folder / "class" / name / f"part{number}.py").write_text(text, encoding="utf-8")
    (folder / "pair.py").write_text(PAIR, encoding="utf-8")
    (folder / "ex12_binary_cross_entropy.py").write_text(DERIVED, encoding="utf-8")
    for words in (
        ["grade", "ex02_softmax.py", "--seed", "0", "--report", "html=report.html"],
        ["grade-all", "class"],
        ["gradebook", "--report", "html=pages"],
        ["grade", "ex12_binary_cross_entropy.py", "--seed", "0", "--report", "html=derivation.html"],
        ["gradcheck", "pair.py", "-o", "ladder.svg"],
    ):
        subprocess.run([sys.executable, "-m", "nncli", *words], cwd=folder, check=False, capture_output=True)


class Photograph(NamedTuple):
    """A page, how wide and in which scheme it is opened, and the part of it that is taken; the top of it where none is named."""

    page: str
    width: int = 900
    scheme: Literal["light", "dark"] = "light"
    part: str = ""
    height: int = 1000


PHOTOGRAPHS = {
    "report": Photograph("report.html"),
    "report-narrow": Photograph("report.html", 390, "dark", height=844),
    "difference": Photograph("report.html", part="figure:has-text('what is expected')"),
    "derivation": Photograph("derivation.html", part="div.scroll:has(math)"),
    "class": Photograph("pages/index.html"),
}


def photograph(folder: Path) -> None:
    """The parts of the pages as small PNGs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (page, width, scheme, part, height) in PHOTOGRAPHS.items():
            view = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            view.goto((folder / page).as_uri())
            out = FOLDER / f"{name}.png"
            if part:
                view.locator(part).first.screenshot(path=out)
            else:
                view.screenshot(path=out)
        browser.close()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, (number, place) in SHOWN.items():
        (FOLDER / f"{name}.svg").write_text(picture_svg(drawn(number, place)) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_pages(folder)
        shutil.copy(folder / "ladder.svg", FOLDER / "rungs.svg")
        photograph(folder)


if __name__ == "__main__":
    main()
