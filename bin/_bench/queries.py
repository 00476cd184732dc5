"""What each page asks the database: how often, by which plan, and how much it reads."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import psycopg
from django.apps import apps
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from pages import Page, Request

from users.models import User
from vault.models import OwnedModel
from vault.row_security import acting_as

Execute = Callable[..., Any]


@dataclass
class Asked:
    """What one page asked."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    queries: int = 0  # statements as the driver sends them, also several in one message


@dataclass
class Plans:
    """How the database answers one page."""

    buffers: int = 0  # blocks of 8 KB that were looked at
    scans: set[str] = field(default_factory=set)  # private tables that were read from end to end


@contextmanager
def recording(asked: Asked) -> Iterator[None]:
    """Note every statement; BEGIN and COMMIT ask for nothing and are not counted."""
    stock, stock_in_parts = psycopg.Cursor.execute, psycopg.ServerCursor.execute

    def counted(cursor: psycopg.Cursor, sql: Any, *args: Any, **kwargs: Any) -> Any:
        asked.queries += len(apart(str(sql), None))
        return stock(cursor, sql, *args, **kwargs)

    def counted_in_parts(cursor: psycopg.ServerCursor, sql: Any, *args: Any, **kwargs: Any) -> Any:
        asked.queries += 1
        return stock_in_parts(cursor, sql, *args, **kwargs)

    def noted(execute: Execute, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        asked.statements += apart(sql, params)
        return execute(sql, params, many, context)

    patched = patch.object(psycopg.Cursor, "execute", counted)
    in_parts = patch.object(psycopg.ServerCursor, "execute", counted_in_parts)
    with patched, in_parts, connection.execute_wrapper(noted):
        yield


def apart(message: str, params: Sequence[Any] | None) -> list[tuple[str, Any]]:
    """Return the statements of one message to the database, each with its own parameters."""
    found, rest = [], list(params or ())
    for sql in message.split("; "):
        count = sql.count("%s")
        if sql != "BEGIN":
            found.append((sql, rest[:count]))
        rest = rest[count:]
    return found


def ask(application: WSGIHandler, page: Page) -> Asked:
    """Ask for a page inside this process, twice; the second time everything cached is there."""
    for _ in range(2):
        asked = Asked()
        (request,) = page.ask(1)
        with recording(asked):
            respond(application, request)
        page.undo()
    return asked


def respond(application: WSGIHandler, request: Request) -> None:
    """Let the application answer a request as a server would."""
    body = request.body.encode()
    environ = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": request.path.partition("?")[0],
        "QUERY_STRING": request.path.partition("?")[2],
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name.upper().replace('-', '_')}": v for name, v in request.headers.items()},
    }
    response = application(environ, lambda *_: None)
    b"".join(response)
    response.close()


def plans(asked: Asked, user: User) -> Plans:
    """Explain what a page read, as the site's own role with the user's identity set."""
    found = Plans()
    private = {m._meta.db_table for m in apps.get_models() if issubclass(m, OwnedModel)}
    for sql, params in asked.statements:
        if re.match(r"SELECT .*\sFROM\s", sql, re.DOTALL) and "FOR UPDATE" not in sql:
            with acting_as(user), connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
                ((((top,),),),) = (cursor.fetchall(),)
            node = top["Plan"]
            found.buffers += node["Shared Hit Blocks"] + node["Shared Read Blocks"]
            found.scans |= {
                one["Relation Name"]
                for one in nodes(node)
                if one["Node Type"] == "Seq Scan" and one["Relation Name"] in private
            }
    return found


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return a plan's nodes."""
    yield node
    for child in node.get("Plans", ()):
        yield from nodes(child)


def explain(pages: Sequence[Page], user: User) -> dict[str, tuple[Asked, Plans]]:
    """Return what each page asks of the connected database, and how that is answered."""
    application = WSGIHandler()
    found = {}
    for page in pages:
        asked = ask(application, page)
        found[page.name] = asked, plans(asked, page.user or user)
    return found
