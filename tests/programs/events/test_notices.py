"""What people hear of a gathering by real mail: who, what, with which calendar file; and what is no longer said."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.utils import timezone

from accounts.notices import queries as notices
from accounts.notices.actions import prefer
from accounts.notices.models import Delivery, Notice
from accounts.users.models import User
from programs.events import actions, replying
from programs.events.models import Event
from programs.events.queries import audience_of
from tests.cast import Cast
from tests.plugins.mail import text_of


def draft(cast: Cast, **more) -> Event:
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=30)
    words = {"title": "海辺の再会", "starts_at": start, "ends_at": start + timedelta(hours=3), "place": "葉山の浜"}
    return actions.create(company=cast.company, by=cast.hr, **{**words, **more})


def file_in(mail) -> icalendar.Calendar | None:
    """The entry where mail programs look for an invitation: the last alternative, under the method that it names."""
    (ways,) = [part for part in mail.walk() if part.get_content_type() == "multipart/alternative"]
    *_words, last = ways.iter_parts()
    if last.get_content_type() != "text/calendar":
        return None
    made = icalendar.Calendar.from_ical(last.get_payload(decode=True))
    files = [(part.get_filename(), part.get_payload(decode=True)) for part in mail.iter_attachments()]
    assert files == [("invite.ics", last.get_payload(decode=True))]
    assert last["Content-Type"].params["method"] == str(made["METHOD"])
    return made


def address_of(mail) -> str:
    return mail["To"].addresses[0].addr_spec


def test_everybody_it_is_for_is_invited_once(cast: Cast, mailbox, deliver_all) -> None:
    event = draft(cast, department=cast.group)
    actions.publish(event=event, by=cast.hr)
    deliver_all()
    deliver_all()
    told = sorted(address_of(mail) for mail in mailbox)
    assert told == sorted(audience_of(event).values_list("email", flat=True))
    assert set(Notice.objects.values_list("person__email", flat=True)) == set(told)
    assert all(mail["Subject"] == "お誘い: 海辺の再会｜青海システムズ" for mail in mailbox)


def test_an_invitation_that_was_cancelled_meanwhile_is_not_sent(cast: Cast, mailbox, deliver_all) -> None:
    event = draft(cast)
    actions.publish(event=event, by=cast.hr)
    actions.cancel(event=event, by=cast.hr, reason="台風のため")
    deliver_all()
    assert mailbox == []


def test_each_reads_the_hour_of_their_own_place_and_the_one_there(cast: Cast, mailbox, deliver_all) -> None:
    User.objects.filter(pk=cast.alumna.pk).update(time_zone="Europe/London")
    event = draft(cast, department=cast.group)
    actions.publish(event=event, by=cast.hr)
    deliver_all()
    words = {address_of(mail): text_of(mail) for mail in mailbox}
    there = event.starts_at.astimezone(timezone.zoneinfo.ZoneInfo("Asia/Tokyo"))
    assert " · イギリス（ロンドン）\n日本（東京）: " in words[cast.alumna.email]
    assert f" {there.hour}:00–" in words[cast.alumna.email]
    assert "日本（東京）" not in words[cast.junior.email]


def test_a_digest_in_english_says_when_with_marks_of_its_own(cast: Cast, mailbox, deliver_all) -> None:
    User.objects.filter(pk=cast.alumna.pk).update(language="en", time_zone="Europe/Berlin")
    prefer(person=cast.alumna, paces={"events.published": "daily"}, by=cast.alumna)
    for day in (27, 29):  # the clocks of Berlin change between them, those of Tokyo don't
        start = datetime(2027, 3, day, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
        event = draft(cast, title=f"Day {day}", starts_at=start, ends_at=start + timedelta(hours=5))
        actions.publish(event=event, by=cast.hr)
    deliver_all()
    Delivery.objects.filter(person=cast.alumna, state="waiting").update(not_before=timezone.now())
    deliver_all()
    (text,) = [text_of(mail) for mail in mailbox if address_of(mail) == cast.alumna.email]
    assert ("• Invitation: Day 27\n" in text, "・" in text) == (True, False)
    assert [f"{day} · " in text for day in ("27 March 2027 4:00–9:00", "29 March 2027 5:00–10:00")] == [True, True]


def test_a_yes_comes_with_a_calendar_entry_that_a_change_updates_and_a_no_takes_back(
    cast: Cast, mailbox, deliver_all
) -> None:
    event = draft(cast)
    actions.publish(event=event, by=cast.hr)
    deliver_all()
    mailbox.clear()
    replying.reply(event=event, by=cast.alumna, answer="yes")
    deliver_all()
    later = event.starts_at + timedelta(days=1)
    actions.change(event=event, by=cast.hr, starts_at=later, ends_at=later + timedelta(hours=3))
    deliver_all()
    replying.reply(event=event, by=cast.alumna, answer="no")
    deliver_all()
    files = [file_in(mail) for mail in mailbox]
    entries = [file.walk("VEVENT")[0] for file in files]
    assert [str(file["METHOD"]) for file in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [int(entry["SEQUENCE"]) for entry in entries] == [0, 1, 1]
    assert len({str(entry["UID"]) for entry in entries}) == 1
    assert [entry.decoded("DTSTART") for entry in entries] == [event.starts_at, later, later]
    assert str(entries[2]["STATUS"]) == "CANCELLED"
    assert re.search(r"はじまり: .+ \d?\d:\d\d → .+ \d?\d:\d\d\nおわり: .+ → .+ \d?\d:\d\d\n", text_of(mailbox[1]))
    assert not any("\n\n\n" in text_of(mail) for mail in mailbox)


def test_of_a_change_only_those_hear_who_come_think_of_it_or_wait(cast: Cast, mailbox, deliver_all) -> None:
    event = draft(cast, capacity=1)
    actions.publish(event=event, by=cast.hr)
    for who, answer in ((cast.alumna, "yes"), (cast.boss, "maybe"), (cast.junior, "yes"), (cast.employee, "no")):
        replying.reply(event=event, by=who, answer=answer)
    deliver_all()
    mailbox.clear()
    actions.change(event=event, by=cast.hr, place="逗子の浜")
    deliver_all()
    heard = {address_of(mail): file_in(mail) is not None for mail in mailbox}
    assert heard == {cast.alumna.email: True, cast.boss.email: False, cast.junior.email: False}
    assert all("場所: 葉山の浜 → 逗子の浜" in text_of(mail) for mail in mailbox)


def test_the_online_address_is_told_only_to_those_who_come_and_not_before_its_time(
    cast: Cast, mailbox, deliver_all
) -> None:
    event = draft(cast, online_url="https://meet.example.test/secret-one")
    actions.publish(event=event, by=cast.hr)
    replying.reply(event=event, by=cast.alumna, answer="yes")
    replying.reply(event=event, by=cast.boss, answer="maybe")
    deliver_all()
    for lead, new, told in ((24, "secret-two", set()), (None, "secret-three", {cast.alumna.email})):
        mailbox.clear()
        actions.change(event=event, by=cast.hr, online_url=f"https://meet.example.test/{new}", link_lead=lead)
        deliver_all()
        assert {address_of(mail) for mail in mailbox} == {cast.alumna.email, cast.boss.email}
        assert {address_of(mail) for mail in mailbox if "secret-" in mail.as_string() + text_of(mail)} == told


def test_the_host_reads_who_comes_in_the_product_and_gets_no_mail(cast: Cast, mailbox, deliver_all) -> None:
    event = draft(cast)
    actions.publish(event=event, by=cast.hr)
    replying.reply(event=event, by=cast.alumna, answer="yes")
    deliver_all()
    mine = list(Notice.objects.filter(person=cast.hr).select_related("fact"))
    assert [line.words for line in notices.lines_of(mine, cast.hr)] == ["岡田 千尋さんが「海辺の再会」に参加します"]
    assert cast.hr.email not in {address_of(mail) for mail in mailbox}


def test_every_line_can_be_read_after_the_event_is_gone(cast: Cast, deliver_all) -> None:
    event = draft(cast, capacity=1)
    actions.publish(event=event, by=cast.hr)
    for who in (cast.alumna, cast.junior):
        replying.reply(event=event, by=who, answer="yes")
    actions.change(event=event, by=cast.hr, place="逗子")
    actions.cancel(event=event, by=cast.hr, reason="台風")
    deliver_all()
    Event.objects.all().delete()
    for person in (cast.alumna, cast.junior, cast.hr):
        mine = list(Notice.objects.filter(person=person).select_related("fact"))
        assert all(line.words for line in notices.lines_of(mine, person))


SCRIPTS = {
    "nothing happens": ([], {"week", "day"}),
    "it moves away and back": ([(5, "move", 10), (6, "move", -10)], {"week", "day"}),
    "it moves later": ([(5, "move", 10)], {"week", "day"}),
    "it moves later after the first reminder": ([(24, "move", 20)], {"week", "week again", "day"}),
    "it moves nearer than a week": ([(5, "move", -20)], {"day"}),
    "it moves quietly nearer than a week": ([(5, "quiet", -20)], {"week", "day"}),
    "it is cancelled": ([(24, "cancel", 0)], {"week"}),
    "nothing is sent for days": ([(22, "asleep", 7)], {"day"}),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_reminders_are_never_stale_past_doubled_or_missed(cast: Cast, mailbox, deliver_all, script: str) -> None:
    steps, expected = SCRIPTS[script]
    begin = timezone.now().replace(minute=0, second=0, microsecond=0)
    event = draft(cast)
    actions.publish(event=event, by=cast.hr)
    replying.reply(event=event, by=cast.alumna, answer="yes")
    deliver_all()
    got, asleep = [], 0.0
    for day in range(56):
        for _at, verb, days in [step for step in steps if step[0] == day]:
            event.refresh_from_db()
            with time_machine.travel(begin + timedelta(days=day, hours=1), tick=False):
                if verb == "cancel":
                    actions.cancel(event=event, by=cast.hr, reason="台風")
                elif verb == "asleep":
                    asleep = day + days
                else:
                    to = event.starts_at + timedelta(days=days)
                    tell = verb == "move"
                    actions.change(event=event, by=cast.hr, starts_at=to, ends_at=to + timedelta(hours=3), tell=tell)
        if day < asleep:
            continue
        with time_machine.travel(begin + timedelta(days=day, hours=2), tick=False):
            mailbox.clear()
            deliver_all()
            event.refresh_from_db()
            got += [
                (day, event.starts_at)
                for m in mailbox
                if "近づいて" in text_of(m) and address_of(m) == cast.alumna.email
            ]
    left = [round((start - begin - timedelta(days=day)) / timedelta(days=1)) for day, start in got]
    assert all(days >= 0 for days in left), "none comes too late"
    assert len(got) == len(set(got)) == len(expected), (script, got)
    assert Delivery.objects.filter(state="waiting", fact__kind__startswith="events.reminder").count() == 0


def test_who_has_not_answered_is_asked_a_week_before_and_left_alone_the_day_before(
    cast: Cast, mailbox, deliver_all
) -> None:
    event = draft(cast, department=cast.group)
    actions.publish(event=event, by=cast.hr)
    replying.reply(event=event, by=cast.alumna, answer="yes")
    replying.reply(event=event, by=cast.junior, answer="no")
    deliver_all()
    for before, heard in ((6.5, {cast.alumna.email, cast.facilitator.email}), (0.5, {cast.alumna.email})):
        mailbox.clear()
        with time_machine.travel(event.starts_at - timedelta(days=before), tick=False):
            deliver_all()
        assert {address_of(mail) for mail in mailbox} == heard
