"""PURE: one cell of an HR file → its value, and what was found about it on the way."""

import re
import unicodedata
from typing import NamedTuple

from alumni.companies.names import clean_name, department_key, fold, has_hidden_characters, katakana
from alumni.tenures.hrfile.dates import is_no_date, is_no_end, is_serial, parse_date
from alumni.tenures.hrfile.problems import CellProblem
from alumni.tenures.hrfile.safety import is_formula
from alumni.tenures.periods import PartialDate

# The columns of Enrolment, Tenure and Department that the values go into.
LIMITS = {"number": 40, "name": 60, "title": 80, "department": 80, "mail": 254}
KEYS = {"department": department_key, "name": fold}
MOST_LEVELS = 12
OLDEST_YEAR, YEARS_AHEAD = 1900, 100

EMPTY = frozenset({"-", "－", "―", "−", "—", "–", "ー", "‐"})
LEVEL_MARKS = re.compile(r"\s*(?:-+>|－+＞|[/／>＞→⇒])\s*")
POST_MARKS = re.compile(r"[\n\r;；、,，|｜]+")
SCIENTIFIC = re.compile(r"\d(\.\d+)?e\+?\d+", re.IGNORECASE)
SHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
HALF_KANA = re.compile("[\uff66-\uff9f]")
READING = re.compile(r"[ァ-ヺー・ヽヾA-Za-zÀ-ɏ'’.\- ]+")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
REPLACED = re.compile("[?？〓�□■]")
# What Django's EmailField accepts, for the mail goes out through it: no quotes, no dots in a row.
MAILBOX = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
LABEL = r"(?!-)(?:[^\W_]|-){1,63}(?<!-)"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+(?=.*[^\W\d_])(?:[^\W_]|-){{2,63}}(?<!-)")
NEW_GRADUATE = re.compile("新卒|新規学卒|定期採用|newgrad|graduate")
MID_CAREER = re.compile("第二新卒|第2新卒|中途|経験者|キヤリア|転職|midcareer|experienced|lateral")
HAS_LEFT = re.compile("退職|退社|離職|retired|terminated|left|inactive|former")
STILL_TO_LEAVE = re.compile("予定|見込")


class Found(NamedTuple):
    """A code of wording.py and its values."""

    code: str
    params: dict[str, object]


class Findings(list[Found]):
    def add(self, code: str, **params: object) -> None:
        self.append(Found(code, params))


def is_empty(cell: str) -> bool:
    plain = cell.strip()
    return not plain or plain in EMPTY


def text_of(cell: str, kind: str, found: Findings) -> str:
    """Words as they stand, without hidden characters; formulas, broken letters and over-long text are refused."""
    if is_empty(cell):
        return ""
    if is_formula(cell):
        found.add("formula", value=cell.strip())
        return ""
    text = clean_name(cell)
    if text.upper() in SHEET_ERRORS:
        found.add("sheet_error", value=text)
        return ""
    if "\ufffd" in text:
        found.add("garbled", value=text)
        return ""
    if has_hidden_characters(cell.strip()):
        found.add("hidden_letters")
    return _within(text, kind, found)


def _within(text: str, kind: str, found: Findings) -> str:
    length = len(text)
    # Folding can lengthen a text (㍿ → 株式会社), and the key has to fit as well.
    if kind in KEYS and (length * 3 > LIMITS[kind] or not unicodedata.is_normalized("NFKC", text)):
        length = max(length, len(KEYS[kind](text)))
    if length > LIMITS[kind]:
        found.add("too_long", length=length, limit=LIMITS[kind])
        return ""
    return text


def number_of(cell: str, found: Findings) -> str:
    """An employee number is text: zeros stay; only width is put right, and said."""
    raw = text_of(cell, "number", found)
    number = "".join(unicodedata.normalize("NFKC", raw).split())
    if SCIENTIFIC.fullmatch(number) and "+" in number:
        found.add("number_scientific", value=raw)
        return ""
    if number != raw:
        found.add("number_widened", value=raw, number=number)
    return number


def title_of(cell: str, found: Findings) -> str:
    return text_of(cell, "title", found)


