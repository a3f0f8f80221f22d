"""What must hold, as tasks that people, CI and .ci/run call alike: `nox` runs the usual ones, `nox -s tests` one, `nox -l` lists them.

Each runs in the environment that nox itself runs in (`pip install -e '.[test,dev]'`), so that a task costs no installation.
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "documents", "tests"]

FORMATTED = ("grader", "nncli", "docs", "noxfile.py")  # and the tests' own modules: samples keep their learners' layout

ROOMS_OF_TESTS = ("batch", "formats", "in_notebook", "learning", "pages")
SHARED_BY_TESTS = (
    *("tests.conftest", "tests.gate", "tests.golden", "tests.mutants", "tests.scheduling", "tests.declarations.record"),
    *(
        f"tests.hostile_support.{name}"
        for name in ("control", "course", "disasters", "material", "naive", "processes", "samples")
    ),
    *(f"tests.{room}.conftest" for room in ROOMS_OF_TESTS),
    *("tests.derivation.problems", "tests.derivation.random_trees"),
)


@nox.session
def lint(session: nox.Session) -> None:
    """ruff: rules over everything, layout of the program and its tests."""
    session.run("ruff", "check", ".")
    session.run("sh", "-c", f"ruff format --check {' '.join(FORMATTED)} tests/*.py", external=True)


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict over the program and over what the tests share."""
    session.run("mypy")
    session.run("mypy", *(word for name in SHARED_BY_TESTS for word in ("-m", name)))


@nox.session
def documents(session: nox.Session) -> None:
    """Tables and recorded sessions in the documents are what the program prints today."""
    session.run("python", "docs/tables.py", "--check")
    session.run("python", "docs/recording.py", "--check")
    session.run("sh", "-c", "python docs/sessions.py --check README.md docs/*.md", external=True)


@nox.session
def tests(session: nox.Session) -> None:
    """The whole suite, as the README's second command runs it."""
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def quick(session: nox.Session) -> None:
    """The tests that prove an installation, in under a minute."""
    session.run("python", "-m", "pytest", "-n", "auto", "-m", "quick", *session.posargs)


@nox.session
def notebook(session: nox.Session) -> None:
    """Real kernels, and JupyterLab in a browser: what a check does there. Needs `pip install -e '.[notebook]'`."""
    chosen = ("tests/in_notebook", "tests/learning/test_serving.py")
    session.run("python", "-m", "pytest", "-n", "auto", *chosen, *session.posargs)


@nox.session
def fresh_workers(session: nox.Session) -> None:
    """The command once more, with an interpreter for each submission: what runs where there is no fork."""
    chosen = ("tests/test_cli.py", "tests/test_submissions.py", "-k", "weather or cli")
    session.run("python", "-m", "pytest", "-n", "auto", *chosen, env={"NNCLI_WORKERS": "fresh"})


@nox.session
def coverage(session: nox.Session) -> None:
    """The quick tests and those of judging with coverage, and the lines of grader/ that none of them reaches."""
    chosen = ("tests/test_submissions.py", "tests/test_cli.py", "tests/test_session.py", "tests/formats", "tests/batch")
    session.run(
        "python", "-m", "pytest", "-n", "auto", "--cov=grader", "--cov-report=term-missing:skip-covered", *chosen
    )


@nox.session
def golden(session: nox.Session) -> None:
    """Record the golden reports anew: all, or those named after `--`. Read the difference before you commit it."""
    session.run("python", "-m", "tests.golden", *session.posargs)


@nox.session
def site(session: nox.Session) -> None:
    """The documentation site in build/site (`pip install -e '.[docs]'`); a broken link is an error."""
    session.run("mkdocs", "build", "--quiet", env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session
def build(session: nox.Session) -> None:
    """The wheel and the source archive, and their metadata checked."""
    session.run("python", "-m", "build")
    session.run("sh", "-c", "python -m twine check --strict dist/*", external=True)
