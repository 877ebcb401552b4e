"""When a business ends: who is told, what they choose, and what the desk may know of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from alumni.profiles.models import Profile
from programs.exchange import keeping, suggesting
from programs.exchange.models import Listing, Openness, Return
from programs.mentoring import advising, funding, queries, transiting
from programs.mentoring.fund_models import Fund, TransitionChoice
from programs.mentoring.models import Advisor
from tests import make
from tests.cast import Cast
from tests.programs.exchange import building as exchange
from tests.programs.mentoring import building


@pytest.fixture
def told(cast: Cast):
    return transiting.publish(transition=building.transition(cast.division), by=cast.hr)


def test_everybody_who_works_there_is_told_and_nobody_else(cast: Cast, login, told, deliver_all, mailbox) -> None:
    below = make.user("下の 人")
    make.tenure(below, cast.group, "2020-04-01")
    deliver_all()
    assert {mail["To"].addresses[0].addr_spec for mail in mailbox} == {cast.employee.email, below.email}
    assert all("閉じる" not in str(mail["Subject"]) + str(mail.get_body(("plain",))) for mail in mailbox)
    status = {name: login(who).get(f"/next/{told.pk}/").status_code for name, who in cast.everybody().items()}
    assert {name for name, code in status.items() if code == 200} == {"employee"}
    page = login(cast.employee).get("/advisors/").content.decode()
    assert "これからの歩みについてことばが届いています" in page


def test_a_draft_is_seen_by_its_desk_alone(cast: Cast, login) -> None:
    draft = building.transition(cast.division)
    url = f"/desk/aomi/sessions/transitions/{draft.pk}/"
    status = {name: login(who).get(url).status_code for name, who in cast.everybody().items()}
    assert {name for name, code in status.items() if code == 200} == {"hr", "company_admin"}
    assert login(cast.employee).get(f"/next/{draft.pk}/").status_code == 404
    assert login(cast.hr_other).get(f"/desk/hokushin/sessions/transitions/{draft.pk}/").status_code == 404
    with pytest.raises(ValidationError):
        transiting.publish(transition=draft, by=cast.hr_other)
    with pytest.raises(IntegrityError, match="transition_department_same_company"), transaction.atomic():
        type(draft).objects.filter(pk=draft.pk).update(company=cast.other_company)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_who_leaves_afterwards_keeps_the_page_and_the_sessions(cast: Cast, login, told) -> None:
    cast.employee.tenures.update(open=False, until=timezone.localdate() + timedelta(days=9))
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert login(cast.employee).get(f"/next/{told.pk}/").status_code == 200
        fund = Fund.objects.get(transition=told)
        assert funding.left_for(type(cast.employee).objects.get(pk=cast.employee.pk)) == [fund]
        assert funding.left_for(cast.alumna) == []


def test_nothing_is_shared_until_somebody_says_so_and_it_can_be_put_away(cast: Cast, login, told) -> None:
    browser, desk = login(cast.employee), f"/desk/aomi/sessions/transitions/{told.pk}/"
    exchange.offer(cast.employee, suggested=False)
    browser.post(f"/next/{told.pk}/choose/", {"inside": "on", "word": "秘めた一言"})
    assert "秘めた一言" not in login(cast.hr).get(desk).content.decode()
    assert not TransitionChoice.objects.exists(), "a word without the tick is asked back, not kept"
    browser.post(f"/next/{told.pk}/choose/", {"inside": "on"})
    page = login(cast.hr).get(desk).content.decode()
    assert "高梨" not in page and "約" not in page
    browser.post(f"/next/{told.pk}/choose/", {"tells_desk": "on", "word": "品質の仕事を続けたいです"})
    assert "品質の仕事を続けたいです" in login(cast.hr).get(desk).content.decode()
    browser.post(f"/next/{told.pk}/away/")
    assert transiting.open_for(cast.employee) == []
    browser.post(f"/next/{told.pk}/away/", {"back": "1"})
    assert transiting.open_for(type(cast.employee).objects.get(pk=cast.employee.pk)) == [told]


def test_the_desk_sees_counts_from_ten_on_and_as_of_last_week(cast: Cast, told) -> None:
    for _n in range(25):
        TransitionChoice.objects.create(transition=told, person=make.user(), inside=True)
    assert funding.chosen_in(told).inside is None, "this week isn't told yet"
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        chosen = funding.chosen_in(told)
        assert (chosen.inside in (20, 30), chosen.outside, chosen.put_away) == (True, None, None)


def test_a_person_sees_needs_inside_and_outside_and_is_found_where_they_chose(cast: Cast, login, told) -> None:
    """Who chose nothing is found by nobody; inside by the company alone, outside by all others; closing ends it."""
    Profile.objects.filter(person=cast.employee).update(seen_by=Profile.SeenBy.NETWORK)
    same: dict = {"themes": ("品質",), "returns": [Return.VOICE, Return.CHANCE], "circle": []}
    inside = exchange.need(cast.hr, company=cast.company, title="社内の願いです", **same)
    outside = exchange.need(cast.hr_other, company=cast.other_company, title="社外の願いです", **same)
    browser, page = login(cast.employee), f"/next/{told.pk}/"

    def found() -> list[str]:
        pairs = ((inside, cast.hr), (outside, cast.hr_other))
        return [need.title for need, owner in pairs if suggesting.fits(need, owner)]

    assert "願いです" not in browser.get(page).content.decode()
    refused = browser.post(f"{page}choose/", {"inside": "on"})
    assert refused.status_code == 422 and "経験のあるテーマを一つ" in refused.content.decode()
    assert not TransitionChoice.objects.exists() and not Openness.objects.exists()
    expected = {("inside",): ["社内の願いです"], ("outside",): ["社外の願いです"],
                ("inside", "outside"): ["社内の願いです", "社外の願いです"], (): []}  # fmt: skip
    for chosen, titles in expected.items():
        said = {"themes": "品質", **dict.fromkeys(chosen, "on")}
        assert browser.post(f"{page}choose/", said).status_code == 302
        assert found() == titles, chosen
        keeping.settle()
        assert found() == titles, "the tick knows as much"
        shown = browser.get(page).content.decode()
        assert shown.index("社内の願いです") < shown.index("社外や、仲間の願い") < shown.index("社外の願いです")
    assert Listing.objects.filter(person=cast.employee).values_list("standing", "title").get()[0] is True
    for who in (cast.hr, cast.hr_other, cast.junior, cast.admin):
        assert "品質" not in login(who).get("/exchange/?kind=offer").content.decode()
    Profile.objects.filter(person=cast.employee).update(seen_by=Profile.SeenBy.COMPANY)
    browser.post(f"{page}choose/", {"inside": "on", "outside": "on"})
    assert (found(), "見える相手を広げて" in browser.get(page).content.decode()) == (["社内の願いです"], True)
    transiting.close(transition=told, by=cast.hr)
    assert found() == []


def test_a_desk_confirms_whom_it_was_asked_for_and_changed_words_wait_anew(cast: Cast, login) -> None:
    words = {"headline": "聞きます", "themes": [1], "languages": ["ja"], "credential": "相談の講座"}
    made = advising.write(by=cast.facilitator, company=cast.company, **words)
    advising.ask(advisor=made, by=cast.facilitator)
    assert "緒方" in login(cast.hr).get("/desk/aomi/sessions/").content.decode()
    for who in (cast.hr_other, cast.facilitator, cast.employee):
        with pytest.raises(ValidationError):
            advising.confirm(advisor=made, by=who)
    login(cast.hr).post(f"/desk/aomi/sessions/advisors/{made.pk}/confirm/", {"word": "よろしくお願いします"})
    made.refresh_from_db()
    assert (made.state, made.verified_by) == ("listed", cast.hr)
    building.slot(made)
    assert "青海システムズの人事が確認" in login(cast.employee).get("/advisors/").content.decode()
    advising.write(by=cast.facilitator, company=cast.company, **{**words, "credential": "国家資格"})
    assert Advisor.objects.get().state == "waiting"
    assert queries.suggestions(cast.employee) == []


def test_an_advisor_publishes_and_takes_back_times_on_a_page(cast: Cast, login) -> None:
    advisor = building.advisor(cast.facilitator)
    browser, day = login(cast.facilitator), timezone.localdate() + timedelta(days=3)
    form = {"first": str(day), "last": str(day + timedelta(days=7)), "weekdays": [day.weekday()], "opens": "19:00"}
    assert browser.post("/advisors/me/times/", {**form, "closes": "19:20"}).status_code == 422
    browser.post("/advisors/me/times/", {**form, "closes": "21:00"})
    browser.post("/advisors/me/times/", {**form, "closes": "22:00"})
    assert advisor.slots.count() == 6, "those that stood already aren't doubled"
    browser.post("/advisors/me/times/withdraw/", {"series": str(advisor.slots.first().series)})
    assert advisor.slots.count() == 2