def name_of(cell: str, found: Findings) -> str:
    name = text_of(cell, "name", found)
    if lost := REPLACED.search(name):
        found.add("lost_letter", value=name, letter=lost[0])
    if PRIVATE.search(name):
        found.add("private_letter", value=name)
    return name


def kana_of(cell: str, found: Findings) -> str:
    """The reading in full-width katakana. Latin is left alone: not every name has kana."""
    raw = text_of(cell, "name", found)
    reading = katakana(raw)
    if not reading:
        return ""
    if not READING.fullmatch(reading):
        found.add("kana_not_kana", value=raw)
        return ""
    if HALF_KANA.search(raw):
        found.add("kana_widened", value=raw, reading=reading)
    return reading


def split_name(whole: str, found: Findings) -> tuple[str, str]:
    """大和田　千鶴 → 大和田, 千鶴; Tran, Mai → Tran, Mai. Without a space all of it is the family name."""
    if re.search("[,，]", whole) and whole.isascii():
        family, _, given = (part.strip() for part in whole.partition(","))
        return family, given
    family, _, given = whole.partition(" ")
    if whole and not given:
        found.add("name_not_split", value=whole)
    elif whole.isascii() and given:
        found.add("name_order", value=whole, family=family)
    return family, given


def mail_of(cell: str, found: Findings) -> str:
    """The address, or an error: an address dropped silently would leave somebody uninvited."""
    if is_empty(cell):
        return ""
    address = unicodedata.normalize("NFKC", clean_name(cell)).removeprefix("mailto:")
    mailbox, _, domain = address.rpartition("@")
    if len(address) > LIMITS["mail"] or not (MAILBOX.fullmatch(mailbox) and DOMAIN.fullmatch(domain)):
        found.add("mail_invalid", value=cell.strip())
        return ""
    return address


def date_of(cell: str, found: Findings, *, today_year: int, may_be_open: bool = False) -> PartialDate | None:
    if is_no_date(cell):
        return None
    try:
        day = parse_date(cell)
    except CellProblem as problem:
        found.add(problem.code, **problem.params)
        return None
    if may_be_open and is_no_end(day):
        found.add("date_open", value=cell.strip())
        return None
    if not OLDEST_YEAR <= day.value.year <= today_year + YEARS_AHEAD:
        found.add("date_too_old" if day.value.year < OLDEST_YEAR else "date_too_far", value=cell.strip())
        return None
    if is_serial(cell):
        found.add("date_serial", value=cell.strip(), date={"ja": day.text("ja"), "en": day.text("en")})
    return day


def levels_of(cell: str, found: Findings) -> tuple[str, ...]:
    """事業部/部 > 課->係: the units from the top down, whichever mark stands between them."""
    if is_empty(cell):
        return ()
    if is_formula(cell):
        found.add("formula", value=cell.strip())
        return ()
    parts = [text_of(part, "department", found) for part in LEVEL_MARKS.split(cell.strip())]
    levels = tuple(part for part in parts if part)
    if len(levels) > MOST_LEVELS:
        found.add("too_deep", depth=len(levels), limit=MOST_LEVELS)
        return ()
    return levels


def several_levels_of(cell: str, found: Findings) -> list[tuple[str, ...]]:
    """A cell with several departments, one to a line or with 、 ; between them."""
    if is_formula(cell) and not is_empty(cell):
        found.add("formula", value=cell.strip())
        return []
    many = (levels_of(part, found) for part in POST_MARKS.split(cell))
    return [levels for levels in many if levels]


def entry_of(cell: str, found: Findings) -> str:
    """new_graduate, mid_career, or "" when it isn't told."""
    key = fold(cell)
    if is_empty(cell) or not key:
        return ""
    if MID_CAREER.search(key):
        return "mid_career"
    if NEW_GRADUATE.search(key):
        return "new_graduate"
    found.add("entry_unknown", value=cell.strip())
    return ""


def says_left(cell: str) -> bool:
    """Does an employment status say that the person is gone (and not just going to)?"""
    key = fold(cell)
    return bool(HAS_LEFT.search(key)) and not STILL_TO_LEAVE.search(key)
