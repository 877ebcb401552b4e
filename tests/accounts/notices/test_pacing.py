"""Each person's own pace: digests, quiet hours, the most in a week. Nothing is lost by any of them."""

from collections import Counter
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from accounts.notices import actions, delivering, expanding, outbox
from accounts.notices.models import Delivery, Notice
from accounts.users.models import User
from tests import make
from tests.plugins.mail import html_of, text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 13, 12, tzinfo=ZoneInfo("Asia/Tokyo"))  # a Wednesday


@pytest.fixture
def reader(readers) -> User:
    return readers[0]


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as travel:
        yield travel


def tell(*subjects: str, kind: str = "tests.news", to=None) -> None:
    for subject in subjects:
        actions.send(kind, to=to, data={"subject": subject})
    expanding.expand()


def tokyo(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo('Asia/Tokyo')):%m-%d %H:%M}"


def due() -> dict[str, str]:
    return {mail.address.split("@")[0]: tokyo(mail.not_before) for mail in Delivery.objects.filter(state="waiting")}


def test_each_pace_has_its_instant_and_never_leaves_not_even_a_line(readers, clock):
    paces = {"reader0": "now", "reader1": "daily", "reader2": "weekly", "reader3": "app", "reader4": "never"}
    people = [*readers, make.user(email="reader3@example.test"), make.user(email="reader4@example.test")]
    for person in people:
        actions.prefer(person=person, paces={"tests.news": paces[person.email.split("@")[0]]}, by=person)
    tell("集い")
    assert due() == {"reader0": "05-13 12:00", "reader1": "05-14 08:00", "reader2": "05-18 08:00"}
    assert set(Notice.objects.values_list("person__email", flat=True)) == {p.email for p in people[:4]}


def test_another_kind_of_the_category_is_not_touched(reader, clock):
    actions.prefer(person=reader, paces={"tests.news": "app"}, by=reader)
    tell("集い", kind="tests.held", to=[reader])
    assert due() == {"reader0": "05-13 12:00"}


def test_what_waits_for_the_digest_comes_as_one_mail(reader, mailbox, clock):
    actions.prefer(person=reader, paces={"tests.news": "daily"}, by=reader)
    tell("葉山の集い", "浜松の読書会", "春の[同窓]会", to=[reader])
    assert delivering.drain() == {}
    clock.move_to(NOON + timedelta(hours=20))
    assert delivering.drain() == {"sent": 1}
    (mail,) = mailbox
    text = text_of(mail)
    assert "3件のお知らせ" in mail["Subject"]
    assert [f"・{word}" in text for word in ("葉山の集い", "浜松の読書会", "春の［同窓］会")] == [True] * 3
    assert "青海システムズ株式会社 / 神奈川県三浦郡葉山町1-1 / alumni@aomi.example" in text
    assert 'class="item"' in html_of(mail)
    assert Counter(Delivery.objects.values_list("state", "letter")) == {
        ("sent", Delivery.objects.order_by("pk").first().pk): 3
    }


def test_a_digest_of_one_is_that_mail_itself(reader, mailbox, clock):
    actions.prefer(person=reader, paces={"tests.news": "daily"}, by=reader)
    tell("葉山の集い", to=[reader])
    clock.move_to(NOON + timedelta(hours=20))
    delivering.drain()
    assert "葉山の集い" in mailbox[0]["Subject"]


