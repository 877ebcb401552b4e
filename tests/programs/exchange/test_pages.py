"""The pages of needs and offers: walls, writing on a phone, asking and answering, the mail's one tap."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from alumni.connections.models import Connection
from alumni.profiles.grounds import ground_between
from programs.exchange import actions, asking, preferring, queries, suggesting, tokens
from programs.exchange.asking_models import Ask, Relay
from programs.exchange.models import Listing, Return, Shown
from tests import make
from tests.cast import Cast
from tests.programs.exchange import building

LIST = "/exchange/"
TYPED = {"title": "対話の場を二回ひらいてほしい", "themes": building.FACILITATE, "returns": ["2", "3"]}


@pytest.fixture(autouse=True)
def untracked(settings) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False


def addressee(mail) -> str:
    return mail["To"].addresses[0].addr_spec


def test_three_fields_are_enough_and_the_rest_has_its_usual_value(cast: Cast, login) -> None:
    page = login(cast.alumna).post("/exchange/need/", {**TYPED, "online": "on"}, follow=True)
    one = Listing.objects.get()
    today = timezone.localdate()
    assert page.redirect_chain[-1][0] == f"/exchange/{one.pk}/"
    assert (one.state, one.kind, one.company, one.circle) == ("open", "need", None, [cast.company.pk])
    assert (one.since, one.until, one.online, one.languages) == (today, today + timedelta(days=90), True, 1)
    assert one.returns == [Return.FIELD, Return.VOICE, Return.CHANCE]


def test_what_was_typed_is_kept_when_something_is_missing_and_waits_after_leaving(cast: Cast, login) -> None:
    browser = login(cast.alumna)
    page = browser.post("/exchange/need/", {"title": "まだ途中の願い", "words": "長い文章", "online": "on"})
    assert (page.status_code, "長い文章" in page.content.decode()) == (422, True)
    again = browser.get("/exchange/need/").content.decode()
    assert "まだ途中の願い" in again and "前の書きかけ" in again
    browser.post("/exchange/need/", {**TYPED, "online": "on"})
    assert "前の書きかけ" not in browser.get("/exchange/need/").content.decode()
    browser.post("/exchange/offer/", {"title": "下書きだけ", "draft": "1"})
    assert Listing.objects.get(title="下書きだけ").state == "draft"


def test_who_reads_a_need_of_the_company(cast: Cast, login) -> None:
    one = building.need(cast.hr, company=cast.company, title="社の願い")
    draft = building.need(cast.hr, company=cast.company, title="下の書き", state="draft")
    seen = {name: login(who).get(f"/exchange/{one.pk}/").status_code for name, who in cast.everybody().items()}
    assert {name for name, code in seen.items() if code != 200} == {"hr_other", "alumnus_other", "stranger", "admin"}
    for name, who in cast.everybody().items():
        code = login(who).get(f"/exchange/{draft.pk}/").status_code
        assert (code == 200) == (name in ("hr", "company_admin")), name
        desk = login(who).get("/desk/aomi/exchange/").status_code
        assert (desk == 200) == (name in ("hr", "company_admin")), name


def test_open_to_one_department_and_years(cast: Cast, login) -> None:
    """Of the group (and what lies below) in 2012 or later: whoever left it before reads nothing of it."""
    later = make.user("のちの 人")
    make.tenure(later, cast.group, "2013-04-01", "2018-03-31")
    typed = {**TYPED, "online": "on", "circle_unit": cast.group.pk, "years_from": "2012"}
    login(cast.boss).post("/exchange/need/", typed)
    one = Listing.objects.get()
    assert (one.circle, one.circle_unit, one.years_from, one.years_until) == (
        [cast.company.pk],
        cast.group,
        2012,
        None,
    )
    people = {**cast.everybody(), "later": later}
    status = {name: login(who).get(f"/exchange/{one.pk}/").status_code for name, who in people.items()}
    assert {name for name, code in status.items() if code == 200} == {"boss", "junior", "later"}
    page = login(cast.boss).get(f"/exchange/{one.pk}/").content.decode()
    assert "警備情報グループの仲間（2012–年にいた方）" in page
    assert "ひらいている相手" not in login(cast.junior).get(f"/exchange/{one.pk}/").content.decode()
    for wrong in ({"circle": ["all"]}, {"years_until": "2011"}, {"circle_unit": cast.group.pk + 9999}):
        assert login(cast.boss).post(f"/exchange/{one.pk}/edit/", {**typed, **wrong}).status_code == 422, wrong
    login(cast.boss).post(f"/exchange/{one.pk}/edit/", {**TYPED, "online": "on", "circle": [str(cast.company.pk)]})
    one.refresh_from_db()
    assert (one.circle_unit, one.years_from) == (None, None)


def test_a_page_of_suggestions_is_the_same_on_a_reload_and_fair_from_day_to_day(cast: Cast, login) -> None:
    """Everybody fits alike: the order holds for the day, is another for another viewer, and changes with the day."""
    for number in range(8):
        person = make.user(f"同じ 人{number}")
        make.tenure(person, cast.group, "2003-04-01", "2010-03-31")
        building.offer(person)
    needs = [building.need(who) for who in (cast.boss, cast.junior)]

    def shown(need: Listing) -> list[int]:
        page = login(need.person).get(f"/exchange/{need.pk}/")
        return [one.listing.pk for one in page.context["suggested"]]

    first = shown(needs[0])
    assert [shown(needs[0]), shown(needs[0])] == [first, first]
    days = set()
    for day in range(6):
        with time_machine.travel(timezone.now() + timedelta(days=day)):
            days.add(tuple(fit.pk for fit in suggesting.fits(needs[0], cast.boss)))
    assert len(days) > 3
    assert not set(first) <= set(shown(needs[1])), "whom the boss saw comes later for the junior"


def test_only_its_owner_changes_a_listing_and_only_who_is_asked_answers(cast: Cast, login) -> None:
    one = building.need(cast.boss, title="わたしの願い")
    asked = building.ask(one, cast.junior)
    for who in (cast.alumna, cast.hr, cast.hr_other, cast.stranger):
        for what in ("pause", "end", "fulfil", "renew"):
            assert login(who).post(f"/exchange/{one.pk}/do/{what}/").status_code in (403, 404)
        assert login(who).post(f"/exchange/asks/{asked.pk}/", {"to": "yes"}).status_code == 404
    assert login(cast.junior).post(f"/exchange/asks/{asked.pk}/", {"to": "yes"}).status_code == 403
    one.refresh_from_db(), asked.refresh_from_db()
    assert (one.state, asked.state) == ("open", "waiting")


def test_from_the_suggestion_to_the_yes_and_the_talk(cast: Cast, login, mailbox, deliver_all) -> None:
    offer = building.offer(cast.alumna, title="場をひらけます")
    need = building.need(cast.hr, company=cast.company, title="場をひらいてほしい")
    page = login(cast.hr).get(f"/exchange/{need.pk}/").content.decode()
    assert "岡田 千尋さんの持ちより" in page and "テーマが合います" in page
    form = login(cast.hr).get(f"/exchange/{offer.pk}/ask/?mine={need.pk}").content.decode()
    assert "場をひらいてほしい" in form
    note = re.search(r"<textarea[^>]*>\s*([^<]+)</textarea>", form)
    assert note
    login(cast.hr).post(f"/exchange/{offer.pk}/ask/", {"note": note[1], "mine": need.pk})
    asked = Ask.objects.get()
    assert (asked.listing, asked.mine, asked.state) == (offer, need, "waiting")
    deliver_all()
    assert [addressee(mail) for mail in mailbox] == ["alumna@example.test"]
    assert ground_between(cast.alumna.pk, cast.hr.pk) == ""
    answered = login(cast.alumna).post(f"/exchange/asks/{asked.pk}/", {"to": "yes", "words": "ぜひ"}, follow=True)
    assert f"/talks/to/{cast.hr.pk}/" in answered.content.decode() or "ことばを交わす" in answered.content.decode()
    assert ground_between(cast.alumna.pk, cast.hr.pk) == f"exchange:{asked.pk}"
    assert "ぜひ" in login(cast.hr).get(f"/exchange/asks/{asked.pk}/").content.decode()


def test_a_no_a_passing_on_and_silence_look_alike_to_whoever_asked(cast: Cast, login) -> None:
    offers = [building.offer(who) for who in (cast.alumna, cast.boss, cast.facilitator)]
    need = building.need(cast.hr, company=cast.company)
    asks = [building.ask(one, cast.hr, mine=need) for one in offers]
    first, second = sorted((cast.boss, cast.junior), key=lambda who: who.pk)
    Connection.objects.create(
        first=first, second=second, asked_by=first, state="confirmed", answered_at=timezone.now(),
        first_says="worked", second_says="worked",
    )  # fmt: skip
    asking.answer(ask=asks[0], to="no", by=cast.alumna)
    asking.pass_on(ask=asks[1], to=cast.junior, by=cast.boss, note="この人なら")
    Ask.objects.filter(pk=asks[2].pk).update(at=timezone.now() - timedelta(days=31))
    actions.lapse()
    told = [login(cast.hr).get(f"/exchange/asks/{one.pk}/").content.decode() for one in asks]
    assert ["今回は合いませんでした" in page for page in told] == [True] * 3
    assert not [word for page in told for word in ("ほかの人へ", "見送り", "この人なら") if word in page]
    relay = Relay.objects.get()
    page = login(cast.junior).get(f"/exchange/relays/{relay.pk}/").content.decode()
    assert ("この人なら" in page, cast.boss.name in page) == (True, False)
    login(cast.junior).post(f"/exchange/relays/{relay.pk}/", {"note": "手をあげます"})
    assert Ask.objects.filter(listing=need, by=cast.junior, state="waiting").exists()
    assert login(cast.alumna).get(f"/exchange/relays/{relay.pk}/").status_code == 404


def test_the_mail_renews_in_one_tap_and_opening_it_renews_nothing(cast: Cast, mailbox, deliver_all) -> None:
    one = actions.need(by=cast.alumna, title="つづくか", themes=[building.FACILITATE], returns=[2])
    soon = timezone.now() + timedelta(days=3)
    path = tokens.path_for(one, cast.alumna)
    Listing.objects.filter(pk=one.pk).update(expires_at=soon)
    one.refresh_from_db()
    path = tokens.path_for(one, cast.alumna)
    for method in ("get", "head"):
        assert getattr(Client(), method)(path).status_code == 200
    one.refresh_from_db()
    assert one.expires_at == soon
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    assert Client().post(path).status_code == 302
    one.refresh_from_db()
    assert one.expires_at is not None and one.expires_at > timezone.now() + timedelta(days=89)
    first = one.expires_at
    assert Client().post(path).status_code == 200
    one.refresh_from_db()
    assert one.expires_at == first
    assert Client().get(path[:-2] + "x/").status_code == 404


def test_everybody_who_still_waits_hears_when_it_came_true(cast: Cast, mailbox, deliver_all) -> None:
    one = building.need(cast.boss)
    for who in (cast.junior, cast.alumna):
        building.ask(one, who)
    deliver_all()
    mailbox.clear()
    actions.fulfil(listing=one, by=cast.boss)
    deliver_all()
    assert sorted(addressee(mail) for mail in mailbox) == ["alumna@example.test", "junior@example.test"]
    assert set(Ask.objects.values_list("state", flat=True)) == {"lapsed"}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions_for_one_and_for_three(
    cast: Cast, login, django_assert_num_queries, rows: int
) -> None:
    for _n in range(rows):
        building.need(cast.boss)
        building.need(cast.hr, company=cast.company)
    browser = login(cast.alumna)
    building.offer(cast.alumna)
    for _n in range(3):  # until everything was shown once
        browser.get(LIST)
    with django_assert_num_queries(QUERIES):
        assert browser.get(LIST).status_code == 200


QUERIES = 23


def test_what_was_asked_once_is_not_asked_again_and_a_day_has_its_measure(cast: Cast) -> None:
    one = building.need(cast.boss)
    asked = building.ask(one, cast.junior)
    with pytest.raises(ValidationError):
        building.ask(one, cast.junior)
    asking.withdraw(ask=asked, by=cast.junior)
    building.ask(one, cast.junior)
    with pytest.raises(ValidationError):
        building.ask(one, cast.boss)  # one's own


def test_a_suggestion_that_was_shown_is_counted_once_for_each_who_saw_it(cast: Cast, login) -> None:
    offer = building.offer(cast.alumna)
    need = building.need(cast.boss)
    for who in (cast.boss, cast.boss):
        login(who).get(f"/exchange/{need.pk}/")
    assert list(Shown.objects.values_list("viewer", "listing")) == [(cast.boss.pk, offer.pk)]
    offer.refresh_from_db()
    assert offer.shown == 1


def test_standing_by_stands_in_no_list_and_is_found_by_who_needs_it(cast: Cast, login) -> None:
    said = {
        "open": "on",
        "capacity": "2",
        "themes": building.FACILITATE,
        "returns": ["2"],
        "online": "on",
        "effort": "2",
    }
    assert login(cast.alumna).post("/exchange/open/", said).status_code == 302
    hidden = Listing.objects.get()
    need = building.need(cast.boss)
    assert (hidden.standing, hidden.suggested, hidden.capacity) == (True, True, 2)
    assert login(cast.boss).get(f"/exchange/{hidden.pk}/").status_code == 404
    assert list(queries.listed(cast.boss, "offer")) == []
    assert [one.listing for one in queries.counterparts_of(need, cast.boss)] == [hidden]
    assert login(cast.junior).get(f"/exchange/{hidden.pk}/ask/").status_code == 404
    assert login(cast.boss).get(f"/exchange/{hidden.pk}/ask/?mine={need.pk}").status_code == 200
    preferring.stand_down(person=cast.alumna, by=cast.alumna)
    assert queries.counterparts_of(need, cast.boss) == []


def test_similar_ones_are_shown_while_writing(cast: Cast, login) -> None:
    building.offer(cast.alumna, title="もうある持ちより")
    page = login(cast.boss).get("/exchange/similar/", {"kind": "need", "title": "", "themes": building.FACILITATE})
    assert "もうある持ちより" in page.content.decode()
    assert urlsplit(page.request["PATH_INFO"]).path == "/exchange/similar/"
    assert (
        "もうある持ちより"
        not in login(cast.hr_other)
        .get("/exchange/similar/", {"kind": "need", "themes": building.FACILITATE})
        .content.decode()
    )


def test_a_merged_theme_is_followed(cast: Cast) -> None:
    kept, other = building.skills_of(["対話"])[0], building.skills_of(["ダイアログ"])[0]
    one = building.need(cast.boss, themes=("対話", "ダイアログ"))
    building.skills.merge(kept=kept, others=[other], by=cast.admin)
    one.refresh_from_db()
    assert one.themes == [kept.pk]


def test_a_department_of_another_company_is_refused_by_the_database(cast: Cast) -> None:
    strange = make.department(cast.other_company, "よその部")
    with pytest.raises(ValidationError):
        actions.need(by=cast.hr, company=cast.company, department=strange, title="願い", themes=["対話"], returns=[2])
