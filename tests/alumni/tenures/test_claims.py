"""What a person tells of their own post, what the desk answers, and what both can read of it afterwards."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.notices import kinds
from accounts.notices.models import Fact
from alumni.imports.people import tenures_for
from alumni.profiles.models import Profile
from alumni.profiles.queries import shown
from alumni.tenures import actions
from alumni.tenures.models import Tenure, TenureNote
from alumni.tenures.periods import PartialDate, Period
from tests import make
from tests.cast import Cast

SINCE = Period(PartialDate.from_iso("2001-04"), None, False)


@pytest.fixture
def claimed(cast: Cast) -> Tenure:
    return actions.claim(
        person=cast.alumnus_other, company=cast.company, title="主任", period=SINCE, word="辞令があります",
        by=cast.alumnus_other,
    )  # fmt: skip


def told() -> list[tuple[str, str]]:
    return list(Fact.objects.filter(kind__startswith="tenures.").order_by("pk").values_list("kind", "about"))


def notes(tenure: Tenure) -> list[tuple[str, str]]:
    return list(TenureNote.objects.filter(tenure=tenure).values_list("what", "words"))


def test_a_claim_waits_at_the_desk_with_the_persons_words(cast: Cast, claimed: Tenure, login) -> None:
    page = login(cast.hr).get("/desk/aomi/tenures/").content.decode()
    assert "北村 洋" in page and "辞令があります" in page
    one = login(cast.hr).get(f"/desk/aomi/tenures/{claimed.pk}/").content.decode()
    assert "辞令があります" in one and "前から待っています" in one
    assert "本人が書いた在籍が1件" in login(cast.hr).get("/desk/aomi/").content.decode()


def test_the_desk_hears_of_it_and_the_person_of_the_answer(cast: Cast, claimed: Tenure) -> None:
    kind = kinds.get("tenures.said")
    fact = Fact.objects.get(kind="tenures.said")
    kind.prepare([fact], [])
    assert set(kind.recipients(fact)) == {cast.hr, cast.company_admin}
    assert kind.line(fact, cast.hr) == "北村 洋さんの在籍が、確認を待っています"
    actions.refuse(tenure=claimed, by=cast.hr, reason="名簿にお名前がありません")
    answer = Fact.objects.get(kind="tenures.judged")
    assert (answer.to, answer.about) == ([cast.alumnus_other.pk], f"tenure:{claimed.pk}")
    assert not kind.still_relevant(_with_thing(fact), cast.hr)


def _with_thing(fact: Fact) -> Fact:
    kinds.get(fact.kind).prepare([fact], [])
    return fact


@pytest.mark.parametrize("answer", ["dispute", "refuse"])
def test_doubt_and_refusal_need_a_reason_and_can_be_answered(cast: Cast, claimed: Tenure, login, answer: str) -> None:
    desk, own = login(cast.hr), login(cast.alumnus_other)
    page = f"/desk/aomi/tenures/{claimed.pk}/"
    assert "理由を書いてください" in desk.post(page, {"answer": answer}).content.decode()
    assert desk.post(page, {"answer": answer, "reason": "年が違います"}).status_code == 302
    state = {"dispute": "disputed", "refuse": "refused"}[answer]
    assert "年が違います" in own.get("/me/profile/").content.decode()
    own.post(f"/me/profile/posts/{claimed.pk}/answer/", {"word": "在職証明があります"})
    claimed.refresh_from_db()
    said = [("claimed", "辞令があります"), (state, "年が違います"), ("answered", "在職証明があります")]
    assert (claimed.state, claimed.word, notes(claimed)) == ("claimed", "在職証明があります", said)
    for browser, address in ((desk, page), (own, f"/me/profile/posts/{claimed.pk}/")):
        read = browser.get(address).content.decode()
        assert all(words in read for _what, words in said)
    assert desk.post(page, {"answer": "verify"}).status_code == 302
    assert Tenure.objects.get(pk=claimed.pk).state == "verified"


@pytest.mark.parametrize("state", ["disputed", "refused"])
def test_what_is_in_doubt_or_refused_is_told_to_nobody_else(cast: Cast, claimed: Tenure, state: str) -> None:
    Profile.objects.filter(person=cast.alumnus_other).update(seen_by="network")
    assert len(shown(cast.alumna, [cast.alumnus_other.pk], whole=True)[cast.alumnus_other.pk].posts) == 2
    Tenure.objects.filter(pk=claimed.pk).update(state=state)
    assert len(shown(cast.alumna, [cast.alumnus_other.pk], whole=True)[cast.alumnus_other.pk].posts) == 1


def test_what_is_verified_is_doubted_before_it_is_refused(cast: Cast, claimed: Tenure) -> None:
    actions.verify(tenure=claimed, by=cast.hr)
    with pytest.raises(ValidationError):
        actions.refuse(tenure=claimed, by=cast.hr, reason="記録がありません")


def test_a_changed_post_waits_again_without_its_mark(cast: Cast, claimed: Tenure) -> None:
    actions.verify(tenure=claimed, by=cast.hr)
    changed = actions.change(tenure=claimed, title="部長", period=SINCE, by=cast.alumnus_other)
    assert (changed.state, changed.verified_by_id, changed.said_at is not None) == ("claimed", None, True)
    assert [what for what, _words in notes(claimed)] == ["claimed", "verified", "changed"]
    assert [kind for kind, _about in told()] == ["tenures.said", "tenures.judged", "tenures.said"]


@pytest.mark.parametrize("who", ["hr", "company_admin"])
def test_nobody_verifies_themself_on_the_page_or_in_the_database(cast: Cast, login, who: str) -> None:
    person = getattr(cast, who)
    own = actions.claim(person=person, company=cast.company, period=SINCE, by=person)
    page = f"/desk/aomi/tenures/{own.pk}/"
    assert "ほかの担当者に頼んでください" in login(person).get(page).content.decode()
    assert "自分自身の在籍は確認できません" in login(person).post(page, {"answer": "verify"}).content.decode()
    with pytest.raises(IntegrityError, match="tenure_not_verified_by_oneself"), transaction.atomic():
        Tenure.objects.filter(pk=own.pk).update(state="verified", verified_by=person, verified_at="2026-01-01T00:00Z")


def test_ones_own_line_in_ones_own_file_waits_for_a_colleague(cast: Cast) -> None:
    row = make.enrolment(cast.company, person=cast.hr)
    post = type(
        "Post", (), {"unit": (), "transfer": False, "title": "", "open": True, "since": None, "until": None}
    )()
    units = type("Units", (), {"ensure": lambda self, levels, by: None})()
    own = tenures_for({"posts": []}, row, [post], units, by=cast.hr)[0]
    other = tenures_for({"posts": []}, row, [post], units, by=cast.company_admin)[0]
    assert [(t.state, t.verified_by) for t in (own, other)] == [("claimed", None), ("verified", cast.company_admin)]


@pytest.mark.parametrize("who", ["hr_other", "alumna", "employee", "stranger"])
def test_nobody_else_finds_the_pages(cast: Cast, claimed: Tenure, login, who: str) -> None:
    browser = login(getattr(cast, who))
    for address in ("/desk/aomi/tenures/", f"/desk/aomi/tenures/{claimed.pk}/"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"/desk/aomi/tenures/{claimed.pk}/", {"answer": "verify"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_any_number(cast: Cast, login, django_assert_num_queries, count: int) -> None:
    for _n in range(count):
        person = make.user()
        actions.claim(person=person, company=cast.company, period=SINCE, by=person)
    browser = login(cast.hr)
    browser.get("/desk/aomi/tenures/")
    with django_assert_num_queries(6):
        browser.get("/desk/aomi/tenures/")
