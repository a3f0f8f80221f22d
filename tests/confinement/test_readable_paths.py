"""What a worker may read never holds the grader, its exercises or its solutions, wherever they were put."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cells import Cell

from grader.sandbox import confinement
from grader.sandbox.confinement import paths

PACKAGE = Path(confinement.__file__).parent
SECRETS = ("grader/reference/losses.py", "grader/exercises/01/spec.py", "grader/solutions/01.py", "solutions/01.py")

ASK = """
import json, sys
sys.path.insert(0, sys.argv[1])
from grader.sandbox import confinement
print(json.dumps(confinement.readable_paths(sys.argv[2:3], sys.argv[3:])))
"""


def write(*files):
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")


def lay_out(root, site):
    """A tree with the grader and its secrets in ``root``, and NumPy in ``site``."""
    write(*(root / secret for secret in SECRETS), site / "numpy" / "__init__.py", site / "numpy.libs" / "libblas.so")
    write(site / "torch" / "__init__.py", root / "grader" / "__init__.py", root / "grader" / "sandbox" / "__init__.py")
    shutil.copytree(PACKAGE, root / "grader" / "sandbox" / "confinement")


def readable(root, site, *hidden):
    """What an installed copy of the package in ``root`` answers, in an interpreter of its own."""
    command = [sys.executable, "-I", "-S", "-B", "-c", ASK, str(root), str(site), *map(str, hidden)]
    return [Path(path) for path in json.loads(subprocess.run(command, check=True, capture_output=True).stdout)]


def holders(answer, path):
    return [entry for entry in answer if path.is_relative_to(entry)]


def check(root, site, answer):
    for secret in SECRETS:
        assert holders(answer, root / secret) == [], secret
    assert holders(answer, site / "torch" / "__init__.py") == []
    assert holders(answer, site / "numpy" / "__init__.py") == [site / "numpy"]
    assert site / "numpy.libs" in answer


def test_beside_numpy_in_site_packages_the_grader_is_left_out(tmp_path):
    site = tmp_path / "lib" / "python3" / "site-packages"
    lay_out(site, site)
    check(site, site, readable(site, site))


def test_a_virtual_environment_in_the_course_folder_is_read_and_the_course_is_not(tmp_path):
    site = tmp_path / ".venv" / "lib" / "python3" / "site-packages"
    lay_out(tmp_path, site)
    check(tmp_path, site, readable(tmp_path, site))


def test_a_hidden_folder_inside_a_library_is_left_out(tmp_path):
    lay_out(tmp_path / "course", tmp_path)
    write(tmp_path / "numpy" / "submissions" / "alice.py", tmp_path / "numpy" / "linalg" / "__init__.py")
    answer = readable(tmp_path / "course", tmp_path, tmp_path / "numpy" / "submissions")
    assert holders(answer, tmp_path / "numpy" / "submissions" / "alice.py") == []
    assert holders(answer, tmp_path / "numpy" / "linalg" / "__init__.py") == [tmp_path / "numpy" / "linalg"]


def test_a_checkout_within_the_prefix_is_cut_out_of_it(tmp_path):
    lib = tmp_path / "lib"
    write(lib / "nncli" / "solutions" / "01.py", lib / "os.py", lib / "json" / "decoder.py")
    assert sorted(paths.without([str(lib / "nncli")], str(lib))) == [str(lib / "json"), str(lib / "os.py")]


def test_a_folder_that_is_hidden_itself_yields_nothing(tmp_path):
    assert paths.without([str(tmp_path)], str(tmp_path)) == []


def test_a_folder_whose_name_begins_alike_is_not_hidden(tmp_path):
    assert paths.without([str(tmp_path / "numpy")], str(tmp_path / "numpy.libs")) == [str(tmp_path / "numpy.libs")]


def test_links_are_not_followed_out_of_a_folder_with_something_to_hide(tmp_path):
    write(tmp_path / "lib" / "hidden" / "a.py")
    (tmp_path / "lib" / "shortcut").symlink_to(tmp_path / "lib" / "hidden")
    assert paths.without([str(tmp_path / "lib" / "hidden")], str(tmp_path / "lib")) == []


def test_a_library_of_links_into_a_store_is_read_in_the_store(tmp_path):
    write(tmp_path / "store" / "numpy" / "__init__.py")
    site = tmp_path / "site"
    (site / "numpy").mkdir(parents=True)
    (site / "numpy" / "__init__.py").symlink_to(tmp_path / "store" / "numpy" / "__init__.py")
    assert str(tmp_path / "store" / "numpy") in confinement.readable_paths([str(site)])


def test_a_store_that_is_the_grader_itself_stays_hidden(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "numpy").symlink_to(Path(paths.checkout()))
    assert holders([Path(path) for path in confinement.readable_paths([str(site)])], Path(paths.checkout())) == []


def test_no_folder_of_installed_packages_is_readable_as_a_whole():
    answer = [Path(path) for path in confinement.readable_paths()]
    for folder in paths.SITE_FOLDERS:
        assert not [path for path in answer if path.name == folder or (path / folder).is_dir()]


def test_the_standard_library_and_numpy_are_there():
    numpy = pytest.importorskip("numpy")
    answer = [Path(path) for path in confinement.readable_paths()]
    for module in (os, json, numpy):
        assert holders(answer, Path(os.path.realpath(module.__file__))), module.__name__
    assert holders(answer, Path(__file__)) == []


def test_a_worker_reads_numpy_and_not_the_solutions_beside_it(cell: Cell, course):
    site = course / "site-packages"
    lay_out(site, site)
    answer = [str(path) for path in readable(site, site)]
    assert cell.confined((site / "numpy" / "__init__.py").read_text, readable=answer) == ""
    assert cell.confined((site / "grader" / "solutions" / "01.py").read_text, readable=answer) == "PermissionError"
    assert cell.confined(lambda: os.listdir(site), readable=answer) == "PermissionError"
