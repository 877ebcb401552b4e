"""PURE: when two spellings name one mailbox. Widths and capitals don't count; plus tags and dots do."""

import unicodedata


def mailbox(address: str) -> str:
    """The one spelling that is stored and compared: "Ｔａｒｏ@Example.test" → "taro@example.test"."""
    return unicodedata.normalize("NFKC", address).strip().lower()


def masked(address: str) -> str:
    """Enough for its owner to know which mailbox is meant: "okada@example.test" → "o•••@example.test"."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}•••@{domain}"
