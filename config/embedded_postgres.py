"""A private PostgreSQL for one checkout, used when there is no DATABASE_URL.

It needs no root, no system server and no TCP port: the programs come with a wheel, the data stay in
the ignored folder `var/`, and clients meet on a Unix socket in a folder that only its owner enters.

    python -m config.embedded_postgres start|stop|url|status [--name test]
"""

import argparse
import fcntl
import hashlib
import os
import re
import secrets
import shlex
import shutil
import socket
import struct
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import IO
from urllib.parse import quote

from config.postgres_programs import Owner, PostgresUnavailable, installed

__all__ = ["EmbeddedPostgres", "PostgresUnavailable", "short_folder"]

APP = "same-side"
VAR = Path(__file__).resolve().parent.parent / "var"
SOCKET = ".s.PGSQL.5432"
MAX_SOCKET_FOLDER_LENGTH = 50  # a socket's whole path must fit into about 100 bytes

INITDB = (
    "-U postgres -E UTF8 -A trust --locale-provider=builtin --locale=C --builtin-locale=C.UTF-8"
)
ROLE_AND_DATABASE = "create role app login createdb;\ncreate database app owner app;\n"
# What a person wrote must not reach the log: no statements, no values in the details of an error.
SETTINGS = (
    "listen_addresses=",
    "timezone=UTC",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
    "log_checkpoints=off",
)
FAST_BUT_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

_PARAMETERS = struct.pack("!I", 196608) + b"user\0app\0database\0app\0\0"  # protocol 3.0
HELLO = struct.pack("!I", len(_PARAMETERS) + 4) + _PARAMETERS
GOODBYE = b"X" + struct.pack("!I", 4)
CANNOT_CONNECT_NOW = b"C57P03\0"  # the server is starting, stopping or recovering


