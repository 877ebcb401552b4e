"""PURE: addresses that put one gathering into somebody's calendar on the web."""

import datetime as dt
from urllib.parse import urlencode

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = {"personal": "https://outlook.live.com/calendar/0/deeplink/compose",
           "work": "https://outlook.office.com/calendar/0/deeplink/compose"}  # fmt: skip


def google(title: str, starts_at: dt.datetime, ends_at: dt.datetime, zone: str, place: str, words: str) -> str:
    """The moments in UTC, which no change of summer time can move; the zone only says how they are shown."""
    span = "/".join(moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ") for moment in (starts_at, ends_at))
    asked = {"action": "TEMPLATE", "text": title, "dates": span, "ctz": zone, "location": place, "details": words}
    return f"{GOOGLE}?{urlencode({name: value for name, value in asked.items() if value})}"


def outlook(
    title: str, starts_at: dt.datetime, ends_at: dt.datetime, place: str, words: str, *, kind: str = "personal"
) -> str:
    start, end = (m.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for m in (starts_at, ends_at))
    asked = {
        "path": "/calendar/action/compose", "rru": "addevent", "subject": title,
        "startdt": start, "enddt": end, "location": place, "body": words,
    }  # fmt: skip
    return f"{OUTLOOK[kind]}?{urlencode({name: value for name, value in asked.items() if value})}"
