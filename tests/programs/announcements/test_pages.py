"""The desk's pages of announcements, and the page of whoever was told."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from programs.announcements import actions, figures
from programs.announcements.models import Announcement
from tests import make
from tests.cast import Cast

NEWS = "/desk/aomi/news/"
LATER = timedelta(minutes=11)


@pytest.fixture(autouse=True)
def untracked(settings) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False


def test_only_the_own_desk_opens_the_pages(cast: Cast, login) -> None:
    one = f"{NEWS}{make.announcement(cast.company, cast.hr).pk}/"
    for url in (NEWS, f"{NEWS}new/", f"{NEWS}reach/", one, f"{one}edit/", f"{one}sample/", f"{one}sample/mail/"):
        status = {name: login(who).get(url).status_code for name, who in cast.everybody().items()}
        assert {name for name, code in status.items() if code == 200} == {"hr", "company_admin"}, url
        assert {code for code in status.values() if code != 200} == {404}, url


@pytest.mark.parametrize("verb", ["edit", "try", "schedule", "cancel", "reopen", "copy"])
def test_hr_of_another_company_changes_nothing(cast: Cast, login, verb: str) -> None:
    one = make.announcement(cast.company, cast.hr)
    before = list(Announcement.objects.values())
    for slug in ("aomi", "hokushin"):
        url = f"/desk/{slug}/news/{one.pk}/{verb}/"
        assert login(cast.hr_other).post(url, {"subject": "乗っ取り", "words": "x", "now": "1"}).status_code == 404
    assert list(Announcement.objects.values()) == before


def test_from_the_form_to_the_reader(cast: Cast, login, readers, mailbox, deliver_all) -> None:
    hr = login(cast.hr)
    typed = {"subject": "夏のたより", "words": "海の日に、門をあけます。", "department": cast.group.pk, "skills": ""}
    counted = hr.post(f"{NEWS}new/", {**typed, "count": "1"}).content.decode()
    assert "約 <b>5</b>人に届きます" in counted and "海の日に、門をあけます。" in counted
    page = hr.post(f"{NEWS}new/", {**typed, "save": "1"}, follow=True).content.decode()
    one = Announcement.objects.get()
    assert (one.state, "夏のたより" in page, "読者" in page) == ("draft", True, False)
    hr.post(f"{NEWS}{one.pk}/schedule/", {"now": "1"})
    with time_machine.travel(timezone.now() + LATER):
        deliver_all()
        figures.settle()
    assert "知らせた人 7" in hr.get(NEWS).content.decode()
    read = f"/news/{one.pk}/"
    assert "青海システムズから「夏のたより」" in login(readers[0]).get("/notices/").content.decode()
    status = {name: login(who).get(read).status_code for name, who in cast.everybody().items()}
    assert {name for name, code in status.items() if code == 200} == {"hr", "company_admin"}
    assert "海の日に、門をあけます。" in login(readers[0]).get(read).content.decode()


def test_too_few_are_never_told_as_a_number(cast: Cast, login, readers) -> None:
    page = login(cast.hr).get(f"{NEWS}reach/?years_from=2015").content.decode()
    nobody = login(cast.hr).get(f"{NEWS}reach/?skills=だれも書いていない").content.decode()
    assert ("5人未満" in page, page) == (True, nobody)
    sent = make.announcement(
        cast.company, cast.hr, state="sent", told=3, bounced=1, stopped=1, counted_at=timezone.now()
    )
    for url in (NEWS, f"{NEWS}{sent.pk}/"):
        shown = login(cast.hr).get(url).content.decode()
        assert "知らせた人は5人未満です" in shown and "戻ってきた" not in shown


def test_a_chosen_hour_is_kept_and_a_past_one_is_refused_with_what_was_typed(cast: Cast, login, readers) -> None:
    one = make.announcement(cast.company, cast.hr)
    url = f"{NEWS}{one.pk}/schedule/"
    refused = login(cast.hr).post(url, {"send_at": "2020-01-01T09:00"})
    assert (refused.status_code, "これからの日時" in refused.content.decode()) == (422, True)
    assert 'value="2020-01-01T09:00"' in refused.content.decode()
    day = timezone.localtime() + timedelta(days=2)
    login(cast.hr).post(url, {"send_at": f"{day:%Y-%m-%dT09:00}"})
    one.refresh_from_db()
    assert f"{timezone.localtime(one.send_at):%Y-%m-%dT%H:%M}" == f"{day:%Y-%m-%dT09:00}"
    assert "取りやめる" in login(cast.hr).get(f"{NEWS}{one.pk}/").content.decode()


def test_the_sample_is_the_mail_and_its_reader_is_invented(cast: Cast, login, readers) -> None:
    event = make.event(cast.company, cast.hr, title="山の集い")
    words = {"event": event, "subject_en": "A letter", "words_en": "We moved."}
    one = make.announcement(cast.company, cast.hr, **words)
    sample = f"{NEWS}{one.pk}/sample/mail/"
    hr = login(cast.hr)
    own, asked, other = (hr.get(f"{sample}?to={to}").content.decode() for to in ("self", "invited", "other"))
    assert ("三浦 千鶴 様" in own, "青空 はな 様" in asked, "青空 はな 様" in other) == (True, True, True)
    assert ("山の集い" in own, "山の集い" in asked, "山の集い" in other) == (True, True, False)
    english = hr.get(f"{sample}?to=other&lang=en")
    assert "We moved." in english.content.decode()
    assert "sandbox" in english.headers["Content-Security-Policy"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    cast: Cast, login, django_assert_num_queries, rows: int
) -> None:
    for _number in range(rows):
        make.announcement(cast.company, cast.hr, state="sent", told=7, counted_at=timezone.now())
    browser = login(cast.hr)
    browser.get(NEWS)
    with django_assert_num_queries(7):
        browser.get(NEWS)


def test_a_draft_costs_a_fixed_number_of_queries(cast: Cast, login, readers, django_assert_max_num_queries) -> None:
    one = make.announcement(cast.company, cast.hr, department=cast.group)
    browser = login(cast.hr)
    browser.get(f"{NEWS}{one.pk}/")
    with django_assert_max_num_queries(12):
        browser.get(f"{NEWS}{one.pk}/")
    assert actions.GRACE < LATER
