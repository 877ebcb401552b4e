"""PURE: the area in which a place lies, by its code; a place that no area is known for stands for itself."""

import re
import unicodedata
from functools import lru_cache

from alumni.profiles.areas import EN, JA, area_of, short, words

CODE = re.compile(r"JP-\d\d|[A-Z]{2}")
STEMS = {short(name): code for code, name in JA.items() if code.startswith("JP-")}


@lru_cache(maxsize=20_000)
def region_of(place: str) -> str:
    """JP-13 for 東京, 東京都千代田区, Tokyo and JP-13; DE for "Berlin, Germany"; 月面基地 is 月面基地."""
    plain = unicodedata.normalize("NFKC", place).strip()
    if CODE.fullmatch(plain) and plain in JA:
        return plain
    parts = (plain, plain.partition(" ")[0], plain.rpartition(", ")[2])
    known = next(filter(None, map(area_of, parts)), "")
    return known or next((code for stem, code in STEMS.items() if plain.startswith(stem)), plain)


def region_words(region: str, lang: str) -> str:
    """What a region is called in the reader's language."""
    return words(region, lang=lang) if region in EN else region
