"""The rest of a series is moved, or answered: one mail and one line each, with a calendar entry of every evening."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.utils import translation

from accounts.notices import expanding
from accounts.notices import queries as notices
from accounts.notices.looking import load
from accounts.notices.models import Delivery, Fact, Notice
from accounts.notices.writing import Writer
from accounts.users.models import User
from programs.events import actions, serial
from programs.events.models import Event, Reply
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of
from tests.programs.events.evenings import LONDON, NOW, four_evenings
from tests.programs.events.test_series_called_off import entries


@pytest.fixture
def evenings(cast: Cast) -> Iterator[list[Event]]:
    """Four evenings in London across the change to summer time, published, with nobody told of them yet."""
    with time_machine.travel(NOW, tick=False):
        events = four_evenings(cast)
        Fact.objects.filter(kind="events.published").delete()
        yield events


@pytest.fixture
def answered(cast: Cast, evenings: list[Event]) -> list[Event]:
    for who, answers in {
        cast.alumna: ("yes", "yes", "maybe", "yes"),
        cast.junior: ("yes", "no", "yes", ""),
        cast.boss: ("yes", "", "", ""),
        cast.employee: ("", "no", "no", "declined"),
    }.items():
        [make.reply(event, who, answer) for event, answer in zip(evenings, answers, strict=True) if answer]
    return evenings


def move(event: Event, by: User, **more) -> list[Event]:
    start = dt.datetime(2027, 3, 26, 18, tzinfo=LONDON)
    words = {"starts_at": start, "ends_at": start + dt.timedelta(hours=1), "place": "図書室", **more}
    return serial.change_following(event=event, by=by, **words)


def told() -> dict[User, list[tuple[str, str]]]:
    found: dict[User, list[tuple[str, str]]] = {}
    for notice in Notice.objects.order_by("pk"):
        with translation.override("ja"):
            line = notices.lines_of([notice], notice.person)[0]
        found.setdefault(notice.person, []).append((line.words, line.url))
    return found


def links_out(text: str) -> str:
    """The words of a mail above its foot, with each signed link as a single sign."""
    lines = text.split("\n-- \n")[0].split("\n")
    return "\n".join("→" if line.startswith("http") else line for line in lines)


CHANGED = """岡田 千尋 様

「読書会」の3回の内容が変わりました。

場所: 会議室 → 図書室

第2回
3月26日（金） 4:30–6:30 → 3月27日（土） 3:00–4:00 · 日本（東京）
　イギリス（ロンドン）: 3月26日（金） 18:00–19:00
いまのお返事: 参加する
・この回のお返事を変える
→

第3回
4月9日（金） 3:30–5:30 → 4月10日（土） 2:00–3:00 · 日本（東京）
　イギリス（ロンドン）: 4月9日（金） 18:00–19:00
いまのお返事: 検討中
・この回のお返事を変える
→

第4回
4月23日（金） 3:30–5:30 → 4月24日（土） 2:00–3:00 · 日本（東京）
　イギリス（ロンドン）: 4月23日（金） 18:00–19:00
いまのお返事: 参加する
・この回のお返事を変える
→

出る予定の回は、添付のファイルでカレンダーの予定が新しくなります。お返事は、回ごとに変えられます。

▶ 集いのページを見る
→
"""
CHANGED_ONE = """Dear 早川 翔,

“読書会” has changed.

Starts: Thu 8 April 2027 19:30 → Fri 9 April 2027 18:00
Ends: Thu 8 April 2027 21:30 → Fri 9 April 2027 19:00
Place: 会議室 → 図書室

As it stands now

When: Fri 9 April 2027 18:00–19:00
Place: 図書室

The attached file updates your calendar. If it no longer suits you, you can change your reply too.

