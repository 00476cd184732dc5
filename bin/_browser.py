"""A Chromium for the browser tests: the one that is here, or else one that is fetched; never none.

In this order: CHROMIUM, the PATH, Playwright's own, Debian packages (installed by root, unpacked
into var/ by others), npm's @sparticuz/chromium, Playwright's download.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import _apt
from _setup import PYTHON, VAR, Variables, only_one, say, succeeds

FOLDER = VAR / "browser"
ANSWER = FOLDER / "found.json"
# Playwright's own node needs libatomic; a page without any font crashes.
PACKAGES = ["chromium", "fonts-dejavu-core", "libatomic1"]
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# Also finds out whether Playwright's node runs, and whether there is a font.
TRIAL = """
import os
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = os.environ["CHROMIUM"]
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    page = browser.new_page()
    page.set_content("<h1>Hello</h1>")
    page.screenshot()
    browser.close()
"""
UNPACK = """
const fs = require("fs"), zlib = require("zlib");
for (const [source, target] of JSON.parse(process.argv[1]))
  fs.writeFileSync(target, zlib.brotliDecompressSync(fs.readFileSync(source)));
"""


def variables() -> Variables:
    """Return the variables that the browser tests need, among them CHROMIUM."""
    with only_one("browser"):
        known = json.loads(ANSWER.read_text()) if ANSWER.exists() else {}
        if "CHROMIUM" not in os.environ and known and works(known, thoroughly=False):
            return known
        for way in (named, present, installed, unpacked, from_npm, downloaded):
            for found in way():
                if works(found):
                    FOLDER.mkdir(exist_ok=True)
                    ANSWER.write_text(json.dumps(found))
                    return found
    return sys.exit(
        "The browser tests need Chromium: install it (on Debian chromium, fonts-dejavu-core and"
        " libatomic1) or set CHROMIUM to its path."
    )


def works(found: Variables, *, thoroughly: bool = True) -> bool:
    """Tell whether this browser starts; thoroughly: whether Playwright gets a page out of it."""
    check = [str(PYTHON), "-c", TRIAL] if thoroughly else [found["CHROMIUM"], "--version"]
    return succeeds(check, env={**os.environ, **found})


def named() -> list[Variables]:
    """Take the browser in CHROMIUM; a wrong one stops us, because somebody meant it."""
    path = os.environ.get("CHROMIUM")
    if path and not succeeds([path, "--version"]):
        sys.exit(f"CHROMIUM is {path}, which does not run: correct it or unset it.")
    return [{"CHROMIUM": path}] if path else []


def present() -> list[Variables]:
    """Look where browsers usually are, Playwright's own folder included."""
    cache = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    own = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or cache / "ms-playwright")
    names = [*map(shutil.which, ON_PATH), shutil.which(MAC)]
    for pattern in ("chromium*/chrome-*/*chrome", "chromium*/*/*headless*shell"):
        names += map(str, sorted(own.glob(pattern)))
    return [{"CHROMIUM": name} for name in names if name]


def installed() -> list[Variables]:
    """Let root install Debian's packages."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return []
    say("Installing chromium for the browser tests …")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for action in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "-qq", *action], env=env, stdout=subprocess.DEVNULL, check=False)
    return present()


def unpacked() -> list[Variables]:
    """Unpack those of Debian's packages that are missing below var/, which needs no root."""
    say("Fetching chromium for the browser tests into var/browser …")
    root = _apt.fetch(PACKAGES, FOLDER)
    if not root:
        return []
    libraries = sorted(root.glob("usr/lib/*-linux-gnu*")) + sorted(root.glob("lib/*-linux-gnu*"))
    libraries += sorted(root.glob("usr/lib/*-linux-gnu*/pulseaudio"))
    chromium = root / "usr/lib/chromium/chromium"
    here = [{"CHROMIUM": str(chromium)}] if chromium.exists() else present()
    return [{**found, **beside(libraries, root / "usr/share/fonts")} for found in here]


def from_npm() -> list[Variables]:
    """Take the headless Chromium that an npm package holds, compressed."""
    if not (shutil.which("npm") and shutil.which("node")):
        return []
    say("Fetching chromium for the browser tests from npm …")
    place = FOLDER / "npm"
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(place)]
    if not succeeds([*npm, "@sparticuz/chromium@>=147"]):
        return []
    packed = sorted((place / "node_modules/@sparticuz/chromium/bin").rglob("*.br"))
    targets = [place / file.stem for file in packed]
    pairs = json.dumps([[str(a), str(b)] for a, b in zip(packed, targets, strict=True)])
    if not succeeds(["node", "-e", UNPACK, pairs]):
        return []
    for archive in (target for target in targets if target.suffix == ".tar"):
        (place / archive.stem).mkdir(exist_ok=True)
        succeeds(["tar", "-xf", archive, "-C", place / archive.stem])
    (place / "chromium").chmod(0o755)
    libraries = sorted(
        {file.parent for file in place.glob("*/**/*.so*") if "node_modules" not in file.parts}
    )
    return [{"CHROMIUM": str(place / "chromium"), **beside(libraries, place / "fonts")}]


def downloaded() -> list[Variables]:
    """Let Playwright download its own, where the network lets it."""
    say("Letting Playwright download its Chromium …")
    return (
        present() if succeeds([str(PYTHON), *["-m", "playwright", "install", "chromium"]]) else []
    )


def beside(libraries: Sequence[Path], fonts: Path) -> Variables:
    """Return the variables that make a browser find the libraries and fonts unpacked beside it."""
    FOLDER.mkdir(exist_ok=True)
    config = FOLDER / "fonts.conf"
    folders = "".join(f"<dir>{folder}</dir>" for folder in (fonts, "/usr/share/fonts"))
    cache = f"<cachedir>{FOLDER}/fonts-cache</cachedir>"
    config.write_text(f"<fontconfig>{folders}{cache}</fontconfig>\n")
    found = {"FONTCONFIG_FILE": str(config)}
    if libraries:
        found["LD_LIBRARY_PATH"] = ":".join(map(str, libraries))
    return found
