"""A command loads NumPy once: it starts its own program anew, forks the zygote there and goes on as the judge, as it was before."""

from __future__ import annotations

import errno
import mmap
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import wire
from grader.sandbox import memory
from grader.sandbox.handover import hand_over, invert, take_back
from grader.sandbox.opening import open_workers
from tests.hostile_support.forked import forked_workers, judge_with_zygote

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a command starts itself anew on Linux only")

ROOT = Path(__file__).parent.parent
RIGHT = str(ROOT / "solutions" / "03_multiply_gate.py")
TOKEN = bytes(byte or 1 for byte in os.urandom(32))  # as a word of a command line can be
ENDLESS = "def softmax(z):\n    while True: pass\n"
COMMON = b"forked_zygote"  # stands in the command line of the program that is started anew
STARTED_BY_EXEC = ("--workers", "fork")
DESCRIPTORS = "found = []\nfor d in range(64):\n    try:\n        found.append(os.fstat(d) and d)\n    except OSError:\n        pass"


def said_by_worker(expression: str, before: str = "") -> str:
    """What a worker says that a forked zygote lends."""
    content = f"import os, sys\n{before}\nprint({expression})\n".encode()
    with forked_workers() as (workers, _), workers.lend() as worker:
        for request in (wire.Scan("a.py", content), wire.Load("a.py", content, {}, b"")):
            wire.read_reply(worker.exchange(wire.frame(request), 10.0))
    return worker.printed.strip()


