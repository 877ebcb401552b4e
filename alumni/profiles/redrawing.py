"""PURE: draws one picture anew, alone in a process with little memory: python redrawing.py MEMORY SECONDS SIDE CROP < photo.

Whatever a hostile file does here ends this process only. Run by photos.py; imports nothing of the product.
"""

import resource
import sys
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 24_000_000
SIDE = 512  # of the square beside a name
MEMORY, SECONDS = 640 * 1024 * 1024, 5
UNREADABLE, TOO_MANY_PIXELS, TOO_HEAVY = 3, 4, 5


def confine(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """From here on: so much memory, so much time, no file written, no process started."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def redraw(content: bytes, side: int = SIDE, *, crop: bool = True) -> bytes:
    """A JPEG that carries nothing but pixels: the middle square, or without `crop` the whole picture, `side` at most
    on its longer side and never made larger. Raises ValueError for too many pixels."""
    with Image.open(BytesIO(content), formats=FORMATS) as picture:
        # Only the head is read here: a file of some kilobytes can claim to be gigabytes of pixels.
        if picture.width * picture.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture.draft("RGB", (side * 2, side * 2))
        drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    if crop:
        drawn = ImageOps.fit(drawn, (side, side))
    else:
        drawn.thumbnail((side, side))
    # On a new ground: comments, colour profiles and texts hang on the old picture and would be written along.
    ground = Image.new("RGB", drawn.size, "white")
    ground.paste(drawn, mask=drawn.getchannel("A"))
    out = BytesIO()
    ground.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def main() -> int:
    """Reads a picture, writes a picture; the exit code says why not."""
    content = sys.stdin.buffer.read()
    memory, seconds, side, crop = (int(number) for number in sys.argv[1:5])
    confine(memory, seconds)
    try:
        drawn = redraw(content, side, crop=bool(crop))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return TOO_MANY_PIXELS
    except MemoryError:
        return TOO_HEAVY
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, IndexError):
        return UNREADABLE
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
