"""No request outlives its test: the gate of the live server waits for it before the tables are emptied."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest
from django.core.signals import request_started
from django.db import transaction

from tests.live_server import Gate
from users.models import User


@contextmanager
def slow_writer():
    """Make each request hold a transaction with a write in it for a while."""
    begun, ended = threading.Event(), threading.Event()

    def hold(**kwargs):
        with transaction.atomic():
            User.objects.create_user("late")
            begun.set()
            time.sleep(0.5)
        ended.set()

    request_started.connect(hold)
    yield begun, ended
    request_started.disconnect(hold)


def ask_and_leave(server, begun):
    """Ask for a page as a browser does that is closed before the answer comes."""
    with socket.create_connection((server.thread.host, server.thread.port)) as browser:
        browser.sendall(b"GET /support/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert begun.wait(10)


def test_what_a_browser_left_unanswered_has_ended_when_its_test_ends(live_server, capfd):
    with slow_writer() as (begun, ended):
        ask_and_leave(live_server, begun)
        live_server.settle()

    assert ended.is_set()
    assert User.objects.get().username == "late"
    assert live_server.thread.httpd.kept == set()
    assert capfd.readouterr().err == ""


def test_late_request_reaches_nothing(live_server):
    live_server.settle()

    with (
        slow_writer() as (begun, _ended),
        socket.create_connection((live_server.thread.host, live_server.thread.port)) as browser,
    ):
        browser.sendall(b"GET /support/ HTTP/1.0\r\n\r\n")
        assert b" 503 " in browser.makefile("rb").readline()
    assert not begun.is_set()


def enter(gate):
    return gate({"REQUEST_METHOD": "POST", "PATH_INFO": "/drafts/"}, lambda *_: None)


def test_request_that_never_ends_is_named():
    gate = Gate(lambda *_: [b"still talking"], patience=0.01)
    enter(gate)

    with pytest.raises(AssertionError, match="POST /drafts/"):
        gate.close()


def test_request_has_ended_when_its_answer_is_closed():
    gate = Gate(lambda *_: [b"words"], patience=0.01)
    answer = enter(gate)
    assert list(answer) == [b"words"]

    answer.close()
    answer.close()
    gate.close()


def test_request_has_ended_when_the_application_fails():
    gate = Gate(lambda *_: 1 // 0, patience=0.01)
    with pytest.raises(ZeroDivisionError):
        enter(gate)

    gate.close()
