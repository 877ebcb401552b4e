"""PURE: the single strokes of a cover: gradients, hills, boats, windows, lanterns. Every answer is a piece of SVG."""

from random import Random


def mix(one: str, other: str, much: float) -> str:
    """The colour `much` of the way from one to the other."""
    a, b = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (one, other))
    return "#" + "".join(f"{round(x + (y - x) * max(0, min(1, much))):02x}" for x, y in zip(a, b, strict=True))


def upright(name: str, colours: tuple[str, ...], stops: tuple[float, ...]) -> str:
    inside = "".join(
        f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in zip(stops, colours, strict=True)
    )
    return f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{inside}</linearGradient>'


def halo(name: str, colour: str, strength: float) -> str:
    return (
        f'<radialGradient id="{name}"><stop offset="0" stop-color="{colour}" stop-opacity="{strength}"/>'
        f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient>'
    )


def disc(x: int, y: int, size: int, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{size}" fill="{colour}"/>'


def volcano(x: int, base: int, tall: int, snow: float, body: str, white: str) -> str:
    """Slopes that grow steeper towards a small flat top; the snow line is torn."""
    top, half, lip = base - tall, round(tall * 1.75), 15
    left = f"C{x - half * 0.55:.0f} {base - tall * 0.14:.0f} {x - half * 0.22:.0f} {top + tall * 0.36:.0f} {x - lip} {top}"
    right = f"C{x + half * 0.22:.0f} {top + tall * 0.36:.0f} {x + half * 0.55:.0f} {base - tall * 0.14:.0f} {x + half} {base}"
    rim = f"q{lip * 0.5:.0f}-5 {lip}-1t{lip} 1"
    return (
        f'<path d="M{x - half} {base}{left}{rim}{right}Z" fill="{body}"/>'
        f'<path d="{_snow_cap(x, top, tall, snow, lip)}" fill="{white}"/>'
    )


def _snow_cap(x: int, top: int, tall: int, snow: float, lip: int) -> str:
    deep = round(tall * snow)
    wide = round(lip + deep * 0.72)
    teeth = ((0.62, 0.72), (0.36, 1.12), (0.16, 0.7), (-0.1, 1.2), (-0.34, 0.68), (-0.6, 1.06))
    torn = "".join(f"L{x + wide * across:.0f} {top + deep * down:.0f}" for across, down in teeth)
    return (
        f"M{x - lip} {top}q{lip * 0.5:.0f}-5 {lip}-1t{lip} 1Q{x + lip + deep * 0.25:.0f} {top + deep * 0.5:.0f} {x + wide} {top + deep}"
        f"{torn}L{x - wide} {top + deep}Q{x - lip - deep * 0.25:.0f} {top + deep * 0.5:.0f} {x - lip} {top}Z"
    )


def tower(x: int, base: int, tall: int, colour: str, light: str) -> str:
    """An iron tower of two storeys; lit at the platforms when it is dark."""
    top = base - tall
    legs = (
        f"M{x - 34} {base}Q{x - 10} {base - tall * 0.42:.0f} {x - 3} {top + 22}h6Q{x + 10} {base - tall * 0.42:.0f} {x + 34} {base}"
        f"h-13Q{x} {base - 40} {x - 21} {base}Z"
    )
    bars = "".join(f"M{x - w} {base - tall * up:.0f}h{2 * w}v6h-{2 * w}Z" for w, up in ((19, 0.3), (11, 0.6)))
    lamps = f'<path d="{bars}" fill="{light}"/>' if light else f'<path d="{bars}" fill="#fff" fill-opacity=".8"/>'
    return f'<path d="{legs}M{x - 1} {top}h2v26h-2Z" fill="{colour}"/>{lamps}'


def bridge(y: int, colour: str, light: str) -> str:
    """A low bridge of arches across the whole river."""
    arches = "".join(f"a100 34 0 0 1 200 0h{20 if n < 4 else 0}" for n in range(5))
    body = f'<path d="M0 {y - 10}H1200v10h-20V{y + 24}h-20{_back_arches(y)}Z" fill="{colour}"/>' if arches else ""
    lamps = "".join(f'<circle cx="{x}" cy="{y - 22}" r="3"/>' for x in range(60, 1200, 120))
    posts = "".join(f"M{x} {y - 20}v11" for x in range(60, 1200, 120))
    glow = f'<g fill="{light}">{lamps}</g>' if light else ""
    return f'{body}<path d="{posts}" stroke="{colour}" stroke-width="2"/>{glow}'


def _back_arches(y: int) -> str:
    return "".join("a105 30 0 0 0-210 0h-20" for _ in range(5)) + f"V{y - 10}"


def hall(base: int, wall: str, roof: str, light: str) -> str:
    """A wide house with a sweeping roof, two storeys of windows and an open door."""
    windows = "".join(f"M{x} {base - 62}h34v40h-34Z" for x in (402, 450, 498, 668, 716, 764))
    upper = "".join(f"M{x} {base - 124}h26v18h-26Z" for x in (496, 536, 576, 616, 656, 690))
    lower_roof = f"M352 {base - 78}Q420 {base - 84} 452 {base - 104}H748Q780 {base - 84} 848 {base - 78}Q836 {base - 70} 820 {base - 70}H380Q364 {base - 70} 352 {base - 78}Z"
    upper_roof = f"M430 {base - 134}Q500 {base - 142} 560 {base - 182}H640Q700 {base - 142} 770 {base - 134}Q760 {base - 126} 744 {base - 126}H456Q440 {base - 126} 430 {base - 134}Z"
    return (
        f'<path d="M478 {base - 130}H722V{base - 90}H478ZM384 {base - 74}H816V{base}H384Z" fill="{wall}"/>'
        f'<path d="{windows}{upper}M556 {base - 62}h88v62h-88Z" fill="{light}"/>'
        f'<path d="M419 {base - 62}v40M467 {base - 62}v40M515 {base - 62}v40M685 {base - 62}v40M733 {base - 62}v40M781 {base - 62}v40M600 {base - 62}v62M402 {base - 42}H532M668 {base - 42}H798" stroke="{roof}" stroke-width="2.5"/>'
        f'<path d="{lower_roof}{upper_roof}M552 {base - 188}h96v7h-96Z" fill="{roof}"/>'
    )


def glow_ground(name: str, colour: str) -> str:
    return (
        f'<defs>{halo(name, colour, 0.55)}</defs><ellipse cx="600" cy="300" rx="420" ry="170" fill="url(#{name})"/>'
    )


def path_to_hall(colour: str) -> str:
    return f'<path d="M556 336H644Q690 366 780 400H420Q510 366 556 336Z" fill="{colour}"/>'


class Brush:
    """Strokes that need chance; the same chance gives the same stroke."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def between(self, low: float, high: float) -> int:
        return round(low + (high - low) * self.rng.random())

    def stars(self, many: int) -> str:
        dots = "".join(f"M{self.between(0, 1200)} {self.between(4, 190)}h0" for _ in range(many))
        bright = "".join(f"M{self.between(40, 1160)} {self.between(10, 150)}h0" for _ in range(7))
        return (
            f'<g stroke="#fff" stroke-linecap="round"><path d="{dots}" stroke-width="2" stroke-opacity=".55"/>'
            f'<path d="{bright}" stroke-width="3.5" stroke-opacity=".85"/></g>'
        )

    def cloud(self, colour: str, round_: bool) -> str:
        x, y, wide = self.between(-40, 1100), self.between(36, 150), self.between(130, 290)
        if not round_:
            bands = "".join(f"M{x + self.between(-30, 60)} {y + 9 * n}h{wide - 40 * n}" for n in range(3))
            return (
                f'<path d="{bands}" stroke="{colour}" stroke-width="6" stroke-linecap="round" stroke-opacity=".4"/>'
            )
        a, b = wide // 4, wide // 5
        return (
            f'<path d="M{x} {y}q4-{b // 2} {a}-{b // 3}q{a // 2}-{b} {a}-{b // 4}q{a // 2}-{b // 2} {a} {b // 4}q{a // 2} 0 {a // 2} {b // 3 + b // 2 + b // 4 - b // 4 - b // 2}Z"'
            f' fill="{colour}" fill-opacity=".8"/>'
        )

    def _line(self, base: int, tall: int, step: int) -> str:
        """A soft line from edge to edge through points of chance."""
        points = [(x, base - self.between(0, tall)) for x in range(-step, 1200 + 2 * step, step)]
        middle = [((x1 + x2) // 2, (y1 + y2) // 2) for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False)]
        curves = "".join(f"Q{p[0]} {p[1]} {m[0]} {m[1]}" for p, m in zip(points[1:], middle[1:], strict=False))
        return f"M-60 400V{middle[0][1]}L{middle[0][0]} {middle[0][1]}{curves}"

    def hills(self, base: int, tall: int, colour: str) -> str:
        return f'<path d="{self._line(base, tall, 150)}L1260 400Z" fill="{colour}"/>'

    def mist(self, y: int, colour: str) -> str:
        x, wide = self.between(80, 820), self.between(130, 240)
        return f'<ellipse cx="{x}" cy="{y}" rx="{wide}" ry="7" fill="{colour}" fill-opacity=".3"/>'

    def peaks(self, base: int, colour: str, snow: str) -> str:
        """Sharp far mountains; a light side gives them their edge."""
        body, caps, x = "", "", -80
        while x < 1240:
            half, tall = self.between(110, 190), self.between(70, 150)
            top = base - tall
            body += f"M{x - half} {base + 40}L{x - half // 3} {top + tall // 3}L{x} {top}L{x + half // 4} {top + tall // 4}L{x + half} {base + 40}Z"
            torn = ((0.3, 0.3), (0.15, 0.43), (0.07, 0.31), (-0.04, 0.48), (-0.15, 0.3), (-0.22, 0.4), (-0.3, 0.3))
            caps += (
                f"M{x} {top}"
                + "".join(f"L{x + half * across:.0f} {top + tall * down:.0f}" for across, down in torn)
                + "Z"
            )
            x += self.between(110, 190)
        white = f'<path d="{caps}" fill="{snow}" fill-opacity=".9"/>' if snow else ""
        return f'<path d="{body}" fill="{colour}"/>{white}'

    def islands(self, base: int, far: str, near: str) -> str:
        pieces = []
        for colour, tall in ((far, 60), (near, 40)):
            x, wide, up = self.between(160, 820), self.between(180, 330), self.between(tall * 0.6, tall)
            pieces.append(
                f'<path d="M{x} {base}q{wide // 6}-{up // 2} {wide // 3}-{up}q{wide // 8}-{up // 5} {wide // 4} {up // 4}'
                f'q{wide // 5} {up // 8} {wide - wide // 3 - wide // 4} {up - up // 4}Z" fill="{colour}"/>'
            )
        return "".join(pieces)

    def headland(self, base: int, colour: str) -> str:
        wide, tall = self.between(240, 420), self.between(26, 52)
        if self.rng.random() < 0.5:
            return f'<path d="M0 {base}V{base - tall}q{wide // 3}-{tall // 2} {wide * 2 // 3} {tall // 2}T{wide} {base}Z" fill="{colour}"/>'
        return f'<path d="M1200 {base}V{base - tall}q-{wide // 3}-{tall // 2}-{wide * 2 // 3} {tall // 2}T{1200 - wide} {base}Z" fill="{colour}"/>'

    def glitter(self, x: int, top: int, colour: str) -> str:
        """The light on the water under sun or moon, wider as it comes nearer."""
        lines = ""
        for n in range(9):
            wide = self.between(14, 30) + 7 * n
            lines += f"M{x - wide // 2 + self.between(-8, 8) * (n + 2) // 3} {top + 8 + 10 * n}h{wide}"
        return f'<path d="{lines}" stroke="{colour}" stroke-width="2.5" stroke-linecap="round" stroke-opacity=".55"/>'

    def waves(self, top: int, colour: str) -> str:
        lines = "".join(f"M{self.between(0, 1150)} {top + self.between(14, 110)}q7-4 14 0t14 0" for _ in range(16))
        return f'<path d="{lines}" fill="none" stroke="{colour}" stroke-width="1.6" stroke-linecap="round" stroke-opacity=".4"/>'

    def boats(self, horizon: int, hull: str, sail: str) -> str:
        pieces = []
        for n in range(self.between(1, 3)):
            x, y, s = self.between(120, 1080), horizon + self.between(8, 24) + 14 * n, 1 + 0.5 * n
            pieces.append(
                f'<g transform="translate({x} {y}) scale({s})"><path d="M-13 0h26l-5 6h-16Z" fill="{hull}"/>'
                f'<path d="M0-2V-26L13-4ZM-2-2V-20L-10-4Z" fill="{sail}"/></g>'
            )
        return "".join(pieces)

    def shore(self, sand: str, foam: str, parasols: bool) -> str:
        rise = self.between(352, 366)
        edge = f"M0 {rise + 16}C220 {rise - 10} 420 {rise + 26} 640 {rise + 12}S1020 {rise - 16} 1200 {rise + 4}"
        beach = f'<path d="{edge}V400H0Z" fill="{sand}"/><path d="{edge}" fill="none" stroke="{foam}" stroke-width="4" stroke-opacity=".7"/>'
        return beach + (
            "".join(self._parasol(x) for x in (self.between(120, 420), self.between(700, 1060))) if parasols else ""
        )

    def _parasol(self, x: int) -> str:
        y, colour = self.between(352, 364), ("#e2693b", "#1f4472", "#d9aa3c")[self.between(0, 2)]
        return (
            f'<path d="M{x} {y}l4 32" stroke="#8a6a4c" stroke-width="2.5"/>'
            f'<path d="M{x - 32} {y + 8}Q{x - 24} {y - 20} {x} {y - 20}T{x + 32} {y + 2}Q{x + 18} {y - 4} {x + 11} {y + 5}Q{x - 2} {y - 3} {x - 10} {y + 7}Q{x - 22} {y} {x - 32} {y + 8}Z" fill="{colour}"/>'
        )

    def birds(self, colour: str) -> str:
        x, y = self.between(180, 900), self.between(70, 130)
        wings = "".join(
            f"M{x + self.between(-60, 90)} {y + self.between(-26, 26)}q6-7 11 0q6-7 11-1"
            for _ in range(self.between(3, 6))
        )
        return f'<path d="{wings}" fill="none" stroke="{colour}" stroke-width="2" stroke-linecap="round"/>'

    def trees(self, base: int, fir: str, crown: str, many: int) -> str:
        """Firs and, except in winter, round crowns; fewer in the middle, where a title may lie."""
        firs, trunks, crowns = "", "", ""
        for n in range(many):
            x = round((n + 0.5) * 1200 / many) + self.between(-30, 30)
            tall, foot = self.between(30, 60), base + self.between(-4, 12)
            if 480 < x < 720:
                tall = tall * 2 // 3
            if crown and self.rng.random() < 0.58:
                r = tall * 2 // 5
                trunks += f"M{x} {foot}v-{tall * 2 // 3}"
                crowns += f"M{x - r} {foot - tall * 3 // 5}a{r} {r} 0 1 1 {2 * r} 0a{r} {r * 3 // 4} 0 0 1-{2 * r} 0Z"
            else:
                w = tall // 4
                firs += f"M{x} {foot - tall}l{w * 2 // 3} {tall // 3}h-{w // 4}l{w * 2 // 3} {tall // 3}h-{w // 4}l{w // 2} {tall - 2 * (tall // 3)}h-{2 * w}l{w // 2}-{tall // 3}h-{w // 4}l{w * 2 // 3}-{tall // 3}h-{w // 4}Z"
        return f'<path d="{firs}" fill="{fir}"/><path d="{trunks}" stroke="{fir}" stroke-width="4"/><path d="{crowns}" fill="{crown or fir}"/>'

    def hut(self, base: int, dark: str, light: str) -> str:
        x = self.between(300, 860)
        return (
            f'<path d="M{x - 26} {base}v-24h52v24Z" fill="{mix(dark, "#6b4a38", 0.4)}"/><path d="M{x - 36} {base - 22}L{x} {base - 50}L{x + 36} {base - 22}Z" fill="{dark}"/>'
            f'<path d="M{x - 17} {base - 18}h12v11h-12ZM{x + 5} {base - 18}h12v11h-12Z" fill="{light}"/>'
        )

    def skyline(self, base: int, tall: tuple[int, int], wide: tuple[int, int], colour: str, light: str) -> str:
        walls, windows, x = "", "", -10
        while x < 1200:
            w, h = self.between(*wide), self.between(*tall)
            walls += f"M{x} {base}v-{h}h{w}v{h}Z"
            if self.rng.random() < 0.2:
                walls += f"M{x + w // 2} {base - h}v-16h2v16Z"
            windows += self._windows(x, base - h, w, h)
            x += w + self.between(-2, 7)
        return f'<path d="{walls}" fill="{colour}"/><path d="{windows}" fill="{light}"/>'

    def _windows(self, x: int, top: int, wide: int, tall: int) -> str:
        cells = [(cx, cy) for cy in range(top + 9, top + tall - 8, 15) for cx in range(x + 7, x + wide - 8, 12)]
        return "".join(f"M{cx} {cy}h5v7h-5Z" for cx, cy in cells if self.rng.random() < 0.3)

    def reflections(self, top: int, colour: str, dark: bool) -> str:
        lines = "".join(
            f"M{self.between(10, 1190)} {top + self.between(34, 60)}v{self.between(8, 34)}" for _ in range(26)
        )
        return f'<path d="{lines}" stroke="{colour}" stroke-width="3" stroke-linecap="round" stroke-opacity="{0.32 if dark else 0.16}"/>'

    def lanterns(self, colour: str, cord: str, glow: str) -> str:
        """Two cords of paper lanterns, hanging from the upper corners."""
        balls, lights = "", ""
        for n in range(1, 12):
            x, sag = n * 100, abs(6 - n)
            y = 118 - sag * sag * 3 + self.between(-2, 2)
            balls += f'<ellipse cx="{x}" cy="{y + 14}" rx="11" ry="14"/>'
            lights += f'<circle cx="{x}" cy="{y + 14}" r="44"/>' if glow else ""
        shine = f'<defs>{halo(glow, colour, 0.5)}</defs><g fill="url(#{glow})">{lights}</g>' if glow else ""
        caps = "".join(
            f"M{n * 100 - 5} {118 - (6 - n) ** 2 * 3}h10M{n * 100 - 5} {146 - (6 - n) ** 2 * 3}h10"
            for n in range(1, 12)
        )
        return (
            f'<path d="M0 8Q600 228 1200 8" fill="none" stroke="{cord}" stroke-width="2"/>{shine}<g fill="{colour}">{balls}</g>'
            f'<path d="{caps}" stroke="{cord}" stroke-width="4"/>'
        )

    def people(self, colour: str) -> str:
        """A few people on the way to the door."""
        shapes = ""
        for n in range(self.between(4, 7)):
            x, y, s = self.between(500, 700), 352 + 5 * n, 10 + n
            shapes += f"M{x - s // 3} {y + s * 2}q0-{s * 3 // 2} {s // 3}-{s * 3 // 2}t{s // 3} {s * 3 // 2}ZM{x} {y}m-{s // 4} 0a{s // 4} {s // 4} 0 1 0 {s // 2} 0a{s // 4} {s // 4} 0 1 0-{s // 2} 0"
        return f'<path d="{shapes}" fill="{colour}"/>'

    def fireworks(self, near: int) -> str:
        pieces = []
        for colour in ("#ffd27a", "#ff9d7a", "#9fd0ff"):
            x, y, size = self.between(180, 1020), self.between(60, 140), self.between(34, 64)
            x = x + 160 if abs(x - near) < 90 else x
            rays = "".join(
                f"M{x + dx * size * 0.3:.0f} {y + dy * size * 0.3:.0f}L{x + dx * size:.0f} {y + dy * size + size * 0.1:.0f}"
                for dx, dy in ROUND
            )
            pieces.append(
                f'<path d="{rays}" stroke="{colour}" stroke-width="2.5" stroke-linecap="round" stroke-dasharray="9 5" stroke-opacity=".9"/>'
            )
        return "".join(pieces)

    def fireflies(self) -> str:
        dots = "".join(f"M{self.between(60, 1140)} {self.between(290, 380)}h0" for _ in range(22))
        return f'<path d="{dots}" stroke="#e9f58a" stroke-width="5" stroke-linecap="round" stroke-opacity=".75"/>'

    def petals(self, colour: str, many: int) -> str:
        drops = "".join(f"M{self.between(0, 1190)} {self.between(20, 385)}q5-4 9 1q-4 5-9-1Z" for _ in range(many))
        return f'<path d="{drops}" fill="{colour}" fill-opacity=".9"/>'

    def snow(self, many: int) -> str:
        small = "".join(f"M{self.between(0, 1200)} {self.between(0, 390)}h0" for _ in range(many))
        large = "".join(f"M{self.between(0, 1200)} {self.between(0, 390)}h0" for _ in range(many // 3))
        return (
            f'<g stroke="#fff" stroke-linecap="round"><path d="{small}" stroke-width="3.5" stroke-opacity=".7"/>'
            f'<path d="{large}" stroke-width="6" stroke-opacity=".75"/></g>'
        )

    def leaves(self, colours: tuple[str, ...], many: int) -> str:
        pieces = []
        for colour in colours:
            drops = "".join(
                f"M{self.between(0, 1190)} {self.between(60, 385)}q8-6 13 2q-7 4-13-2Z" for _ in range(many // 3)
            )
            pieces.append(f'<path d="{drops}" fill="{colour}" fill-opacity=".85"/>')
        return "".join(pieces)


# Sixteen directions, as unit vectors.
ROUND = tuple(
    (sx * x, sy * y)
    for x, y in ((1.0, 0.0), (0.92, 0.38), (0.71, 0.71), (0.38, 0.92), (0.0, 1.0))
    for sx in (1, -1)
    for sy in (1, -1)
)
