"""The server that browsers talk to in tests, with a gate: a test ends when its last request has ended.

A browser that closes does not wait for its answers. A request that it leaves behind would meet the
emptying of the tables, or write into the next test.
"""

import threading
import time
from contextlib import suppress
from socket import SHUT_RDWR

from django.core.servers.basehttp import ThreadedWSGIServer
from pytest_django.live_server_helper import LiveServer

PATIENCE = 30


class Gate:
    """Lets requests in while a test runs, and counts those that are inside."""

    def __init__(self, application, patience=PATIENCE):
        self.application = application
        self.patience = patience
        self.is_open = True
        self.inside = []
        self.changed = threading.Condition()

    def __call__(self, environ, start_response):
        name = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        if not self._let_in(name):
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return []
        try:
            return Answer(self.application(environ, start_response), lambda: self._let_out(name))
        except BaseException:
            self._let_out(name)
            raise

    def open(self):
        self.is_open = True

    def close(self):
        """Refuse what is new without touching the database; return when the last one inside has ended."""
        with self.changed:
            self.is_open = False
            if not self.changed.wait_for(lambda: not self.inside, self.patience):
                raise AssertionError(f"Still unanswered after {self.patience} s: {self.inside}")

    def _let_in(self, name):
        with self.changed:
            if self.is_open:
                self.inside.append(name)
            return self.is_open

    def _let_out(self, name):
        with self.changed:
            self.inside.remove(name)
            self.changed.notify_all()


class Answer:
    """An answer of the application, which says when it has been closed."""

    def __init__(self, body, ended):
        self.body = body
        self.ended = ended

    def __iter__(self):
        return iter(self.body)

    def close(self):
        ended, self.ended = self.ended, None
        if ended is None:
            return
        try:
            getattr(self.body, "close", lambda: None)()
        finally:
            ended()


class Server(ThreadedWSGIServer):
    """Knows the connections that browsers keep open, so that none of them reaches the next test."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = set()

    def process_request(self, request, client_address):
        self.kept.add(request)
        super().process_request(request, client_address)

    def close_request(self, request):
        super().close_request(request)
        self.kept.discard(request)

    def hang_up(self):
        """End every connection, and wait until the threads that served them have let go."""
        deadline = time.monotonic() + PATIENCE
        while self.kept and time.monotonic() < deadline:
            for connection in list(self.kept):
                with suppress(OSError):
                    connection.shutdown(SHUT_RDWR)
            time.sleep(0.005)
        assert not self.kept


class GatedServer(LiveServer):
    """pytest-django's live server behind a gate."""

    def __init__(self, address):
        super().__init__(address, start=False)
        inner = self.thread.static_handler
        self.gate = None

        def gated(application):
            self.gate = Gate(inner(application))
            return self.gate

        self.thread.static_handler = gated
        self.thread.server_class = Server
        self.start()

    def settle(self):
        """Let the last request end, and every connection with it."""
        self.gate.close()
        self.thread.httpd.hang_up()
