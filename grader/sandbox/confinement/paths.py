"""What a worker must be able to read: the standard library, NumPy and its like, and the system's shared libraries.

Landlock rules reach down: a rule for a folder holds for everything beneath it. A folder that has something to hide
beneath it therefore never gets a rule; its other entries do, one by one.
"""

from __future__ import annotations

import importlib.machinery
import os
import sys
from collections.abc import Iterable, Sequence

# NumPy; msgspec, which carries the answers; time zones.
LIBRARIES = ("numpy", "numpy.libs", "msgspec", "tzdata")

SYSTEM = (
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", "/usr/share/zoneinfo", "/etc/localtime",
    "/dev/null", "/dev/zero", "/dev/urandom",
)  # fmt: skip

SITE_FOLDERS = ("site-packages", "dist-packages")


def readable_paths(sites: Sequence[str] | None = None, hidden: Sequence[str] = ()) -> list[str]:
    """Absolute paths of files and folders, none of which holds the grader, its exercises, solutions or ``hidden``.

    ``sites`` are the folders that NumPy is installed in; without it they are the interpreter's own and those of the
    libraries that are imported already. (An interpreter started with -S does not know its virtual environment.)
    """
    folders = [os.path.realpath(folder) for folder in (_site_folders() if sites is None else sites)]
    concealed = [*folders, checkout(), *(os.path.realpath(path) for path in hidden)]
    general = {os.path.realpath(path) for path in (*_standard_library(), *SYSTEM)}
    concealed += [place for folder in general for place in _installed_beneath(folder)]
    wanted = {*general, *map(os.path.realpath, _libraries(folders))}
    paths = {part for path in wanted if os.path.exists(path) for part in without(concealed, path)}
    return sorted(paths)


def without(hidden: Iterable[str], path: str) -> list[str]:
    """``path``, or the parts of it that leave out ``hidden``; links within it are left out then too.

    A path that lies inside a hidden folder was asked for by its own name, and stays.
    """
    inside = [folder for folder in hidden if (folder + os.sep).startswith(path + os.sep)]
    if not inside:
        return [path]
    if path in inside:
        return []
    return [part for entry in _entries(path) for part in without(inside, entry)]


def checkout() -> str:
    """The folder that holds the package ``grader``: a checkout, or site-packages once it is installed."""
    package = os.path.dirname(os.path.realpath(__file__))
    for _ in ("confinement", "sandbox", "grader"):
        package = os.path.dirname(package)
    return package


def remember_folders() -> None:
    """Have the import system list every folder of ``sys.path`` now, while it may.

    A worker may read the modules in them but not list the folders, so it imports from the lists made here.
    """
    importlib.machinery.PathFinder.find_spec("a_name_that_no_module_has")


def _entries(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if not entry.is_symlink()]
    except OSError:
        return []


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _site_folders() -> list[str]:
    import site  # for speed: a zygote is told its folders

    user = [site.getusersitepackages()] if site.ENABLE_USER_SITE else []
    files = [getattr(sys.modules.get(name), "__file__", None) for name in LIBRARIES]
    imported = [os.path.dirname(os.path.dirname(file)) for file in files if file and file.endswith("__init__.py")]
    return [*site.getsitepackages(), *user, *imported]


def _standard_library() -> list[str]:
    """The folders of the standard library and the shared libraries beside them."""
    libraries = os.path.join(sys.base_prefix, "lib")
    shared = [os.path.join(libraries, name) for name in _names(libraries) if ".so" in name]
    # Some installers make every file a link into a store of theirs: then that folder is the real one.
    return [os.path.dirname(os.__file__), os.path.dirname(os.path.realpath(os.__file__)), *shared]


def _libraries(sites: Sequence[str]) -> list[str]:
    folders = [os.path.join(folder, name) for folder in sites for name in LIBRARIES]
    modules = [os.path.join(folder, "__init__.py") for folder in folders]
    return [*folders, *(os.path.dirname(os.path.realpath(module)) for module in modules if os.path.islink(module))]


def _installed_beneath(folder: str) -> list[str]:
    """The folders of installed packages in or under a library folder, whichever Python they belong to."""
    pythons = [entry for entry in _entries(folder) if os.path.basename(entry).startswith("python")]
    places = [os.path.join(parent, name) for parent in (folder, *pythons) for name in SITE_FOLDERS]
    return [os.path.realpath(place) for place in places if os.path.isdir(place)]
