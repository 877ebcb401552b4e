"""After a gathering: who sees what remains, and what is told to whom."""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.notices.models import Fact, Notice
from accounts.users.models import User
from alumni.blocks import actions as blocks
from programs.events.models import Event
from programs.keepsakes import actions, queries
from programs.keepsakes.models import EventPhoto, Feedback, FeedbackGiven, MeetAgain, Thanks
from programs.keepsakes.mornings import next_morning
from tests import make
from tests.cast import Cast


@pytest.fixture
def past(cast: Cast) -> Event:
    """Held by the boss; the alumna, the junior and the employee came, the facilitator said yes and didn't."""
    event = make.event(cast.company, cast.boss, title="浜の集い", starts_at=timezone.now() - timedelta(days=2))
    for person in (cast.alumna, cast.junior, cast.facilitator):
        make.reply(event, person)
    for person in (cast.alumna, cast.junior, cast.employee):
        make.attendance(event, person)
    return event


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }


def upload() -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "カメラ", {1: "N"}
    Image.new("RGB", (640, 480), "teal").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("a.jpg", out.getvalue(), "image/jpeg")


def add(event: Event, by: User) -> EventPhoto:
    return actions.add_photo(event=event, upload=upload(), words="浜にて", by=by)


def seen(event: Event, cast: Cast, *who: str) -> list[int]:
    return [queries.photos_of(getattr(cast, one), event).count() for one in who]


def test_photos_are_for_those_who_came_and_the_hosts(cast: Cast, past: Event, login) -> None:
    photo = add(past, cast.alumna)
    who = ("alumna", "junior", "boss", "hr", "facilitator", "hr_other", "stranger")
    assert seen(past, cast, *who) == [1, 1, 1, 1, 0, 0, 0]
    address = f"/events/{past.pk}/after/photos/{photo.pk}.jpg"
    assert [login(getattr(cast, one)).get(address).status_code for one in who] == [200] * 4 + [404] * 3
    with pytest.raises(ValidationError):
        add(past, cast.facilitator)


def test_a_photo_carries_neither_place_nor_camera(cast: Cast, past: Event, login) -> None:
    photo = add(past, cast.alumna)
    kept = login(cast.junior).get(f"/events/{past.pk}/after/photos/{photo.pk}.jpg").content
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_whoever_is_in_it_takes_it_down_at_once_and_only_they_bring_it_back(cast: Cast, past: Event, login) -> None:
    photo = add(past, cast.alumna)
    address = f"/events/{past.pk}/after/photos/{photo.pk}"
    login(cast.junior).post(f"{address}/hide/", {"in_it": "1"})
    assert seen(past, cast, "alumna", "boss", "junior") == [0, 0, 0]
    assert login(cast.alumna).get(f"{address}.jpg").status_code == 404
    for other in (cast.alumna, cast.boss):
        assert login(other).post(f"{address}/back/").status_code == 404
    login(cast.junior).post(f"{address}/back/")
    assert seen(past, cast, "alumna") == [1]


def test_a_host_removes_and_brings_back(cast: Cast, past: Event) -> None:
    photo = add(past, cast.alumna)
    gone = actions.take_down(photo=photo, in_it=False, by=cast.boss)
    assert (gone.hidden, seen(past, cast, "alumna")) == ("removed", [0])
    actions.bring_back(photo=gone, by=cast.boss)
    assert seen(past, cast, "alumna") == [1]


