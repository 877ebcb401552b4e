"""The list of notices and how one wants to be told."""

from datetime import time

import pytest
from django.contrib.messages import get_messages

from accounts.notices import actions, expanding
from accounts.notices.models import Delivery, Notice, Preference, Rhythm, Suppression
from accounts.notices.queries import counts, oldest_waiting, unread_count
from programs.events.models import Event
from tests import make

pytestmark = pytest.mark.django_db


def tell(people, times=1) -> None:
    for _ in range(times):
        actions.send("tests.news", to=people)
    expanding.expand()


def test_the_list_is_empty_with_a_word_of_what_comes(cast, login):
    page = login(cast.stranger).get("/notices/")
    assert "お知らせは、まだありません" in page.content.decode()


def test_everybody_sees_their_own_notices_only(cast, login):
    tell([cast.alumna])
    seen = {name: page_lines(login(who)) for name, who in cast.everybody().items()}
    assert seen == {name: (1 if name == "alumna" else 0) for name in seen}


def page_lines(browser) -> int:
    return len(browser.get("/notices/").context["lines"])


def test_the_list_costs_the_same_at_one_and_at_three(cast, login, django_assert_num_queries):
    browser = login(cast.alumna)
    tell([cast.alumna])
    browser.get("/notices/")
    # session, user, the notices with their facts, desks, unread
    with django_assert_num_queries(5):
        browser.get("/notices/")
    tell([cast.alumna], times=2)
    with django_assert_num_queries(5):
        browser.get("/notices/")


def test_pages_hold_twenty_and_lead_both_ways(cast, login):
    tell([cast.alumna], times=45)
    browser = login(cast.alumna)
    pages, path = [], "/notices/"
    while path:
        context = browser.get(path).context
        pages.append([line.notice.pk for line in context["lines"]])
        path, newer = context["older"], context["newer"]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert sum(pages, []) == sorted(Notice.objects.values_list("pk", flat=True), reverse=True)
    assert [line.notice.pk for line in browser.get(newer).context["lines"]] == pages[1]


def test_looking_reads_nothing_and_opening_reads_one(cast, login):
    tell([cast.alumna], times=2)
    browser, notice = login(cast.alumna), Notice.objects.first()
    browser.get("/notices/")
    assert browser.get(f"/notices/{notice.pk}/open/").status_code == 405
    assert unread_count(cast.alumna) == 2
    assert browser.post(f"/notices/{notice.pk}/open/")["Location"] == "/notices/settings/"
    assert unread_count(cast.alumna) == 1
    browser.post("/notices/read/")
    assert unread_count(cast.alumna) == 0


def test_a_notice_of_what_is_gone_still_has_its_line(cast, login):
    event = make.event(cast.company, cast.hr)
    actions.send("events.published", about=event, to=[cast.alumna])
    expanding.expand()
    Event.objects.filter(pk=event.pk).delete()
    (line,) = login(cast.alumna).get("/notices/").context["lines"]
    assert (line.words, line.url) == ("集いのお誘い", "")


def test_nobody_opens_anothers_notice(cast, login):
    tell([cast.alumna])
    notice = Notice.objects.get()
    for stranger in (cast.stranger, cast.hr_other):
        assert login(stranger).post(f"/notices/{notice.pk}/open/").status_code == 404
    assert unread_count(cast.alumna) == 1


HOURS = {"quiet_from": "", "quiet_until": "", "digest_at": "08:00", "digest_day": "0", "cap": "7"}


def form_of(browser, **changes) -> dict:
    """The page's form as it stands, with changes."""
    paces = browser.get("/notices/settings/").context["paces"]
    return {**{name: field.initial for name, field in paces.fields.items()}, **HOURS, **changes}


def test_each_kind_is_chosen_for_itself_and_the_page_shows_what_holds(cast, login):
    browser = login(cast.alumna)
    answer = browser.post(
        "/notices/settings/", form_of(browser, **{"events.published": "weekly", "tests.news": "app"})
    )
    words = "保存しました。次のお知らせから、この受け取り方になります。"
    assert [str(m) for m in get_messages(answer.wsgi_request)] == [words]
    paces = browser.get("/notices/settings/").context["paces"]
    chosen = {name: paces.fields[name].initial for name in ("events.published", "tests.news", "events.reminder_day")}
    assert chosen == {"events.published": "weekly", "tests.news": "app", "events.reminder_day": "now"}
    browser.post("/notices/settings/", form_of(browser, **{"all-gatherings": "daily"}))
    paces = browser.get("/notices/settings/").context["paces"]
    chosen = {name: paces.fields[name].initial for name in ("events.published", "tests.news", "events.reminder_day")}
    assert chosen == {"events.published": "daily", "tests.news": "daily", "events.reminder_day": "now"}


