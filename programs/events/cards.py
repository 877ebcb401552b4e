"""PURE: the card picture of a share link (1200 × 630 PNG): the cover's sky, sun and land, with title and day on it."""

import datetime as dt
import hashlib
import io
import re
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from programs.events import covers
from programs.events.strokes import mix

WIDTH, HEIGHT = 1200, 630
HORIZON = 330
INK, PAPER, GOLD = "#1d2733", "#fffdf8", "#b98a2f"
# Where systems keep a Japanese serif and sans; without one the picture has no words, and the page's own title stands.
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
    "/System/Library/Fonts/ヒラギノ明朝 ProN.ttc",
)


@cache
def font(size: int) -> ImageFont.FreeTypeFont | None:
    found = next((path for path in FONTS if Path(path).exists()), None)
    return ImageFont.truetype(found, size) if found else None


def png(
    seed: int, starts_at: dt.datetime, title: str, day: str, company: str, words: str = "", kind: str = ""
) -> bytes:
    """The same gathering always gets the same picture."""
    time = covers.time_of(starts_at) or "noon"
    scene = covers.scene_of(words) or covers.BY_KIND.get(kind, "sea")
    picture = _sky(covers.SKY[time], covers.SUN[time], seed)
    _land(picture, scene, starts_at, seed)
    _words(picture, title, day, company)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _sky(sky: tuple[str, str, str], sun: str, seed: int) -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), sky[2])
    brush = ImageDraw.Draw(picture)
    for y in range(HORIZON):
        much = y / HORIZON
        colour = mix(sky[0], sky[1], much * 2) if much < 0.5 else mix(sky[1], sky[2], much * 2 - 1)
        brush.line([(0, y), (WIDTH, y)], fill=colour)
    at = 760 + seed % 300
    brush.ellipse([at - 54, 120, at + 54, 228], fill=sun)
    return picture


def _land(picture: Image.Image, scene: str, starts_at: dt.datetime, seed: int) -> None:
    """Water before the horizon, or three ranges of hills; a row of houses where people live."""
    brush, time = ImageDraw.Draw(picture), covers.time_of(starts_at) or "noon"
    rng = Random(hashlib.sha256(f"{seed}".encode()).digest())
    near, far = covers.DEEP[time], covers.LEAF[covers.season_of(starts_at) or "summer"]
    if scene == "sea":
        top, middle, low = covers.SEA[time]
        for y in range(HORIZON, HEIGHT):
            much = (y - HORIZON) / (HEIGHT - HORIZON)
            colour = mix(top, middle, much * 2) if much < 0.5 else mix(middle, low, much * 2 - 1)
            brush.line([(0, y), (WIDTH, y)], fill=colour)
    for layer in range(1 if scene == "sea" else 3):
        colour = mix(mix(far, near, 0.35 + layer * 0.25), covers.SKY[time][2], 0.5 - layer * 0.2)
        base = HORIZON + layer * 50
        points = [(x, base - rng.randint(10, 80)) for x in range(0, WIDTH + 100, 100)]
        floor = HORIZON if scene == "sea" else HEIGHT
        brush.polygon([(0, floor), *points, (WIDTH, floor)], fill=colour)
    if scene in ("city", "hall"):
        for x in range(40, WIDTH, 70):
            tall = rng.randint(40, 150)
            brush.rectangle([x, HORIZON + 60 - tall, x + 52, HORIZON + 120], fill=mix(near, far, 0.25))


def _words(picture: Image.Image, title: str, day: str, company: str) -> None:
    brush = ImageDraw.Draw(picture)
    brush.rectangle([60, 350, WIDTH - 60, HEIGHT - 50], fill=PAPER)
    brush.rectangle([60, 350, WIDTH - 60, 356], fill=GOLD)
    large, small = font(46), font(28)
    if large is None or small is None:
        return
    for number, line in enumerate(lines(title, large, WIDTH - 220)):
        brush.text((100, 382 + number * 62), line, fill=INK, font=large)
    brush.text((100, HEIGHT - 112), f"{day}　{company}"[:44], fill=INK, font=small)
    brush.text((WIDTH - 190, HEIGHT - 112), "叶え", fill=GOLD, font=small)


def lines(text: str, ink: ImageFont.FreeTypeFont, width: int, most: int = 2) -> list[str]:
    """The text in at most so many lines, Latin words whole, the rest as 「…」."""
    found, line = [], ""
    for piece in re.findall(r"[!-~\u00c0-\u024f\u2018-\u201d]+ ?|.", text):
        for part in [piece] if ink.getlength(piece.rstrip()) <= width else piece:
            if ink.getlength((line + part).rstrip()) > width:
                found.append(line.rstrip())
                line = ""
            line += part
    found.append(line.rstrip())
    return found if len(found) <= most else [*found[: most - 1], found[most - 1][:-1] + "…"]