▶ Coming
→
▶ Can’t come
→
▶ See the gathering
→
"""


def test_a_move_of_the_rest_is_one_mail_each_of_the_evenings_they_answered(
    cast: Cast, answered, smtp_sink, deliver_all
) -> None:
    first, second, third, fourth = answered
    move(second, cast.hr)
    deliver_all()
    assert smtp_sink.counts() == {cast.alumna.email: 1, cast.junior.email: 1}
    (long,), (short,) = smtp_sink.to(cast.alumna.email), smtp_sink.to(cast.junior.email)
    assert (long["Subject"], short["Subject"]) == (
        "変更のお知らせ: 読書会（3回分）｜青海システムズ", "Changed: 読書会 | 青海システムズ",
    )  # fmt: skip
    assert links_out(text_of(long)) == CHANGED
    assert links_out(text_of(short)) == CHANGED_ONE
    uid = "event-{}-person-{}@" + settings.MAIL_DOMAIN
    assert entries(long) == [
        ("REQUEST", uid.format(second.pk, cast.alumna.pk), 1, dt.datetime(2027, 3, 26, 18, tzinfo=LONDON)),
        ("REQUEST", uid.format(fourth.pk, cast.alumna.pk), 1, dt.datetime(2027, 4, 23, 18, tzinfo=LONDON)),
    ]
    assert entries(short) == [
        ("REQUEST", uid.format(third.pk, cast.junior.pk), 1, dt.datetime(2027, 4, 9, 18, tzinfo=LONDON))
    ]
    shown = [part.get_content_type() for mail in (long, short) for part in mail.walk() if not part.is_multipart()]
    files = ["text/calendar", "text/calendar"]
    assert shown == ["text/plain", "text/html", *files, "text/plain", "text/html", "text/calendar", "application/ics"]
    assert told() == {
        cast.alumna: [("「読書会」の3回の内容が変わりました", f"/events/{second.pk}/")],
        cast.junior: [("「読書会」のはじまり・おわり・場所が変わりました", f"/events/{third.pk}/")],
    }


def test_an_evening_changed_again_before_the_mail_leaves_speaks_for_itself(
    cast: Cast, answered, smtp_sink, deliver_all
) -> None:
    first, second, third, fourth = answered
    move(second, cast.hr)
    expanding.expand()
    actions.cancel(event=third, by=cast.hr, reason="台風のため")
    actions.change(event=second, by=cast.hr, place="屋上")
    deliver_all()
    mine = {mail["Subject"].split("｜")[0]: text_of(mail) for mail in smtp_sink.to(cast.alumna.email)}
    assert sorted(mine) == ["中止のお知らせ: 読書会", "変更のお知らせ: 読書会", "変更のお知らせ: 読書会（2回分）"]
    rest = mine["変更のお知らせ: 読書会（2回分）"]
    assert ("場所: 図書室 → 屋上" in mine["変更のお知らせ: 読書会"], "屋上" in rest, "第3回" in rest) == (
        True,
        False,
        False,
    )
    gone = Delivery.objects.filter(person=cast.junior, fact__kind="events.series_changed")
    assert list(gone.values_list("state", "error")) == [("obsolete", "no longer relevant")]


def test_nobody_is_told_who_should_not_be_and_one_evening_is_told_as_ever(cast: Cast, answered) -> None:
    reminders = list(Fact.objects.values_list("kind", "dedupe_key"))
    serial.change_following(event=answered[1], by=cast.hr, lead="本を一冊")
    serial.change_following(event=answered[2], by=cast.hr, tell=False, place="屋上")
    assert list(Fact.objects.values_list("kind", "dedupe_key")) == reminders
    serial.change_following(event=answered[3], by=cast.hr, place="図書室")
    moved = serial.change_following(event=answered[1], by=cast.hr, place="庭")
    new = Fact.objects.exclude(kind__startswith="events.reminder").order_by("pk")
    assert list(new.values_list("kind", "about", "dedupe_key")) == [
        ("events.changed", f"event:{answered[3].pk}", None),
        ("events.series_changed", f"event:{answered[1].pk}", f"events.series_changed:{answered[1].pk}:1"),
    ]
    assert [event.revision for event in moved] == [1, 2, 3]


ANSWERED = """岡田 千尋 様

「読書会」の4回へのお返事を承りました。
お会いできるのを楽しみにしています。

参加する回
・第1回 3月12日（金） 4:30–6:30 · 日本（東京）
→
　イギリス（ロンドン）: 3月11日（木） 19:30–21:30
・第2回 3月26日（金） 4:30–6:30 · 日本（東京）
→
　イギリス（ロンドン）: 3月25日（木） 19:30–21:30

主催の方へお願いを届けた回
・第4回 4月23日（金） 3:30–5:30 · 日本（東京）
→
　イギリス（ロンドン）: 4月22日（木） 19:30–21:30
主催の方からお返事があり次第、メールでお知らせします。

キャンセル待ちに並んだ回
・第3回 4月9日（金） 3:30–5:30 · 日本（東京）
→
　イギリス（ロンドン）: 4月8日（木） 19:30–21:30
　キャンセル待ちの1番目
席が空いたら、並んだ順にお知らせします。

場所: 会議室

お返事は、回をひらくと、その回だけ変えられます。
参加する回は、添付のファイルでカレンダーに入ります。変更があれば自動で更新されます。

▶ 集いのページを見る
→
"""
ANSWERED_EN = """Dear 早川 翔,

We’ve got your reply to 4 gatherings of “読書会”.
We look forward to seeing you.

You’re coming
• No. 1 Thu 11 March 19:30–21:30
→
• No. 2 Thu 25 March 19:30–21:30
→

Your request is with the host
• No. 4 Thu 22 April 19:30–21:30
→
We’ll email you as soon as the host replies.

On the waitlist
• No. 3 Thu 8 April 19:30–21:30
→
　Number 2 on the waitlist
When a seat opens up, we’ll tell people in the order of the waitlist.

Place: 会議室

Open a gathering above to change your reply to that one.
The attached files put the ones you’re coming to in your calendar. Any change updates them there.

