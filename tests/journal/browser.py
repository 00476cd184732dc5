"""A browser small enough for the tests: it reads the forms of a page, and sends back what stands in them."""

from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "img", "use", "hr"}


class Page(HTMLParser):
    """A page as a person meets it: what stands in its form, and what is said beside each field."""

    def __init__(self, response):
        super().__init__()
        self.response = response
        self.html = response.content.decode()
        self.typed: dict[str, list[str]] = {}  # what the form with a key would send
        self.errors: dict[str, list[str]] = {}
        self.notices: list[str] = []
        self.messages: list[str] = []
        self._form: dict[str, list[str]] = {}
        self._select = self._textarea = self._error = self._said = None
        self.feed(self.html)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        kind = has.get("class", "").split()
        if tag == "form":
            self._form = {}
        elif tag == "input":
            self._read_input(has)
        elif tag == "select":
            self._select = has["name"]
        elif tag == "option" and self._select and "selected" in has:
            self._form[self._select] = [has["value"]]
        elif tag == "textarea":
            self._textarea, self._form[has["name"]] = has["name"], [""]
        elif "field__error" in kind:
            name = has.get("id", "").removeprefix("id_").removesuffix("_error")
            self._error = self.errors.setdefault(name, [])
        elif tag == "li" and self._error is not None:
            self._error.append("")
        elif "notice" in kind:
            self._said = self.notices
        elif "message" in kind:
            self._said = self.messages

    def _read_input(self, has):
        kind, name = has.get("type", "text"), has.get("name")
        if kind in {"radio", "checkbox"}:
            if "checked" in has:
                self._form.setdefault(name, []).append(has.get("value", "on"))
        elif name:
            self._form[name] = [has.get("value", "")]

    def handle_endtag(self, tag):
        if tag == "form" and "form_key" in self._form:
            self.typed = self._form
        if tag == "select":
            self._select = None
        if tag == "textarea":
            # A browser leaves out the line end right after the tag, and sends line ends as CRLF.
            text = self._form[self._textarea][0].replace("\r\n", "\n").removeprefix("\n")
            self._form[self._textarea] = [text.replace("\n", "\r\n")]
            self._textarea = None
        if tag == "ul":
            self._error = None

    def handle_data(self, data):
        if self._textarea:
            self._form[self._textarea][0] += data
        elif self._error:
            self._error[-1] += data.strip()
        elif self._said is not None and data.strip():
            self._said.append(data.strip())
            self._said = None


def open_page(client, url):
    """Return the page at this address."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return Page(response)


def send(client, url, **typed):
    """Open the form at this address, type into it, send it."""
    return client.post(url, open_page(client, url).typed | typed)


def follow(client, response):
    """Return the page that the answer to a form leads to."""
    assert response.status_code == 303, response.status_code
    return open_page(client, response.url)


def send_back(client, url, **typed):
    """Send a form that will not pass, and return it as it opens again."""
    return follow(client, send(client, url, **typed))


def saved(row):
    """Return the address that a saved form leads to: the row's own page, which says that it is saved."""
    return f"{row.get_absolute_url()}?saved=1"
