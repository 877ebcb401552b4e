"""PURE: the years of a V sheet: a fiscal year runs from April to March."""

from datetime import date

FIRST_MONTH = 4


def year_of(day: date) -> int:
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def months_of(year: int) -> list[date]:
    """The first days of its twelve months, in their order."""
    numbers = [*range(FIRST_MONTH, 13), *range(1, FIRST_MONTH)]
    return [date(year if number >= FIRST_MONTH else year + 1, number, 1) for number in numbers]
