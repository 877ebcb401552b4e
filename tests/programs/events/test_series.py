"""Rhythms by the clocks of the place, series whose gatherings change together, and gatherings with several sittings."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from programs.calendars.queries import calendar_of
from programs.events import actions, ics, life, queries, rhythms, serial, sittings
from programs.events.models import Event, Reply
from programs.events.queries import calendar_file, calendar_files
from tests import make
from tests.cast import Cast

LONDON = ZoneInfo("Europe/London")


def on(*days: str) -> list[dt.date]:
    return [dt.date.fromisoformat(day) for day in days]


@pytest.mark.parametrize(
    ("rhythm", "first", "found"),
    [
        ("weekly", "2027-02-25", ["2027-02-25", "2027-03-04", "2027-03-11"]),
        ("fortnightly", "2027-12-23", ["2027-12-23", "2028-01-06", "2028-01-20"]),
        ("weekday", "2027-01-14", ["2027-01-14", "2027-02-11", "2027-03-11"]),
        ("weekday", "2027-01-29", ["2027-01-29", "2027-02-26", "2027-03-26"]),
        ("day", "2027-01-31", ["2027-01-31", "2027-02-28", "2027-03-31"]),
    ],
)
def test_a_rhythm_finds_its_days(rhythm: str, first: str, found: list[str]) -> None:
    assert rhythms.days(rhythm, on(first)[0], 3) == on(*found)


def test_the_hour_stays_when_the_clocks_change() -> None:
    times = rhythms.moments(on("2027-03-25", "2027-04-01"), dt.time(19, 30), "Europe/London")
    assert [moment.astimezone(dt.UTC).hour for moment in times] == [19, 18]
    assert [moment.time() for moment in times] == [dt.time(19, 30)] * 2


def series_of(cast: Cast) -> list[Event]:
    start = dt.datetime(2027, 3, 11, 19, 30, tzinfo=LONDON)
    words = {"title": "読書会", "starts_at": start, "ends_at": start + dt.timedelta(hours=2), "place": "会議室"}
    first = actions.create(company=cast.company, by=cast.hr, time_zone="Europe/London", kind="study", **words)
    serial.make_series(event=first, by=cast.hr, rhythm="fortnightly", days=on("2027-03-25", "2027-04-08"))
    return list(Event.objects.order_by("turn"))


def local(events: list[Event]) -> list[str]:
    for event in events:
        event.refresh_from_db()
    return [f"{event.starts_at.astimezone(LONDON):%m-%d %H:%M}" for event in events]


def test_a_series_is_published_at_once_and_told_once(cast: Cast) -> None:
    events = series_of(cast)
    assert local(events) == ["03-11 19:30", "03-25 19:30", "04-08 19:30"]
    serial.publish_series(event=events[0], by=cast.hr)
    assert set(Event.objects.values_list("state", flat=True)) == {"published"}
    assert Fact.objects.filter(kind="events.published").count() == 1
    assert Fact.objects.filter(kind="events.reminder_day").count() == 3


def test_one_answer_joins_the_rest_of_a_series_and_names_the_one_that_is_closed(cast: Cast, login) -> None:
    events = series_of(cast)
    serial.publish_series(event=events[0], by=cast.hr)
    Event.objects.filter(pk=events[2].pk).update(reply_by=timezone.now() - dt.timedelta(hours=1))
    alumna = login(cast.alumna)
    page = alumna.get(f"/events/{events[0].pk}/").content.decode()
    assert "このあとの2回にも、同じ返事をする" in page
    answer = {"answer": "yes", "following": "on"}
    said = alumna.post(f"/events/{events[0].pk}/reply/", answer, follow=True).content.decode()
    assert "第3回には、同じお返事ができませんでした。" in said
    taken = Reply.objects.filter(person=cast.alumna).order_by("event__turn").values_list("event__turn", "answer")
    assert list(taken) == [(1, "yes"), (2, "yes")]
    alumna.post(f"/events/{events[1].pk}/reply/", {"answer": "no", "following": "on"})
    assert list(taken.all()) == [(1, "yes"), (2, "no"), (3, "no")]


def test_a_series_is_joined_only_as_far_as_one_may_see_it(cast: Cast) -> None:
    events = series_of(cast)
    serial.publish_series(event=events[0], by=cast.hr)
    assert serial.reply_following(event=events[0], by=cast.stranger, answer="yes") == []
    assert not Reply.objects.filter(person=cast.stranger).exists()


def test_this_one_and_the_following_move_together_and_the_earlier_stays(cast: Cast) -> None:
    events = series_of(cast)
    start = dt.datetime(2027, 3, 26, 18, tzinfo=LONDON)
    actions.change(event=events[2], by=cast.hr, capacity=8)
    changes = {"starts_at": start, "ends_at": start + dt.timedelta(hours=1), "place": "図書室", "capacity": None}
    serial.change_following(event=events[1], by=cast.hr, **changes)
    assert local(events) == ["03-11 19:30", "03-26 18:00", "04-09 18:00"]
    assert [event.place for event in events] == ["会議室", "図書室", "図書室"]
    # What wasn't changed in this one stays as it was in the others.
    assert Event.objects.get(pk=events[2].pk).capacity == 8
    actions.change(event=events[2], by=cast.hr, place="屋上")
    assert [event.place for event in Event.objects.order_by("turn")] == ["会議室", "図書室", "屋上"]


def test_the_rest_of_a_series_is_called_off_for_one_reason_and_each_is_taken_back_alone(cast: Cast, login) -> None:
    events = series_of(cast)
    serial.publish_series(event=events[0], by=cast.hr)
    life.postpone(event=events[2], by=cast.hr, reason="会場の都合")
    for one in events[1:]:
        make.reply(one, cast.alumna)
    desk = login(cast.hr)
    page = f"/events/{events[1].pk}/cancel/"
    assert "このあとの回も、同じ理由で中止する" in desk.get(page).content.decode()
    desk.post(page, {"reason": "話し手の体調のため", "following": "on"})
    states = Event.objects.order_by("turn").values_list("state", "cancel_reason")
    assert list(states) == [
        ("published", ""),
        ("cancelled", "話し手の体調のため"),
        ("cancelled", "話し手の体調のため"),
    ]
    called_off = Fact.objects.filter(kind__in=["events.cancelled", "events.series_cancelled"])
    assert [kind for (kind,) in called_off.values_list("kind")] == ["events.series_cancelled"]
    life.restore(event=events[1], by=cast.hr)
    assert [state for state, _reason in states.all()] == ["published", "published", "cancelled"]


def test_one_answer_counts_for_all_sittings_and_calendars_get_each(cast: Cast, login) -> None:
    morning = (timezone.localtime() + dt.timedelta(days=30)).replace(hour=10, minute=0, second=0, microsecond=0)
    event = make.event(cast.company, cast.hr, starts_at=morning)
    later, long = event.starts_at + dt.timedelta(days=14), dt.timedelta(hours=2)
    sittings.add_session(event=event, by=cast.hr, starts_at=later, ends_at=later + long, title="二回目", place="本社")
    event.refresh_from_db()
    assert (event.ends_at, event.sessions.count()) == (later + long, 2)
    whole = icalendar.Calendar.from_ical(calendar_file(event, cast.alumna, ics.PUBLISH, with_link=False))
    assert [str(one["location"]) for one in whole.walk("VEVENT")] == ["葉山の浜", "本社"]
    assert len({str(one["uid"]) for one in whole.walk("VEVENT")}) == 2
    assert len(calendar_files(event, cast.alumna, ics.REQUEST, with_link=False)) == 2
    with pytest.raises(ValidationError, match="重なって"):
        sittings.add_session(event=event, by=cast.hr, starts_at=later, ends_at=later + long)
    User.objects.filter(pk=cast.alumna.pk).update(language="en", time_zone="Europe/Berlin")
    browser = login(cast.alumna)
    for name in ("events:detail", "calendars:add", "events:print"):
        page = browser.get(reverse(name, args=[event.pk])).content.decode()
        at = event.starts_there if name == "events:print" else event.starts_at.astimezone(ZoneInfo("Europe/Berlin"))
        assert f">{at.hour}:{at.minute:02d}–{at.hour + 3}:{at.minute:02d}<" in page, (
            "the first sitting, not two weeks"
        )
        assert (name == "events:print") != ("Japan (Tokyo):" in page and "Germany (Berlin)" in page)
    sittings.remove_session(session=event.sessions.last(), by=cast.hr)
    event.refresh_from_db()
    assert (event.sessions.count(), event.ends_at - event.starts_at) == (0, dt.timedelta(hours=3))
    next_day = morning + dt.timedelta(hours=21)
    sittings.add_session(event=event, by=cast.hr, starts_at=next_day, ends_at=next_day + long)
    event.refresh_from_db()
    assert len(event.sittings()) == 2, "a night between them, though not a whole day"


def weekend(cast: Cast) -> Event:
    """Three sittings, two weeks apart, across a change of summer time; the alumna comes."""
    start = dt.datetime(2027, 3, 13, 19, tzinfo=LONDON)
    event = make.event(cast.company, cast.hr, starts_at=start, time_zone="Europe/London")
    make.reply(event, cast.alumna)
    make.reply(event, cast.junior, "maybe")
    for weeks in (2, 4):
        begin = start + dt.timedelta(weeks=weeks)
        sittings.add_session(event=event, by=cast.hr, starts_at=begin, ends_at=begin + dt.timedelta(hours=2))
    return event


def entries(mail) -> list[tuple[str, str, str]]:
    """What a mail asks of the reader's calendar: (method, uid, start there)."""
    found = []
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            made = icalendar.Calendar.from_ical(part.get_payload(decode=True))
            for one in made.walk("VEVENT"):
                found.append((str(made["method"]), str(one["uid"]).split("-person-")[0], f"{one.start:%m-%d %H:%M}"))
    return found


