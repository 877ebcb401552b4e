"""Photos of people: what may come in, and what is kept of it: a small square without a word about camera or place."""

from io import BytesIO
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES, MOST_PIXELS = 8 * 1024 * 1024, 24_000_000
SIDE = 512
FOLDER = "photos"


def cleaned(upload: UploadedFile) -> bytes:
    """The picture drawn anew as a JPEG. Raises ValidationError for what isn't a picture of a bearable size."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("写真が大きすぎます。8MBまでのものを選んでください。"))
    try:
        # Only the head is read here: a file of some kilobytes can claim to be gigabytes of pixels.
        with Image.open(upload, formats=FORMATS) as picture:  # type: ignore[arg-type]
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("写真の画素が多すぎます。2,400万画素までのものを選んでください。"))
            return _drawn(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as refusal:
        raise ValidationError(_("写真の画素が多すぎます。2,400万画素までのものを選んでください。")) from refusal
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as refusal:
        raise ValidationError(_("写真として読めませんでした。JPEG・PNG・WebPの写真を選んでください。")) from refusal


def _drawn(picture: Image.Image) -> bytes:
    picture.draft("RGB", (SIDE * 2, SIDE * 2))
    square = ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGBA"), (SIDE, SIDE))
    # On a new ground: comments, colour profiles and texts hang on the old picture and would be written along.
    ground = Image.new("RGB", (SIDE, SIDE), "white")
    ground.paste(square, mask=square.getchannel("A"))
    out = BytesIO()
    ground.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def keep(content: bytes) -> str:
    """Stores it under a name that nobody can guess, and returns the name."""
    name = f"{token_hex(16)}.jpg"
    default_storage.save(f"{FOLDER}/{name}", ContentFile(content))
    return name


def drop(name: str) -> None:
    if name:
        default_storage.delete(f"{FOLDER}/{name}")
