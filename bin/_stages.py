"""The stages of bin/lint and bin/test: a heading and a command each, stopping at the first failure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from _setup import PYTHON, ROOT, VENV, Text, Variables, run, say

IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def go_through(stages: Iterable[tuple[str, Sequence[Text]]], env: Variables) -> None:
    """Run the stages in turn."""
    for heading, command in stages:
        say(f"\n== {heading}")
        run(*command, env=env)


def lint(*, fix: bool = False) -> list[tuple[str, Sequence[Text]]]:
    """Return the stages that read the code without running it."""
    ruff, djade = VENV / "bin" / "ruff", VENV / "bin" / "djade"
    code = [".", *sorted(str(path.relative_to(ROOT)) for path in scripts())]
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))
    check, repair = ([], ["--fix"]) if fix else (["--check"], [])
    return [
        ("Formatting", [ruff, "format", *check, *code]),
        ("Lint", [ruff, "check", *repair, *code]),
        ("Types", [PYTHON, "-m", "mypy"]),
        ("Arrows between apps", [PYTHON, "-c", IMPORTS]),
        ("Formatting of templates", [djade, "--target-version", "5.2", *check, *templates]),
        ("Lint of templates", [PYTHON, "-m", "djlint", "--lint", "--quiet", "templates"]),
    ]


def scripts() -> list[Path]:
    """Return the scripts that have no suffix, which a linter would not find by itself."""
    return [path for path in (ROOT / "bin").iterdir() if path.is_file() and not path.suffix]
