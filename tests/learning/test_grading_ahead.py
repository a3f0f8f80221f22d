"""While a save is still being written, what lies there is graded already: nothing is said of it before the file is still."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from msgspec.structs import replace
from rich.console import RenderableType

from grader.grade import Grader
from grader.report import Outcome
from grader.sandbox.workers import Workers
from grader.submissions.submission import read
from nncli.learning.record import read_record
from nncli.watching.changes import outline
from nncli.watching.desk import Desk
from nncli.watching.events import Event
from nncli.watching.grading import Regrader
from nncli.watching.loop import Loop
from nncli.watching.saves import Saves
from tests.gate import RIGHT_GATE, SWAPPED_GATE
from tests.learning.screens import NAME

Told = SimpleQueue[tuple[str, str]]
HALF = RIGHT_GATE[: RIGHT_GATE.index("    def backward")]
SOLUTIONS = Path(__file__).parents[2] / "solutions"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / NAME


@pytest.fixture
def told(file: Path) -> Iterator[Told]:
    """What is told of the file: what of it, and its content at that moment."""
    pytest.importorskip("watchfiles", reason="needs watchfiles: pip install 'nncli[watch]'")
    found: Told = SimpleQueue()
    saves = Saves([file.parent], file.__eq__, lambda kind, path: found.put((kind, path.read_text())), print)
    saves.start()
    time.sleep(0.3)  # until the system tells of saves
    yield found
    saves.close()


@pytest.fixture
def views() -> list[RenderableType]:
    return []


@pytest.fixture
def loop(
    file: Path, workers: Workers, state: Path, views: list[RenderableType], monkeypatch: pytest.MonkeyPatch
) -> Loop:
    monkeypatch.chdir(file.parent)
    return Loop(Regrader(Grader(workers)), Desk(file.parent, print), lambda view, *_: views.append(view))


def all_of(told: Told) -> list[tuple[str, str]]:
    """What was told until nothing more came for a while."""
    found = []
    try:
        while True:
            found.append(told.get(timeout=1.0))
    except Empty:
        return found


# ------------------------------------------------------------------------------------------------------------------------- drafts


def test_a_save_is_told_of_when_it_is_written_and_when_it_is_still(told: Told, file: Path) -> None:
    file.write_text(RIGHT_GATE)
    *written, saved = all_of(told)
    assert saved == ("saved", RIGHT_GATE)
    assert {kind for kind, _ in written} <= {"written"}


def test_an_empty_file_is_no_draft(told: Told, file: Path) -> None:
    file.write_text("")
    time.sleep(0.1)
    file.write_text(RIGHT_GATE)
    assert {text for _, text in all_of(told)} == {RIGHT_GATE}


def test_of_a_draft_nothing_is_shown_and_nothing_remembered(
    loop: Loop, file: Path, views: list[RenderableType]
) -> None:
    file.write_text(HALF)
    loop.handle(Event("written", file))
    assert (views, read_record().exercises) == ([], {})


def test_a_draft_that_was_finished_is_graded_as_it_was_saved(
    loop: Loop, file: Path, views: list[RenderableType]
) -> None:
    file.write_text(HALF)
    loop.handle(Event("written", file))
    file.write_text(RIGHT_GATE)
    loop.handle(Event("saved", file))
    assert loop.report is not None
    assert loop.report.outcome is Outcome.PASSED
    assert read_record().mark("multiply_gate").attempts == 1


def test_a_draft_is_left_where_its_save_is_in_line_already(loop: Loop, file: Path) -> None:
    file.write_text(RIGHT_GATE)
    loop.tell(Event("saved", file))
    loop.handle(Event("written", file))
    assert not loop.regrader.ready


def test_a_draft_that_is_no_python_is_said_once_it_is_saved(
    loop: Loop, file: Path, views: list[RenderableType]
) -> None:
    file.write_text("def (")
    loop.handle(Event("written", file))
    assert views == []
    loop.handle(Event("saved", file))
    assert loop.report is not None
    assert "SyntaxError" in loop.report.problem


def test_what_was_graded_ahead_is_not_graded_again(loop: Loop, file: Path) -> None:
    file.write_text(SWAPPED_GATE)
    loop.handle(Event("written", file))
    (first,) = loop.regrader.ready.values()
    assert loop.regrader.at_once(file, read(file)) is first


# ------------------------------------------------------------------------------------------------------- a worker for the next save


def test_a_worker_that_has_read_the_file_waits_for_the_next_save(loop: Loop, file: Path, workers: Workers) -> None:
    if not workers.are_forked:
        pytest.skip("workers are started anew")
    file.write_text(RIGHT_GATE)
    loop.handle(Event("saved", file))
    loop.regrader.get_ready()
    assert workers.ahead
    loop.regrader.whole(file, read(file))
    assert not workers.ahead


def test_a_file_that_ends_its_reader_leaves_no_worker_behind(loop: Loop, file: Path, workers: Workers) -> None:
    file.write_text(RIGHT_GATE)
    loop.handle(Event("saved", file))
    loop.regrader.graded = replace(loop.regrader.graded, content=b"x = " + b"(" * 100_000)
    loop.regrader.get_ready()
    report = loop.regrader.whole(file, read(file))
    assert report is not None
    assert report.outcome is Outcome.PASSED


# --------------------------------------------------------------------------------------------------------------- outlines of changes


def test_of_a_change_only_its_statements_are_read_and_the_outline_is_the_same() -> None:
    text = "\n".join(path.read_text() for path in sorted(SOLUTIONS.glob("0[1-4]_*.py")))
    draw, before = random.Random(0), outline(text)
    for _ in range(300):
        changed = changed_somewhere(text, draw)
        try:
            whole = outline(changed)
        except (SyntaxError, ValueError):
            with pytest.raises((SyntaxError, ValueError)):
                outline(changed, before)
            continue
        spliced = outline(changed, before)
        assert [(part, part.first, part.end) for part in spliced.parts] == [
            (part, part.first, part.end) for part in whole.parts
        ]


def changed_somewhere(text: str, draw: random.Random) -> str:
    """The text with one to three lines taken out, doubled, set in, set out, moved, or followed by another."""
    lines = text.split("\n")
    for _ in range(draw.randint(1, 3)):
        place = draw.randrange(len(lines))
        line = lines[place]
        lines[place : place + 1] = draw.choice(
            [
                [],
                [line, line],
                ["    " + line],
                [line[4:]],
                [line, "else:", "    pass"],
                [line, 'x = """'],
                [line + " \\"],
                [line + "; y = 1"],
            ]
        )
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x = 1; y = 5 + \\\n3\nz = 1", "x = 1; y = 5 + \\\n4\nz = 1"),
        ("if x:\n    a()\n\nb()", "if x:\n    a()\nelse:\n    c()\n\nb()"),
        ("a()\nb()", "a()\n    b()"),
        ("a = '''\nb\n'''\nc()", "a = '''\nb\nc()"),
        ("a()\r\nb()\r\n", "a()\r\nc()\r\n"),
        ("@a\ndef f(): pass\n", "@a\n@b\ndef f(): pass\n"),
    ],
)
def test_lines_that_belong_together_are_read_together(old: str, new: str) -> None:
    before = outline(old)
    try:
        whole = outline(new)
    except SyntaxError:
        with pytest.raises(SyntaxError):
            outline(new, before)
    else:
        assert outline(new, before) == whole
