"""PURE: draws one uploaded picture anew, alone in a process with little memory: python redrawing.py < photo > jpeg.

Whatever a hostile file does here ends this process only. Run by photos.py; imports nothing of the product.
"""

import resource
import sys
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 24_000_000
SIDE = 512
MEMORY, SECONDS = 640 * 1024 * 1024, 5
UNREADABLE, TOO_MANY_PIXELS, TOO_HEAVY = 3, 4, 5


def confine(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """From here on: so much memory, so much time, no file written, no process started."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def redraw(content: bytes) -> bytes:
    """The middle square as a JPEG that carries nothing but pixels. Raises ValueError for too many of them."""
    with Image.open(BytesIO(content), formats=FORMATS) as picture:
        # Only the head is read here: a file of some kilobytes can claim to be gigabytes of pixels.
        if picture.width * picture.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture.draft("RGB", (SIDE * 2, SIDE * 2))
        square = ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGBA"), (SIDE, SIDE))
    # On a new ground: comments, colour profiles and texts hang on the old picture and would be written along.
    ground = Image.new("RGB", (SIDE, SIDE), "white")
    ground.paste(square, mask=square.getchannel("A"))
    out = BytesIO()
    ground.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def main() -> int:
    """Reads a picture, writes a picture; the exit code says why not."""
    content = sys.stdin.buffer.read()
    confine(*(int(number) for number in sys.argv[1:3]))
    try:
        drawn = redraw(content)
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
