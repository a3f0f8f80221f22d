"""Archives: nothing in one can write, mislead or fill the judge."""

from __future__ import annotations

import shutil
import stat
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from grader.submissions.archive import read_archive
from grader.submissions.entries import Entries
from grader.submissions.submission import MAX_FILES, MAX_TOTAL, SubmissionError
from tests.batch.conftest import Zip


def refused(path: Path) -> str:
    with pytest.raises(SubmissionError) as caught:
        read_archive(path)
    return str(caught.value)


@pytest.mark.parametrize(
    "name", ["../evil.py", "a/../../evil.py", "/etc/evil.py", "..\\evil.py", "C:/evil.py", "C:\\evil.py"]
)
def test_a_name_that_points_out_of_the_archive_is_refused(tmp_path: Path, zipped: Zip, name: str) -> None:
    assert "points out of the archive" in refused(zipped(tmp_path / "a.zip", {"ok.py": "x = 1", name: "x = 2"}))
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("passwords.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in refused(tmp_path / "a.zip")


def test_a_bomb_is_not_unpacked(tmp_path: Path, zipped: Zip) -> None:
    path = zipped(tmp_path / "bomb.zip", {"bomb.py": b"\0" * (300 << 20)})
    tracemalloc.start()
    text = refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 1 MB" in text
    assert peak < 16 << 20


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(tmp_path: Path, zipped: Zip) -> None:
    path = zipped(tmp_path / "bomb.zip", {"bomb.py": b"\0" * (50 << 20)})
    honest = (50 << 20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(honest, (100).to_bytes(4, "little")))
    assert refused(path)


def test_many_small_bombs_are_refused_together(tmp_path: Path, zipped: Zip) -> None:
    members: dict[str, str | bytes] = {f"{number}.ipynb": b" " * (9 << 20) for number in range(10)}
    assert "MB; hand in the work of one learner" in refused(zipped(tmp_path / "a.zip", members))


def test_too_many_files_are_refused(tmp_path: Path, zipped: Zip) -> None:
    members: dict[str, str | bytes] = {f"f{number}.py": "" for number in range(MAX_FILES + 1)}
    assert f"more than {MAX_FILES} files" in refused(zipped(tmp_path / "a.zip", members))


def test_a_list_of_names_without_end_is_refused_before_it_is_read(tmp_path: Path, zipped: Zip) -> None:
    members: dict[str, str | bytes] = {f"{number:0200}.txt": "" for number in range(5000)}
    assert "larger than an archive of one submission" in refused(zipped(tmp_path / "a.zip", members))


def test_an_encrypted_archive_is_refused(tmp_path: Path, zipped: Zip) -> None:
    path = zipped(tmp_path / "a.zip", {"a.py": "x = 1"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "encrypted" in refused(path)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18 + b"x" * 50])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert "a.zip" in refused(tmp_path / "a.zip")


def test_an_archive_cut_short_is_refused(tmp_path: Path, zipped: Zip) -> None:
    path = zipped(tmp_path / "a.zip", {"a.py": "x = 1\n" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    assert refused(path)


def test_damaged_content_is_refused(tmp_path: Path, zipped: Zip) -> None:
    path = zipped(tmp_path / "a.zip", {"a.py": bytes(range(256)) * 40})
    content = bytearray(path.read_bytes())
    content[60:80] = b"\xff" * 20
    path.write_bytes(content)
    assert refused(path)


def test_an_archive_without_python_is_refused(tmp_path: Path, zipped: Zip) -> None:
    assert "no .py file" in refused(zipped(tmp_path / "a.zip", {"essay.pdf": "x", "inner.zip": "PK"}))


def test_the_sources_come_in_the_order_of_their_names(tmp_path: Path, zipped: Zip) -> None:
    path = zipped(
        tmp_path / "a.zip", {"w/b.py": "b", "w/a.py": "a", "__MACOSX/w/._a.py": "junk", "w/.git/x.py": "junk"}
    )
    assert [(source.name, source.content) for source in read_archive(path)] == [("w/a.py", b"a"), ("w/b.py", b"b")]


def test_a_file_may_import_the_helper_beside_it_and_none_elsewhere(tmp_path: Path, zipped: Zip) -> None:
    path = zipped(tmp_path / "a.zip", {"w/a.py": "import helper", "w/helper.py": "y = 2", "other/secret.py": "z = 3"})
    first = next(source for source in read_archive(path) if source.name == "w/a.py")
    assert first.beside == {"helper": b"y = 2"}


def test_an_archive_of_windows_has_folders_too(tmp_path: Path, zipped: Zip) -> None:
    path = zipped(tmp_path / "a.zip", {"hw\\a.py": "import helper", "hw\\helper.py": "y = 2"})
    first = read_archive(path)[0]
    assert (first.name, first.beside) == ("hw/a.py", {"helper": b"y = 2"})


def test_archives_of_one_learner_are_not_read_beyond_what_one_learner_hands_in(tmp_path: Path, zipped: Zip) -> None:
    """Each of them alone is within its bounds; of twenty, every one but the first few is left unopened."""
    content = b"a" * 1_020_000 + b" = 1\n"  # one word: looking through many takes time, and tells nothing here
    folder = tmp_path / "evil"
    folder.mkdir()
    paths = [folder / f"{n:02}.zip" for n in range(20)]
    zipped(paths[0], {f"m{k}.py": content for k in range(30)})
    for path in paths[1:]:
        shutil.copy(paths[0], path)
    one = read_archive(paths[0])
    assert sum(len(source.content) for source in one) < MAX_TOTAL  # the control: undefended, all twenty would be read
    for entries in (
        Entries((str(folder),), ("evil",)),
        Entries(tuple(map(str, paths)), tuple(path.name for path in paths)),
    ):
        tracemalloc.start()
        try:
            with pytest.raises(SubmissionError, match="hand in the work of one learner"):
                entries.sources()
            assert tracemalloc.get_traced_memory()[1] < 3 * MAX_TOTAL
        finally:
            tracemalloc.stop()


def test_the_lists_of_names_of_one_learners_archives_are_bounded_together(tmp_path: Path, zipped: Zip) -> None:
    """Twenty, or two hundred, each with as many names as one may have and one small file."""
    folder = tmp_path / "evil"
    folder.mkdir()
    paths = [folder / f"{n:02}.zip" for n in range(3)]
    zipped(paths[0], {"a.py": "x = 1", **{f"notes/{k:0100}.txt": "" for k in range(4_000)}})
    for path in paths[1:]:
        shutil.copy(paths[0], path)
    assert all(len(read_archive(path)) == 1 for path in paths)  # the control: each of them alone is read
    for entries in (
        Entries((str(folder),), ("evil",)),
        Entries(tuple(map(str, paths)), tuple(path.name for path in paths)),
    ):
        with pytest.raises(SubmissionError, match="more names than the archives of one learner can have"):
            entries.sources()
