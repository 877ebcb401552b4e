"""Telling of oneself: pages, photos, blurred words, and seeing oneself with others' eyes."""

import pytest

from alumni.profiles import actions
from alumni.profiles.disclosure import PARTS, POST_PRESETS, PRESETS, Openness
from alumni.profiles.models import Profile
from alumni.profiles.presetting import preset_of, told_by
from alumni.profiles.queries import seen_as, shown
from alumni.tenures import actions as tenures
from alumni.tenures.models import Tenure
from tests import make
from tests.cast import Cast

KINDS = {"department": "alumna", "company": "outside", "hr": "hr", "network": "alumnus_other"}


@pytest.mark.parametrize("seen_by", Profile.SeenBy.values)
@pytest.mark.parametrize("preset", ["quiet", "usual", "open"])
def test_seen_as_shows_exactly_what_such_a_viewer_sees(cast: Cast, preset: str, seen_by: str) -> None:
    outside = make.user()
    make.tenure(outside, cast.company, "2020-04-01")
    make.tenure(cast.boss, cast.other_company, "2013-04-01", title="顧問", state=Tenure.State.CLAIMED)
    actions.describe(
        person=cast.boss,
        by=cast.boss,
        now="独立",
        contact="090",
        former_name="旧",
        skills=["登山"],
        links=["https://example.test"],
    )
    actions.tell(person=cast.boss, kind="learned", text="人に聞くこと", by=cast.boss)
    actions.disclose_like(person=cast.boss, preset=preset, by=cast.boss)
    Profile.objects.filter(person=cast.boss).update(seen_by=seen_by)
    viewers = {kind: outside if who == "outside" else getattr(cast, who) for kind, who in KINDS.items()}
    real = {kind: shown(who, [cast.boss.pk], whole=True).get(cast.boss.pk) for kind, who in viewers.items()}
    assert {kind: seen_as(cast.boss, kind, cast.company.pk) for kind in KINDS} == real


def test_a_changed_post_loses_its_mark_and_a_doubt_can_be_answered(cast: Cast, login) -> None:
    tenure = cast.boss.tenures.get()
    browser = login(cast.boss)
    browser.post(f"/me/profile/posts/{tenure.pk}/", {"title": "部長", "since": "1990-04", "until": "2012"})
    tenure.refresh_from_db()
    assert (tenure.state, tenure.verified_at, tenure.since_precision) == ("claimed", None, "month")
    tenures.dispute(tenure=tenure, by=cast.hr, reason="年がちがうようです")
    assert "年がちがうようです" in browser.get("/me/profile/").content.decode()
    browser.post(f"/me/profile/posts/{tenure.pk}/answer/", {"word": "辞令があります"})
    tenure.refresh_from_db()
    assert (tenure.state, tenure.word) == ("claimed", "辞令があります")


def test_a_post_of_any_company_can_be_told_and_nobody_elses_changed(cast: Cast, login) -> None:
    browser = login(cast.boss)
    browser.post(
        "/me/profile/posts/new/", {"company": cast.other_company.pk, "department": "第一工場", "since": "2013"}
    )
    told = cast.boss.tenures.get(company=cast.other_company)
    assert (told.state, told.department.name) == ("claimed", "第一工場")
    foreign = cast.alumna.tenures.get()
    for address in ("", "telling/"):
        assert browser.post(f"/me/profile/posts/{foreign.pk}/{address}", {}).status_code == 404


def test_every_page_of_ones_profile_opens_for_everybody(cast: Cast, login) -> None:
    nobody = make.user(seen_by=None)
    for who in (cast.boss, cast.stranger, nobody):
        browser = login(who)
        pages = ["", "story/", "disclosure/", "posts/new/", "as/hr/", "as/network/", "as/department/?company=x"]
        assert [browser.get(f"/me/profile/{page}").status_code for page in pages] == [200] * len(pages)
        assert browser.post("/me/profile/", {"now": "いま", "area": "JP-14"}).status_code == 302
        assert browser.post("/me/profile/disclosure/preset/", {"preset": "quiet"}).status_code == 302
        assert browser.post("/me/profile/disclosure/", {"now": ["1", "2"], "story": ["16"]}).status_code == 302
        assert (who.__class__.objects.get(pk=who.pk).profile.now_to) == 3


def test_a_preset_says_that_it_is_in_force_and_can_be_taken_back(cast: Cast, login) -> None:
    browser, page = login(cast.boss), "/me/profile/disclosure/"
    tenure = cast.boss.tenures.get()
    actions.tell(person=cast.boss, kind="learned", text="人に聞くこと", by=cast.boss)
    own = POST_PRESETS["usual"] | {"title": Openness(1, 2)}
    actions.tell_post(tenure=tenure, openness=own, label=None, keeps_mark=False, by=cast.boss)
    before = told_by(cast.boss)
    assert (preset_of(before), "いまはこれ" in browser.get(page).content.decode()) == ("", False)
    for preset in PRESETS:
        browser.post(f"{page}preset/", {"preset": preset})
        assert preset_of(told_by(cast.boss)) == preset
        assert browser.get(page).content.decode().count("いまはこれ") == 1
        browser.post(f"{page}preset/back/")
        assert (told_by(cast.boss), tenure.telling.keeps_mark) == (before, False)
        assert "もとに戻す" not in browser.get(page).content.decode()
    browser.post(f"{page}preset/", {"preset": "open"})
    browser.post(page, {"now": ["1"]})
    assert "もとに戻す" not in browser.get(page).content.decode(), "what was chosen since isn't lost by going back"


def test_the_mark_is_shown_only_if_the_person_wants(cast: Cast, login) -> None:
    browser = login(cast.boss)
    for data, marks in (({}, False), ({"shows_verified": "on"}, True)):
        browser.post("/me/profile/disclosure/", {"now": ["16"], **data})
        assert shown(cast.alumna, [cast.boss.pk], whole=True)[cast.boss.pk].posts[0].verified is marks


def test_the_form_of_a_post_says_what_is_stored(cast: Cast, login) -> None:
    tenure = cast.boss.tenures.get()
    levels = {f"{part}_{bit}": "exact" for part in PARTS for bit in (1, 2, 4, 8)} | {
        f"{part}_16": "hidden" for part in PARTS
    }
    answer = login(cast.boss).post(
        f"/me/profile/posts/{tenure.pk}/telling/", {**levels, "period_16": "blurred", "title_2": "blurred"}
    )
    told = tenure.telling if answer.status_code == 302 else None
    assert told and (told.employer, told.title, told.title_blurred, told.period_blurred, told.gives) == (
        15,
        13,
        2,
        16,
        7,
    )