def test_a_reminder_has_no_digest_and_nonsense_is_refused(cast, login):
    browser = login(cast.alumna)
    for wrong in ({"events.reminder_day": "weekly"}, {"events.published": "yearly"}, {"quiet_from": "22:00"}):
        assert browser.post("/notices/settings/", form_of(browser, **wrong)).status_code == 200
    assert (Preference.objects.count(), Rhythm.objects.count()) == (0, 0)


def test_the_hours_are_kept(cast, login):
    browser = login(cast.alumna)
    hours = {"quiet_from": "22:00", "quiet_until": "07:00", "digest_at": "19:00", "digest_day": "4", "cap": ""}
    browser.post("/notices/settings/", form_of(browser, **hours))
    rhythm = Rhythm.objects.get(person=cast.alumna)
    assert (rhythm.quiet_from, rhythm.quiet_until, rhythm.digest_at, rhythm.digest_day, rhythm.cap) == (
        time(22), time(7), time(19), 4, None,
    )  # fmt: skip
    page = browser.get("/notices/settings/").content.decode()
    assert '<option value="22:00" selected>' in page


def test_a_stop_from_a_mail_is_shown_and_choosing_anew_takes_it_back(cast, login):
    actions.prefer(person=cast.alumna, paces={"events.published": "weekly"}, by=cast.alumna)
    actions.stop(person=cast.alumna, category="gatherings", by=cast.alumna)
    browser = login(cast.alumna)
    shown = browser.get("/notices/settings/")
    assert shown.context["paces"].fields["events.published"].initial == "app"
    assert "メールの中のリンクから" in shown.content.decode()
    actions.resume(person=cast.alumna, category="gatherings", by=cast.alumna)
    assert browser.get("/notices/settings/").context["paces"].fields["events.published"].initial == "weekly"
    actions.stop(person=cast.alumna, category="gatherings", by=cast.alumna)
    browser.post("/notices/settings/", form_of(browser, **{"events.published": "now"}))
    assert list(Preference.objects.filter(kind="")) == []


def test_the_page_offers_what_can_be_muted_and_names_what_cannot(cast, login):
    groups = {c.category: c for c in login(cast.alumna).get("/notices/settings/").context["paces"].groups}
    assert [kind.code for kind in groups["account"].loose] == []
    assert "events.published" in {kind.code for kind in groups["gatherings"].loose}
    assert "events.cancelled" in {kind.code for kind in groups["gatherings"].fixed}


def test_a_dead_mailbox_is_told_to_its_owner_who_can_mend_it(cast, login):
    Suppression.objects.create(address_key=cast.alumna.email, scope="", reason="550")
    browser = login(cast.alumna)
    assert "このアドレスには、メールが届きませんでした" in browser.get("/notices/settings/").content.decode()
    assert browser.get("/notices/settings/mend/").status_code == 405
    login(cast.stranger).post("/notices/settings/mend/")
    assert Suppression.objects.count() == 1
    browser.post("/notices/settings/mend/")
    assert Suppression.objects.count() == 0


def test_only_who_has_a_desk_is_offered_its_notices(cast, login):
    offered = {
        name: "desk" in {row.category for row in login(who).get("/notices/settings/").context["paces"].groups}
        for name, who in cast.everybody().items()
    }
    assert {name for name, has in offered.items() if has} == {"hr", "hr_other", "company_admin"}


def test_admin_shows_why_and_sends_again(cast, login, client):
    tell([cast.alumna])
    Delivery.objects.update(state="failed", error="5.6.0 bad content", code=554)
    browser, pk = login(cast.admin), Delivery.objects.get().pk
    page = browser.get("/admin/accounts/delivery/")
    assert "554 5.6.0 bad content" in page.content.decode()
    browser.post("/admin/accounts/delivery/", {"action": "again", "_selected_action": [pk]})
    assert Delivery.objects.get().state == "waiting"
    for other in (cast.hr, cast.hr_other, cast.company_admin):
        assert login(other).get("/admin/accounts/delivery/").status_code in (302, 403)


def test_the_outbox_tells_how_it_stands(cast):
    assert (oldest_waiting().total_seconds(), counts()["waiting"]) == (0, 0)
    tell([cast.alumna])
    assert (oldest_waiting().total_seconds() > 0, counts()["waiting"], counts()["open"]) == (True, 1, 0)
