"""Photos of people: what may come in, and what is kept of it: a small square without a word about camera or place."""

import subprocess
import sys
from pathlib import Path
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from alumni.profiles import redrawing

MOST_BYTES = 8 * 1024 * 1024
LONGEST = 10  # seconds by the clock; the process itself may use `redrawing.SECONDS` of CPU
FOLDER = "photos"


def cleaned(upload: UploadedFile, *, memory: int = redrawing.MEMORY) -> bytes:
    """The picture drawn anew as a JPEG. Raises ValidationError for what isn't a picture of a bearable size."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("写真が大きすぎます。8MBまでのものを選んでください。"))
    code, drawn = _drawn_apart(upload.read(), memory)
    if code == 0 and drawn.startswith(b"\xff\xd8"):
        return drawn
    if code == redrawing.TOO_MANY_PIXELS:
        raise ValidationError(_("写真の画素が多すぎます。2,400万画素までのものを選んでください。"))
    if code == redrawing.UNREADABLE:
        raise ValidationError(_("写真として読めませんでした。JPEG・PNG・WebPの写真を選んでください。"))
    raise ValidationError(_("この写真は重すぎて開けませんでした。小さくしてから、もう一度送ってください。"))


def _drawn_apart(content: bytes, memory: int) -> tuple[int, bytes]:
    """In a process of its own, which a hostile file may break without breaking this one."""
    command = [sys.executable, "-I", str(Path(redrawing.__file__)), str(memory), str(redrawing.SECONDS)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST, env={}, check=False)
    except subprocess.TimeoutExpired:
        return redrawing.TOO_HEAVY, b""
    return done.returncode, done.stdout


def keep(content: bytes) -> str:
    """Stores it under a name that nobody can guess, and returns the name."""
    name = f"{token_hex(16)}.jpg"
    default_storage.save(f"{FOLDER}/{name}", ContentFile(content))
    return name


def drop(name: str) -> None:
    if name:
        default_storage.delete(f"{FOLDER}/{name}")
