"""What every script here does first: find a Python, make `.venv`, install what is pinned.

Standard library only, and readable by an old Python, so that it can ask for a newer one.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Dict, NoReturn, Union  # noqa: UP035 - an old Python knows no others

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
Text = Union[str, Path]  # noqa: UP007 - an old Python has to get past this line
Variables = Dict[str, str]  # noqa: UP006 - likewise
TRIED = ("python3.13", "python3.12", "python3.11", "python3.14", "python3.15")


def main(function: Callable[[list[str]], int]) -> NoReturn:
    """Run a script's function with its arguments; Ctrl-C is an answer, not a failure to explain."""
    try:
        use_new_enough_python()
        sys.exit(function(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


def say(sentence: str) -> None:
    """Tell the person what is going on, before a child's own output."""
    print(sentence, flush=True)


def use_new_enough_python() -> None:
    """Go on in a newer Python when this one is too old and another is there."""
    if sys.version_info >= OLDEST:
        return
    test = "import sys; sys.exit(sys.version_info < %r)" % (OLDEST,)  # noqa: UP031 - old Python
    for name in TRIED:
        found = shutil.which(name)
        if found and succeeds([found, "-c", test]):
            os.execv(found, [found, *sys.argv])  # noqa: S606 - that is the point
    mine = ".".join(map(str, sys.version_info[:2]))
    sys.exit(f"Same Side needs Python 3.11 or newer and this is {mine}: install python3.11 first.")


def succeeds(command: Sequence[Text], env: Variables | None = None) -> bool:
    """Tell whether a quiet program is there and ends well."""
    try:
        return subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(*command: Text, env: Variables | None = None) -> None:
    """Run a program to its end; where it fails, this script ends with the same status."""
    status = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    if status:
        sys.exit(status)


def become(*command: Text, env: Variables) -> NoReturn:
    """Let a program take our place, so that it has the terminal and the last word."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(command[0], [str(word) for word in command], env)  # noqa: S606 - that is the point


def run_quietly(purpose: str, *command: Text, env: Variables | None = None) -> None:
    """Run a program that should have nothing to say; its failure becomes one sentence."""
    result = subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    log = VAR / "failure.log"
    log.unlink(missing_ok=True)
    if result.returncode:
        said = result.stderr or result.stdout
        log.write_text(said)
        sys.exit(f"Could not {purpose}: {last_words(said)} (all of it: var/failure.log)")


def last_words(said: str) -> str:
    """Return what a failed program had to say in the end: the error without its traceback."""
    said = re.sub(r"(?s)System check identified .*?\(\w+\.\w+\) ", "", said)
    lines = [line for line in said.splitlines() if line.strip()] or ["it gave no reason"]
    errors = [i for i, line in enumerate(lines) if re.match(r"(\w+\.)*[A-Z]\w+: ", line)]
    if not errors:
        return lines[-1].strip()
    words = " ".join(line.strip().removeprefix("HINT: ") for line in lines[errors[-1] :])
    return words.split(": ", 1)[1]


@contextlib.contextmanager
def only_one(name: str) -> Iterator[None]:
    """Let one process at a time do this in this checkout; the others wait."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up(requirements: str = "requirements.txt") -> None:
    """Make the virtual environment and install the requirements, unless that is done already."""
    with only_one("setup"):
        wanted = fingerprint(requirements)
        stamp = VENV / f"{requirements}.installed"
        if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
            return
        make_venv()
        say(f"Installing {requirements}; this happens once and takes about a minute …")
        install("--require-hashes", "-r", requirements)
        for included in {requirements, "requirements.txt"}:
            (VENV / f"{included}.installed").write_text(fingerprint(included))


def fingerprint(requirements: str) -> str:
    """Change when the requirement files do; the development ones include the others."""
    names = {requirements, "requirements.txt"}
    content = b"".join((ROOT / name).read_bytes() for name in sorted(names))
    return hashlib.sha256(content).hexdigest()


def install(*what: Text, env: Variables | None = None) -> None:
    """Let pip install something into the virtual environment."""
    pip = (PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    if subprocess.run((*pip, *what), cwd=ROOT, env=env, check=False).returncode:
        sys.exit("pip could not install what is needed (see above): is the network reachable?")


def make_venv() -> None:
    """Make `.venv`, also where Debian has left pip and ensurepip out of Python."""
    if PYTHON.exists() and succeeds([PYTHON, "-m", "pip", "--version"]):
        return
    say("Making the virtual environment .venv …")
    venv = (sys.executable, "-m", "venv", "--clear")
    if importlib.util.find_spec("ensurepip"):
        run(*venv, VENV)
        return
    wheel = pip_wheel()
    run(*venv, "--without-pip", VENV)
    install("--no-index", wheel, env={**os.environ, "PYTHONPATH": str(wheel)})
    shutil.rmtree(VAR / "apt", ignore_errors=True)


def pip_wheel() -> Path:
    """Find the wheel of pip that Debian keeps, or fetch it into a folder of our own."""
    import _apt  # noqa: PLC0415 - only a bare Debian needs it

    wheels = "usr/share/python-wheels/pip-*.whl"
    found = sorted(Path("/").glob(wheels))
    if not found:
        say("Fetching pip into var/apt, because this Python came without it …")
        root = _apt.fetch(["python3-pip-whl"], VAR / "apt")
        found = sorted(root.glob(wheels)) if root else []
    if not found:
        sys.exit("This Python came without ensurepip: install python3-venv, then run this again.")
    return found[-1]


def environment() -> Variables:
    """Return the variables for the site: those of the shell, then those of `.env`."""
    file = ROOT / ".env"
    lines = file.read_text().splitlines() if file.exists() else []
    written = dict(filter(None, map(parse_variable, lines)))
    return {**written, **os.environ}


def parse_variable(line: str) -> tuple[str, str] | None:
    """Read `NAME=value`, with quotes around the value or without; None for any other line."""
    match = re.fullmatch(r"\s*(?:export\s+)?([A-Z][A-Z0-9_]*)=(.*?)\s*", line)
    if not match:
        return None
    name, value = match.groups()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    return name, value


def start_database(env: Variables, name: str = "dev") -> None:
    """Start the embedded PostgreSQL, unless DATABASE_URL names another one."""
    if not env.get("DATABASE_URL"):
        run(PYTHON, "-m", "config.embedded_postgres", "start", "--name", name, env=env)


def prepare_database(env: Variables) -> None:
    """Start the database and bring its tables up to date."""
    with only_one("setup"):
        start_database(env)
        manage = (PYTHON, "manage.py")
        run_quietly("prepare the site", *manage, "migrate", "--verbosity", "0", env=env)


def test_environment() -> Variables:
    """Return the variables for the tests: none of the person's own, and a database to throw away.

    DATABASE_URL is kept, so that the tests can be run against another PostgreSQL.
    """
    ours = re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)
    kept = {k: v for k, v in os.environ.items() if k not in ours or k == "DATABASE_URL"}
    start_database(kept, "test")
    if not kept.get("DATABASE_URL"):
        command = (PYTHON, "-m", "config.embedded_postgres", "url", "--name", "test")
        said = subprocess.run(command, cwd=ROOT, env=kept, check=True, capture_output=True)
        kept["DATABASE_URL"] = said.stdout.decode().strip()
    return kept
