"""Measure every page against three floors: bin/bench --help."""

from __future__ import annotations

import argparse
import logging
import os
import runpy
import sys
from datetime import UTC, datetime

import databases
import django
import sweep
from servers import ROOT, address, variables

from config.embedded_postgres import EmbeddedPostgres


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        description="Measure every page in processor time, as a ratio to floors of plain Django.",
    )
    parser.add_argument("--fresh", action="store_true", help="write the databases anew")
    parser.add_argument("--rounds", type=int, default=7, help="how often every page is measured")
    parser.add_argument("--longest", type=float, default=150, help="seconds for all rounds")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    parser.add_argument(
        "--strict", action="store_true", help="measure three times; fail where a target is missed"
    )
    return parser.parse_args()


def main() -> int:
    """Prepare, measure, tell; end the database server that was started for it."""
    chosen = arguments()
    today = datetime.now(UTC).date()
    postgres = EmbeddedPostgres("bench")
    postgres.start()
    try:
        url = postgres.url()
        databases.prepare(url, today, fresh=chosen.fresh)
        session = databases.prepare_floors(url)
        env = variables(address(url, databases.BENCH, "bench"))
        os.environ.update(env)
        runpy.run_path(str(ROOT / "bin" / "run"))["collect_static_files"](env)
        django.setup()
        logging.disable(logging.INFO)
        from measure import measure  # noqa: PLC0415 - its models need Django to be set up

        is_over = measure(url, session, chosen, today)
        is_over = (not chosen.only and sweep.measure(url)) or is_over
    finally:
        postgres.stop()
    return int(is_over and chosen.strict)


if __name__ == "__main__":
    sys.exit(main())
