"""A clock of the drill's own: its processes tell an evening in Tokyo, and midnight comes when the drill says so.

PostgreSQL keeps the real time meanwhile, as a server does whose clock is another than the workers'.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

TOKYO = ZoneInfo("Asia/Tokyo")
PAGE = "KANAE_DRILL_CLOCK"  # names the file in which the seconds stand by which the clock is ahead
_real = timezone.now


def install() -> None:
    """From now on `timezone.now()` of this process is the drill's; nothing happens where no drill runs."""
    page = os.environ.get(PAGE)
    if page:
        timezone.now = lambda: _real() + timedelta(seconds=float(Path(page).read_text()))


def begin(home: Path, hour: int) -> None:
    """It is that hour in Tokyo, for this process and for those it starts."""
    os.environ[PAGE] = str(home / "clock")
    _set(0)
    _set((_at(_real(), hour) - _real()).total_seconds())
    install()


def jump_to_midnight(seconds: float) -> None:
    """It is so many seconds before the midnight that comes next."""
    told = timezone.now()
    ahead = (_at(told, 0) + timedelta(days=1) - timedelta(seconds=seconds) - told).total_seconds()
    _set(float(Path(os.environ[PAGE]).read_text()) + ahead)


def _at(moment: datetime, hour: int) -> datetime:
    return moment.astimezone(TOKYO).replace(hour=hour, minute=0, second=0, microsecond=0)


def _set(seconds: float) -> None:
    """In one step, since others read it all the time."""
    page = Path(os.environ[PAGE])
    page.with_suffix(".new").write_text(str(seconds))
    page.with_suffix(".new").replace(page)
