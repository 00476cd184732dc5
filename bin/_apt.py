"""Debian packages without root: fetched and unpacked into a folder of our own, never installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


def fetch(packages: Sequence[str], folder: Path) -> Path | None:
    """Unpack the packages, and what they need that is not installed; None where that is not possible.

    Returns the folder that stands for `/`.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return None
    root, archives = folder / "root", folder / "archives"
    for needed in (root, archives / "partial", folder / "lists" / "partial"):
        needed.mkdir(parents=True, exist_ok=True)
    install = ("install", "-y", "--no-install-recommends", "--download-only", *packages)
    for action in (("update",), install):
        if subprocess.run(["apt-get", *options(folder), *action], check=False).returncode:
            return None
    for package in archives.glob("*.deb"):
        subprocess.run(["dpkg", "-x", package, root], check=True)
    for used in (archives, folder / "lists"):
        shutil.rmtree(used)
    return root


def options(folder: Path) -> list[str]:
    """Return the options that keep apt's lists and archives away from the system's."""
    return [
        "-qq",
        *("-o", f"Dir::State::lists={folder}/lists"),
        *("-o", f"Dir::Cache::archives={folder}/archives"),
        *("-o", "Dir::Cache::pkgcache="),
        *("-o", "Dir::Cache::srcpkgcache="),
        *("-o", "Debug::NoLocking=1"),
        *("-o", "APT::Sandbox::User="),
    ]
