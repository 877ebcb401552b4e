"""PURE: how days and times are said: 2027年7月24日（土）, Sat 24 July 2027, 11:00–18:30."""

import datetime as dt

import jpholiday

WEEKDAYS_JA = "月火水木金土日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(day: dt.date, language: str, *, year: bool = True) -> str:
    if language.startswith("ja"):
        holiday = "・祝" if jpholiday.is_holiday(dt.date(day.year, day.month, day.day)) else ""
        head = f"{day.year}年" if year else ""
        return f"{head}{day.month}月{day.day}日（{WEEKDAYS_JA[day.weekday()]}{holiday}）"
    tail = f" {day.year}" if year else ""
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]}{tail}"


def time_words(moment: dt.datetime | dt.time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def span_words(start: dt.datetime, end: dt.datetime | None, language: str) -> str:
    """Times of one gathering; the day of the end is named only when it is another day."""
    if end is None:
        return f"{time_words(start)}–"
    if end.date() == start.date():
        return f"{time_words(start)}–{time_words(end)}"
    return f"{time_words(start)}–{day_words(end, language, year=end.year != start.year)} {time_words(end)}"


LENGTHS = (
    (365 * 86400, "年", "year"),
    (30 * 86400, "か月", "month"),
    (86400, "日", "day"),
    (3600, "時間", "hour"),
    (60, "分", "minute"),
)


def length_words(length: dt.timedelta, language: str) -> str:
    """A length in its largest whole unit: 5日, 3時間 / 5 days, 3 hours; never less than a minute."""
    seconds = max(int(length.total_seconds()), 60)
    size, ja, en = next(unit for unit in LENGTHS if seconds >= unit[0])
    number = seconds // size
    return f"{number}{ja}" if language.startswith("ja") else f"{number} {en}{'s' if number > 1 else ''}"
