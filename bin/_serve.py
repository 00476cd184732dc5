"""One small supervisor: it starts the site's processes, passes signals on, and ends with all of them.

Shell jobs with `&` would ignore Ctrl-C and stay behind. To serve one more process, add it to the
commands that `bin/run` passes to `serve`.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from _setup import ROOT, VAR, Text, Variables, say

PATIENCE = 15  # seconds; longer than gunicorn's own for requests under way


class Site(NamedTuple):
    """Where the site listens, what to say once it answers and when it was stopped, and by what name it answers."""

    host: str
    port: int
    greeting: str
    farewell: str
    name: str = "localhost"


def refuse_taken(host: str, port: int) -> None:
    """Stop with one sentence when the address cannot be ours."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sys.exit(
                f"Port {port} is taken: choose another with --port, or end the other with --stop."
            )
        sys.exit(f"Cannot listen on {host} port {port}: {error.strerror or error}.")


def serve(commands: Sequence[Sequence[Text]], env: Variables, site: Site) -> int:
    """Run the commands until one of them ends or we are told to stop; return the exit status."""
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.append(1))
    with register(site.port) as register_file:
        processes = [start(command, env, register_file) for command in commands]
        register_file.write("".join(f"{process.pid}\n" for process in processes))
        register_file.flush()
        try:
            status = watch(processes, stopping, site)
        finally:
            end(processes, stopping)
    if status and not stopping:
        sys.exit(f"A process of the site ended by itself, with status {status}: see above.")
    say(site.farewell if stopping else "Stopped.")
    return 0


def start(
    command: Sequence[Text], env: Variables, register_file: IO[str]
) -> subprocess.Popen[bytes]:
    """Start one process in a session of its own, so that only we get the terminal's Ctrl-C."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=(register_file.fileno(),),
    )


def watch(processes: Sequence[subprocess.Popen[bytes]], stopping: Sequence[int], site: Site) -> int:
    """Greet as soon as the site answers; return when it is over."""
    is_greeted = False
    while not stopping:
        for process in processes:
            if process.poll() is not None:
                # Somebody asked it to end (bin/run --stop), before it had learned to end by itself.
                return 0 if process.returncode == -signal.SIGTERM else process.returncode or 0
        if not is_greeted and answers(site):
            say(site.greeting)
            is_greeted = True
        time.sleep(0.1)
    return 0


def answers(site: Site) -> bool:
    """Tell whether the site answers a request; it refuses one that does not call it by its name."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(site.host, site.host)  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(here, site.port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/", headers={"Host": site.name})
        return connection.getresponse().status > 0
    return False


def end(processes: Sequence[subprocess.Popen[bytes]], stopping: Sequence[int]) -> None:
    """Ask all to stop, wait for them, and kill what does not; a second Ctrl-C does not wait."""
    signal_all((process.pid for process in processes), signal.SIGTERM)
    asked, deadline = len(stopping), time.monotonic() + PATIENCE
    while any(process.poll() is None for process in processes):
        if len(stopping) > max(asked, 1) or time.monotonic() > deadline:
            signal_all((process.pid for process in processes), signal.SIGKILL)
        time.sleep(0.05)


def signal_all(groups: Iterable[int], number: int) -> None:
    """Send a signal to whole process groups, those that are still there."""
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, number)


@contextlib.contextmanager
def register(port: int) -> Iterator[IO[str]]:
    """Keep the processes' numbers in a file that they hold locked as long as one of them lives."""
    VAR.mkdir(exist_ok=True)
    file = VAR / f"run-{port}.pid"
    with file.open("a") as opened:
        if not try_lock(opened):
            sys.exit(f"bin/run is still ending on port {port}: try again in a moment.")
        opened.truncate(0)
        yield opened
        file.unlink(missing_ok=True)


def stop() -> int:
    """Stop every server that bin/run has started from this checkout; tell how many there were."""
    stopped = 0
    for file in VAR.glob("run-*.pid"):
        with file.open() as opened:
            if not try_lock(opened):
                signal_all(map(int, opened.read().split()), signal.SIGTERM)
                wait_for(opened, file)
                stopped += 1
        file.unlink(missing_ok=True)
    return stopped


def wait_for(opened: IO[str], file: Path) -> None:
    """Wait until the last process has let go of its file; then less patiently."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if try_lock(opened):
                return
            time.sleep(0.05)
        opened.seek(0)
        signal_all(map(int, opened.read().split()), number)
    sys.exit(f"The server in {file.name} does not stop.")


def try_lock(opened: IO[str]) -> bool:
    """Tell whether nobody else holds the file."""
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
