"""The databases of the bench: kept between runs for as long as they would be written the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date

import psycopg
from servers import ROOT, Variables, address, variables

BENCH, FEW = "bench", "bench_few"
OTHERS, FEWER_OTHERS = 1000, 10
SOURCES = ("*/migrations/*.py", "bin/_bench/world/*.py", "bin/_bench/floors.py")


def prepare(url: str, today: date, *, fresh: bool) -> None:
    """Write the databases, unless they are there as they would be written."""
    wanted = fingerprint(today)
    with psycopg.connect(address(url, "app", "bench"), autocommit=True) as database:
        database.execute("CREATE TABLE IF NOT EXISTS loaded (fingerprint text)")
        kept = database.execute("SELECT fingerprint FROM loaded").fetchone()
        if kept == (wanted,) and not fresh:
            return
        database.execute("DELETE FROM loaded")
        for name, others in ((BENCH, OTHERS), (FEW, FEWER_OTHERS)):
            print(f"Writing ten years of one person beside {others} others …", flush=True)
            database.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            database.execute(f"CREATE DATABASE {name}")
            env = variables(address(url, name, "load"))
            python("manage.py", "migrate", "--verbosity", "0", env=env)
            python("bin/_bench/load.py", str(others), today.isoformat(), env=env)
        database.execute("INSERT INTO loaded VALUES (%s)", [wanted])


def fingerprint(today: date) -> str:
    """Change with the tables, with what is written into them, and with the day."""
    digest = hashlib.sha256(today.isoformat().encode())
    for file in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def prepare_floors(url: str) -> str:
    """Write what the floors need; return the key of a session."""
    say = "import floors; print(floors.prepare())"
    return python("-c", say, env=variables(address(url, BENCH, "load")))


def python(*command: str, env: Variables) -> str:
    """Run Python in a server's environment; return what it says."""
    result = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE
    )
    if result.returncode:
        sys.exit("The database could not be prepared: see above.")
    return result.stdout.decode().strip()
