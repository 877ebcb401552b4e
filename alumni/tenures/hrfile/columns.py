"""PURE: which column of a file is what: guessed from its headers, chosen on screen, remembered per company."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Mappable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from alumni.companies.names import fold
from alumni.tenures.hrfile.headers import (
    FORBIDDEN,
    FORBIDDEN_REASONS,
    HEADERS,
    LEVEL_PATTERN,
    LEVELS,
    NUMBERED,
    PRESETS,
)
from alumni.tenures.hrfile.problems import FileProblem

MOST_POSTS = 10
# The column that a file of rows to mend carries; it is for people.
MEND_HEADER = "直すところ"

LABELS = {
    "employee_number": ("社員番号", "Employee number"),
    "family_name": ("姓", "Family name"),
    "given_name": ("名", "Given name"),
    "full_name": ("氏名（姓と名がひとつの列）", "Full name (one column)"),
    "family_kana": ("セイ（ヨミガナ）", "Family name in kana"),
    "given_kana": ("メイ（ヨミガナ）", "Given name in kana"),
    "full_kana": ("氏名のヨミガナ（ひとつの列）", "Full name in kana (one column)"),
    "former_name": ("旧姓", "Former name"),
    "email": ("メールアドレス", "E-mail address"),
    "joined": ("入社日", "Date of joining"),
    "left": ("退職日", "Date of leaving"),
    "status": ("在籍状況", "Employment status"),
    "entry": ("入社区分（新卒・中途）", "Entry (new graduate or mid-career)"),
    "more_departments": ("兼務の部署（ひとつの列に複数）", "Further departments (several in one column)"),
} | {
    f"{field}_{n}": (f"{ja}{n}", f"{en} {n}")
    for n in range(1, MOST_POSTS + 1)
    for field, ja, en in (("department", "部署", "Department"), ("title", "役職", "Title"))
}
FIELDS = tuple(LABELS)
NAME_LABEL = ("姓または氏名", "Family name or full name")


def field_label(field: str, lang: str = "ja") -> str:
    return LABELS[field][0 if lang.lower().startswith("ja") else 1]


def header_key(header: str) -> str:
    """A header without marks of duty, brackets, spaces and widths: `*職場氏名(氏)` and 職場氏名（氏） are one."""
    plain = re.sub(r"[\W_]", "", fold(re.sub(r"[(（\[【]\s*必須\s*[)）\]】]|※?\s*必須", "", header)))
    return re.sub("フリガナ|ヨミガナ|ヨミカナ|カナ", "カナ", plain)


KEYS = {field: list(dict.fromkeys(map(header_key, headers))) for field, headers in HEADERS.items()}
KNOWN = {key: field for field, keys in KEYS.items() for key in keys}
LEVEL_KEYS = [header_key(level) for level in LEVELS]


@dataclass(frozen=True)
class Mapping:
    """Field → headers. Of several headers the first filled one counts; a department's are levels, put together."""

    columns: Mappable[str, tuple[str, ...]]
    preset: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"columns": {field: list(headers) for field, headers in self.columns.items()}, "preset": self.preset}

    @classmethod
    def from_json(cls, data: Mappable[str, Any]) -> Self:
        known = {field: tuple(headers) for field, headers in data.get("columns", {}).items() if field in LABELS}
        return cls({field: headers for field, headers in known.items() if headers}, data.get("preset", ""))

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields without a column; "name" stands for a family name or a full name."""
        number = () if "employee_number" in self.columns else ("employee_number",)
        name = () if {"family_name", "full_name"} & self.columns.keys() else ("name",)
        return number + name

    @property
    def recommended(self) -> tuple[str, ...]:
        """Fields one can do without, though something gets lost: unknown starts, nobody left, nobody to invite."""
        return tuple(field for field in ("joined", "left", "email") if field not in self.columns)

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(header for headers in self.columns.values() for header in headers)

    def gone(self, headers: Iterable[str]) -> tuple[str, ...]:
        """Columns that were chosen once and aren't in this file."""
        present = set(headers)
        return tuple(header for header in self.headers if header not in present)

    def check(self, headers: Iterable[str]) -> None:
        """Raises FileProblem when this mapping can't be used on a file with these headers."""
        if gone := self.gone(headers):
            raise FileProblem("columns_gone", columns=list(gone))
        if forbidden := [refused.header for refused in refused_columns(self.headers)]:
            raise FileProblem("forbidden_columns", columns=forbidden)
        if self.missing:
            raise FileProblem("required_missing", fields=[_both(field) for field in self.missing])


