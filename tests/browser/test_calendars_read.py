"""Calendar files as others read them: ical.js in a browser, and a real Radicale server."""

import datetime as dt
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from accounts.notices import mime
from programs.events import ics
from programs.events.notices import as_files

ICAL = Path(__file__).parent / "vendor" / "ical.es5.min.cjs"
READ = """(text) => {
  const root = new ICAL.Component(ICAL.parse(text));
  return root.getAllSubcomponents("vevent").map((one) => [
    one.getFirstPropertyValue("dtstart").toUnixTime(), one.getFirstPropertyValue("dtend").toUnixTime(),
    one.getFirstPropertyValue("summary"), one.getFirstPropertyValue("status"),
    one.getFirstPropertyValue("sequence"),
  ]);
}"""
# Around every change of the clock: the evening before, the first hour of the new clock, the evening after.
STARTS = [
    (zone, start)
    for zone, days in {
        "Europe/Berlin": ("2027-03-27", "2027-03-28", "2027-03-29", "2027-10-30", "2027-10-31", "2027-11-01"),
        "America/New_York": ("2027-03-13", "2027-03-14", "2027-03-15", "2027-11-06", "2027-11-07", "2027-11-08"),
        "Asia/Tokyo": ("2027-03-28", "2027-11-07"),
    }.items()
    for day in days
    for start in (f"{day}T00:30", f"{day}T03:30", f"{day}T19:00")
]
TITLE = "葉山の海辺で、二十年ぶりの「元気だった？」; 皆で, ゆっくり、三々五々お集まりください。"


def entry(number: int, zone: str, start: str) -> ics.Entry:
    begins = dt.datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    return ics.Entry(
        uid=f"event-{number}-person-2@kanae.example", sequence=3, stamp=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
        starts_at=begins, ends_at=begins + dt.timedelta(hours=3), zone=zone, title=TITLE,
        words="一行目\n二行目 " + "長い" * 60, place="葉山・一色海岸", organizer="no-reply@kanae.example",
        attendee="alumna@example.test", status=ics.TENTATIVE if number % 2 else ics.CONFIRMED,
    )  # fmt: skip


def out_of_a_mail(made: bytes, method: str) -> bytes:
    """The calendar file as a mail program finds it: the last way to read the mail."""
    mail = message_from_bytes(
        mime.compose({}, "a", "<p>a</p>", as_files([made], method), "d1"), policy=policy.default
    )
    (last,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return last.get_payload(decode=True)


ENTRIES = [entry(number, zone, start) for number, (zone, start) in enumerate(STARTS)]


@pytest.mark.browser
def test_ical_js_reads_every_moment_across_the_changes_of_the_clock(chrome: Browser) -> None:
    page = chrome.new_page()
    page.evaluate(f"() => {{ const module = {{exports: {{}}}}; const exports = module.exports; {ICAL.read_text()};"
                  "window.ICAL = module.exports.default || module.exports; }")  # fmt: skip
    read = page.evaluate(READ, ics.feed(ENTRIES, "叶え").decode())
    mailed = out_of_a_mail(ics.calendar(ENTRIES[0], ics.CANCEL), ics.CANCEL)
    gone = page.evaluate(READ, mailed.decode())
    page.close()
    assert read == [[int(e.starts_at.timestamp()), int(e.ends_at.timestamp()), TITLE, e.status, 3] for e in ENTRIES]
    assert [one[2:] for one in gone] == [[TITLE, ics.CANCELLED, 3]]


def test_no_line_is_longer_than_75_octets_and_no_letter_is_torn() -> None:
    for made in (ics.feed(ENTRIES, "叶え" * 20), ics.calendar(ENTRIES[0], ics.REQUEST)):
        lines = made.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert [line.decode() for line in lines]


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = tmp_path_factory.mktemp("radicale")
    log = (store / "log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", "", f"--server-hosts=127.0.0.1:{port}", "--auth-type=none",
         f"--storage-filesystem-folder={store / 'collections'}", "--rights-type=authenticated"],
        stdout=log, stderr=log,
    )  # fmt: skip
    try:
        yield _awake(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def _awake(address: str, server: subprocess.Popen) -> str:
    for _attempt in range(150):
        assert server.poll() is None, "Radicale did not start"
        try:
            asked(address, "GET", "/.web/")
            return address
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    raise AssertionError("Radicale does not answer")


def asked(address: str, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
    told = {"Authorization": "Basic b2thZGE6eA==", **{k.replace("_", "-"): v for k, v in headers.items()}}
    question = urllib.request.Request(address + path, data=body, method=method, headers=told)
    try:
        with urllib.request.urlopen(question, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def test_radicale_accepts_a_whole_calendar_and_finds_what_lies_in_an_hour(radicale: str) -> None:
    calendar = {"Content_Type": "text/calendar; charset=utf-8"}
    assert asked(radicale, "PUT", "/okada/kanae/", ics.feed(ENTRIES, "叶え"), **calendar)[0] == 201
    status, stored = asked(radicale, "GET", "/okada/kanae/")
    assert (status, stored.count("BEGIN:VEVENT")) == (200, len(ENTRIES))
    # The first hour after New York's clocks went back: 3:30 there is 8:30 UTC.
    query = (
        '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>'
        '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
        '<C:time-range start="20271107T083000Z" end="20271107T083500Z"/>'
        "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    )
    status, found = asked(radicale, "REPORT", "/okada/kanae/", query.encode(), Depth="1", Content_Type="text/xml")
    there = [n for n, (zone, start) in enumerate(STARTS) if (zone, start) == ("America/New_York", "2027-11-07T03:30")]
    assert (status, [n for n in range(len(STARTS)) if f"UID:event-{n}-person" in found]) == (207, there)


@pytest.mark.parametrize("method", [ics.PUBLISH, ics.REQUEST, ics.CANCEL])
def test_radicale_accepts_each_file_that_is_mailed(radicale: str, method: str) -> None:
    path = f"/okada/{method.lower()}/"
    asked(radicale, "MKCALENDAR", path)
    made = ics.calendar(ENTRIES[0], method)
    if method != ics.PUBLISH:
        made = out_of_a_mail(made, method)
    kept = asked(radicale, "PUT", f"{path}one.ics", made, Content_Type="text/calendar; charset=utf-8")[0]
    status, stored = asked(radicale, "GET", f"{path}one.ics")
    assert (kept, status, f"UID:{ENTRIES[0].uid}" in stored) == (201, 200, True)