def test_the_way_out_of_a_digest_stops_every_category_and_can_be_taken_back(reader, mailbox, client, clock):
    actions.prefer(person=reader, paces={"tests.news": "daily"}, by=reader)
    tell("一", "二", to=[reader])
    clock.move_to(NOON + timedelta(hours=20))
    delivering.drain()
    path = mailbox[0]["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    assert client.get(path).status_code == 200
    client.post(path, {"List-Unsubscribe": "One-Click"})
    tell("追加の会", to=[reader])
    assert Delivery.objects.latest("pk").error == "muted"
    client.post(path, {"again": "1"})
    tell("四", to=[reader])
    assert (Delivery.objects.latest("pk").state, Delivery.objects.latest("pk").bundle) == ("waiting", "daily")


def test_a_worker_that_dies_with_a_digest_sends_the_same_rows_under_the_same_id(reader, smtp_sink, clock):
    actions.prefer(person=reader, paces={"tests.news": "daily"}, by=reader)
    tell("一", "二", to=[reader])
    clock.move_to(NOON + timedelta(hours=20))
    smtp_sink.at_data = ["drop"]
    delivering.drain()
    # Meanwhile another one comes due: it must not ride along under an id that the reader's program may know already.
    tell("追加の会", to=[reader])
    Delivery.objects.filter(state="waiting").update(not_before=timezone.now())
    delivering.drain()
    first, second, third = smtp_sink.mails
    assert first["Message-ID"] == second["Message-ID"] != third["Message-ID"]
    assert [("追加の会" in text_of(mail)) for mail in (first, second)] == [False, False]
    assert "追加の会" in third["Subject"]


def test_a_killed_worker_leaves_all_rows_of_its_digest_in_doubt_and_none_behind(reader, mailbox, clock):
    actions.prefer(person=reader, paces={"tests.news": "daily"}, by=reader)
    tell("一", "二", to=[reader])
    clock.move_to(NOON + timedelta(hours=20))
    pks = outbox.claim("dies")
    assert (len(pks), outbox.mark("dies", None, pks)) == (2, True)
    Delivery.objects.update(lease_until="2000-01-01T00:00Z")
    assert outbox.sweep() == 2
    assert delivering.drain() == {"sent": 1}
    assert list(Delivery.objects.values_list("state", "doubts")) == [("sent", 1)] * 2


def test_two_workers_with_mail_for_one_person_do_not_pass_the_cap_together(reader, mailbox, clock):
    actions.keep_time(person=reader, by=reader, cap=1)
    tell("一", "二", to=[reader])
    (held,) = outbox.claim("the other worker", limit=1)
    assert delivering.drain() == {}
    assert list(Delivery.objects.order_by("pk").values_list("state", "bundle")) == [
        ("leased", ""),
        ("waiting", "cap"),
    ]
    outbox.give_back("the other worker", [held])
    assert delivering.drain() == {"sent": 1}
    clock.move_to(NOON + timedelta(hours=20))
    assert delivering.drain() == {"sent": 1}


def test_one_notice_that_must_not_come_twice_holds_its_whole_digest(cast, reader, mailbox, clock):
    actions.prefer(person=reader, paces={"tests.news": "daily", "tests.held": "daily"}, by=reader)
    tell("一", "二", to=[reader])
    tell("三", kind="tests.held", to=[reader])
    clock.move_to(NOON + timedelta(hours=20))
    pks = outbox.claim("dies")
    assert (len(pks), outbox.mark("dies", None, pks)) == (3, True)
    Delivery.objects.update(lease_until="2000-01-01T00:00Z")
    assert outbox.sweep(hold=["tests.held"]) == 3
    assert list(Delivery.objects.values_list("state", "doubts")) == [("doubt", 1)] * 3
    actions.send_again(mail=Delivery.objects.latest("pk"), by=cast.admin)
    assert delivering.drain() == {"sent": 1}
    text = text_of(mailbox[0])
    assert [word in text for word in ("一", "二", "三")] == [True] * 3


def test_a_digest_sent_again_is_the_same_mail_under_the_same_id(cast, reader, mailbox, clock):
    actions.prefer(person=reader, paces={"tests.news": "daily"}, by=reader)
    tell("一", "二", to=[reader])
    clock.move_to(NOON + timedelta(hours=20))
    delivering.drain()
    actions.send_again(mail=Delivery.objects.earliest("pk"), by=cast.admin)
    delivering.drain()
    first, second = mailbox
    assert (first["Message-ID"], text_of(first)) == (second["Message-ID"], text_of(second))


def test_one_muted_meanwhile_is_left_out_of_the_digest(reader, mailbox, clock):
    actions.prefer(person=reader, paces={"tests.news": "daily", "tests.held": "daily"}, by=reader)
    tell("一", "二", to=[reader])
    tell("追加の会", kind="tests.held", to=[reader])
    actions.prefer(person=reader, paces={"tests.held": "app"}, by=reader)
    clock.move_to(NOON + timedelta(hours=20))
    delivering.drain()
    assert ["二" in text_of(mailbox[0]), "追加の会" in text_of(mailbox[0])] == [True, False]


def test_nothing_comes_in_the_quiet_hours_but_what_is_urgent(readers, mailbox, clock):
    reader, abroad, usual = readers
    User.objects.filter(pk=abroad.pk).update(time_zone="America/New_York")
    for person in (reader, abroad):
        actions.keep_time(person=person, by=person, quiet_from=time(22), quiet_until=time(7))
    clock.move_to(NOON + timedelta(hours=11, minutes=30))  # 23:30 in Tokyo, 10:30 in New York
    tell("集い")
    assert due() == {"reader0": "05-14 07:00", "reader1": "05-13 23:30", "reader2": "05-13 23:30"}
    tell("コード", kind="tests.pressing", to=[reader])
    assert delivering.drain() == {"sent": 3}


def test_a_mail_that_was_held_up_until_night_waits_for_the_morning(reader, mailbox, clock):
    tell("集い", to=[reader])
    actions.keep_time(person=reader, by=reader, quiet_from=time(22), quiet_until=time(7))
    clock.move_to(NOON + timedelta(hours=11))
    assert delivering.drain() == {}
    assert due() == {"reader0": "05-14 07:00"}
    clock.move_to(NOON + timedelta(hours=19))
    assert delivering.drain() == {"sent": 1}


def test_what_overflows_the_week_comes_in_the_next_digest_and_nothing_is_lost(reader, mailbox, clock):
    actions.keep_time(person=reader, by=reader, cap=3)
    tell(*[f"第{n}回" for n in range(6)], to=[reader])
    assert delivering.drain() == {"sent": 3}
    assert Counter(Delivery.objects.values_list("bundle", flat=True)) == {"": 3, "cap": 3}
    clock.move_to(NOON + timedelta(hours=20))
    assert delivering.drain() == {"sent": 1}
    assert all(f"第{n}回" in text_of(mailbox[-1]) for n in (3, 4, 5))
    clock.move_to(NOON + timedelta(days=7, minutes=1))
    tell("次の週", to=[reader])
    assert delivering.drain() == {"sent": 1}


def test_the_usual_cap_is_seven_and_urgent_mail_is_not_counted(reader, mailbox, clock):
    tell(*["急ぎ"] * 3, kind="tests.pressing", to=[reader])
    tell(*["集い"] * 9, to=[reader])
    assert delivering.drain() == {"sent": 10}


def test_what_one_takes_part_in_comes_through_the_cap(cast, mailbox, clock):
    event = make.event(cast.company, cast.hr, starts_at=timezone.now() + timedelta(days=3))
    make.reply(event, cast.alumna)
    actions.keep_time(person=cast.alumna, by=cast.alumna, cap=0)
    data = {"starts_at": event.starts_at.astimezone(ZoneInfo("UTC")).isoformat(), "time_zone": event.time_zone}
    actions.send("events.published", about=event, to=[cast.alumna])
    actions.send("events.reminder_week", about=event, to=[cast.alumna], data=data)
    actions.send("tests.news", to=[cast.alumna])
    expanding.expand()
    delivering.drain()
    sent = set(Delivery.objects.filter(state="sent").values_list("fact__kind", flat=True))
    assert sent >= {"events.published"}
    assert Delivery.objects.get(fact__kind="tests.news").bundle == "cap"


def test_a_zone_nobody_knows_holds_nothing_up(reader, mailbox, clock):
    clock.move_to(NOON + timedelta(hours=5))  # eight in the morning in UTC, which stands in
    User.objects.filter(pk=reader.pk).update(time_zone="Mars/Olympus")
    actions.keep_time(person=reader, by=reader, quiet_from=time(22), quiet_until=time(7))
    tell("集い", to=[reader])
    assert delivering.drain() == {"sent": 1}