class Refused(NamedTuple):
    """A column that is never imported, and why."""

    header: str
    reason: str

    def text(self, lang: str = "ja") -> str:
        ja, en = FORBIDDEN_REASONS[self.reason]
        return f"取り込みません：{ja}" if lang.lower().startswith("ja") else f"Not imported: {en}."


def refused_columns(headers: Iterable[str]) -> tuple[Refused, ...]:
    found = ((header, _forbidden(header)) for header in headers)
    return tuple(Refused(header, reason) for header, reason in found if reason)


def unused_columns(headers: Iterable[str], mapping: Mapping) -> tuple[str, ...]:
    """Columns that are neither taken nor refused: perhaps one of them should be chosen."""
    headers = tuple(headers)
    silent = {*mapping.headers, *(refused.header for refused in refused_columns(headers)), MEND_HEADER}
    return tuple(header for header in headers if header not in silent)


def is_known(header: str) -> bool:
    """Does it look like a header of an HR file at all?"""
    key = header_key(header)
    return key in KNOWN or _numbered(key) is not None or bool(_forbidden(header))


def guess(headers: Iterable[str]) -> Mapping:
    """The most likely mapping, and the system (preset) whose export this seems to be, or ""."""
    by_key: dict[str, str] = {}
    for header in headers:
        if not _forbidden(header):
            by_key.setdefault(header_key(header), header)
    columns = {field: _found(field, by_key) for field in HEADERS}
    columns |= _posts(by_key, columns)
    if columns["family_name"]:
        columns["full_name"] = ()
    if columns["family_kana"]:
        columns["full_kana"] = ()
    ordered = {field: columns[field] for field in FIELDS if columns.get(field)}
    return Mapping(ordered, _preset(by_key))


def _forbidden(header: str) -> str:
    key = header_key(header)
    if key in KNOWN:
        return ""
    return next((reason for reason, pattern in FORBIDDEN_PATTERNS if pattern.search(key)), "")


FORBIDDEN_PATTERNS = [(reason, re.compile(pattern)) for reason, pattern in FORBIDDEN]
NUMBERED_PATTERNS = [(re.compile(pattern), field, shift) for pattern, field, shift in NUMBERED]


def _found(field: str, by_key: dict[str, str]) -> tuple[str, ...]:
    """Names and addresses fall back from one column to the next; for the rest the best column alone counts."""
    found = tuple(by_key[key] for key in KEYS[field] if key in by_key)
    several = field in ("family_name", "given_name", "full_name", "family_kana", "given_kana", "email")
    return found if several else found[:1]


def _posts(by_key: dict[str, str], found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    posts: dict[str, tuple[str, ...]] = {}
    for key, header in by_key.items():
        if (field := _numbered(key)) and not found.get(field):
            posts.setdefault(field, (header,))
    if not (found["department_1"] or posts.get("department_1")) and (levels := _levels(by_key)):
        posts["department_1"] = levels
    return posts


def _numbered(key: str) -> str | None:
    for pattern, field, shift in NUMBERED_PATTERNS:
        if (match := pattern.fullmatch(key)) and 1 <= int(match[1]) + shift <= MOST_POSTS:
            return f"{field}_{int(match[1]) + shift}"
    return None


def _levels(by_key: dict[str, str]) -> tuple[str, ...]:
    numbered = {int(m[1] or m[2]): header for key, header in by_key.items() if (m := LEVEL.fullmatch(key))}
    if numbered:
        return tuple(numbered[n] for n in sorted(numbered))
    return tuple(by_key[key] for key in LEVEL_KEYS if key in by_key)


LEVEL = re.compile(LEVEL_PATTERN)


def _preset(by_key: dict[str, str]) -> str:
    """The system most of whose marks are there; at least three, so that a plain list claims no system."""
    hits = {p.name: sum(header_key(mark) in by_key for mark in p.marks) / len(p.marks) for p in PRESETS}
    best = max(hits, key=lambda name: hits[name])
    return best if hits[best] >= 0.75 else ""


def preset_label(preset: str) -> str:
    return next((p.label for p in PRESETS if p.name == preset), "")


def _both(field: str) -> dict[str, str]:
    ja, en = NAME_LABEL if field == "name" else LABELS[field]
    return {"ja": ja, "en": en}
