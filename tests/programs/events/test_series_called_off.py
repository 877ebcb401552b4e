"""The rest of a series is called off: each hears once, of their own gatherings, and calendars lose each of them."""

import datetime as dt
from collections.abc import Iterator
from email.message import EmailMessage

import icalendar
import pytest
import time_machine
from django.conf import settings

from accounts.notices import expanding, kinds
from accounts.notices import queries as notices
from accounts.notices.looking import load
from accounts.notices.models import Delivery, Fact, Notice
from accounts.notices.writing import Writer
from programs.events import actions, life, serial
from programs.events.models import Event
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of
from tests.programs.events.evenings import LONDON, NOW, four_evenings


@pytest.fixture
def evenings(cast: Cast) -> Iterator[list[Event]]:
    """Four evenings in London across the change to summer time; who counts on which of them."""
    with time_machine.travel(NOW, tick=False):
        events = four_evenings(cast)
        life.postpone(event=events[3], by=cast.hr, reason="会場の都合")
        for who, answers in {
            cast.alumna: ("", "yes", "maybe", "yes"),
            cast.junior: ("yes", "no", "yes", ""),
            cast.boss: ("yes", "", "", ""),
            cast.employee: ("", "no", "no", "declined"),
        }.items():
            [make.reply(event, who, answer) for event, answer in zip(events, answers, strict=True) if answer]
        Fact.objects.all().delete()
        yield events


JAPANESE = """岡田 千尋 様

「読書会」の3回が中止になりました。楽しみにしてくださっていたのに、申し訳ありません。

理由: 話し手の体調のため

中止になった回
・第2回 3月26日（金） 4:30–6:30 · 日本（東京）
　イギリス（ロンドン）: 3月25日（木） 19:30–21:30
・第3回 4月9日（金） 3:30–5:30 · 日本（東京）
　イギリス（ロンドン）: 4月8日（木） 19:30–21:30
・第4回 延期・日程未定

場所: 会議室

出る予定だった回は、添付のファイルでカレンダーから消えます。

▶ 集いのページを見る
http://localhost:8000/events/{first}/
"""
ENGLISH = """Dear 早川 翔,

“読書会” has been cancelled. We know you were looking forward to it, and we’re sorry.

Reason: 話し手の体調のため

Called off
• No. 3 Thu 8 April 19:30–21:30

Place: 会議室

The attached file removes it from your calendar.

▶ See the gathering
http://localhost:8000/events/{first}/
"""


def entries(mail: EmailMessage) -> list[tuple[str, str, int, dt.datetime]]:
    """What the mail's files, each with one entry, take out of a calendar."""
    found = []
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            made = icalendar.Calendar.from_ical(part.get_payload(decode=True))
            (one,) = made.walk("VEVENT")
            found.append((str(made["METHOD"]), str(one["UID"]), int(one["SEQUENCE"]), one.start))
    return found


def test_each_hears_once_of_the_gatherings_they_answered(cast: Cast, evenings, smtp_sink, deliver_all) -> None:
    serial.cancel_following(event=evenings[1], by=cast.hr, reason="話し手の体調のため")
    deliver_all()
    assert smtp_sink.counts() == {cast.alumna.email: 1, cast.junior.email: 1}
    (long,), (short,) = smtp_sink.to(cast.alumna.email), smtp_sink.to(cast.junior.email)
    assert (long["Subject"], short["Subject"]) == (
        "中止のお知らせ: 読書会（3回分）｜青海システムズ", "Cancelled: 読書会 | 青海システムズ",
    )  # fmt: skip
    first, second, third, fourth = (event.pk for event in evenings)
    assert text_of(long).split("\n-- \n")[0] == JAPANESE.format(first=second)
    assert text_of(short).split("\n-- \n")[0] == ENGLISH.format(first=third)
    uid = "event-{}-person-{}@" + settings.MAIL_DOMAIN
    assert entries(long) == [
        ("CANCEL", uid.format(second, cast.alumna.pk), 1, dt.datetime(2027, 3, 25, 19, 30, tzinfo=LONDON)),
        ("CANCEL", uid.format(fourth, cast.alumna.pk), 2, dt.datetime(2027, 4, 22, 19, 30, tzinfo=LONDON)),
    ]
    assert entries(short) == [
        ("CANCEL", uid.format(third, cast.junior.pk), 1, dt.datetime(2027, 4, 8, 19, 30, tzinfo=LONDON))
    ]
    told = {notice.person: notices.lines_of([notice], notice.person) for notice in Notice.objects.all()}
    assert {person: [(line.words, line.url) for line in lines] for person, lines in told.items()} == {
        cast.alumna: [("「読書会」の3回が中止になりました", f"/events/{second}/")],
        cast.junior: [("「読書会」は中止になりました", f"/events/{third}/")],
    }


def test_what_is_taken_back_before_the_mail_leaves_is_not_in_it(cast: Cast, evenings, smtp_sink, deliver_all) -> None:
    serial.cancel_following(event=evenings[1], by=cast.hr, reason="台風のため")
    expanding.expand()
    for event in evenings[1:]:
        event.refresh_from_db()
    life.restore(event=evenings[2], by=cast.hr)
    life.restore(event=evenings[1], by=cast.hr)
    actions.cancel(event=evenings[1], by=cast.hr, reason="やはり台風のため")
    deliver_all()
    mine = [mail["Subject"].split("｜")[0] for mail in smtp_sink.to(cast.alumna.email)]
    assert sorted(mine) == sorted(["中止のお知らせ: 読書会", "中止のお知らせ: 読書会", "やはりひらきます: 読書会"])
    reasons = Delivery.objects.filter(person=cast.junior, fact__kind="events.series_cancelled")
    assert list(reasons.values_list("state", "error")) == [("obsolete", "no longer relevant")]


def test_the_last_of_a_series_is_called_off_like_any_gathering(cast: Cast, evenings) -> None:
    serial.cancel_following(event=evenings[3], by=cast.hr, reason="台風のため")
    assert list(Fact.objects.values_list("kind", flat=True)) == ["events.cancelled"]
    assert (kinds.get("events.series_cancelled").urgent, kinds.get("events.series_cancelled").can_mute) == (
        True,
        False,
    )


def test_a_batch_of_mails_costs_the_same_queries_for_two_readers_and_for_six(
    cast: Cast, evenings, django_assert_num_queries
) -> None:
    serial.cancel_following(event=evenings[1], by=cast.hr, reason="台風のため")
    for number in range(4):
        person = make.user(f"参加 {number}", email=f"more{number}@example.test")
        [make.reply(event, person) for event in evenings[1:]]
    expanding.expand()
    mails = list(Delivery.objects.values_list("pk", flat=True))
    for some in (mails[:2], mails):
        with django_assert_num_queries(5):
            loaded = load(some)
            [Writer().write([mail]) for mail in loaded]
