"""Sets one page: JSON on stdin, a PDF on stdout. A program by itself, run by pdf.py; it imports nothing of ours."""

import json
import sys
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
MISSING = "Some signs of this text could not be drawn in this file. The printed page shows them."
# First what every reader can be promised (PDF/UA-1), with our own fonts; then with those of this machine as well.
STRICT: tuple[dict[str, Any], ...] = (
    {"pdf_standards": "ua-1", "ignore_system_fonts": True},
    {"pdf_standards": "ua-1"},
)


def typeset(page: dict[str, Any]) -> bytes:
    """Return the page as a tagged PDF: by the standard if each sign of it can be drawn, else without its promise."""
    for options in STRICT:
        try:
            return _compile(page | {"note": ""}, **options)
        except typst.TypstError:
            continue
    return _compile(page | {"note": MISSING})


def _compile(page: dict[str, Any], **options: Any) -> bytes:
    # As data, not as source: whatever a person wrote stays text.
    made: bytes = typst.compile(
        (HERE / "page.typ").read_bytes(),
        font_paths=[str(HERE / "fonts")],
        sys_inputs={"page": json.dumps(page)},
        **options,
    )
    return made


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(json.load(sys.stdin.buffer)))
