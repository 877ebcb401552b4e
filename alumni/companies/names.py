"""PURE: names as people type them, and the keys they are compared, searched and kept apart by."""

import re
import unicodedata
from collections.abc import Callable

from alumni.companies.variants import TO_COMMON_FORM

HIRAGANA_TO_KATAKANA = {code: chr(code + 0x60) for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
# Banks and older payroll systems know no small kana (シヨウ), and ヂヅヲ are heard as ジズオ.
SAME_SOUND = str.maketrans(
    "ァィゥェォヵヶッャュョヮヂヅヲヰヱ",
    "アイウエオカケツヤユヨワジズオイエ",
)
DASHES = (
    "\u002d\u00ad\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u2501\u301c\ufe58\ufe63\uff0d\uff5e~"
)
LONG_VOWELS = "ー\uff70"
BETWEEN_NAMES = "・･·'’‘`´ʼ゠"
LINES_AND_TABS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
VARIATION_SELECTORS = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Composing would replace a compatibility ideograph (神 U+FA19) by another character: a name stays as typed.
COMPOSABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
DASHES_IN_KATAKANA = re.compile(f"(?<=[ァ-ヺー])[{re.escape(DASHES)}]+")

REMOVED_WHEN_FOLDED = dict.fromkeys(map(ord, DASHES + LONG_VOWELS + BETWEEN_NAMES))
ONE_DASH = {ord(dash): "-" for dash in DASHES}


def fold(text: str) -> str:
    """The normal form that is both written and asked for: width, case, kana, kanji variants, marks, spaces."""
    return _settled(_fold_once, text)


def department_key(text: str) -> str:
    """When two departments of one level are the same. Long vowels count here: ビル管理部 isn't ビール管理部."""
    return _settled(_department_key_once, text)


def mail_key(address: str) -> str:
    """When two mailboxes are the same. For comparing only: mail always goes to the address as it was given."""
    return _settled(_mail_key_once, address)


def clean_name(text: str) -> str:
    """As typed (髙 stays 髙), without control, direction and line characters; runs of spaces become one."""
    return _settled(_clean_once, text)


def has_hidden_characters(text: str) -> bool:
    """Whether clean_name would take something away other than spaces."""
    return _visible(text) != text or bool(LINES_AND_TABS.search(text))


def katakana(text: str) -> str:
    """A reading in full-width katakana: half width, hiragana, and a dash typed for a long vowel are put right."""
    return _settled(_katakana_once, text)


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c == " ")


def _settled(step: Callable[[str], str], text: str) -> str:
    """Taking characters out can let their neighbours compose; a key must be its own key."""
    while (after := step(text)) != text:
        text = after
    return text


def _clean_once(text: str) -> str:
    text = COMPOSABLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), LINES_AND_TABS.sub(" ", text))
    return " ".join(_visible(text).split())


def _katakana_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _clean_once(text)).translate(HIRAGANA_TO_KATAKANA)
    return " ".join(_long_vowels(text).split())


def _long_vowels(text: str) -> str:
    """A dash typed after katakana means a long vowel."""
    return DASHES_IN_KATAKANA.sub(lambda run: "ー" * len(run[0]), text)


def _plain(text: str) -> str:
    text = VARIATION_SELECTORS.sub("", unicodedata.normalize("NFKC", text))
    text = unicodedata.normalize("NFKC", _visible(LINES_AND_TABS.sub(" ", text)).casefold())
    return "".join(text.split()).translate(HIRAGANA_TO_KATAKANA).translate(TO_COMMON_FORM)


def _fold_once(text: str) -> str:
    return _plain(text).translate(SAME_SOUND).translate(REMOVED_WHEN_FOLDED)


def _department_key_once(text: str) -> str:
    return _long_vowels(_plain(text)).translate(ONE_DASH).translate(SAME_SOUND)


def _mail_key_once(address: str) -> str:
    plain = unicodedata.normalize("NFKC", _visible(LINES_AND_TABS.sub("", address))).casefold().strip()
    mailbox, at, domain = plain.rpartition("@")
    return mailbox + at + _domain_key(domain) if at else plain


def _domain_key(domain: str) -> str:
    """例え.jp and xn--r8jz45g.jp are one domain."""
    domain = domain.rstrip(".")
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return domain
