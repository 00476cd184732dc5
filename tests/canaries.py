"""Marked words, and the search for them in all the ways in which a text can lie about."""

import base64
import os
import re
import subprocess
from itertools import count

from django.contrib.sessions.models import Session
from django.db import connection

from config.embedded_postgres import EmbeddedPostgres

BYTES_IN_HEX = re.compile(rb"\\x([0-9a-f]{2,})")


class Canaries:
    """Hands out words that stand nowhere else, and remembers them."""

    def __init__(self):
        self.numbers = count(1)
        self.all = []

    def next(self):
        self.all.append(f"Zilpzalp{next(self.numbers):04}Zaunkoenig")
        return self.all[-1]


def disguises(word):
    """Yield the word as bytes: plain, wide, in hex, and in base64 at each of its three alignments."""
    for plain in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for shift in range(3):
            # The first and the last group also hold bits of what stands beside the word.
            yield base64.b64encode(bytes(shift) + plain)[4:-4]


def found_in(haystack, words):
    """Return those of these words that stand in the haystack in some disguise."""
    return [word for word in words if any(form in haystack for form in disguises(word))]


def dump():
    """Return what pg_dump says about the database, and its binary columns once more as bytes."""
    database = connection.settings_dict
    variables = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {name: database[key] for name, key in variables.items() if database[key]}
    environment |= {"PGOPTIONS": "-c app.system=on", "PATH": os.environ["PATH"]}
    # Newer than any server that is supported, so it can read them all.
    pg_dump = EmbeddedPostgres("test", durable=False).tool("pg_dump")
    text = subprocess.run(  # noqa: S603 - a program of ours, and no shell
        [pg_dump, "--enable-row-security", "--no-password", database["NAME"]],
        env=environment,
        capture_output=True,
        check=True,
    ).stdout
    return text + b"".join(bytes.fromhex(run.decode()) for run in BYTES_IN_HEX.findall(text))


def sessions():
    """Return what the sessions hold, opened: the dump shows them compressed."""
    return "\n".join(str(session.get_decoded()) for session in Session.objects.all()).encode()


def server_log():
    """Return what the embedded server has written; a server of somebody else's keeps its own."""
    log = EmbeddedPostgres("test", durable=False).log
    return log.read_bytes() if log.exists() else b""
