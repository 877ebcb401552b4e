"""Confirming, doubting and merging tenures: by the company, with a reason, and never one's own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.audit.queries import history_of
from alumni.tenures import actions
from alumni.tenures.models import Tenure
from tests import make
from tests.cast import Cast


@pytest.fixture
def claimed(cast: Cast) -> Tenure:
    return make.tenure(cast.stranger, cast.group, "2001-04-01", "2004-03-31", state="claimed")


def test_the_desk_confirms_a_tenure(cast: Cast, claimed: Tenure) -> None:
    actions.verify(tenure=claimed, by=cast.hr)
    claimed.refresh_from_db()
    assert (claimed.state, claimed.verified_by, bool(claimed.verified_at)) == ("verified", cast.hr, True)
    assert [(e.verb, e.by) for e in history_of(claimed)] == [("tenure.verified", f"user:{cast.hr.pk}")]


@pytest.mark.parametrize("who", ["hr_other", "alumna", "stranger", "boss"])
def test_nobody_else_confirms_it(who: str, cast: Cast, claimed: Tenure) -> None:
    for act in (actions.verify, lambda **k: actions.dispute(reason="x", **k)):
        with pytest.raises(ValidationError):
            act(tenure=claimed, by=getattr(cast, who))
    claimed.refresh_from_db()
    assert claimed.state == "claimed"


@pytest.mark.parametrize("who", ["hr", "company_admin", "admin"])
def test_nobody_confirms_their_own(who: str, cast: Cast) -> None:
    person = getattr(cast, who)
    own = make.tenure(person, cast.group, "1999-04-01", "2001-03-31", state="claimed")
    with pytest.raises(ValidationError, match="自分自身"):
        actions.verify(tenure=own, by=person)
    hidden = make.tenure(make.enrolment(cast.company, person=person), cast.group, person=None, state="claimed")
    with pytest.raises(ValidationError, match="自分自身"):
        actions.verify(tenure=hidden, by=person)


def test_doubt_needs_a_reason_and_takes_the_mark_away(cast: Cast, claimed: Tenure) -> None:
    actions.verify(tenure=claimed, by=cast.hr)
    with pytest.raises(ValidationError, match="理由"):
        actions.dispute(tenure=claimed, by=cast.hr, reason="  ")
    actions.dispute(tenure=claimed, by=cast.hr, reason="年が名簿と違います。")
    claimed.refresh_from_db()
    assert (claimed.state, claimed.verified_at, claimed.reason) == ("disputed", None, "年が名簿と違います。")


def test_merging_keeps_the_confirmed_row_and_fills_its_gaps(cast: Cast) -> None:
    enrolment = make.enrolment(cast.company, person=cast.stranger)
    sure = make.tenure(enrolment, cast.company, "2001-04-01", "2004-03-31")
    told = make.tenure(cast.stranger, cast.group, "2001-05-01", "2004-03-31", title="主任", state="claimed")
    kept = actions.merge(tenures=[told, sure], by=cast.hr)
    kept.refresh_from_db()
    assert (kept.pk, kept.state, kept.title, kept.department, str(kept.since)) == (
        sure.pk, "verified", "主任", cast.group, "2001-04-01",
    )  # fmt: skip
    assert not Tenure.objects.filter(pk=told.pk).exists()
    assert history_of(kept).first().data == {"merged": [told.pk]}


def test_rows_of_two_people_or_two_companies_stay_two(cast: Cast, claimed: Tenure) -> None:
    other_person = make.tenure(cast.junior, cast.group, state="claimed")
    elsewhere = make.tenure(cast.stranger, cast.other_company, state="claimed")
    unclaimed = make.tenure(make.enrolment(cast.company), cast.group, state="claimed")
    for pair in ([claimed, other_person], [claimed, elsewhere], [claimed, unclaimed], [claimed], [claimed, claimed]):
        with pytest.raises(ValidationError):
            actions.merge(tenures=pair, by=cast.admin)
    assert Tenure.objects.filter(pk__in=[claimed.pk, other_person.pk, elsewhere.pk, unclaimed.pk]).count() == 4


def test_the_admin_buttons_call_the_same_actions(cast: Cast, claimed: Tenure, login) -> None:
    client, address = login(cast.company_admin), reverse("admin:alumni_tenure_changelist")
    client.post(address, {"action": "verify", "_selected_action": [claimed.pk]})
    claimed.refresh_from_db()
    assert claimed.state == "verified"
    asked = client.post(address, {"action": "dispute", "_selected_action": [claimed.pk]})
    assert "確認中にする理由" in asked.content.decode()
    client.post(address, {"action": "dispute", "_selected_action": [claimed.pk], "reason": "年が違います"})
    claimed.refresh_from_db()
    assert (claimed.state, claimed.reason) == ("disputed", "年が違います")
    twin = make.tenure(cast.stranger, cast.group, "2001-04-01", "2004-03-31", state="claimed")
    both = {"action": "merge", "_selected_action": [claimed.pk, twin.pk]}
    assert "ひとつにします" in client.post(address, both).content.decode()
    client.post(address, {**both, "confirmed": "1"})
    assert Tenure.objects.filter(person=cast.stranger).count() == 1


def test_a_refusal_in_the_admin_is_a_sentence(cast: Cast, login) -> None:
    own = make.tenure(cast.company_admin, cast.group, "1999-04-01", "2001-03-31", state="claimed")
    address = reverse("admin:alumni_tenure_changelist")
    answer = login(cast.company_admin).post(address, {"action": "verify", "_selected_action": [own.pk]}, follow=True)
    assert "自分自身の在籍は確認できません" in answer.content.decode()
