"""The pages of gatherings, as everybody of the cast meets them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.events import sittings
from programs.events.models import Event, Reply
from programs.events.queries import people_meant
from tests import make
from tests.cast import Cast

GETS = ("detail", "edit", "publish", "cancel", "people", "people_csv", "calendar")
POSTS = ("reply", "withdraw", "edit", "publish", "cancel", "copy")


def at(name: str, *args: object) -> str:
    return reverse(f"events:{name}", args=args)


@pytest.mark.parametrize("state", Event.State.values)
def test_somebody_of_another_company_meets_a_gathering_like_a_missing_one(cast: Cast, login, state: str) -> None:
    more = {"cancelled": {"cancel_reason": "台風のため"}}.get(state, {})
    event = make.event(cast.company, cast.hr, state=state, **more)
    make.reply(event, cast.alumna)
    for user in (cast.hr_other, cast.stranger, cast.alumnus_other):
        browser = login(user)
        for pk in (event.pk, 999_999):
            assert {browser.get(at(name, pk)).status_code for name in GETS} == {404}
            assert {browser.post(at(name, pk), {"answer": "yes"}).status_code for name in POSTS} == {404}
            assert browser.post(at("remove", pk, cast.alumna.pk)).status_code == 404
    assert Reply.objects.count() == 1


def test_whoever_is_only_invited_may_not_touch_it(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr)
    browser = login(cast.alumna)
    for name in ("edit", "publish", "cancel", "people", "people_csv"):
        assert browser.get(at(name, event.pk)).status_code == 403
    for name in ("edit", "publish", "cancel", "copy"):
        assert browser.post(at(name, event.pk)).status_code == 403


def test_every_page_opens_for_the_host(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr, body="**強調**\n\n- ひとつ", guests_allowed=2, capacity=3)
    draft = make.event(cast.company, cast.hr, state=Event.State.DRAFT)
    make.reply(event, cast.alumna, guests=2)
    make.reply(event, cast.junior, Reply.Answer.WAITING)
    browser = login(cast.hr)
    for name in ("detail", "edit", "cancel", "people", "people_csv", "calendar"):
        assert browser.get(at(name, event.pk)).status_code == 200, name
    for name in ("detail", "edit", "publish"):
        assert browser.get(at(name, draft.pk)).status_code == 200, name
    for show in ("upcoming", "mine", "past"):
        assert browser.get(at("list"), {"show": show}).status_code == 200
    assert browser.get(at("new"), {"company": "aomi"}).status_code == 200
    assert browser.get(at("reach"), {"company": "aomi", "years_from": "x"}).status_code == 200


def form_of(**more) -> dict:
    return {
        "kind": "reunion", "title": "海辺の再会", "starts_at": "2027-07-24T11:00", "ends_at": "2027-07-24T18:30",
        "time_zone": "Asia/Tokyo", "place": "葉山", "guests_allowed": "1", "capacity": "40", **more,
    }  # fmt: skip


def test_a_gathering_is_written_looked_at_and_published(cast: Cast, login) -> None:
    browser = login(cast.hr)
    made = browser.post(at("new") + "?company=aomi", form_of(time_zone="Europe/London"))
    event = Event.objects.get()
    assert (made.status_code, made.url) == (302, at("publish", event.pk))
    assert event.starts_at.isoformat() == "2027-07-24T10:00:00+00:00", "by the clocks of the place"
    page = browser.get(at("publish", event.pk)).content.decode()
    assert "<b>6</b>名" in page
    assert browser.post(at("publish", event.pk)).url == at("detail", event.pk)
    event.refresh_from_db()
    assert event.state == "published"


def test_before_publishing_one_reads_for_whom_it_is(cast: Cast, login) -> None:
    browser = login(cast.hr)
    for circle, words in (("network", "Kanaeのすべてのメンバー"), ("company", "青海システムズ · 2001–2005")):
        browser.post(at("new") + "?company=aomi", form_of(open_to=circle, years_from="2001", years_until="2005"))
        page = browser.get(at("publish", Event.objects.latest("pk").pk)).content.decode()
        assert re.search(r'<p class="small">(.+?)</p>', page)[1] == words


def test_a_new_gathering_has_no_deadline_that_moving_its_day_would_leave_behind(cast: Cast, login) -> None:
    form = login(cast.hr).get(at("new"), {"company": "aomi"}).context["form"]
    assert form["starts_at"].initial
    assert not form["reply_by"].initial


def test_what_was_typed_stays_beside_the_sentence_that_says_what_is_wrong(cast: Cast, login) -> None:
    page = login(cast.hr).post(
        at("new") + "?company=aomi",
        form_of(title="", ends_at="2027-07-24T10:00", reply_by="2027-07-25T10:00", body="消えては困る"),
    )
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"title", "ends_at", "reply_by"})
    assert "おわりは、はじまりより後に" in page.content.decode()
    assert "消えては困る" in page.content.decode()
    assert not Event.objects.exists()


def test_the_number_of_people_is_told_without_javascript_and_nothing_is_saved(cast: Cast, login) -> None:
    words = form_of(department=cast.group.pk, years_from="2007", count="1", title="書きかけ")
    page = login(cast.hr).post(at("new") + "?company=aomi", words).content.decode()
    assert "<b>2</b>名に届きます" in page
    assert "書きかけ" in page
    assert not Event.objects.exists()


def test_another_company_is_missing_when_one_wants_to_host_there(cast: Cast, login) -> None:
    for who in (cast.hr, cast.alumna):
        for slug in ("hokushin", "nowhere"):
            assert login(who).get(at("new"), {"company": slug}).status_code == 404
            assert login(who).get(at("reach"), {"company": slug}).status_code == 404
    assert login(cast.stranger).get(at("new")).status_code == 403


def test_an_edit_keeps_the_hour_and_is_told_only_if_asked(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr, time_zone="America/New_York")
    browser = login(cast.hr)
    form = browser.get(at("edit", event.pk)).context["form"]
    words = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    words |= {n: words[n].strftime("%Y-%m-%dT%H:%M") for n in ("starts_at", "ends_at")}
    was = event.starts_at
    assert browser.post(at("edit", event.pk), {**words, "title": "新しい題"}).status_code == 302
    event.refresh_from_db()
    assert (event.title, event.starts_at, event.revision) == ("新しい題", was, 0)


def test_a_refused_answer_keeps_what_was_typed(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr, guests_allowed=1)
    page = login(cast.alumna).post(at("reply", event.pk), {"answer": "yes", "guests": "3", "word": "家族と行きます"})
    assert page.status_code == 422
    assert "同伴できるのは1名まで" in page.content.decode()
    assert "家族と行きます" in page.content.decode()


def test_a_refused_change_of_an_answer_keeps_what_was_typed_and_what_stands(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr, guests_allowed=2, capacity=3)
    make.reply(event, cast.alumna, guests=1)
    for guests in ("9", "たくさん"):
        answer = login(cast.alumna).post(at("reply", event.pk), {"answer": "yes", "guests": guests})
        page = answer.content.decode()
        assert (answer.status_code, f'value="{guests}"' in page, "（同伴 1名）" in page) == (422, True, True)


def test_the_number_of_people_is_without_who_asks(cast: Cast, login) -> None:
    everybody = people_meant(cast.company.pk, None, (None, None))
    told = login(cast.hr).get(at("reach"), {"company": "aomi"}).context["people"]
    assert told == everybody.exclude(pk=cast.hr.pk).count() == everybody.count() - 1


def test_people_who_hide_are_only_counted_and_the_link_is_for_those_who_come(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr, online_url="https://meet.example.test/secret")
    hidden = make.user("見江 内", seen_by="nobody")
    make.tenure(hidden, cast.group, "2004-04-01", "2010-03-31")
    for person in (hidden, cast.boss):
        make.reply(event, person)
    browser = login(cast.alumna)
    page = browser.get(at("detail", event.pk)).content.decode()
    assert cast.boss.name in page
    assert "元上司" in page
    assert "見江 内" not in page
    assert "ほか1名" in page
    assert "secret" not in page + browser.get(at("calendar", event.pk)).content.decode()
    browser.post(at("reply", event.pk), {"answer": "yes"})
    assert "secret" not in browser.get(at("detail", event.pk)).content.decode(), "only a while before the start"
    Event.objects.filter(pk=event.pk).update(link_lead=None)
    assert "secret" in browser.get(at("detail", event.pk)).content.decode()


def test_cells_of_the_list_are_text(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr)
    make.reply(event, cast.alumna, word="=1+1")
    make.reply(event, cast.junior, word="＝HYPERLINK")
    cells = login(cast.hr).get(at("people_csv", event.pk)).content.decode("utf-8-sig")
    assert '"\'=1+1"' in cells
    assert '"\'＝HYPERLINK"' in cells
    assert "@example" not in cells


def test_what_one_holds_stands_with_the_next_first_and_the_agenda_opens_where_it_is(cast: Cast, login) -> None:
    now = timezone.now()
    days = {
        name: now + timedelta(days=far) for name, far in [("long ago", -90), ("far", 300), ("past", -3), ("next", 70)]
    }
    for name, day in days.items():
        make.event(cast.company, cast.hr, title=name, starts_at=day, ends_at=day + timedelta(hours=2))
    browser = login(cast.hr)
    shown = [card["event"].title for card in browser.get(at("list"), {"show": "mine"}).context["cards"]]
    assert shown == ["next", "far", "past", "long ago"]
    month = browser.get(at("list"), {"view": "agenda"}).context
    assert month["first"] == timezone.localdate(days["next"]).replace(day=1)
    later = Event.objects.get(title="next")
    again = days["far"] + timedelta(days=1)
    sittings.add_session(event=later, by=cast.hr, title="二回目", starts_at=again, ends_at=again + timedelta(hours=1))
    month = browser.get(at("list"), {"view": "agenda", "month": f"{timezone.localtime(again):%Y-%m}"}).context
    shown = {(event.title, timezone.localdate(sitting.starts_at)) for event, sitting in month["times"]}
    assert ("next", timezone.localdate(again)) in shown, "on the day it sits, not on that of its beginning"
    assert {day.month for _title, day in shown} == {timezone.localtime(again).month}


@pytest.mark.parametrize("show", ["upcoming", "mine", "past"])
def test_an_empty_list_says_what_to_do(cast: Cast, login, show: str) -> None:
    for who in (cast.hr, cast.stranger):
        assert 'class="blank"' in login(who).get(at("list"), {"show": show}).content.decode()


def queries_of(browser, path: str, django_assert_max_num_queries) -> int:
    browser.get(path)
    with django_assert_max_num_queries(40) as seen:
        assert browser.get(path).status_code == 200
    return len(seen.captured_queries)


def test_three_rows_cost_as_many_queries_as_one(cast: Cast, login, django_assert_max_num_queries) -> None:
    one = make.event(cast.company, cast.hr, department=cast.group)
    make.reply(one, cast.junior)
    pages = [
        (cast.alumna, at("list")),
        (cast.hr, at("list") + "?show=mine"),
        (cast.alumna, at("detail", one.pk)),
        (cast.hr, at("people", one.pk)),
    ]
    first = [queries_of(login(who), path, django_assert_max_num_queries) for who, path in pages]
    for _ in range(2):
        make.reply(make.event(cast.company, cast.hr, department=cast.group), cast.boss)
    make.reply(one, cast.boss)
    make.reply(one, cast.facilitator)
    assert [queries_of(login(who), path, django_assert_max_num_queries) for who, path in pages] == first
    assert first == [11, 11, 12, 11]
