"""A PostgreSQL and two web servers of the bench's own, and what they cost in processor time.

The processor clocks of other processes are Linux's, in nanoseconds; /proc would count in ticks.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import psycopg

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORKERS = 2
# For made-up texts in a database to throw away.
SECRETS = {
    "SECRET_KEY": hashlib.sha512(b"bench").hexdigest(),
    "MASTER_KEYS": f"bench:{b64encode(hashlib.sha256(b'bench').digest()).decode()}",
}
Variables = dict[str, str]


def address(url: str, database: str, purpose: str) -> str:
    """Return the address of a database, with a name by which its connections are found."""
    return f"{url.rpartition('/')[0]}/{database}?application_name={quote(purpose)}"


def variables(database_url: str, port: int = 8000) -> Variables:
    """Return the variables of a server: none of the person's own."""
    example = (ROOT / ".env.example").read_text()
    ours = {line[1:].split("=")[0] for line in example.splitlines() if line.startswith("#")}
    return {
        **{name: value for name, value in os.environ.items() if name not in ours},
        **SECRETS,
        "DATABASE_URL": database_url,
        "PUBLIC_URL": f"http://localhost:{port}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{ROOT}:{HERE}",
    }


class Server:
    """Gunicorn, started as bin/run starts it."""

    def __init__(self, application: str, purpose: str, database_url: str) -> None:
        """Start it and wait for its first answer."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.purpose = purpose
        web = runpy.run_path(str(ROOT / "bin" / "run"))["web"]
        command = web(Namespace(host="127.0.0.1", port=self.port, workers=WORKERS))
        command[command.index("config.wsgi")] = application
        env = variables(database_url, self.port)
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/")
                connection.getresponse().read()
                return
            time.sleep(0.1)
        sys.exit(f"The server of {self.purpose} does not answer.")

    def workers(self) -> list[int]:
        """Return the processes that answer requests."""
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return list(map(int, task.read_text().split()))

    def memory(self, kind: str) -> float:
        """Return the megabytes of the largest worker: Rss holds all of it, Pss its share."""
        sizes = []
        for worker in self.workers():
            lines = Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()
            sizes += [int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")]
        return max(sizes) / 1024

    def stop(self) -> None:
        """End it with its workers."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=30)


class Spent(NamedTuple):
    """Nanoseconds of processor time."""

    application: int
    database: int


class Meter:
    """Reads the processor time of a server's workers and of their database connections."""

    def __init__(self, database_url: str) -> None:
        """Open a connection of its own, which is not counted."""
        self.database = psycopg.connect(database_url, autocommit=True)

    def backends(self, purpose: str) -> list[int]:
        """Return the database processes that serve this purpose."""
        found = self.database.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = %s AND datname = current_database()",
            [purpose],
        )
        return [pid for (pid,) in found]

    def read(self, server: Server) -> Spent:
        """Return what the server and its database have used so far."""
        processes = server.workers(), self.backends(server.purpose)
        return Spent(*(sum(map(processor_time, pids)) for pids in processes))


def processor_time(pid: int) -> int:
    """Return the nanoseconds of all threads of a process, of those that have ended too."""
    clock = (~pid << 3) | 2  # clock_getcpuclockid(3)
    return time.clock_gettime_ns(clock)


@contextlib.contextmanager
def serving(application: str, purpose: str, database_url: str) -> Iterator[Server]:
    """Serve for as long as the block takes."""
    server = Server(application, purpose, database_url)
    try:
        yield server
    finally:
        server.stop()
