"""A real browser: Chromium, on a phone and on a desk, with and without JavaScript."""

import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the browser that bin/test found or fetched; its absence is a failure, never a skip."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("There is no Chromium: start the tests with bin/test, which fetches one.")
    return browser_type_launch_args | {
        "executable_path": found,
        "args": [
            *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-sync"),
            *("--disable-background-networking", "--disable-component-update"),
            # Nothing is drawn for anybody's eyes, and no name but this machine's leads anywhere.
            *("--disable-gpu", "--disable-software-rasterizer"),
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
        ],
    }


class Neutral(BaseHTTPRequestHandler):
    """A site that says nothing about anybody."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Weather</title>Rain later.")

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="session")
def neutral_site():
    """A stand-in for the site that Exit leads to, because tests have no network."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Neutral) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def site(live_server, settings, neutral_site):
    settings.EXIT_URL = neutral_site
    return live_server


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def width(request):
    return request.param


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def script(request):
    return request.param


@pytest.fixture
def open_browser(browser, site, neutral_site):
    """Open a fresh browser window on the app; it fails on a request to another origin, or an error in the console."""
    contexts, strays = [], []

    # To look on is enough: to hold up each request would also take its cache from the browser.
    def note_stray(request):
        if not request.url.startswith((site.url, neutral_site)):
            strays.append(request.url)

    def window(width=1280, *, script=True, scheme="light", errors_count=True):
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            color_scheme=scheme,
            timezone_id="Europe/Berlin",
            locale="en-GB",
        )
        context.on("request", note_stray)
        contexts.append(context)
        page = context.new_page()
        if errors_count:
            page.on("console", lambda message: _note_errors(message, strays))
        return page

    yield window
    for context in contexts:
        context.close()
    assert strays == []


def _note_errors(message, strays):
    if message.type == "error" and "404" not in message.text:
        strays.append(message.text)


@pytest.fixture
def has_no_barriers():
    """Hold the page against the accessibility rules of axe."""

    def check(page):
        found = Axe().run(page).response["violations"]
        said = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
        assert said == [], page.url

    return check
