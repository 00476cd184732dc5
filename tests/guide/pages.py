"""Content files for tests, and what a filled page may not say."""

import re

from users.partner import PartnerKind, Pronoun

PRESETS = [(kind, "Sam", pronoun) for kind in PartnerKind.values for pronoun in Pronoun.values]
BAD_GRAMMAR = re.compile(
    r"\b(?:they (?:is|has|does|was)|(?:he|she) (?:are|have|do|were)|(?:husband|wife|partner|ex|sam)"
    r" (?:are|have|do|were)|(?:your|my) (?:they|he|she|them|their|your|my|sam)|sams)\b",
    re.IGNORECASE,
)

PART = "---\ntitle: What is underneath\npromise: A promise.\n---\n\nHello.\n"


def a_page(**changes):
    """Return a page in order, with some of its parts changed."""
    parts = {
        "title": "A title",
        "order": "1",
        "promise": "You will see.",
        "tool": "goal",
        "template": "gt-01",
        "goals": "[gt-08]",
        "related": "[]",
        "careful": "keep",
        "notes": "[]",
        "sources": "[]",
        "minutes": "3",
        "reviewed": "2026-11-21",
        "text": "Some text.",
        "swaps": "Instead of: a\nTry: b\n\nInstead of: c\nTry: d",
        "exercise": "Do it.",
    } | changes
    sections = [parts.pop(name) for name in ("text", "swaps", "exercise")]
    meta = "".join(f"{name}: {value}\n" for name, value in parts.items() if value is not None)
    return "---\n{}---\n\n{}\n\n## Swaps\n\n{}\n\n## Try it now: Begin\n\n{}\n".format(
        meta, *sections
    )
