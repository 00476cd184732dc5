"""Static files under hashed names; a stylesheet holds what it imports, so that a page asks for one file."""

from collections.abc import Callable
from pathlib import PurePosixPath
from re import Match
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = r'@import "(?P<file>[\w/-]+\.css)" layer\((?P<layer>\w+)\);'
INLINE = "@layer"


class StaticFiles(CompressedManifestStaticFilesStorage):
    """What WhiteNoise offers, with each `@import "a.css" layer(a);` replaced by the file it names."""

    patterns = (
        ("*.css", ((IMPORT, INLINE),)),
        *CompressedManifestStaticFilesStorage.patterns,
    )

    def url_converter(
        self,
        name: str,
        hashed_files: dict[str, Any],
        template: str | None = None,
    ) -> Callable[[Match[str]], str]:
        """Inline our own imports; leave every other address to Django."""
        if template != INLINE:
            return super().url_converter(name, hashed_files, template)
        folder = PurePosixPath(name).parent

        def inlined(match: Match[str]) -> str:
            with self.open(str(folder / match["file"])) as file:
                return f"@layer {match['layer']} {{\n{file.read().decode()}}}"

        return inlined
