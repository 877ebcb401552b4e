"""The pages of gatherings, as everybody of the cast meets them."""

import pytest
from django.urls import reverse

from programs.events.models import Event, Reply
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
