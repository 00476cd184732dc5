import ast
import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = [ROOT / "bin" / name for name in ("run", "test", "dev", "demo", "lint")]


@pytest.fixture(scope="module")
def setup():
    """The module that all scripts share."""
    spec = importlib.util.spec_from_file_location("_setup", ROOT / "bin" / "_setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_explains_itself(script):
    said = subprocess.run(  # noqa: S603 - a script of ours
        [script, "--help"], capture_output=True, text=True, check=True
    )

    assert f"bin/{script.name}" in said.stdout
    assert said.stderr == ""


def test_ci_runs_the_tests_from_anywhere():
    content = (ROOT / ".ci" / "run").read_text()

    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert content.endswith("exec bin/test\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PUBLIC_URL=http://localhost", ("PUBLIC_URL", "http://localhost")),
        ('export EMAIL_HOST="mail.example.org" ', ("EMAIL_HOST", "mail.example.org")),
        ("MASTER_KEYS=k1:abc=", ("MASTER_KEYS", "k1:abc=")),
        ("EXIT_URL=", ("EXIT_URL", "")),
        ("#DEBUG=1", None),
        ("a sentence", None),
    ],
)
def test_parse_variable(setup, line, expected):
    assert setup.parse_variable(line) == expected


def test_last_words_are_the_error_without_its_traceback(setup):
    said = 'Traceback (most recent call last):\n  File "a"\nDjango.Error: no such\n  table\n'

    assert setup.last_words(said) == "no such table"
    assert setup.last_words("something\n\nelse\n") == "else"
    assert setup.last_words("") == "it gave no reason"


def test_last_words_leave_out_what_only_django_says_about_a_check(setup):
    said = "SystemCheckError: System check identified some issues:\n\nCRITICALS:\n"
    said += "?: (vault.E001) The role sees all.\n\tHINT: Take another.\n"

    assert setup.last_words(said) == "The role sees all. Take another."


def test_requirements_are_installed_again_when_the_pins_change(setup):
    assert setup.fingerprint("requirements.txt") != setup.fingerprint("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_carries_hashes_and_comes_from_no_index_but_the_usual(name):
    text = (ROOT / name).read_text()
    pins = re.findall(r"^[\w.-]+(?:\[\w,]+\])?==.*\n(.*)", text, re.MULTILINE)

    assert pins
    assert all(line.strip().startswith("--hash=sha256:") for line in pins)
    assert not re.search(r"^\s*(-i|-f|--index|--extra-index|--find-links)|://", text, re.MULTILINE)


def test_whatever_a_person_wrote_down_is_pinned():
    for name in ("requirements", "requirements-dev"):
        written = (ROOT / f"{name}.in").read_text()
        pinned = (ROOT / f"{name}.txt").read_text().lower()
        wanted = re.findall(r"^[\w.-]+(?:\[\w,]+\])?==[\w.]+", written, re.MULTILINE)

        assert [pin for pin in wanted if f"\n{pin.lower()} " not in pinned] == []


def test_tests_see_none_of_the_persons_variables(setup, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@elsewhere/app")
    monkeypatch.setenv("SECRET_KEY", "of the person")
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")

    env = setup.test_environment()

    assert env["DATABASE_URL"] == "postgresql://app@elsewhere/app"
    assert not {"SECRET_KEY", "EMAIL_HOST"} & set(env)


def test_scripts_can_be_read_by_an_old_python():
    for path in (ROOT / "bin").iterdir():
        if path.is_file():
            ast.parse(path.read_text(), feature_version=(3, 8))


SITE = """
import sys, pathlib, _serve
_serve.VAR = pathlib.Path(sys.argv[1])
site = _serve.Site("127.0.0.1", 1, "Greeting.", "Farewell.")
sys.exit(_serve.serve([["sleep", "60"], ["sleep", "60"]], None, site))
"""


@pytest.fixture
def site(tmp_path):
    """A site of two processes that have not learned to end by themselves, and its supervisor."""
    supervisor = subprocess.Popen(  # noqa: S603 - a program of ours
        [sys.executable, "-c", SITE, tmp_path],
        env=os.environ | {"PYTHONPATH": str(ROOT / "bin")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    register, until = tmp_path / "run-1.pid", time.monotonic() + 10
    while time.monotonic() < until and not (register.exists() and register.read_text()):
        time.sleep(0.02)
    yield supervisor, int(register.read_text().split()[1])
    supervisor.kill()


@pytest.mark.parametrize(
    ("who", "sent", "said"),
    [
        ("process", signal.SIGTERM, (0, "Stopped.\n", "")),
        ("supervisor", signal.SIGINT, (0, "Farewell.\n", "")),
        ("process", signal.SIGKILL, (1, "", "ended by itself, with status -9: see above.\n")),
    ],
    ids=["by --stop", "by Ctrl-C", "by itself"],
)
def test_end_of_the_site_is_told_as_it_was(site, who, sent, said):
    supervisor, process = site

    os.kill(process if who == "process" else supervisor.pid, sent)

    out, err = supervisor.communicate(timeout=10)
    assert (supervisor.returncode, out, err.removeprefix("A process of the site ")) == said
