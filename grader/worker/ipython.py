"""A notebook's cell -> Python, by the rules of IPython's own transformer (IPython.core.inputtransformer2, and the automagic of
IPython.core.prefilter): prompts and indentation first, then a cell magic, then one piece of special syntax after the other, found
among Python's tokens, so that no comment and no string is ever mistaken for one.

What IPython would run is run where it is Python (`%time rate = 3`, `%%capture`); the rest becomes a call of the stand-in for
`get_ipython()` (see stand_ins.py). Line numbers stay true.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Collection

from grader.worker.special_syntax import HELP_END, Lines, is_python, replace_pieces

# Cell magics whose body is Python that runs in the notebook's own namespace; the body of any other is passed over.
PYTHON_BODIES = (
    "time", "timeit", "capture", "prun", "memit", "mprun", "snakeviz", "pyinstrument", "flake8", "pycodestyle", "pyspark",
)  # fmt: skip
# A cell whose first line is one of these, alone, is in that language (Databricks, Zeppelin); behind some of them text may follow.
NEVER_ONE_LINE = ("md", "md-sandbox", "sh", "fs", "scala")
LANGUAGES = (
    *NEVER_ONE_LINE, "sql", "bash", "r", "R", "html", "javascript", "js", "latex", "markdown", "csharp", "kotlin", "julia",
)  # fmt: skip
AUTOMAGIC = """alias alias_magic autoawait autocall automagic bookmark cat cd code_wrap colors conda config cp debug dhist dirs doctest_mode
    ed edit env gui hist history killbgscripts ldir lf lk ll load load_ext loadpy logoff logon logstart logstate logstop ls lsmagic
    lx macro magic mamba man matplotlib micromamba mkdir more mv notebook page pastebin pdb pdef pdoc pfile pinfo pinfo2 pip popd
    pprint precision prun psearch psource pushd pwd pycat pylab quickref recall rehashx reload_ext rep rerun reset reset_selective
    rm rmdir run save sc set_env sx system tb time timeit unalias unload_ext uv who who_ls whos xdel xmode"""
# Compiled when a notebook comes, as most submissions are none.
CLASSIC_PROMPT = r"^\s*(?:>>>|\.\.\.)[ \t]?"
IPYTHON_PROMPT = r"^(?:(?:(?:\[nav\]|\[ins\])? )?In \[\d+\]: |\s*\.{3,}: ?)"
FIRST_WORD = r"(?s)\s*([\w.*]+)(.*)"


def python_of(text: str, taken: Collection[str] = ()) -> str:
    """`text` as Python with as many lines; `taken` are the names that earlier cells use, which no automagic shadows."""
    lines = [line + "\n" for line in text.split("\n")]
    blank = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    code = _cell(_dedent(lines[blank:]), taken)
    return "".join(lines[:blank] + code).removesuffix("\n") if blank < len(lines) else ""


def _cell(lines: Lines, taken: Collection[str]) -> Lines:
    """The lines of a cell that begins at its first line."""
    if any(re.match(IPYTHON_PROMPT, line) for line in lines[:2]):
        lines = [re.sub(IPYTHON_PROMPT, "", line, count=1) for line in lines]
    if lines and lines[0].startswith("%%") and not re.search(HELP_END, lines[0].rstrip()):
        return _cell_magic(lines, taken)
    if _language(lines):
        return [_blank(line) for line in lines]
    if (automatic := _automagic(lines, taken)) is not None:
        lines = automatic
    if is_python("".join(lines)):
        return lines
    pieces = replace_pieces(lines)
    if not is_python("".join(pieces)) and any(line.lstrip().startswith(">>>") for line in lines):
        stripped = [re.sub(CLASSIC_PROMPT, "", line, count=1) for line in lines]
        pieces = replace_pieces(_dedent(stripped))
    return pieces


def _dedent(lines: Lines) -> Lines:
    if not lines or not lines[0][:1].isspace():
        return lines
    from textwrap import dedent  # here, since few cells need it

    return dedent("".join(lines)).splitlines(keepends=True)


def _blank(line: str) -> str:
    return "\n" if line.endswith("\n") else ""


# ------------------------------------------------------------------------------------------------------------------ whole cells


def _language(lines: Lines) -> bool:
    """The cell is in another language, as the word behind its single % says."""
    name, _, rest = lines[0][1:].strip().partition(" ") if lines and lines[0].startswith("%") else ("", "", "")
    if name not in LANGUAGES:
        return False
    return name in NEVER_ONE_LINE or not rest or not is_python("".join(replace_pieces(lines[1:])))


def _cell_magic(lines: Lines, taken: Collection[str]) -> Lines:
    name, _, rest = lines[0][2:].strip().partition(" ")
    body = "".join(lines[1:])
    if name in ("writefile", "file"):
        return [f"get_ipython().run_cell_magic('writefile', {rest!r}, {body!r})\n", *map(_blank, lines[1:])]
    if name not in PYTHON_BODIES:
        return [_blank(line) for line in lines]
    blank = next((number for number, line in enumerate(lines[1:], 1) if line.strip()), len(lines))
    return [_first_line(name, rest), *lines[1:blank], *_cell(_dedent(lines[blank:]), taken)]


def _first_line(name: str, rest: str) -> str:
    """What the first line of a cell magic does beside its body: `%%capture out` binds a name, `%%timeit x = 3` sets up."""
    words = [word for word in rest.split() if not word.startswith("-")]
    if name == "capture" and words and words[0].isidentifier():
        return f"{words[0]} = get_ipython().run_line_magic('capture', '')\n"
    setup = rest if name == "timeit" and not rest.startswith("-") and is_python(rest) else ""
    return setup + "\n"


def _automagic(lines: Lines, taken: Collection[str]) -> Lines | None:
    """A cell of one line that is a magic without its %, such as `pip install numpy`; None for any other."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    match = re.fullmatch(FIRST_WORD, lines[filled[0]]) if len(filled) == 1 else None
    if not match or match[1] not in AUTOMAGIC.split() or match[2].lstrip()[:1] in ("=", ","):
        return None
    if match[1] in taken or hasattr(builtins, match[1]) or keyword.iskeyword(match[1]):
        return None
    return [f"%{line.lstrip()}" if line.strip() else line for line in lines]
