"""Sealed words and person marks: what the database keeps of a session says neither who nor what, without the keyring.

The keyring is SESSION_NOTE_KEYS ("key,older key", each 32 bytes in URL-safe Base64): the first seals, all open, the
last makes the marks (so that marks stay the same while keys change; see docs/decisions/0016-sealed-sessions.md).
"""

import base64
import hmac
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY, NONCE, NAME = 32, 12, 4
# Whoever counts bytes learns no more than which of these rooms the words fill.
ROOMS = (1_024, 4_096, 16_384, 65_536)
FILE = "session-note-key"


class Unreadable(ValueError):
    """Sealed with a key that isn't in the ring, or not what it claims to be."""


def seal(value: Any, *, bound_to: str) -> bytes:
    """The value as JSON, padded and encrypted; opens only under the same `bound_to`."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    room = next((size for size in ROOMS if len(plain) < size), None)
    if room is None:
        raise ValueError("too long to be sealed")
    nonce, key = os.urandom(NONCE), ring()[0]
    padded = plain + b"\x01" + bytes(room - len(plain) - 1)
    return _name(key) + nonce + AESGCM(_derived(key, b"seal")).encrypt(nonce, padded, bound_to.encode())


def unseal(sealed: bytes | memoryview, *, bound_to: str) -> Any:
    """What was sealed. Raises Unreadable."""
    raw = bytes(sealed)
    name, nonce, body = raw[:NAME], raw[NAME : NAME + NONCE], raw[NAME + NONCE :]
    for key in ring():
        if _name(key) == name:
            try:
                padded = AESGCM(_derived(key, b"seal")).decrypt(nonce, body, bound_to.encode())
            except InvalidTag:
                break
            return json.loads(padded.rstrip(b"\x00")[:-1])
    raise Unreadable


def is_fresh(sealed: bytes | memoryview) -> bool:
    """Whether the newest key of the ring sealed it."""
    return bytes(sealed[:NAME]) == _name(ring()[0])


def mark_of(person: int) -> int:
    """The number under which sessions know somebody: always the same, and telling nothing without the key."""
    return _mark(ring()[-1], f"person:{person}")


def tally_mark(scope: str, month: str, person: int) -> int:
    """A mark for counting distinct people within one month, of no use for any other month or company."""
    return _mark(ring()[-1], f"tally:{scope}:{month}:{person}")


def draw(what: str, sides: int) -> int:
    """A number from 0 to sides − 1 that nobody can guess and that stays the same for the same `what`."""
    return _mark(ring()[-1], f"draw:{what}") % sides


def public_name(what: str) -> str:
    """A name for the world outside (the UID of a calendar entry) that leads back to nothing."""
    return hmac.digest(_derived(ring()[-1], b"name"), what.encode(), "sha256").hex()[:32]


@lru_cache(maxsize=100_000)
def _mark(key: bytes, what: str) -> int:
    return int.from_bytes(hmac.digest(_derived(key, b"mark"), what.encode(), "sha256")[:8], "big") >> 2


@lru_cache(maxsize=64)
def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, purpose, "sha256")


def _name(key: bytes) -> bytes:
    return _derived(key, b"name of the key")[:NAME]


def ring() -> tuple[bytes, ...]:
    return _ring(settings.SESSION_NOTE_KEYS, str(settings.DATA_DIR))


@lru_cache(maxsize=8)
def _ring(words: str, folder: str) -> tuple[bytes, ...]:
    """The keys of the environment; on a developer's machine and in the demo one that is made and kept beside the data."""
    given = words or (_own_key(Path(folder) / FILE) if not settings.PRODUCTION else "")
    try:
        keys = tuple(base64.urlsafe_b64decode(word.strip()) for word in given.split(",") if word.strip())
    except ValueError as problem:
        raise ImproperlyConfigured("SESSION_NOTE_KEYS: keys are 32 bytes in URL-safe Base64") from problem
    if not keys or any(len(key) != KEY for key in keys):
        raise ImproperlyConfigured("SESSION_NOTE_KEYS: keys are 32 bytes in URL-safe Base64")
    return keys


def _own_key(path: Path) -> str:
    """Two processes may come at once: whoever makes the file first has made it for both."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        made.touch(mode=0o600)
        made.write_text(base64.urlsafe_b64encode(os.urandom(KEY)).decode())
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text()