class EmbeddedPostgres:
    """One server: `dev` holds the person's own data, `test` may be thrown away."""

    def __init__(self, name: str = "dev", *, durable: bool = True, var: Path = VAR) -> None:
        """Choose the server; nothing is written before somebody asks where it lives."""
        self.name = name
        self.durable = durable
        self.folder = var.resolve() / f"postgres-{name}"
        self.patience = 10.0
        self.owner = Owner()

    @cached_property
    def key(self) -> str:
        """Differ for each checkout, and for a new one in the place of a deleted one."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):  # a link is made whole or not at all, and only once
            (self.folder / "id").symlink_to(secrets.token_hex(8))
        token = (self.folder / "id").readlink()
        return hashlib.sha256(f"{self.folder}:{token}".encode()).hexdigest()[:12]

    @cached_property
    def home(self) -> Path:
        """Where data and log are: below `var`, or for root where `nobody` can reach them."""
        elsewhere = Path(f"/var/lib/{APP}-{self.name}-{self.key}")
        return elsewhere if self.owner.is_nobody else self.folder

    @cached_property
    def socket_folder(self) -> Path:
        """A short path, because a socket's path has a limit that a checkout may exceed."""
        places = ("/tmp", os.environ.get("XDG_RUNTIME_DIR", ""))  # noqa: S108 - closed by Owner.take
        return short_folder(places) / f".{APP}-{self.owner.uid}-{self.key}"

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server has said since its last start."""
        return self.home / "log"

    def url(self) -> str:
        """Return a DATABASE_URL for the role `app`, whom row-level security binds."""
        return f"postgresql://app@{quote(str(self.socket_folder), safe='')}/app"

    def tool(self, name: str) -> str:
        """Return the path of `psql`, `pg_dump` and their sisters, as new as the server."""
        return str(installed() / "bin" / name)

    def is_ready(self) -> bool:
        """Ask the server itself: a few milliseconds, and no program is started."""
        try:
            self.owner.refuse_strangers(self.socket_folder)
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(2)
                client.connect(str(self.socket_folder / SOCKET))
                client.sendall(HELLO + GOODBYE)
                answer = client.recv(1024)
        except (OSError, PostgresUnavailable):
            return False
        return answer != b"" and CANNOT_CONNECT_NOW not in answer

    def start(self) -> None:
        """Make sure that the server runs; any number of processes may ask at once."""
        if self.is_ready():
            return
        with _in_one_sentence(), self._locks() as alive:
            self.owner.take(self.home)
            self.owner.take(self.socket_folder)
            if self._is_free_to_start(alive):
                self._launch(alive.fileno())

    def stop(self) -> None:
        """Stop the server and wait until its last process is gone; a stopped one stays stopped."""
        with _in_one_sentence():
            if self.data.exists():
                self._stop()

    def _stop(self) -> None:
        with self._locks() as alive:
            if _try_lock(alive):
                return
            command = ("-D", self.data, "-m", "fast", "-W", "stop")
            self.owner.run(self._programs() / "pg_ctl", *command)
            deadline = time.monotonic() + self.patience
            while not _try_lock(alive):
                self._wait(deadline)

    @contextmanager
    def _locks(self) -> Iterator[IO[str]]:
        """Let one process at a time start or stop the server; give it the server's own lock.

        The server inherits that second lock and all its processes share it, so that the kernel
        itself knows, even after `kill -9`, whether one is left: a pid in a file may be a zombie's,
        a stranger's or one of another container.
        """
        with (
            (self.folder / "start.lock").open("w") as start_lock,
            (self.folder / "alive.lock").open("w") as two,
        ):
            fcntl.flock(start_lock, fcntl.LOCK_EX)
            yield two

    def _is_free_to_start(self, alive: IO[str]) -> bool:
        """Wait until either no process of the server is left, or it answers after all."""
        deadline = time.monotonic() + self.patience
        while not _try_lock(alive):
            if self.is_ready():
                return False
            self._wait(deadline)
        return True

    def _wait(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            sentence = (
                f"PostgreSQL is still busy in {self.home}: stop it, or try again in a minute."
            )
            raise PostgresUnavailable(sentence, self._said())
        time.sleep(0.05)

    def _programs(self) -> Path:
        return self.owner.reachable_programs(self.home / "programs")

    def _launch(self, alive: int) -> None:
        programs = self._programs()
        if self.log.exists():
            self.log.replace(self.home / "log.previous")
        if not self.data.exists():
            self._create_data(programs, alive)
        self._refuse_other_version(programs)
        # Nobody is left, as the lock tells: these belong to a server that was killed.
        for remains in (
            self.data / "postmaster.pid",
            self.socket_folder / f"{SOCKET}.lock",
        ):
            remains.unlink(missing_ok=True)
        settings = [f"unix_socket_directories={self.socket_folder}", *SETTINGS]
        settings += [] if self.durable else FAST_BUT_FORGETFUL
        options = " ".join(f"-c {shlex.quote(setting)}" for setting in settings)
        command = ("-D", self.data, "-l", self.log, "-w", "start", "-o", options)
        self._must(programs / "pg_ctl", *command, alive=alive)

    def _create_data(self, programs: Path, alive: int) -> None:
        fresh = self.home / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        flags = [*INITDB.split(), *([] if self.durable else ["--no-sync"])]
        self._must(programs / "initdb", "-D", fresh, *flags, alive=alive)
        single = ("--single", "-D", fresh, "-c", "exit_on_error=on", "postgres")
        self._must(programs / "postgres", *single, alive=alive, words=ROLE_AND_DATABASE)
        fresh.rename(self.data)  # whole or not at all, with its role and its database

    def _refuse_other_version(self, programs: Path) -> None:
        made = (self.data / "PG_VERSION").read_text().strip()
        version = self.owner.run(programs / "postgres", "--version").stdout
        runs = "".join(re.findall(r"\) (\d+)", version))
        if made != runs:
            sentence = (
                f"The data in {self.data} are PostgreSQL {made}'s, but version {runs} is installed:"
                " dump them with the old version's pg_dumpall, move the folder away, start again"
                " and restore the dump with psql."
            )
            raise PostgresUnavailable(sentence)

    def _must(self, program: Path, *args: Path | str, alive: int, words: str = "") -> None:
        result = self.owner.run(program, *args, alive=alive, words=words)
        if result.returncode:
            sentence = f"PostgreSQL did not start, {program.name} gave up; see {self.home}."
            raise PostgresUnavailable(sentence, result.stdout + self._said())

    def _said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def short_folder(places: Iterable[str]) -> Path:
    """Return the first place that is writable and short enough for a socket."""
    for place in places:
        if len(place) <= MAX_SOCKET_FOLDER_LENGTH and os.access(place, os.W_OK | os.X_OK):
            return Path(place)
    sentence = (
        "PostgreSQL needs a folder for its socket: make /tmp writable or set XDG_RUNTIME_DIR."
    )
    raise PostgresUnavailable(sentence)


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    """Say what the system refused (a full disk, a folder of someone else's) without a traceback."""
    try:
        yield
    except OSError as error:
        sentence = f"PostgreSQL is not available: {error}."
        raise PostgresUnavailable(sentence) from error


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def main(arguments: Sequence[str], var: Path = VAR) -> int:
    """Run the command line; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m config.embedded_postgres")
    parser.add_argument("action", choices=["start", "stop", "url", "status"])
    parser.add_argument("--name", default="dev", help="dev (yours, the default) or test")
    chosen = parser.parse_args(arguments)
    server = EmbeddedPostgres(chosen.name, durable=chosen.name != "test", var=var)
    try:
        return _act(server, chosen.action)
    except PostgresUnavailable as error:
        sys.stderr.write(f"{error.report()}\n")
        return 1


def _act(server: EmbeddedPostgres, action: str) -> int:
    if action == "status":
        is_ready = server.is_ready()
        sys.stdout.write("running\n" if is_ready else "not running\n")
        return 0 if is_ready else 3
    if action == "url":
        sys.stdout.write(f"{server.url()}\n")
    else:
        server.start() if action == "start" else server.stop()
    return 0


if __name__ == "__main__":  # pragma: no cover - the line that hands over to main()
    sys.exit(main(sys.argv[1:]))
