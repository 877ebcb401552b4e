"""Photos: only the picture is kept of them, and a hostile one breaks nothing but a process of its own."""

import struct
import zlib
from io import BytesIO
from time import monotonic

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from alumni.profiles import photos
from alumni.profiles.models import Profile
from alumni.profiles.queries import shown
from tests.cast import Cast


def upload(content: bytes, name: str = "me.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(size: tuple[int, int] = (900, 600), kind: str = "JPEG", mode: str = "RGB", **extra) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new(mode, size, "teal" if mode != "1" else 0).save(out, kind, **extra)
    return upload(out.getvalue())


def tagged() -> SimpleUploadedFile:
    """Taken at a beach, on a phone, as phones write it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = "CameraMaker", "CameraModel", "Editor"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (35.0, 16.0, 12.0), "E", (139.0, 34.0, 48.0)
    exif.get_ifd(0x8769)[0x9003] = "2027:07:24 10:00:00"
    return picture(exif=exif, comment=b"written at home")


def bomb(side: int = 30_000) -> SimpleUploadedFile:
    """A PNG of some kilobytes that opens to gigabytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    line = b"\0" * (side * 3 + 1)
    rows = min(side, 2_000)  # the head promises more than the body holds
    body = b"".join(packer.compress(line) for _row in range(rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return upload(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b""), "me.png")


def test_of_a_photo_only_the_picture_is_kept() -> None:
    original = tagged()
    assert dict(Image.open(BytesIO(original.read())).getexif().get_ifd(0x8825))[2] == (35.0, 16.0, 12.0)
    original.seek(0)
    kept = photos.cleaned(original)
    again = Image.open(BytesIO(kept))
    assert (again.format, again.size, dict(again.getexif()), set(again.info) - {"jfif", "jfif_version", "jfif_unit",
            "jfif_density"}) == ("JPEG", (512, 512), {}, set())  # fmt: skip
    for word in (b"CameraMaker", b"CameraModel", b"Editor", b"written at home", b"2027:07:24", b"Exif"):
        assert word not in kept


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (upload(b"<svg onload=alert(1)>"), "写真として読めません"),
        (upload(b"\x89PNG\r\n\x1a\n" + b"0" * 40), "写真として読めません"),
        (upload(b""), "写真として読めません"),
        (picture(kind="GIF"), "写真として読めません"),
        (picture((6000, 5000), "PNG"), "画素が多すぎます"),
        (bomb(), "画素が多すぎます"),
    ],
    ids=["no picture", "torn", "empty", "another kind", "too many pixels", "a bomb"],
)
def test_what_is_no_bearable_picture_is_refused(sent: SimpleUploadedFile, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        photos.cleaned(sent)


def test_what_needs_more_memory_than_there_is_breaks_its_own_process_only() -> None:
    sent = picture((4800, 4800), "PNG")
    with pytest.raises(ValidationError, match="重すぎて"):
        photos.cleaned(sent, memory=180 * 1024 * 1024)
    sent.seek(0)
    assert photos.cleaned(sent).startswith(b"\xff\xd8")


def test_a_photo_is_drawn_within_a_second_or_so() -> None:
    began = monotonic()
    photos.cleaned(picture((4000, 3000), quality=90))
    assert monotonic() - began < 5  # half a second by itself; other tests may run beside it


def test_a_bomb_gets_a_kind_sentence_and_the_page_lives(cast: Cast, login) -> None:
    browser = login(cast.boss)
    browser.post("/me/profile/photo/", {"photo": picture()})
    before = Profile.objects.get(person=cast.boss).photo
    answer = browser.post("/me/profile/photo/", {"photo": bomb()}, follow=True)
    assert answer.status_code == 200 and "画素が多すぎます" in answer.content.decode()
    assert Profile.objects.get(person=cast.boss).photo == before
    assert default_storage.exists(f"{photos.FOLDER}/{before}")


def test_a_photo_is_served_to_whom_it_is_shown_and_to_nobody_else(cast: Cast, login) -> None:
    login(cast.boss).post("/me/profile/photo/", {"photo": picture()})
    url = shown(cast.alumna, [cast.boss.pk])[cast.boss.pk].photo
    status = {
        who: login(getattr(cast, who)).get(url).status_code
        for who in ("boss", "alumna", "hr", "hr_other", "stranger")
    }
    assert status == {"boss": 200, "alumna": 200, "hr": 200, "hr_other": 404, "stranger": 404}
    Profile.objects.filter(person=cast.boss).update(photo_to=0)
    assert login(cast.alumna).get(url).status_code == 404
    assert default_storage.exists(f"{photos.FOLDER}/{url.rsplit('/', 1)[1]}")
