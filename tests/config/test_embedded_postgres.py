import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from config.embedded_postgres import EmbeddedPostgres, PostgresUnavailable, main, short_folder

ROOT = Path(__file__).parents[2]


def clear_away(server):
    server.stop()
    shutil.rmtree(server.home)
    shutil.rmtree(server.socket_folder, ignore_errors=True)


@pytest.fixture
def server(tmp_path):
    """A server of this test's own: never the person's, nor the one that the other tests use."""
    server = EmbeddedPostgres("trial", durable=False, var=tmp_path / "var")
    yield server
    clear_away(server)


def same(server):
    """The same server as another process would see it."""
    return EmbeddedPostgres("trial", durable=False, var=server.folder.parent)


def query(server, sql):
    with psycopg.connect(server.url()) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else None


def write_a_row(server):
    query(server, "create table kept (word text)")
    query(server, "insert into kept values ('still here')")


def run_python(code, path):
    return subprocess.Popen(  # noqa: S603 - the code is in this file
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def processes(server):
    """The postmaster's pid, and those of all the others."""
    postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
    children = [pid for (pid,) in query(server, "select pid from pg_stat_activity")]
    return postmaster, children


def kill(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:  # it left by itself
            continue


def wait_until_gone(server):
    while server.is_ready():
        time.sleep(0.01)


def test_first_start_makes_a_server_for_a_role_without_special_rights(server):
    assert not server.is_ready()

    server.start()

    rights = "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles"
    assert server.is_ready()
    assert query(server, "select current_user, current_database()") == [("app", "app")]
    assert query(server, rights + " where rolname = 'app'") == [(False, False, False, True)]
    assert query(server, "show fsync") == [("off",)]


def test_second_start_uses_the_running_server(server):
    server.start()
    write_a_row(server)
    postmaster, _ = processes(server)

    same(server).start()

    assert processes(server)[0] == postmaster
    assert same(server).url() == server.url()
    assert query(server, "select word from kept") == [("still here",)]


def test_start_after_stop_keeps_the_rows(server):
    server.start()
    write_a_row(server)

    server.stop()
    assert not server.is_ready()
    server.stop()
    server.start()

    assert query(server, "select word from kept") == [("still here",)]


def test_stop_does_not_wait_for_clients(server):
    server.start()

    with psycopg.connect(server.url()):
        server.stop()

    assert not server.is_ready()


def test_start_after_the_postmaster_was_killed(server):
    server.durable = True
    server.start()
    write_a_row(server)
    postmaster, _ = processes(server)

    kill([postmaster])
    wait_until_gone(server)
    server.start()

    assert query(server, "select word from kept") == [("still here",)]
    assert query(server, "show fsync") == [("on",)]


def test_start_after_everything_was_killed(server):
    server.durable = True
    server.start()
    write_a_row(server)
    postmaster, children = processes(server)

    kill([postmaster, *children])
    wait_until_gone(server)
    server.start()

    assert query(server, "select word from kept") == [("still here",)]


def test_stop_after_everything_was_killed(server):
    server.start()
    postmaster, children = processes(server)

    kill([postmaster, *children])
    wait_until_gone(server)
    server.stop()

    assert not server.is_ready()


def test_start_after_a_first_start_that_was_killed(server):
    server.owner.take(server.home)
    (server.home / "fresh").mkdir()
    (server.home / "fresh" / "half").touch()

    server.start()

    assert not (server.data / "half").exists()
    assert query(server, "select 1") == [(1,)]


def test_starts_at_once_from_separate_processes_share_one_server(server):
    code = (
        "import sys, pathlib; from config.embedded_postgres import EmbeddedPostgres;"
        "server = EmbeddedPostgres('trial', durable=False, var=pathlib.Path(sys.argv[1]));"
        "server.start(); print(server.url(), server.is_ready())"
    )

    started = [run_python(code, server.folder.parent) for _ in range(4)]
    answers = {process.communicate()[0] for process in started}

    assert answers == {f"{server.url()} True\n"}
    assert server.log.read_text().count("starting PostgreSQL") == 1


def test_starts_at_once_from_threads_share_one_server(server):
    together = threading.Barrier(2)
    failures = []

    def start(own):
        together.wait()
        try:
            own.start()
        except PostgresUnavailable as error:
            failures.append(error)

    threads = [threading.Thread(target=start, args=[same(server)]) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert failures == []
    assert server.log.read_text().count("starting PostgreSQL") == 1


def test_a_new_checkout_in_the_place_of_a_deleted_one_gets_a_server_of_its_own(server):
    first = same(server)
    first.start()
    postmaster, _ = processes(first)

    shutil.rmtree(server.folder.parent)
    server.start()

    assert server.url() != first.url()
    write_a_row(server)
    assert query(server, "select word from kept") == [("still here",)]
    kill([postmaster])
    wait_until_gone(first)
    shutil.rmtree(first.home, ignore_errors=True)
    shutil.rmtree(first.socket_folder)


def test_start_refuses_the_data_of_another_major_version(server):
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("12\n")

    with pytest.raises(PostgresUnavailable, match=r"PostgreSQL 12's.*pg_dumpall.*restore"):
        server.start()


def test_start_shows_what_the_server_said_when_it_gave_up(server):
    server.start()
    server.stop()
    with (server.data / "postgresql.conf").open("a") as file:
        file.write("nonsense = on\n")

    with pytest.raises(PostgresUnavailable) as caught:
        server.start()

    first, *others = caught.value.report().splitlines()
    assert first == f"PostgreSQL did not start, pg_ctl gave up; see {server.home}."
    assert 'unrecognized configuration parameter "nonsense"' in "\n".join(others)


def test_start_and_stop_give_up_when_the_old_server_does_not_leave(server):
    server.start()
    server.stop()
    server.patience = 0.1
    holding = (
        "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, 2); print(); sys.stdin.read()"
    )

    with run_python(holding, server.folder / "alive.lock") as holder:
        holder.stdout.readline()
        for act in (server.start, server.stop):
            with pytest.raises(PostgresUnavailable, match="still busy"):
                act()


def test_start_refuses_a_socket_folder_of_somebody_else(server, tmp_path):
    server.socket_folder.symlink_to(tmp_path)

    with pytest.raises(PostgresUnavailable, match="belongs to somebody else"):
        server.start()

    server.socket_folder.unlink()


def test_start_says_in_one_sentence_what_the_system_refused(tmp_path):
    (tmp_path / "var").touch()
    server = EmbeddedPostgres("trial", durable=False, var=tmp_path / "var")

    assert not server.is_ready()
    with pytest.raises(PostgresUnavailable, match="is not available"):
        server.start()


def test_log_holds_nothing_of_a_statement_that_failed(server):
    server.start()
    write_a_row(server)
    query(server, "create unique index once on kept (word)")

    with pytest.raises(psycopg.errors.UniqueViolation):
        query(server, "insert into kept values ('still here')")

    assert "duplicate key" in server.log.read_text()
    assert "still here" not in server.log.read_text()


def test_short_folder_takes_the_first_that_can_hold_a_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    long = tmp_path / ("long" * 20)
    long.mkdir()

    assert short_folder(["", "/nowhere", str(long), "."]) == Path()
    with pytest.raises(PostgresUnavailable, match="XDG_RUNTIME_DIR"):
        short_folder([str(long), "/nowhere"])


def test_command_line_starts_tells_and_stops(tmp_path, capsys):
    var = tmp_path / "var"
    server = EmbeddedPostgres("test", durable=False, var=var)

    statuses = [
        main([action, "--name", "test"], var=var)
        for action in ("status", "start", "status", "url", "stop", "status")
    ]

    assert statuses == [3, 0, 0, 0, 0, 3]
    said = capsys.readouterr().out.splitlines()
    assert said == ["not running", "running", server.url(), "not running"]
    clear_away(server)


def test_command_line_says_failures_in_one_line(tmp_path, capsys):
    (tmp_path / "var").touch()

    assert main(["start"], var=tmp_path / "var") == 1

    assert capsys.readouterr().err.count("\n") == 1
