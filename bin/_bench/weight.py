"""What a visitor's first look at a page weighs: everything a real browser asks for, as it comes over the wire."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright
from report import OVER
from servers import Server

MAX_KILOBYTES = 100
MAX_REQUESTS = 8
PHONE = {"width": 360, "height": 800}


@dataclass(frozen=True)
class Weight:
    """One page: each thing that was asked for, with its bytes."""

    path: str
    parts: dict[str, int]

    @property
    def kilobytes(self) -> float:
        """Return what comes over the wire."""
        return sum(self.parts.values()) / 1024

    @property
    def is_over(self) -> bool:
        """Tell whether it misses a target."""
        return self.kilobytes > MAX_KILOBYTES or len(self.parts) > MAX_REQUESTS


def weigh(site: Server, paths: Sequence[str]) -> list[Weight]:
    """Return the weight of these pages, each in a browser that has seen none of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-quic"]
        )
        found = [_weigh(browser.new_context(viewport=PHONE), site, path) for path in paths]
        browser.close()
    return found


def _weigh(context: BrowserContext, site: Server, path: str) -> Weight:
    page = context.new_page()
    session = context.new_cdp_session(page)
    names: dict[str, str] = {}
    parts: dict[str, int] = {}

    def received(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["response"]["url"].rpartition("/")[2] or path

    def finished(event: dict[str, Any]) -> None:
        parts[names[event["requestId"]]] = int(event["encodedDataLength"])

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    page.goto(f"http://localhost:{site.port}{path}", wait_until="networkidle")
    context.close()
    return Weight(path, parts)


def row(weights: Sequence[Weight]) -> dict[str, dict[str, int]]:
    """Return every part of every page, for the file of all runs."""
    return {one.path: one.parts for one in weights}


def tell(weights: Sequence[Weight]) -> bool:
    """Print what a first look weighs; return whether that is too much."""
    print(
        f"\nA visitor's first look, with fonts (targets <= {MAX_KILOBYTES} KB,"
        f" <= {MAX_REQUESTS} requests):"
    )
    for one in weights:
        over = f"  {OVER}" if one.is_over else ""
        print(f"{one.path:44}{one.kilobytes:8.1f} KB{len(one.parts):4} requests{over}")
        for name, size in sorted(one.parts.items(), key=lambda part: -part[1]):
            print(f"    {size:>8}  {name}")
    return any(one.is_over for one in weights)