def test_a_photo_taken_down_is_gone_after_a_month(
    cast: Cast, past: Event, django_capture_on_commit_callbacks
) -> None:
    photo = actions.take_down(photo=add(past, cast.alumna), in_it=True, by=cast.junior)
    assert actions.forget_hidden() == 0
    EventPhoto.objects.filter(pk=photo.pk).update(hidden_at=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget_hidden() == 1
    assert not EventPhoto.objects.exists()


def test_a_photo_needs_a_word_that_those_in_it_know(cast: Cast, past: Event, login) -> None:
    browser, address = login(cast.alumna), f"/events/{past.pk}/after/photos/"
    assert browser.post(address, {"photo": upload()}).status_code == 422
    assert browser.post(address, {"photo": upload(), "agreed": "on"}).status_code == 302
    assert EventPhoto.objects.count() == 1


def test_thanks_are_read_by_the_two_alone(cast: Cast, past: Event, login) -> None:
    actions.thank(event=past, to=cast.boss, text="会えてうれしかったです", by=cast.alumna)
    pages = {who: login(getattr(cast, who)).get(f"/events/{past.pk}/after/").content.decode()
             for who in ("boss", "alumna", "junior", "hr")}  # fmt: skip
    assert {who: "会えてうれしかった" in page for who, page in pages.items()} == {
        "boss": True, "alumna": True, "junior": False, "hr": False,
    }  # fmt: skip
    assert Fact.objects.filter(kind="keepsakes.thanked").values_list("to", flat=True).get() == [cast.boss.pk]
    actions.thank(event=past, to=cast.boss, text="本当に", by=cast.alumna)
    assert (Thanks.objects.get().text, Fact.objects.filter(kind="keepsakes.thanked").count()) == ("本当に", 1)


def test_thanks_go_to_hosts_only(cast: Cast, past: Event) -> None:
    with pytest.raises(ValidationError):
        actions.thank(event=past, to=cast.junior, text="やあ", by=cast.alumna)


def comers(cast: Cast, event: Event, number: int) -> list[User]:
    found = []
    for _one in range(number):
        found.append(make.user())
        make.tenure(found[-1], cast.group, "2001-04-01")
        make.attendance(event, found[-1])
    return found


def say(event: Event, by: User, words: str, named: bool = False) -> None:
    actions.give_feedback(event=event, glad="very", again="yes", words=words, named=named, by=by)


def test_answers_without_a_name_are_told_by_fives_and_the_sixth_waits(cast: Cast, past: Event) -> None:
    people = comers(cast, past, 6)
    for number, person in enumerate(people[:4]):
        say(past, person, f"声{number}")
    voices = queries.voices_of(past)
    assert (voices.unnamed, voices.glad, voices.waits) == ([], [], True)
    say(past, people[4], "声4")
    first = {one.words for one in queries.voices_of(past).unnamed}
    say(past, people[5], "声5")
    voices = queries.voices_of(past)
    assert first == {one.words for one in voices.unnamed} == {f"声{number}" for number in range(5)}
    assert (dict(voices.glad)["とてもよかった"], voices.waits) == (5, True)


def test_a_named_answer_is_told_at_once_with_its_name(cast: Cast, past: Event) -> None:
    say(past, cast.alumna, "また海で", named=True)
    assert [(one.words, one.person) for one in queries.voices_of(past).named] == [("また海で", cast.alumna)]


def test_nothing_leads_from_an_unnamed_answer_to_its_writer(cast: Cast, past: Event) -> None:
    say(past, cast.alumna, "ひみつ")
    kept = {field.name for field in Feedback._meta.fields}
    assert kept == {"id", "event", "glad", "again", "words", "person", "told"}
    assert (Feedback.objects.get().person, FeedbackGiven.objects.get().person) == (None, cast.alumna)
    with pytest.raises(ValidationError):
        say(past, cast.alumna, "もう一度")


def test_who_did_not_come_says_nothing(cast: Cast, past: Event, login) -> None:
    with pytest.raises(ValidationError):
        say(past, cast.facilitator, "行けなかった")
    assert login(cast.facilitator).get(f"/events/{past.pk}/after/").status_code == 404


def test_a_wish_is_told_only_when_it_is_mutual(cast: Cast, past: Event, deliver_all, mailbox) -> None:
    assert actions.wish(event=past, to=cast.junior, by=cast.alumna) is False
    deliver_all()
    assert (Notice.objects.count(), list(MeetAgain.objects.visible_to(cast.junior))) == (0, [])
    assert actions.wish(event=past, to=cast.alumna, by=cast.junior) is True
    actions.wish(event=past, to=cast.alumna, by=cast.junior)
    deliver_all()
    told = Notice.objects.filter(fact__kind="keepsakes.mutual").values_list("person", flat=True)
    assert (sorted(told), mailbox) == (sorted([cast.alumna.pk, cast.junior.pk]), [])


def test_one_wishes_to_meet_only_whom_one_met(cast: Cast, past: Event, login) -> None:
    for other in (cast.facilitator, cast.alumnus_other, cast.alumna):
        answer = login(cast.alumna).post(f"/events/{past.pk}/after/again/{other.pk}/")
        assert answer.status_code == 404
    assert not MeetAgain.objects.exists()


def test_who_came_unseen_is_offered_to_nobody(cast: Cast, past: Event) -> None:
    past.replies.filter(person=cast.junior).update(unseen=True)
    assert [one.person for one in queries.companions_of(cast.alumna, past)] == [cast.employee.pk]


def test_both_sides_are_told_by_the_host_and_confirmed_by_those_who_came(cast: Cast, past: Event) -> None:
    tell = {"event": past, "company_words": "相談の約束", "people_words": "勉強会"}
    with pytest.raises(ValidationError):
        actions.tell_outcome(by=cast.alumna, **tell)
    outcome = actions.tell_outcome(by=cast.boss, **tell)
    for _time in range(2):
        actions.confirm_outcome(event=past, revision=outcome.revision, by=cast.alumna)
    assert [(yes.person_id, yes.revision) for yes in outcome.yeses.all()] == [(cast.alumna.pk, 1)]
    with pytest.raises(ValidationError):
        actions.confirm_outcome(event=past, revision=outcome.revision, by=cast.facilitator)
    newer = actions.tell_outcome(by=cast.boss, **{**tell, "people_words": "勉強会が二つ"})
    assert newer.revision == 2 and not newer.yeses.filter(revision=2).exists()
    with pytest.raises(ValidationError):
        actions.confirm_outcome(event=past, revision=1, by=cast.junior)


def test_the_hosts_page_is_for_the_hosts(cast: Cast, past: Event, login) -> None:
    address = f"/events/{past.pk}/after/outcome/"
    who = ("boss", "hr", "alumna", "facilitator", "hr_other", "stranger")
    assert [login(getattr(cast, one)).get(address).status_code for one in who] == [200, 200, 403, 404, 404, 404]


@pytest.mark.parametrize(
    ("ends", "zone", "morning"),
    [
        ("2027-03-27T22:00", "Europe/Berlin", "2027-03-28T09:00"),
        ("2027-03-28T02:00", "Asia/Tokyo", "2027-03-28T09:00"),
        ("2027-11-06T23:30", "America/New_York", "2027-11-07T09:00"),
    ],
)
def test_the_morning_after_is_nine_by_the_clock_of_the_place(ends: str, zone: str, morning: str) -> None:
    there = ZoneInfo(zone)
    due = next_morning(datetime.fromisoformat(ends).replace(tzinfo=there), zone)
    assert due.astimezone(there).strftime("%Y-%m-%dT%H:%M") == morning


def test_those_who_came_are_thanked_once_on_the_morning_after(cast: Cast, deliver_all, mailbox) -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    event = make.event(cast.company, cast.boss, starts_at=datetime(2027, 7, 24, 15, tzinfo=tokyo))
    make.reply(event, cast.facilitator)
    make.attendance(event, cast.alumna)
    with time_machine.travel(datetime(2027, 7, 25, 8, 50, tzinfo=tokyo)):
        assert actions.thank_everybody() == 0
    with time_machine.travel(datetime(2027, 7, 25, 9, 5, tzinfo=tokyo)):
        assert (actions.thank_everybody(), actions.thank_everybody()) == (1, 0)
        deliver_all()
        deliver_all()
    assert [mail["To"].addresses[0].addr_spec for mail in mailbox] == [cast.alumna.email]
    assert f"/events/{event.pk}/after/feedback/" in str(mailbox[0].get_body(("plain",)).get_content())


def filled(cast: Cast, past: Event, more: int) -> None:
    """All that the page can show: photos, one taken down, an outcome with a yes, thanks, a wish."""
    for _one in range(1 + more):
        make.event_photo(past, cast.alumna)
    actions.take_down(photo=make.event_photo(past, cast.alumna), in_it=True, by=cast.junior)
    outcome = actions.tell_outcome(event=past, company_words="相談の約束", people_words="勉強会", by=cast.boss)
    actions.confirm_outcome(event=past, revision=outcome.revision, by=cast.junior)
    for person in (cast.junior, cast.alumna):
        actions.thank(event=past, to=cast.boss, text="ありがとう", by=person)
    actions.wish(event=past, to=cast.alumna, by=cast.junior)


@pytest.mark.parametrize("more", [0, 2])
@pytest.mark.parametrize(("who", "most"), [("junior", 11), ("boss", 9), ("hr", 9)])
def test_the_page_takes_the_same_questions_for_one_and_three_photos(
    who: str, most: int, more: int, cast: Cast, past: Event, login, django_assert_num_queries
) -> None:
    filled(cast, past, more)
    browser = login(getattr(cast, who))
    browser.get(f"/events/{past.pk}/after/")
    with django_assert_num_queries(most):
        page = browser.get(f"/events/{past.pk}/after/").content.decode()
    assert (page.count("/after/photos/") > more, "来た方 1名が" in page) == (True, True)


def test_a_group_picture_keeps_everybody_in_it(cast: Cast, past: Event, login) -> None:
    out = io.BytesIO()
    Image.new("RGB", (3200, 1200), "teal").save(out, "JPEG")
    wide = SimpleUploadedFile("a.jpg", out.getvalue(), "image/jpeg")
    photo = actions.add_photo(event=past, upload=wide, words="全員で", by=cast.alumna)
    address = f"/events/{past.pk}/after/photos/{photo.pk}.jpg"
    sizes = [Image.open(io.BytesIO(login(cast.junior).get(address + end).content)).size for end in ("", "?small")]
    assert sizes == [(1600, 600), (640, 240)]


def test_where_a_block_stands_nobody_is_thanked_or_wished_for(cast: Cast, past: Event, login) -> None:
    actions.thank(event=past, to=cast.boss, text="会えてうれしかったです", by=cast.alumna)
    make.role(past, cast.employee)
    assert cast.junior.pk in [one.person for one in queries.companions_of(cast.alumna, past)]
    for other in (cast.boss, cast.junior):
        blocks.block(person=cast.alumna, by=other)
    page = login(cast.alumna).get(f"/events/{past.pk}/after/").content.decode()
    assert [cast.boss.name in page, cast.junior.name in page, cast.employee.name in page] == [False, False, True]
    assert "会えてうれしかった" not in login(cast.boss).get(f"/events/{past.pk}/after/").content.decode()
    with pytest.raises(ValidationError):
        actions.thank(event=past, to=cast.boss, text="もう一度", by=cast.alumna)
    with pytest.raises(ValidationError):
        actions.wish(event=past, to=cast.junior, by=cast.alumna)
