"""Serve the site and the floors on one database, measure both, tell. Needs Django to be set up."""

from __future__ import annotations

import argparse
import http.client
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date

import pages
import queries
import report
import weight
from databases import BENCH, FEW, FEWER_OTHERS, OTHERS
from django.db import connection
from rounds import Result, go
from servers import ROOT, Meter, Server, address, serving
from world import WRITER

from users.models import User

STRICT_RUNS = 3  # what counts is the middle of all their rounds


def measure(url: str, session: str, chosen: argparse.Namespace, today: date) -> bool:
    """Return whether a target is missed."""
    with ExitStack() as stack:
        floors = stack.enter_context(serving("floors", "floors", address(url, BENCH, "floors")))
        site = stack.enter_context(serving("config.wsgi", "pages", address(url, BENCH, "pages")))
        etags = etags_from(site)
        results = [Result(page, floors) for page in pages.floors(session)]
        results += [Result(page, site) for page in all_pages(BENCH, today, etags, chosen.only)]
        meter = Meter(address(url, BENCH, "meter"))
        for _ in range(STRICT_RUNS if chosen.strict else 1):
            go(results, meter, chosen.rounds, chosen.longest)
        taken, floor_taken = report.memory(site), report.memory(floors)
        weights = weight.weigh(site, pages.first_looks())
        many, few = (
            queries.explain(all_pages(name, today, etags, chosen.only), writer())
            for name in (BENCH, FEW)
        )
    measured = {result.page.name: result for result in results if result.server is floors}
    rows = [report.row(result, measured, many) for result in results]
    report.tell(rows, few, OTHERS, FEWER_OTHERS)
    is_over = report.tell_memory(taken, floor_taken)
    more = {"memory": taken, "floor_memory": floor_taken, "weights": weight.row(weights)}
    is_over = weight.tell(weights) or is_over
    report.keep(ROOT / "var" / "bench.jsonl", rows, **more)
    return is_over or any(map(report.is_over, rows))


def all_pages(
    database: str, today: date, etag_of: Callable[[str], str], only: str
) -> list[pages.Page]:
    """Return the pages as the writer of this database asks for them."""
    connection.close()
    connection.settings_dict["NAME"] = database
    found = [*pages.private_pages(writer(), today), *pages.public_pages(etag_of)]
    return [page for page in found if only in page.name]


def writer() -> User:
    """Return the person with ten years of entries."""
    return User.objects.get(username=WRITER)


def etags_from(site: Server) -> Callable[[str], str]:
    """Return a function that asks the site for a page's tag."""

    def etag_of(path: str) -> str:
        client = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        client.request("GET", path)
        return client.getresponse().headers["ETag"]

    return etag_of