def test_a_sitting_that_is_taken_out_leaves_the_calendars_of_those_who_come(cast: Cast, mailbox, deliver_all) -> None:
    event = weekend(cast)
    first, second, third = (f"event-{event.pk}-session-{one.pk}" for one in event.sessions.all())
    deliver_all()
    mailbox.clear()
    sittings.remove_session(session=event.sessions.all()[1], by=cast.hr)
    deliver_all()
    mails = {mail["To"].addresses[0].addr_spec: entries(mail) for mail in mailbox}
    assert mails == {
        cast.alumna.email: [
            ("CANCEL", second, "03-27 19:00"), ("REQUEST", first, "03-13 19:00"), ("REQUEST", third, "04-10 19:00"),
        ],
        cast.junior.email: [],
    }  # fmt: skip
    text = str(mailbox[0].get_body(("plain",)).get_content())
    assert "なくなった回" in text
    feed = calendar_of(cast.alumna).decode()
    assert (second in feed, first in feed, third in feed) == (False, True, True)


def test_the_first_sitting_added_takes_the_place_of_the_gathering_in_calendars(
    cast: Cast, mailbox, deliver_all
) -> None:
    event = weekend(cast)
    deliver_all()
    whole = f"event-{event.pk}"
    told = [one[1] for mail in mailbox if mail["To"].addresses[0].addr_spec == cast.alumna.email
            for one in entries(mail) if one[0] == "CANCEL"]  # fmt: skip
    assert told == [whole]
    mailbox.clear()
    sessions = list(event.sessions.all())
    entries_of_sittings = {f"{whole}-session-{one.pk}" for one in sessions}
    for one in sessions[:0:-1]:
        sittings.remove_session(session=one, by=cast.hr)
    deliver_all()
    asked = [one for mail in mailbox for one in entries(mail)]
    assert {one for one in asked if one[0] == "REQUEST"} == {("REQUEST", whole, "03-13 19:00")}
    assert {uid for method, uid, _at in asked if method == "CANCEL"} == entries_of_sittings


