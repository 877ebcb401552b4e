"""PURE: partial dates and periods (stub; the real one is on its way)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PartialDate:
    value: date
    precision: str = "day"


@dataclass(frozen=True)
class Period:
    since: PartialDate | None
    until: PartialDate | None
    open: bool = False
