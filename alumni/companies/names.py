"""PURE: folding names (stub; the real one is on its way)."""

import unicodedata


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


department_key = fold
mail_key = fold
