"""A made-up week for the landing page, drawn by the same component as a real one."""

Felt = tuple[str, str, int]  # family, word, strength

FELT: list[tuple[str, list[Felt]]] = [
    ("Monday", [("hurt", "let down", 4), ("unseen", "unheard", 3)]),
    ("Tuesday", []),
    ("Wednesday", [("stressed", "stretched thin", 5), ("angry", "irritated", 3)]),
    ("Thursday", [("worried", "uneasy", 2)]),
    ("Friday", [("close", "understood", 4), ("calm", "relieved", 3)]),
    ("Saturday", [("sorry", "regretful", 2), ("calm", "calm", 4), ("close", "grateful", 5)]),
    ("Sunday", [("calm", "hopeful", 3)]),
]
WEEK = [
    {
        "letter": day[0],
        "label": f"{day}: "
        + (", ".join(f"{word} {strength}" for _, word, strength in felt) or "nothing written"),
        "shapes": [(family, strength) for family, _, strength in felt],
    }
    for day, felt in FELT
]