def test_a_new_day_moves_all_sittings_by_as_much_on_the_clocks_of_the_place(cast: Cast) -> None:
    event = weekend(cast)
    life.postpone(event=event, by=cast.hr, reason="台風のため")
    keys = set(event.sessions.values_list("pk", flat=True))
    start = dt.datetime(2027, 3, 27, 18, tzinfo=LONDON)
    life.set_day(event=event, by=cast.hr, starts_at=start)
    event.refresh_from_db()
    rows = list(event.sessions.all())
    assert [f"{one.starts_at.astimezone(LONDON):%m-%d %H:%M}" for one in rows] == [
        "03-27 18:00", "04-10 18:00", "04-24 18:00",
    ]  # fmt: skip
    assert ({one.pk for one in rows}, event.starts_at, event.ends_at) == (keys, start, rows[-1].ends_at)


def test_the_form_of_a_new_day_says_that_sittings_move_and_asks_no_end(cast: Cast, login) -> None:
    event = weekend(cast)
    life.postpone(event=event, by=cast.hr, reason="台風のため")
    desk, address = login(cast.hr), f"/events/{event.pk}/day/"
    page = desk.get(address).content.decode()
    assert ("同じだけずれます" in page, 'name="ends_at' in page) == (True, False)


def test_an_invitation_to_a_series_names_the_later_evenings_to_whom_they_are_meant_for(
    cast: Cast, mailbox, deliver_all, login
) -> None:
    events = series_of(cast)
    third = actions.change(event=events[2], by=cast.hr, open_to="company", department=cast.group)
    sample = login(cast.hr).get(reverse("events:publish", args=[events[0].pk])).content.decode()
    assert "このあとの2回とつづきの集いです" in sample
    serial.publish_series(event=events[0], by=cast.hr)
    User.objects.filter(pk=cast.alumna.pk).update(language="en", time_zone="Europe/London")
    deliver_all()
    told = {
        mail["To"].addresses[0].addr_spec: mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
        for mail in mailbox
    }
    assert (
        "This is a series, with 2 more gatherings after this one:\nNo. 2 Thu 25 March 19:30–21:30\nNo. 3 "
        in told[cast.alumna.email]
    )
    outside = set(queries.audience_of(events[0])) - set(queries.audience_of(third))
    for person in outside - {cast.hr, cast.alumna}:
        assert "このあとの1回とつづきの集いです。\n第2回 3月26日（金） 4:30–6:30" in told[person.email]
    assert len(outside - {cast.hr, cast.alumna}) > 1
