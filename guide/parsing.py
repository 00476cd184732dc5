"""YAML as our own files hold it, read by the fast parser where there is one."""

from typing import Any

import yaml

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, name: str = "") -> Any:
    """Return what a YAML text holds; a mistake in it is told in the same words by every parser."""
    try:
        return yaml.load(text, Loader=FAST)  # noqa: S506 - either of the two is a safe one
    except yaml.MarkedYAMLError:
        slow = yaml.SafeLoader(text)
        slow.name = name
        return slow.get_single_data()
