"""PURE: a reading in Latin letters, in the spellings people are used to: Hepburn and Kunrei, long vowels or short."""

from itertools import product

from alumni.companies.names import katakana

HEPBURN = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾ"
        "ダヂヅデドバビブベボパピプペポヴァィゥェォ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu"
        " yo ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po vu"
        " a i u e o".split(),
        strict=True,
    )
)
SMALL_Y = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}
KUNREI = [("sh", "sy"), ("ch", "ty"), ("tsu", "tu"), ("fu", "hu"), ("j", "zy"), ("syi", "si"), ("tyi", "ti"),
          ("zyi", "zi")]  # fmt: skip
SHORT = [("ou", "o"), ("oo", "o"), ("uu", "u")]


def romaji_of(reading: str) -> list[str]:
    """The spellings of each word of a reading, one text per spelling: オオタ ジロウ → ohta…, oota jirou, ota jiro, ota ziro."""
    words = katakana(reading).split()
    return list(dict.fromkeys(" ".join(_spell(word, *way) for word in words) for way in product((0, 1), (0, 1))))


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