▶ See the gathering
→
"""


def test_joining_a_series_is_confirmed_once_with_seats_and_lines_told_apart(
    cast: Cast, evenings, login, smtp_sink, deliver_all
) -> None:
    first, second, third, fourth = evenings
    Event.objects.filter(pk=third.pk).update(capacity=1)
    make.reply(third, cast.boss)
    Event.objects.filter(pk=fourth.pk).update(approval=True)
    answer = {"answer": "yes", "following": "on"}
    for who in (cast.alumna, cast.junior):
        login(who).post(f"/events/{first.pk}/reply/", answer)
        login(who).post(f"/events/{first.pk}/reply/", answer)
    deliver_all()
    assert smtp_sink.counts() == {cast.alumna.email: 1, cast.junior.email: 1}
    (japanese,), (english,) = smtp_sink.to(cast.alumna.email), smtp_sink.to(cast.junior.email)
    assert (japanese["Subject"], english["Subject"]) == (
        "お返事を承りました: 読書会（4回分）｜青海システムズ",
        "We’ve got your reply: 読書会 (4 gatherings) | 青海システムズ",
    )
    assert links_out(text_of(japanese)) == ANSWERED
    assert links_out(text_of(english)) == ANSWERED_EN
    uid = "event-{}-person-{}@" + settings.MAIL_DOMAIN
    assert entries(japanese) == [
        ("REQUEST", uid.format(first.pk, cast.alumna.pk), 0, dt.datetime(2027, 3, 11, 19, 30, tzinfo=LONDON)),
        ("REQUEST", uid.format(second.pk, cast.alumna.pk), 0, dt.datetime(2027, 3, 25, 19, 30, tzinfo=LONDON)),
    ]
    assert told()[cast.alumna] == [("「読書会」の4回へのお返事を承りました", f"/events/{first.pk}/")]
    smtp_sink.mails.clear()
    login(cast.alumna).post(f"/events/{first.pk}/reply/", {"answer": "no", "following": "on"})
    deliver_all()
    (gone,) = smtp_sink.to(cast.alumna.email)
    assert [entry[:2] for entry in entries(gone)] == [
        ("CANCEL", uid.format(one.pk, cast.alumna.pk)) for one in (first, second)
    ]
    assert "「読書会」の2回への参加の取りやめを承りました。" in text_of(gone)


def test_an_answer_that_became_something_at_one_evening_only_reads_as_ever(
    cast: Cast, evenings, smtp_sink, deliver_all
) -> None:
    for event in evenings[1:]:
        make.reply(event, cast.alumna)
    serial.reply_along(event=evenings[0], by=cast.alumna, answer="yes")
    assert list(Fact.objects.filter(to=[cast.alumna.pk]).values_list("kind", flat=True)) == ["events.reply_confirmed"]
    serial.reply_along(event=evenings[0], by=cast.boss, answer="yes")
    expanding.expand()
    for event in evenings[1:]:
        Reply.objects.filter(person=cast.boss, event=event).update(answer="no")
    deliver_all()
    (alone,), (left,) = smtp_sink.to(cast.alumna.email), smtp_sink.to(cast.boss.email)
    assert (alone["Subject"], left["Subject"]) == ("ご参加を承りました: 読書会｜青海システムズ",) * 2
    assert links_out(text_of(left)).partition("\n")[2] == links_out(text_of(alone)).partition("\n")[2]


def test_the_page_says_how_many_are_told_of_one_and_of_all(cast: Cast, answered, login) -> None:
    make.reply(answered[1], cast.hr)
    desk = login(cast.hr)
    page = desk.get(f"/events/{answered[1].pk}/cancel/").content.decode()
    assert "この回だけを中止すると 1名" in page
    assert "このあとの2回も中止すると、合わせて 2名（おひとりに一通）" in page
    last = desk.get(f"/events/{answered[3].pk}/cancel/").content.decode()
    assert ("待ちの 1名へ、理由を添えて" in last, "このあとの回も" in last) == (True, False)


@pytest.mark.parametrize("act", ["move", "join"])
def test_a_batch_of_mails_costs_the_same_queries_for_two_readers_and_for_six(
    cast: Cast, evenings, act: str, django_assert_num_queries
) -> None:
    for number in range(6):
        person = make.user(f"参加 {number}", email=f"more{number}@example.test")
        if act == "move":
            [make.reply(event, person) for event in evenings]
        else:
            make.tenure(person, cast.company)
            serial.reply_along(event=evenings[0], by=person, answer="yes")
    if act == "move":
        move(evenings[0], cast.hr)
    expanding.expand()
    kind = {"move": "events.series_changed", "join": "events.series_answered"}[act]
    mails = list(Delivery.objects.filter(fact__kind=kind).values_list("pk", flat=True))
    assert len(mails) == 6
    for some in (mails[:2], mails):
        with django_assert_num_queries(5):
            loaded = load(some)
            [Writer().write([mail]) for mail in loaded]
