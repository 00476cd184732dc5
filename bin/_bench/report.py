"""The numbers as a table for people and as a line for machines."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from queries import Asked, Plans
from rounds import Result
from servers import Server

MAX_QUERIES = 16
MAX_MEGABYTES = 80
OVER = "<- over"
Explained = Mapping[str, tuple[Asked, Plans]]
HEADING = (
    f"{'':32}{'cpu ms':>8}{'of it db':>9}{'= floor x':>12}{'target':>8}{'p50 ms':>9}{'p99 ms':>9}"
    f"{'queries':>9}{'bytes':>9}{'gzip':>8}{'brotli':>8}"
)


def row(result: Result, floors: Mapping[str, Result], explained: Explained) -> dict[str, Any]:
    """Return everything that is known about a page."""
    page, floor = result.page, floors[result.page.floor]
    plain, gzipped, brotlied = result.sizes
    asked, plans = explained.get(page.name, (None, None))
    return {
        "page": page.name,
        "cpu_ms": round(result.cost, 3),
        "database_ms": round(statistics.median(result.database), 3),
        "floor": page.floor,
        "times": round(result.times(floor), 2),
        "times_each": {name: round(result.times(one), 2) for name, one in floors.items()},
        "limit": page.limit,
        "p50_ms": round(result.wait(50), 2),
        "p99_ms": round(result.wait(99), 2),
        "p50_times": round(result.wait(50) / floor.wait(50), 2),
        "p99_times": round(result.wait(99) / floor.wait(99), 2),
        "queries": len(asked.statements) if asked else None,
        "trips": asked.queries if asked else None,
        "bytes": plain,
        "gzip": gzipped,
        "brotli": brotlied,
        "buffers": plans.buffers if plans else None,
        "scans": sorted(plans.scans) if plans else [],
    }


def is_over(one: Mapping[str, Any]) -> bool:
    """Tell whether a page misses a target."""
    too_dear = one["limit"] is not None and one["times"] > one["limit"]
    return too_dear or (one["queries"] or 0) > MAX_QUERIES or bool(one["scans"])


def line(one: Mapping[str, Any]) -> str:
    """Return a page's line of the table."""
    target = f"<= {one['limit']}" if one["limit"] else ""
    queries = "" if one["queries"] is None else one["queries"]
    return (
        f"{one['page']:32}{one['cpu_ms']:8.2f}{one['database_ms']:9.2f}{one['times']:7.2f} {one['floor']:4}{target:>8}"
        f"{one['p50_ms']:9.2f}{one['p99_ms']:9.2f}{queries:>9}"
        f"{one['bytes']:>9}{one['gzip']:>8}{one['brotli']:>8}  {OVER if is_over(one) else ''}"
    ).rstrip()


def tell(rows: Sequence[Mapping[str, Any]], few: Explained, others: int, fewer: int) -> None:
    """Print the table, then what grows with the number of other people."""
    print(HEADING)
    for one in rows:
        print(line(one))
    print(f"\nBlocks of 8 KB that the page's queries look at, beside {others} others and {fewer}:")
    for one in rows:
        if one["buffers"]:
            _, plans = few[one["page"]]
            scans = f"  reads all of {', '.join(one['scans'])} {OVER}" if one["scans"] else ""
            print(f"{one['page']:32}{one['buffers']:8}{plans.buffers:8}{scans}")


def memory(server: Server) -> dict[str, Any]:
    """Return what the largest worker takes."""
    return {"rss_mb": round(server.memory("Rss"), 1), "pss_mb": round(server.memory("Pss"), 1)}


def tell_memory(pages: Mapping[str, float], floor: Mapping[str, float]) -> bool:
    """Print what a worker takes; return whether that is too much."""
    over = pages["rss_mb"] > MAX_MEGABYTES
    print(
        f"\nA worker takes {pages['rss_mb']} MB ({pages['pss_mb']} MB as its share; target"
        f" <= {MAX_MEGABYTES}), a worker of the floors {floor['rss_mb']} MB."
        f" {OVER if over else ''}".rstrip()
    )
    return over


def keep(file: Path, rows: Sequence[Mapping[str, Any]], **more: Any) -> None:
    """Add the run to the file of all runs."""
    run = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **more, "pages": rows}
    with file.open("a") as kept:
        kept.write(json.dumps(run) + "\n")
