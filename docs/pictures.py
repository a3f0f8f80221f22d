"""Draws the pictures of docs/pictures/ from the worked solutions, and one from a wrong answer.

python docs/pictures.py            # needs nncli[pages]; for the screenshots also Chromium and Playwright
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

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
}
WRONG = "import numpy as np\n\n\ndef softmax(z):\n    e = np.exp(z - z.max())\n    return e / e.sum(axis=0)\n"


def drawn(number: str, place: int) -> Picture:
    """One view of the worked solution."""
    entry = find(number)
    source = Source(entry.file_name, entry.solution.read_bytes())
    with contextlib.closing(open_workers("auto")) as workers:
        return list(draw_views(entry, Session(workers, source, Clock(2.0, 30.0)), 0))[place]


def pages(folder: Path) -> Iterator[tuple[str, Path]]:
    """A report and a class of wrong answers, by nncli itself."""
    (folder / "class").mkdir()
    (folder / "ex02_softmax.py").write_text(WRONG, encoding="utf-8")
    for place, name in enumerate(("ada", "grace", "katherine", "mary")):
        text = WRONG if place % 2 else find("2").solution.read_text(encoding="utf-8")
        (folder / "class" / f"{name}.py").write_text(text, encoding="utf-8")
    for words in (
        ["grade", "ex02_softmax.py", "--report", "html=report.html"],
        ["grade-all", "class"],
        ["gradebook", "--report", "html=pages"],
    ):
        subprocess.run([sys.executable, "-m", "nncli", *words], cwd=folder, check=False, capture_output=True)
    yield "report", folder / "report.html"
    yield "class", folder / "pages" / "index.html"


def photograph(page: Path, out: Path) -> None:
    """The top of a page as a small PNG."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": 900, "height": 1000})
        view.goto(page.as_uri())
        view.screenshot(path=out)
        browser.close()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, (number, place) in SHOWN.items():
        (FOLDER / f"{name}.svg").write_text(picture_svg(drawn(number, place)) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for name, page in pages(Path(folder)):
            photograph(page, FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