def nncli(*words: str, shell: str = 'exec "$@"', **environment: str) -> tuple[int, str, str]:
    """Status and output of the command as a shell starts it."""
    told = {**os.environ, "CI": "", "NNCLI_PROGRESS": "0", "NNCLI_REQUIRE_ISOLATION": "none", **environment}
    command = ["sh", "-c", shell, "sh", sys.executable, "-m", "nncli", *words]
    done = subprocess.run(command, env=told, capture_output=True, timeout=60, cwd=ROOT, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def of_process(process: int, what: str) -> bytes:
    return Path(f"/proc/{process}/{what}").read_bytes()


@pytest.fixture(params=["watch", "grade-all"])
def running(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A command that has just started itself anew, with a secret in its environment, and that goes on until it is stopped."""
    monkeypatch.setenv("NNCLI_PLANTED", "planted-token")
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.py").write_text(ENDLESS)
    given = {
        "watch": ["--poll", RIGHT],
        "grade-all": [str(tmp_path / "class"), "--gradebook", str(tmp_path / "grades.db")],
    }
    words = [sys.executable, "-m", "nncli", request.param, "--require-isolation", "none", *given[request.param]]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        while COMMON not in of_process(process.pid, "cmdline"):
            assert process.poll() is None
        yield process
        process.kill()


# ----------------------------------------------------------------------------------------------------- what the zygote must not have


def test_a_zygote_that_has_what_was_handed_over_in_its_memory_is_not_used() -> None:
    with judge_with_zygote(TOKEN) as (_, zygote):
        assert zygote is not None
    with judge_with_zygote(TOKEN, os.fsdecode(TOKEN)) as (_, zygote):  # on its command line
        assert zygote is None


def test_a_secret_is_found_in_memory_wherever_it_lies() -> None:
    hidden = invert(os.urandom(32))
    assert memory.is_free_of(hidden)
    copy = b"x" * 100_001 + invert(hidden)
    assert not memory.is_free_of(hidden)
    assert copy


@pytest.mark.parametrize("page", [0, 500, 999])
def test_a_secret_is_found_in_the_one_page_of_many_that_was_written_to(page: int) -> None:
    hidden = invert(os.urandom(32))
    with mmap.mmap(-1, 1000 * mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as pages:
        assert memory.is_free_of(hidden)
        pages[page * mmap.PAGESIZE + 100 : page * mmap.PAGESIZE + 132] = invert(hidden)
        assert not memory.is_free_of(hidden)


def _is_being_loaded(process: int) -> bool:
    """Until it runs its own program it has files open, and is hidden from its user where the tests are."""
    try:
        return len(os.listdir(f"/proc/{process}/fd")) > 3
    except PermissionError:
        return True


def test_a_process_with_an_open_file_is_told_from_one_without() -> None:
    lines = {"null": subprocess.DEVNULL, "file": subprocess.PIPE}
    found = {}
    for name, stream in lines.items():
        sleeping = subprocess.Popen(["sleep", "9"], stdin=subprocess.PIPE, stdout=stream, stderr=subprocess.DEVNULL)
        while _is_being_loaded(sleeping.pid):
            time.sleep(0.01)
        found[name] = memory.has_no_file(sleeping.pid)
        sleeping.kill()
        sleeping.communicate()
    assert found == {"null": True, "file": False}


def test_a_worker_of_it_knows_no_environment_and_no_word_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NNCLI_PLANTED", "planted-token")
    told = said_by_worker("dict(os.environ), sys.argv, sys.path, sorted(sys.modules)")
    assert not [word for word in ("planted-token", "hostile", "NNCLI", "nncli.", "judging") if word in told]


def test_a_worker_of_it_has_its_line_and_three_streams_open_and_nothing_else() -> None:
    assert len(said_by_worker("*found", DESCRIPTORS).split()) == 5


def test_both_kinds_of_zygote_say_the_same_of_their_confinement() -> None:
    started = open_workers("fork")
    with forked_workers() as (workers, _):
        assert workers.isolation == started.isolation
    started.close()


def test_a_second_zygote_is_forked_from_a_forked_one() -> None:
    with forked_workers() as (workers, _):
        clone = workers.clones(1)[0]
        assert clone.isolation == workers.isolation
        clone.lend().close()
        clone.close()


def test_a_command_forks_its_zygote_and_has_no_environment_to_be_read_by_others(
    running: subprocess.Popen[bytes],
) -> None:
    """What is forked has the command line of the process that forked it; a zygote that is started by exec has one of its own."""
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while not (found := children.read_text().split()):
        time.sleep(0.01)
    assert of_process(int(found[0]), "cmdline") == of_process(running.pid, "cmdline")
    try:
        assert b"planted-token" not in of_process(running.pid, "environ")
    except PermissionError:  # of a process that hides its memory, an ordinary user reads none
        assert os.geteuid() != 0


# ------------------------------------------------------------------------------------------------------------------ what is handed over


def test_what_is_handed_over_cannot_be_changed() -> None:
    descriptor = hand_over(TOKEN)
    for change in (lambda: os.pwrite(descriptor, b"x", 0), lambda: os.ftruncate(descriptor, 1)):
        with pytest.raises(OSError) as refused:
            change()
        assert refused.value.errno == errno.EPERM
    os.close(descriptor)


def test_a_file_that_somebody_could_change_is_not_read() -> None:
    descriptor = os.memfd_create("nncli", os.MFD_ALLOW_SEALING)
    with pytest.raises(OSError, match="not sealed"):
        take_back(descriptor)
    os.close(descriptor)


# --------------------------------------------------------------------------------------------------------------- the judge, as before

CIRCUMSTANCES = {
    "as usual": {},
    "in a narrow window": {"COLUMNS": "40"},
    "without a language": {"LC_ALL": "C"},
    "in another encoding": {"PYTHONIOENCODING": "ascii"},
    "without standard input": {"shell": 'exec "$@" <&-'},
    "without standard output": {"shell": 'exec "$@" >&-'},
    "without any standard stream": {"shell": 'exec "$@" <&- >&- 2>&-'},
    "with output that is full": {"shell": 'exec "$@" >/dev/full'},
    "with bytes that are no text in the environment": {"shell": "ODD=$(printf '\\377') exec \"$@\""},
    "without buffers": {"PYTHONUNBUFFERED": "1", "shell": 'exec "$@" >/dev/full'},
    "with buffers": {"PYTHONUNBUFFERED": "", "shell": 'exec "$@" >/dev/full'},
    "by a Python with options of its own": {"PYTHONDEVMODE": "1"},
    "from another place": {"PYTHONPATH": str(ROOT)},
}


@pytest.mark.parametrize("words", [("grade", RIGHT), ("grade", "no such file.py"), ("grade", "--no-such-option")])
@pytest.mark.parametrize("circumstances", CIRCUMSTANCES.values(), ids=CIRCUMSTANCES)
def test_a_command_says_what_it_says_where_its_zygote_is_started_by_exec(
    words: tuple[str, ...], circumstances: dict[str, str]
) -> None:
    assert nncli(*words, **circumstances) == nncli(*words, *STARTED_BY_EXEC, **circumstances)


ORDINARY = "import sys; sys.argv = ['nncli', 'grade']; from nncli.restart import is_ordinary; print(is_ordinary())"
PROGRAM = f"__spec__ = type('Spec', (), {{'name': 'nncli.__main__'}}); {ORDINARY}"
BUSY = f"import threading, time; threading.Thread(target=time.sleep, args=(1,)).start(); {PROGRAM}"
TRACED = f"import sys; sys.settrace(lambda *_: None); {PROGRAM}"
FINDER = f"import sys; sys.meta_path.append(type('Finder', (), {{'find_spec': lambda *_: None}})()); {PROGRAM}"


@pytest.mark.parametrize(
    ("options", "code", "settings", "is_ordinary"),
    [
        ([], PROGRAM, {}, True),
        ([], PROGRAM, {"PYTHONPATH": "/tmp", "PYTHON_VERSION": "3.11", "PYTHONUNBUFFERED": "1"}, True),
        ([], ORDINARY, {}, False),
        ([], BUSY, {}, False),
        ([], TRACED, {}, False),
        ([], FINDER, {}, False),
        (["-X", "dev"], PROGRAM, {}, False),
        (["-O"], PROGRAM, {}, False),
        ([], PROGRAM, {"PYTHONMALLOC": "debug"}, False),
        ([], PROGRAM, {"COVERAGE_PROCESS_START": "x"}, False),
        ([], PROGRAM, {"PYTHONPYCACHEPREFIX": "/tmp/pyc"}, False),
    ],
    ids=range(11),
)
def test_only_an_ordinary_nncli_starts_anew(
    options: list[str], code: str, settings: dict[str, str], is_ordinary: bool
) -> None:
    """Not a program that calls nncli and goes on after it, nor a Python that would be another one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, *options, "-c", code]
    done = subprocess.run(command, env={**kept, **settings}, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == str(is_ordinary), done.stderr


def test_a_file_whose_name_is_no_text_is_found(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"multiply\xff.py")
    odd.write_bytes(Path(RIGHT).read_bytes())
    assert nncli("grade", str(odd))[0] == 0


def test_ctrl_c_while_the_program_starts_anew_is_one_line(running: subprocess.Popen[bytes]) -> None:
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert (running.returncode, told) == (130, b"stopped\n")
