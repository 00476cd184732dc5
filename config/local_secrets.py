"""Secrets for a site at a local address: made on first use, kept in a file for its owner alone."""

import os
import secrets
import stat
import tempfile
from base64 import b64encode
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAMES = ("SECRET_KEY", "MASTER_KEYS")
HEADING = "# Without MASTER_KEYS nothing that was written can be read again: keep this file.\n"


class SecretsRefused(ImproperlyConfigured):
    """The file with the secrets is open to others, or incomplete."""


def load(path: Path) -> dict[str, str]:
    """Return the secrets; several processes at once all get those of the first."""
    if not path.exists():
        _create(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        sentence = f"Others can read the secrets in {path}: run chmod 600 on it and start again."
        raise SecretsRefused(sentence)
    lines = (line.partition("=") for line in path.read_text().splitlines())
    values = {name: value for name, _, value in lines if name in NAMES and value}
    if missing := [name for name in NAMES if name not in values]:
        sentence = f"{path} holds no {' and no '.join(missing)}: bring back the file that did."
        raise SecretsRefused(sentence)
    return values


def _create(path: Path) -> None:
    """Write the file aside, then give it its name, unless another process was quicker."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # O_EXCL, 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(HEADING + f"SECRET_KEY={secrets.token_urlsafe(50)}\n")
            file.write(f"MASTER_KEYS=local-1:{b64encode(secrets.token_bytes(32)).decode()}\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(aside)
    finally:
        Path(aside).unlink()
