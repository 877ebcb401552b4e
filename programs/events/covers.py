"""PURE: the drawn cover of an event: sea, mountain, city or hall, in its season and at its hour; same event, same picture."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from html import escape
from random import Random

from programs.events import strokes
from programs.events.strokes import Brush, mix

WIDTH, HEIGHT = 1200, 400
SCENES = ("sea", "mountain", "city", "hall")
SEASONS = ("winter", "spring", "summer", "autumn")
TIMES = ("dawn", "noon", "dusk", "night")

# The first row with a word that occurs in the place or title decides: a building before the land around it.
WORDS = {
    "hall": "ホール 会館 ホテル 食堂 講堂 公民館 会議室 図書 寺 亭 hall hotel library",
    "city": "ビル タワー 駅 本社 丸の内 渋谷 新宿 オンライン tower station online zoom",
    "sea": "海 浜 浦 湾 港 島 岬 船 湖 ビーチ beach sea bay island harbo lake",
    "mountain": "山 川 渓 谷 高原 岳 温泉 森 滝 キャンプ mountain river camp hill",
}
BY_KIND = {"reunion": "sea", "study": "hall", "dialogue": "hall", "career": "city"}

SKY = {
    "dawn": ("#7f9ccb", "#e8b7b6", "#fde6c6"),
    "noon": ("#5fa6d8", "#a3d1ea", "#eaf5f0"),
    "dusk": ("#274a78", "#d98a6a", "#f6c9a0"),
    "night": ("#0a1630", "#182f55", "#37577f"),
}
SEA = {
    "dawn": ("#e3b7a8", "#6f92b8", "#2f5580"),
    "noon": ("#9fd2e2", "#4798bd", "#1c628f"),
    "dusk": ("#c77f63", "#35598a", "#122a4a"),
    "night": ("#2c4a70", "#142c50", "#081428"),
}
SUN = {"dawn": "#fff0cf", "noon": "#fffbe8", "dusk": "#ffe3b8", "night": "#f7efd2"}
DEEP = {"dawn": "#34496f", "noon": "#275a63", "dusk": "#142c4b", "night": "#071122"}
DEPTH = {"dawn": 0.55, "noon": 0.3, "dusk": 0.8, "night": 0.9}
TINT = {
    "winter": ("#dde7f1", 0.2),
    "spring": ("#f7cfd9", 0.16),
    "summer": ("#8fd0e8", 0.06),
    "autumn": ("#eaa65a", 0.12),
}
LEAF = {"winter": "#8ea3b6", "spring": "#7ba66f", "summer": "#2f7d58", "autumn": "#b5652f"}


@dataclass
class Air:
    """What every part of one picture is drawn from."""

    rng: Random
    mark: str
    season: str
    time: str
    brush: Brush
    sky: tuple[str, str, str]
    sea: tuple[str, str, str]
    sun_at: tuple[int, int] = (0, 0)
    parts: list[str] = field(default_factory=list)

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.rng.random()

    def pick(self, *choices: str) -> str:
        return choices[int(self.rng.random() * len(choices))]

    def land(self, near: float) -> str:
        """Colour of a layer: 0 melts into the sky, 1 is right before us."""
        deep = mix(LEAF[self.season], DEEP[self.time], DEPTH[self.time])
        return mix(mix(self.sky[2], self.sky[1], 0.4), deep, near)

    @property
    def dark(self) -> bool:
        return self.time in ("dusk", "night")


def scene_of(words: str) -> str | None:
    """The scene that a place or a title speaks of, if any."""
    low = words.lower()
    return next((scene for scene, signs in WORDS.items() if any(sign in low for sign in signs.split())), None)


def season_of(moment: dt.date | dt.time | None) -> str | None:
    return SEASONS[moment.month % 12 // 3] if isinstance(moment, dt.date) else None


def time_of(moment: dt.date | dt.time | None) -> str | None:
    if not isinstance(moment, dt.datetime | dt.time):
        return None
    hour = moment.hour
    return "dawn" if 4 <= hour < 8 else "noon" if 8 <= hour < 16 else "dusk" if 16 <= hour < 19 else "night"


def setting_of(
    seed: int | str, kind: str, starts_at: dt.date | dt.time | None, scene: str | None
) -> tuple[str, str, str]:
    """(scene, season, time of day): what is known is kept, the rest follows from the seed."""
    rng = _random(seed, "setting")
    spare = (SCENES[int(rng.random() * 4)], SEASONS[int(rng.random() * 4)], TIMES[int(rng.random() * 3)])
    place = scene if scene in SCENES else BY_KIND.get(kind, spare[0])
    return place, season_of(starts_at) or spare[1], time_of(starts_at) or spare[2]


def cover(
    seed: int | str,
    kind: str = "",
    starts_at: dt.date | dt.time | None = None,
    scene: str | None = None,
    *,
    title: str = "",
    wide: bool = False,
) -> str:
    """The SVG. `title` is its text alternative; without one it is a decoration. `wide` is the crop for cards."""
    place, season, time = setting_of(seed, kind, starts_at, scene)
    air = _air(seed, place, season, time, wide)
    _sky(air)
    {"sea": _sea, "mountain": _mountain, "city": _city, "hall": _hall}[place](air)
    _weather(air)
    return _frame(air, title, wide)


def _random(*words: object) -> Random:
    return Random(int(hashlib.sha256("|".join(map(str, words)).encode()).hexdigest()[:16], 16))


def _air(seed: int | str, place: str, season: str, time: str, wide: bool) -> Air:
    mark = "c" + hashlib.sha256(f"{seed}|{place}|{season}|{time}|{wide}".encode()).hexdigest()[:9]
    tint, much = TINT[season]
    much = much * (0.5 if time == "night" else 1)
    sky = tuple(mix(colour, tint, much) for colour in SKY[time])
    sea = tuple(mix(colour, tint, much / 2) for colour in SEA[time])
    rng = _random(seed, place)
    return Air(rng, mark, season, time, Brush(rng), sky, sea)  # type: ignore[arg-type]


def _frame(air: Air, title: str, wide: bool) -> str:
    box = "90 30 1020 340" if wide else f"0 0 {WIDTH} {HEIGHT}"
    named = f'role="img" aria-labelledby="{air.mark}t"' if title else 'aria-hidden="true"'
    words = f'<title id="{air.mark}t">{escape(title)}</title>' if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" preserveAspectRatio="xMidYMid slice" {named}>'
        f"{words}{''.join(air.parts)}</svg>"
    )


# The sky: gradient, sun or moon with its glow, stars, clouds


def _sky(air: Air) -> None:
    high = {"dawn": 196, "noon": 84, "dusk": 204, "night": 92}[air.time]
    air.sun_at = (round(air.between(330, 880)), high + round(air.between(-14, 10)))
    x, y = air.sun_at
    size = {"dawn": 34, "noon": 30, "dusk": 36, "night": 26}[air.time]
    glow = mix(SUN[air.time], air.sky[1], 0.2)
    air.parts += [
        "<defs>",
        strokes.upright(f"{air.mark}s", air.sky, (0, 0.55, 1)),
        strokes.halo(f"{air.mark}g", glow, 0.35 if air.time == "night" else 0.6),
        "</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#{air.mark}s)"/>',
    ]
    if air.time == "night":
        air.parts.append(air.brush.stars(46))
    air.parts.append(f'<circle cx="{x}" cy="{y}" r="{size * 5}" fill="url(#{air.mark}g)"/>')
    air.parts.append(_moon(air, x, y, size) if air.time == "night" else strokes.disc(x, y, size, SUN[air.time]))
    air.parts += [
        air.brush.cloud(mix("#ffffff", air.sky[1], 0.35 if air.time == "noon" else 0.75), air.time == "noon")
        for _ in range(3)
    ]


def _moon(air: Air, x: int, y: int, size: int) -> str:
    if air.rng.random() < 0.5:
        return strokes.disc(x, y, size, SUN["night"])
    return (
        f'<path d="M{x} {y - size}a{size} {size} 0 1 0 {size} {size}'
        f'a{round(size * 0.8)} {round(size * 0.8)} 0 0 1-{size}-{size}Z" fill="{SUN["night"]}"/>'
    )


# Sea: far mountain or islands, water with the light on it, boats, the beach


def _sea(air: Air) -> None:
    horizon = 238
    if air.rng.random() < 0.62:
        air.parts.append(_fuji(air, horizon))
    else:
        air.parts.append(air.brush.islands(horizon, air.land(0.45), air.land(0.62)))
    air.parts.append(air.brush.headland(horizon, air.land(0.78)))
    if air.time == "night" and air.season == "summer":
        air.parts.append(air.brush.fireworks(air.sun_at[0]))
    air.parts += [
        f"<defs>{strokes.upright(air.mark + 'w', air.sea, (0, 0.38, 1))}</defs>",
        f'<rect y="{horizon}" width="{WIDTH}" height="{HEIGHT - horizon}" fill="url(#{air.mark}w)"/>',
        air.brush.glitter(air.sun_at[0], horizon, mix(SUN[air.time], "#ffffff", 0.2)),
        air.brush.waves(horizon, mix(air.sea[0], "#ffffff", 0.35)),
        air.brush.boats(horizon, air.land(0.98), mix(SUN[air.time], "#ffffff", 0.4)),
        _shore(air),
        air.brush.birds(mix(air.land(1), air.sky[1], 0.25)) if air.time != "night" else "",
    ]


def _fuji(air: Air, base: int) -> str:
    away = -1 if air.sun_at[0] > 600 else 1
    x = round(600 + away * air.between(40, 190))
    tall = round(air.between(128, 158))
    snow = {"winter": 0.42, "spring": 0.34, "autumn": 0.22, "summer": 0.17}[air.season]
    body = mix(air.land(0.82), "#2d4a78", 0.35)
    white = mix("#ffffff", air.sky[1], 0.16 if air.time != "night" else 0.5)
    return strokes.volcano(x, base, tall, snow, body, white)


def _shore(air: Air) -> str:
    sand = mix(
        {"dawn": "#e9cfae", "noon": "#f3e2bd", "dusk": "#a9745e", "night": "#27384f"}[air.time],
        TINT[air.season][0],
        0.1,
    )
    foam = mix("#ffffff", sand, 0.3)
    shade = air.time == "noon" and air.season == "summer"
    return air.brush.shore(sand, foam, parasols=shade)


# Mountain: ridges fading into the air, a lake or a hut, trees of the season


def _mountain(air: Air) -> None:
    if air.rng.random() < 0.4:
        air.parts.append(_fuji(air, 262))
    else:
        white = mix("#ffffff", air.sky[1], 0.25 if air.time != "night" else 0.55)
        snow = white if air.season in ("winter", "spring") else ""
        air.parts.append(air.brush.peaks(252, air.land(0.6 if air.time == "night" else 0.4), snow))
    for base, tall, near in ((262, 46, 0.52), (292, 42, 0.68), (326, 36, 0.82)):
        air.parts.append(air.brush.hills(base, tall, air.land(near)))
        air.parts.append(air.brush.mist(base + 6, mix(air.sky[2], "#ffffff", 0.3)))
    if air.rng.random() < 0.6:
        air.parts.append(air.brush.hut(338, air.land(1), _lit(air)))
    air.parts.append(air.brush.trees(348, air.land(0.92), _crown(air), 17))
    air.parts.append(air.brush.hills(372, 16, air.land(1)))
    if air.time == "night" and air.season == "summer":
        air.parts.append(air.brush.fireflies())
    if air.time != "night":
        air.parts.append(air.brush.birds(mix(air.land(1), air.sky[1], 0.25)))


def _crown(air: Air) -> str:
    """Colour of broad-leaved crowns: cherry, green, maple; empty in winter, when only firs stand."""
    base = {"spring": "#f3b6c4", "summer": "#4d9a68", "autumn": "#d1662f", "winter": ""}[air.season]
    return mix(base, DEEP[air.time], DEPTH[air.time] * 0.62) if base else ""


def _lit(air: Air) -> str:
    return "#ffd98a" if air.dark else mix("#ffffff", air.sky[1], 0.4)


# City: two skylines, a tower, a river with its lights and a bridge


def _city(air: Air) -> None:
    bank = 292
    far, near = (
        mix(mix(air.sky[2], air.sky[1], 0.4), wall, much)
        for wall, much in ((DEEP[air.time], 0.4), (DEEP[air.time], 0.78))
    )
    air.parts.append(air.brush.hills(268, 26, air.land(0.24)))
    air.parts.append(air.brush.skyline(bank, (50, 120), (34, 74), far, mix(_lit(air), far, 0.45)))
    air.parts.append(
        strokes.tower(round(air.between(420, 790)), bank, 176, _tower_colour(air), _lit(air) if air.dark else "")
    )
    panes = _lit(air) if air.dark else mix(near, "#ffffff", 0.3)
    air.parts.append(air.brush.skyline(bank, (34, 98), (40, 88), near, panes))
    if air.time == "night" and air.season == "summer":
        air.parts.append(air.brush.fireworks(air.sun_at[0]))
    air.parts += [
        f"<defs>{strokes.upright(air.mark + 'w', air.sea, (0, 0.4, 1))}</defs>",
        f'<rect y="{bank}" width="{WIDTH}" height="{HEIGHT - bank}" fill="url(#{air.mark}w)"/>',
        air.brush.reflections(bank, _lit(air) if air.dark else "#ffffff", air.dark),
        strokes.bridge(bank + 20, mix(air.land(0.95), "#000000", 0.1), _lit(air) if air.dark else ""),
        air.brush.waves(bank + 36, mix(air.sea[0], "#ffffff", 0.3)),
        air.brush.trees(376, air.land(0.98), _crown(air), 9),
        air.brush.hills(390, 14, mix(air.land(0.98), "#000000", 0.1)),
    ]


def _tower_colour(air: Air) -> str:
    return mix("#e2693b", DEEP[air.time], {"noon": 0.05, "dawn": 0.25, "dusk": 0.3, "night": 0.3}[air.time])


# Hall: a wide roof with lit windows under trees, a string of lanterns before it


def _hall(air: Air) -> None:
    air.parts.append(air.brush.hills(238, 52, air.land(0.3)))
    air.parts.append(air.brush.hills(272, 44, air.land(0.5)))
    ground = mix(air.land(0.9), "#000000", 0.06)
    wall = mix(
        {"dawn": "#e9dccb", "noon": "#f6efe2", "dusk": "#6d5462", "night": "#24324c"}[air.time],
        TINT[air.season][0],
        0.08,
    )
    air.parts.append(strokes.glow_ground(air.mark + "h", "#ffcf86") if air.dark else "")
    air.parts.append(air.brush.trees(336, air.land(0.72), _crown(air), 12))
    air.parts.append(
        strokes.hall(
            336, wall, mix(air.land(1), "#000000", 0.1), "#ffd590" if air.dark else mix(air.sky[0], "#ffffff", 0.35)
        )
    )
    air.parts.append(f'<path d="M0 336h1200v64H0Z" fill="{ground}"/>')
    air.parts.append(strokes.path_to_hall(mix(ground, "#ffe2b0", 0.28)))
    air.parts.append(air.brush.people(mix(air.land(1), "#000000", 0.15)))
    lamp = "#ff9d5c" if air.dark else "#e2693b"
    air.parts.append(air.brush.lanterns(lamp, mix(air.land(1), "#000000", 0.2), f"{air.mark}l" if air.dark else ""))


# What drifts through the air of a season


def _weather(air: Air) -> None:
    if air.season == "spring":
        air.parts.append(air.brush.petals(mix("#fbd3dc", DEEP[air.time], 0.3 if air.time == "night" else 0.05), 34))
    elif air.season == "winter":
        air.parts.append(air.brush.snow(40 if air.time != "noon" else 26))
    elif air.season == "autumn":
        air.parts.append(air.brush.leaves(("#d1662f", "#b8402a", "#d9aa3c"), 20))
