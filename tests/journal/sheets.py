"""Answers to any tool, made from its data, and ways to write and redo a worksheet."""

from guide import tools
from journal.models import Worksheet
from tests.journal.browser import follow, send

MODES = [(tool.slug, mode.slug) for tool in tools.tools().values() for mode in tool.sheets]


def all_of(field, n):
    """Return an answer to every part of this field, as a browser sends it."""
    name = f"answer_{field.slug}"
    options = list(field.options)
    if field.kind == "table":
        return {
            f"{name}__{row.slug}__{column.slug}": cell(column, n)
            for row in field.rows
            for column in field.columns
        }
    if field.kind == "choices":
        return {name: options[: field.most or None]}
    return {name: options[-1 if n else 0] if options else f"Written {field.slug} {n}"}


def cell(column, n):
    """Return what is written into a cell."""
    if column.kind == "number":
        return str(120 + n)
    return column.options[-1].slug if column.options else f"Cell {n}"


def filled(tool, mode, n=0):
    """Return an answer to everything that a mode of a tool asks."""
    found = tools.mode(tool, mode)
    return {name: text for field in found.fields for name, text in all_of(field, n).items()}


def write(client, tool, mode, n=0, **answers):
    """Write a worksheet in its form, and return its page."""
    url = tools.mode(tool, mode).url()
    typed = {f"answer_{slug}": text for slug, text in answers.items()} or filled(tool, mode, n)
    return follow(client, send(client, url, **typed))


def the_sheet():
    """Return the only worksheet."""
    return Worksheet.objects.get()


def unlock(client):
    """Type the password once more, as a locked worksheet asks for it."""
    response = client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    assert response.status_code == 302
