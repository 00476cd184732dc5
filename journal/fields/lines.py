"""One thing on each line."""

from typing import Any

from vault.fields import PrivateText


def lines_of(text: str) -> list[str]:
    """Return the lines in which something stands."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class StepsField(PrivateText):
    """Steps, one on each line."""

    def prepare_value(self, value: Any) -> Any:
        """Show kept steps as lines."""
        if isinstance(value, list):
            return "\n".join(step["text"] for step in value)
        return value
