"""Sealing: every private value is encrypted with a key of its owner's own.

A user's data key is 256 random bits, wrapped by a master key from the environment (AES-256-GCM both
times). What is sealed is bound to its table, field, row, owner and key version as associated data, so
a value that was moved, truncated or changed does not open. The sealed length is a multiple of 256
bytes, so that it says little about the length of the text.

Sealed value: format (1 byte), key version (2), nonce (12), ciphertext with tag.
Inside: length of the value (4), the value in UTF-8, zeros.
"""

import base64
import binascii
import secrets
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
START_BYTES = 1 + 2  # format and key version
HEADER_BYTES = START_BYTES + NONCE_BYTES
LENGTH_BYTES = 4
MIN_SEALED_BYTES = HEADER_BYTES + LENGTH_BYTES + TAG_BYTES
BLOCK = 256


class CannotOpenError(Exception):
    """A sealed value does not open: changed, moved, cut short, or its key is gone."""


class Sealed(bytes):
    """A value as the database holds it, not opened yet."""

    __slots__ = ()


class Unreadable(Sealed):
    """A value that did not open. It is written back as it was, so that a save loses nothing."""

    __slots__ = ()


class SealedLocation(NamedTuple):
    """Where a sealed value lives; it opens nowhere else."""

    table: str
    field: str
    row: UUID | str
    owner: UUID

    def associated_data(self, version: int) -> bytes:
        """Return the bytes that the seal is bound to."""
        return f"{self.table}|{self.field}|{self.row}|{self.owner}|{version}".encode()


def seal(value: str, location: SealedLocation, *, key: AESGCM, version: int) -> bytes:
    """Seal a text for its location; the result is a multiple of 256 bytes long."""
    content = value.encode()
    framed = len(content).to_bytes(LENGTH_BYTES) + content
    overhead = HEADER_BYTES + TAG_BYTES
    framed += bytes(-(len(framed) + overhead) % BLOCK)
    nonce = secrets.token_bytes(NONCE_BYTES)
    header = FORMAT + version.to_bytes(2) + nonce
    return header + key.encrypt(nonce, framed, location.associated_data(version))


def version_of(sealed: bytes) -> int:
    """Return the version of the data key that sealed this value, or raise CannotOpenError."""
    if len(sealed) < MIN_SEALED_BYTES or sealed[:1] != FORMAT:
        message = "not a sealed value"
        raise CannotOpenError(message)
    return int.from_bytes(sealed[1:START_BYTES])


def unseal(sealed: bytes, location: SealedLocation, *, key: AESGCM, version: int) -> str:
    """Open a sealed text, or raise CannotOpenError."""
    return unseal_as(sealed, location.associated_data(version), key)


def unseal_as(sealed: bytes, associated: bytes, key: AESGCM) -> str:
    """Open a sealed text that is bound to these bytes, or raise CannotOpenError."""
    try:
        framed = key.decrypt(sealed[START_BYTES:HEADER_BYTES], sealed[HEADER_BYTES:], associated)
    except InvalidTag as error:
        message = "the seal does not fit its place"
        raise CannotOpenError(message) from error
    length = int.from_bytes(framed[:LENGTH_BYTES])
    return framed[LENGTH_BYTES : LENGTH_BYTES + length].decode()


@lru_cache(maxsize=4)
def _parse(master_keys: str) -> dict[str, AESGCM]:
    """Return the master keys by id, in their order, or raise ImproperlyConfigured without naming a key."""
    keys = {}
    for item in master_keys.split(","):
        name, _, encoded = item.strip().partition(":")
        try:
            raw = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            raw = b""
        if not name or len(raw) != KEY_BYTES:
            message = "MASTER_KEYS must be a comma-separated list of id:base64 of 32 bytes."
            raise ImproperlyConfigured(message)
        keys[name] = AESGCM(raw)
    return keys


def first_master_key() -> str:
    """Return the id of the master key that wraps new data keys."""
    return next(iter(_parse(settings.MASTER_KEYS)))


def new_data_key() -> bytes:
    """Return 256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(data_key: bytes, *, owner: UUID, version: int, master_key: str) -> bytes:
    """Wrap a data key under a master key, bound to its owner and version."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _parse(settings.MASTER_KEYS)[master_key].encrypt(
        nonce, data_key, f"data key|{owner}|{version}".encode()
    )


def unwrap(wrapped: bytes, *, owner: UUID, version: int, master_key: str) -> bytes:
    """Return the data key, or raise CannotOpenError if the master key is missing or wrong, or it was changed."""
    try:
        return _parse(settings.MASTER_KEYS)[master_key].decrypt(
            wrapped[:NONCE_BYTES],
            wrapped[NONCE_BYTES:],
            f"data key|{owner}|{version}".encode(),
        )
    except (KeyError, ValueError, InvalidTag) as error:  # ValueError: cut short
        message = f"no master key opens this data key (needs {master_key!r})"
        raise CannotOpenError(message) from error
