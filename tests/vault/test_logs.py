import logging
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from vault.logs import NoPrivateText

SECRET = "what Alice wrote"


def record(message="", *args, error=None, **extra):
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("name", logging.ERROR, "file", 1, message, args, exc_info)
    made.__dict__ |= extra
    return made


def said(made):
    """Return the line that a handler with the filter writes."""
    assert NoPrivateText().filter(made) is True
    return logging.Formatter("%(message)s").format(made)


def caught(error):
    try:
        raise error
    except type(error) as raised:
        return raised


def test_plain_line_passes_as_it_is():
    assert said(record("%s keys are now under %s.", 3, "new")) == "3 keys are now under new."


def test_message_of_an_error_is_left_out_and_its_place_stays():
    line = said(record("failed", error=caught(ValueError(SECRET))))

    assert SECRET not in line
    assert "in caught" in line
    assert line.endswith("builtins.ValueError")


def test_messages_of_the_errors_behind_an_error_are_left_out():
    behind = caught(KeyError(SECRET))
    error = caught(RuntimeError(SECRET))
    error.__cause__ = behind

    assert SECRET not in said(record("failed", error=error))


def test_notes_of_an_error_are_left_out():
    error = caught(ValueError("x"))
    error.add_note(SECRET)

    assert SECRET not in said(record("failed", error=error))


def test_values_that_the_database_quotes_are_left_out(db):
    with (
        pytest.raises(DatabaseError, match=SECRET) as raised,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT %s::uuid", [SECRET])

    assert SECRET not in said(record("failed", error=raised.value))


def test_address_is_replaced_by_the_name_of_its_view():
    request = SimpleNamespace(resolver_match=SimpleNamespace(view_name="journal:entry_detail"))
    made = record("Not Found: %s", f"/journal/{SECRET}/", request=request, status_code=500)

    assert said(made) == "500 in journal:entry_detail"


def test_address_without_a_view_is_left_out():
    made = record("Not Found: %s", f"/{SECRET}/", request=SimpleNamespace(resolver_match=None))

    assert said(made) == " in no view"


def test_connection_that_is_no_request_has_no_view():
    assert said(record('"GET /%s"', SECRET, request=object())) == " in no view"


def test_record_without_an_error_in_force_passes():
    made = record("odd")
    made.exc_info = (None, None, None)

    assert said(made).startswith("odd")


def test_console_uses_the_filter():
    console = next(one for one in logging.getLogger().handlers if one.name == "console")

    assert any(isinstance(one, NoPrivateText) for one in console.filters)
