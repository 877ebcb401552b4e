"""Photos: what may come in, and what is kept of it: pixels without a word about camera or place.

Of a person a small square; of many people the whole picture, and a smaller one of it for lists.
"""

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
# The longer side of a picture that nobody may be cut off from, and of the one that stands for it in lists.
WHOLE, SMALL = 1600, 640


def cleaned(upload: UploadedFile, *, memory: int = redrawing.MEMORY) -> bytes:
    """The middle square drawn anew as a JPEG. Raises ValidationError for what isn't a picture of a bearable size."""
    return _redrawn(_content(upload), redrawing.SIDE, crop=True, memory=memory)


def cleaned_whole(upload: UploadedFile) -> tuple[bytes, bytes]:
    """The whole picture, nobody cut off, and a smaller one of it; refused like `cleaned`."""
    whole = _redrawn(_content(upload), WHOLE, crop=False)
    return whole, _redrawn(whole, SMALL, crop=False)


def _content(upload: UploadedFile) -> bytes:
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("写真が大きすぎます。8MBまでのものを選んでください。"))
    return upload.read()


def _redrawn(content: bytes, side: int, *, crop: bool, memory: int = redrawing.MEMORY) -> bytes:
    code, drawn = _drawn_apart(content, memory, side, crop)
    if code == 0 and drawn.startswith(b"\xff\xd8"):
        return drawn
    if code == redrawing.TOO_MANY_PIXELS:
        raise ValidationError(_("写真の画素が多すぎます。2,400万画素までのものを選んでください。"))
    if code == redrawing.UNREADABLE:
        raise ValidationError(_("写真として読めませんでした。JPEG・PNG・WebPの写真を選んでください。"))
    raise ValidationError(_("この写真は重すぎて開けませんでした。小さくしてから、もう一度送ってください。"))


def _drawn_apart(content: bytes, memory: int, side: int, crop: bool) -> tuple[int, bytes]:
    """In a process of its own, which a hostile file may break without breaking this one."""
    numbers = map(str, (memory, redrawing.SECONDS, side, int(crop)))
    command = [sys.executable, "-I", str(Path(redrawing.__file__)), *numbers]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST, env={}, check=False)
    except subprocess.TimeoutExpired:
        return redrawing.TOO_HEAVY, b""
    return done.returncode, done.stdout


def keep(content: bytes, small: bytes = b"") -> str:
    """Stores it under a name that nobody can guess, a smaller one beside it, and returns the name."""
    name = f"{token_hex(16)}.jpg"
    default_storage.save(path_of(name), ContentFile(content))
    if small:
        default_storage.save(path_of(name, small=True), ContentFile(small))
    return name


def path_of(name: str, *, small: bool = False) -> str:
    return f"{FOLDER}/small-{name}" if small else f"{FOLDER}/{name}"


def drop(name: str) -> None:
    """Neither it nor the smaller one beside it is there any more."""
    if name:
        default_storage.delete(path_of(name))
        default_storage.delete(path_of(name, small=True))
