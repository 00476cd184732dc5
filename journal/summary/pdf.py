"""A page as a tagged PDF, made by a program of its own that ends with it.

The typesetter's library is larger than everything else that a worker holds, and meets whatever a person wrote:
so it never comes into a worker, and a page that it cannot set takes nothing down.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings

from journal.summary.lines import Section

logger = logging.getLogger(__name__)

PROGRAM = Path(__file__).with_name("typeset.py")
SECONDS = 20
# However many people ask one worker at once, its machine runs so many of these programs for it.
PLACES = BoundedSemaphore(2)
PATIENCE = 5  # seconds to wait for a place; a page to print is there meanwhile


def pdf_of(title: str, about: str, sections: Iterable[Section]) -> bytes | None:
    """Return a page of these sections as a PDF; None if it cannot be made, or not in time."""
    page = {
        "title": title,
        "about": about,
        "lang": settings.LANGUAGE_CODE.partition("-")[0],
        "sections": [
            {"title": section.title, "lines": [(line.lead, line.text) for line in section.lines]}
            for section in sections
        ],
    }
    if not PLACES.acquire(timeout=PATIENCE):
        logger.warning("a PDF found no place to be made in")
        return None
    try:
        return _made(json.dumps(page).encode())
    except (OSError, subprocess.SubprocessError) as error:
        # Only the kind of error: what the program says may quote what somebody wrote.
        logger.error("a PDF could not be made: %s", type(error).__name__)  # noqa: TRY400
        return None
    finally:
        PLACES.release()


def _made(page: bytes) -> bytes:
    """Run the program. One that takes too long is killed."""
    # Isolated and without our environment: it needs neither our settings nor our secrets.
    done = subprocess.run(  # noqa: S603 - a program of ours; what was written goes in by stdin
        [sys.executable, "-I", str(PROGRAM)],
        input=page,
        capture_output=True,
        check=True,
        cwd="/",
        env={},
        timeout=SECONDS,
    )
    return done.stdout
