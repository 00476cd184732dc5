"""Damage to what is stored, as a failing disk or a meddling hand would do it."""

from django.db import connection


def stored(row, field):
    """Return a column of a row as the database holds it."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {field} FROM {table} WHERE id = %s", [row.pk])  # noqa: S608 - names of our own
        return bytes(cursor.fetchone()[0])


def spoil(row, field):
    """Flip the last bit of a sealed column, so that it does not open again; return what stands there now."""
    table = row._meta.db_table
    sealed = stored(row, field)
    spoilt = sealed[:-1] + bytes([sealed[-1] ^ 1])
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {field} = %s WHERE id = %s", [spoilt, row.pk])  # noqa: S608 - names of our own
    return spoilt
