"""PURE: a reading in Latin letters, in the spellings people are used to: Hepburn and Kunrei, long vowels or short."""

from functools import lru_cache
from itertools import product

from alumni.companies.names import katakana

SOUNDS = {
    "アイウエオ": "a i u e o", "カキクケコ": "ka ki ku ke ko", "サシスセソ": "sa shi su se so",
    "タチツテト": "ta chi tsu te to", "ナニヌネノ": "na ni nu ne no", "ハヒフヘホ": "ha hi fu he ho",
    "マミムメモ": "ma mi mu me mo", "ヤユヨ": "ya yu yo", "ラリルレロ": "ra ri ru re ro", "ワヲン": "wa o n",
    "ガギグゲゴ": "ga gi gu ge go", "ザジズゼゾ": "za ji zu ze zo", "ダヂヅデド": "da ji zu de do",
    "バビブベボ": "ba bi bu be bo", "パピプペポ": "pa pi pu pe po", "ヴ": "vu", "ァィゥェォ": "a i u e o",
}  # fmt: skip
HEPBURN = {kana: sound for row, sounds in SOUNDS.items() for kana, sound in zip(row, sounds.split(), strict=True)}
SMALL_Y = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}
KUNREI = [("sh", "sy"), ("ch", "ty"), ("tsu", "tu"), ("fu", "hu"), ("j", "zy"), ("syi", "si"), ("tyi", "ti"),
          ("zyi", "zi")]  # fmt: skip
SHORT = [("ou", "o"), ("oo", "o"), ("uu", "u")]


@lru_cache(maxsize=50_000)
def romaji_of(reading: str) -> tuple[str, ...]:
    """The spellings of each word of a reading, one text per spelling: オオタ ジロウ → ohta…, oota jirou, ota jiro, ota ziro."""
    words = katakana(reading).split()
    return tuple(dict.fromkeys(" ".join(_spell(word, *way) for word in words) for way in product((0, 1), (0, 1))))


def _spell(word: str, short: int, kunrei: int) -> str:
    text = _hepburn(word)
    for before, after in (KUNREI if kunrei else []) + (SHORT if short else []):
        text = text.replace(before, after)
    return text


def _hepburn(word: str) -> str:
    text, doubled = "", False
    for character in word:
        if character == "ッ":
            doubled = True
            continue
        if character in SMALL_Y and text.endswith("i"):
            stem = text[:-1]
            text = stem + SMALL_Y[character][0 if not stem.endswith(("sh", "ch", "j")) else 1 :]
            continue
        sound = HEPBURN.get(character, "")
        text += (("t" if sound.startswith("ch") else sound[0]) if doubled and sound else "") + sound
        doubled = False
    return text
