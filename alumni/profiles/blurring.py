"""PURE: blurred words that follow from a rule alone: half decades, the kind of a department, the weight of a title."""

import re

UNNAMED_EMPLOYER = {"ja": "ある会社", "en": "A company"}

HALVES = {"ja": ("{decade}年代前半", "{decade}年代後半"), "en": ("early {decade}s", "late {decade}s")}
NO_TIME = {"ja": "時期不明", "en": "dates unknown"}

# The first that fits counts; each is a kind of work that any larger company has.
KINDS = [
    (r"人事|労務|採用|研修|総務|法務|経理|財務|監査|広報|経営|企画|human|legal|financ|account|admin", ("管理・企画の部門", "Corporate functions")),
    (r"営業|販売|支店|支社|店|マーケ|sales|marketing", ("営業の部門", "Sales")),
    (r"研究|開発|技術|設計|システム|ソリューション|情報|データ|research|develop|engineer|system|data", ("技術・開発の部門", "Engineering")),
    (r"製造|生産|工場|品質|調達|購買|物流|production|factory|plant|quality|logist|procure", ("製造・調達の部門", "Production")),
]  # fmt: skip
ANY_DEPARTMENT = ("ひとつの部門", "One of its departments")
MANAGES = re.compile(
    r"長$|取締役|役員|マネージャー|マネジャー|リーダー|chief|manager|head|director|lead|officer", re.I
)
LEADS, MEMBER = ("人を率いる役割", "In a leading role"), ("担当する役割", "In a specialist role")


def _ja(lang: str) -> bool:
    return lang.lower().startswith("ja")


def half_decade(year: int, lang: str = "ja") -> str:
    """2003 → 2000年代前半 / early 2000s."""
    return HALVES["ja" if _ja(lang) else "en"][year % 10 >= 5].format(decade=year - year % 10)


def blurred_period(since: int | None, until: int | None, lang: str = "ja") -> str:
    """From which half decade to which. Whether somebody is still there isn't told."""
    first = half_decade(since, lang) if since else ""
    last = half_decade(until, lang) if until else ""
    if not first and not last:
        return NO_TIME["ja" if _ja(lang) else "en"]
    return first if first == last else f"{first}{'〜' if _ja(lang) else ' – '}{last}".strip()


def order_of(since: int | None) -> str:
    """Sorts as the blurred words do: years of one half decade are alike."""
    return str(since - since % 5) if since else ""


def blurred_department(name: str, lang: str = "ja") -> str:
    if not name:
        return ""
    words = next((words for pattern, words in KINDS if re.search(pattern, name, re.I)), ANY_DEPARTMENT)
    return words[0 if _ja(lang) else 1]


def blurred_title(title: str, heads: bool = False, lang: str = "ja") -> str:
    if not title and not heads:
        return ""
    return (LEADS if heads or MANAGES.search(title) else MEMBER)[0 if _ja(lang) else 1]
