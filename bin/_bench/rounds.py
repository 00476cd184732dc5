"""Rounds: every floor and every page in turn, again and again, so that all see the same machine."""

from __future__ import annotations

import gzip
import http.client
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import brotli
from pages import Page, Request
from servers import Meter, Server

WARM_UP = 40
WINDOW = 0.4  # seconds of processor time that a page gets in a round
FEWEST, MOST = 20, 400


@dataclass
class Result:
    """What was measured of one page."""

    page: Page
    server: Server
    body: bytes = b""
    costs: list[float] = field(default_factory=list)  # processor milliseconds, one a round
    database: list[float] = field(default_factory=list)  # the part of them that PostgreSQL used
    waits: list[float] = field(default_factory=list)  # milliseconds, one a request

    @property
    def cost(self) -> float:
        """Return the processor milliseconds of one request."""
        return statistics.median(self.costs)

    def wait(self, percent: int) -> float:
        """Return the milliseconds within which so many of a hundred requests are answered."""
        return statistics.quantiles(self.waits, n=100, method="inclusive")[percent - 1]

    def times(self, floor: Result) -> float:
        """Return how many times its floor it costs: the median of the rounds."""
        pairs = zip(self.costs, floor.costs, strict=True)
        return statistics.median(mine / floors for mine, floors in pairs)

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Return the bytes of the page: as it is, by gzip, by Brotli."""
        body = self.body
        return len(body), len(gzip.compress(body, 6)), len(brotli.compress(body, quality=5))


def send(connection: http.client.HTTPConnection, request: Request, status: int) -> bytes:
    """Send one request and return the body of its answer, which has to be the expected one."""
    body = request.body.encode() if request.body else None
    connection.request(request.method, request.path, body, request.headers)
    response = connection.getresponse()
    content = response.read()
    if response.status != status:
        sys.exit(f"{request.method} {request.path} answered {response.status}, not {status}.")
    return content


def spend(result: Result, count: int) -> list[float]:
    """Ask for the page so many times over one connection; return how long each took."""
    requests = result.page.ask(count)
    connection = http.client.HTTPConnection("127.0.0.1", result.server.port, timeout=30)
    waits = []
    for request in requests:
        begun = time.perf_counter()
        result.body = send(connection, request, result.page.status)
        waits.append((time.perf_counter() - begun) * 1000)
    connection.close()
    return waits


def one_round(result: Result, meter: Meter, count: int) -> None:
    """Measure one page once."""
    before = meter.read(result.server)
    waits = spend(result, count)
    after = meter.read(result.server)
    result.costs.append((sum(after) - sum(before)) / count / 1e6)
    result.database.append((after.database - before.database) / count / 1e6)
    result.waits += waits
    result.page.undo()


def go(results: Sequence[Result], meter: Meter, rounds: int, longest: float) -> None:
    """Warm up, choose how often each page is asked for, go round."""
    counts = {}
    for result in results:
        spend(result, WARM_UP)
        one_round(result, meter, FEWEST)
        each = result.costs.pop() / 1000
        counts[result.page.name] = min(MOST, max(FEWEST, round(WINDOW / each)))
        result.database.clear()
        result.waits.clear()
    deadline = time.monotonic() + longest
    for _ in range(rounds):
        for result in results:
            one_round(result, meter, counts[result.page.name])
        if time.monotonic() > deadline:
            return
