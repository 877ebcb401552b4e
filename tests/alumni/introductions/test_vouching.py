"""Remembering somebody who isn't here: HR checks the tenure, the mail is the voucher's, and nobody learns who is here."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.consent import actions as consent
from accounts.notices import kinds
from accounts.notices.models import Fact, Suppression
from alumni.arrivals import inviting
from alumni.arrivals.models import Invitation
from alumni.companies.models import Enrolment
from alumni.companies.purpose import ensure_news_text
from alumni.companies.queries import reachable_by
from alumni.connections.models import Connection
from alumni.introductions import quiet, vouching
from alumni.introductions.models import Vouch
from alumni.profiles.models import Profile
from tests import make

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"')


def form(cast, **more):
    return {
        "company": cast.company.pk, "family_name": "白石", "given_name": "智", "department_text": "警備情報グループ",
        "period_text": "2003年ごろ", "address": "far@example.test", "subject": "ごぶさたしています",
        "words": "葉山の海を、いっしょに見ましたね。", **more,
    }  # fmt: skip


def give(cast, **more):
    return vouching.vouch(by=cast.junior, **{**form(cast, **more), "company": cast.company})


def test_hr_reads_the_word_but_not_the_address(cast, login):
    row = make.enrolment(cast.company, "白石 智", email="")
    login(cast.junior).post(reverse("introductions:vouch"), form(cast))
    given = Vouch.objects.get()
    desk = login(cast.hr)
    page = desk.get(reverse("introductions:desk_one", args=["aomi", given.pk])).content.decode()
    assert "葉山の海を、いっしょに見ましたね。" in page
    assert "far@example.test" not in page
    desk.post(reverse("introductions:desk_one", args=["aomi", given.pk]), {"what": "confirm", "enrolment": row.pk})
    letter = Invitation.objects.get()
    assert (letter.address, letter.by, letter.vouched) == ("far@example.test", cast.junior, True)
    assert "far@example.test" not in desk.get(reverse("arrivals:people", args=["aomi"])).content.decode()
    assert not Invitation.objects.editable_by(cast.hr).exists()
    row.refresh_from_db()
    assert row.email == ""


def test_what_a_word_had_opened_is_the_company_s_own_once_the_company_invites_anew(cast):
    row = make.enrolment(cast.company, "白石 智", email="shiraishi@example.test")
    vouching.confirm(given=give(cast), enrolment=row, by=cast.hr)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    inviting.invite(company=cast.company, chosen=Enrolment.objects.filter(pk=row.pk), by=cast.hr, message="どうぞ")
    letter = Invitation.objects.get()
    assert (letter.address, letter.by, letter.message) == ("shiraishi@example.test", cast.hr, "どうぞ")
    assert letter.vouched is False
    assert list(Invitation.objects.editable_by(cast.hr)) == [letter]


def test_the_mail_speaks_with_the_voice_of_the_voucher(cast):
    given = give(cast)
    vouching.confirm(given=given, enrolment=make.enrolment(cast.company, "白石 智"), by=cast.hr)
    fact, kind = Fact.objects.get(kind="introductions.vouched"), kinds.get("introductions.vouched")
    kind.prepare([fact], [])
    assert kind.still_relevant(fact, None)
    assert fact.address == "far@example.test"
    assert kind.context(fact, None)["vouch"] == given
    assert "/invitations/" in kind.url(fact, None)


def test_the_voucher_cannot_tell_who_is_here_already(cast, login):
    """The one is a member, of the second nobody knows, the third wants no mail: the same pages and the same notices."""
    here = make.user("白石 一", email="one@example.test")
    rows = [make.enrolment(cast.company, "白石 一", person=here), *(make.enrolment(cast.company) for _n in range(2))]
    Suppression.objects.create(address_key="three@example.test", scope=cast.company.scope, reason="declined")
    seen = []
    for name, row in zip(("one", "two", "three"), rows, strict=True):
        given = give(cast, address=f"{name}@example.test")
        vouching.confirm(given=given, enrolment=row, by=cast.hr)
        page = login(cast.junior).get(reverse("introductions:vouches")).content.decode()
        told = list(Fact.objects.filter(to=[cast.junior.pk]).values_list("kind", flat=True))
        seen.append((TOKEN.sub("", page), told))
        Vouch.objects.all().delete()
        Fact.objects.filter(to=[cast.junior.pk]).delete()
    assert seen[0] == seen[1] == seen[2]
    assert Fact.objects.get(kind="introductions.remembered").to == [here.pk]
    assert Fact.objects.filter(kind="introductions.vouched").count() == 1


def test_only_who_worked_there_may_vouch_and_not_without_measure(cast):
    with pytest.raises(ValidationError, match="在籍が確認された会社"):
        vouching.vouch(by=cast.stranger, **{**form(cast), "company": cast.company})
    with pytest.raises(ValidationError, match="在籍が確認された会社"):
        vouching.vouch(by=cast.alumnus_other, **{**form(cast), "company": cast.company})
    for number in range(3):
        give(cast, address=f"far{number}@example.test")
    with pytest.raises(ValidationError, match="1日に送れるのは3人"):
        give(cast, address="far9@example.test")


def test_another_desk_finds_nothing(cast, login):
    given = give(cast)
    for who in (cast.hr_other, cast.stranger, cast.alumna):
        browser = login(who)
        for slug in ("aomi", "hokushin"):
            address = reverse("introductions:desk_one", args=[slug, given.pk])
            assert browser.get(address).status_code == 404
            assert browser.post(address, {"what": "decline", "reason": "いいえ"}).status_code == 404
    with pytest.raises(ValidationError, match="別の会社"):
        vouching.confirm(given=given, enrolment=make.enrolment(cast.other_company), by=cast.hr)


def test_whom_no_record_shows_is_entered_without_the_address(cast, login):
    given = give(cast)
    login(cast.hr).post(
        reverse("introductions:desk_one", args=["aomi", given.pk]),
        {"what": "new", "since_year": 2001, "until_year": 2006, "department": cast.group.pk},
    )
    given.refresh_from_db()
    assert given.state == "confirmed"
    assert (given.enrolment.name, given.enrolment.email) == ("白石 智", "")
    assert given.enrolment.tenures.get().department == cast.group


def test_hr_reaches_only_whose_consent_to_its_news_is_on(cast):
    row = make.enrolment(cast.company, person=cast.alumna)
    make.enrolment(cast.company, person=cast.junior)
    make.enrolment(cast.company, "候補 花")
    assert list(reachable_by(cast.company)) == []
    given = consent.give(document=ensure_news_text(cast.company), by=cast.alumna, channel="web")
    consent.give(document=ensure_news_text(cast.company), by=cast.stranger, channel="web")  # isn't of the company
    consent.give(document=ensure_news_text(cast.other_company), by=cast.junior, channel="web")
    assert list(reachable_by(cast.company)) == [row.person]
    consent.withdraw(consent=given, by=cast.alumna)
    assert list(reachable_by(cast.company)) == []


def test_a_yes_to_news_alone_shows_nobody(cast, login):
    consent.give(document=ensure_news_text(cast.company), by=cast.alumna, channel="web")
    cast.alumna.profile.seen_by = "nobody"
    cast.alumna.profile.save()
    login(cast.alumna).post(reverse("introductions:quiet_step"), {"step": "department"})
    assert Profile.objects.get(person=cast.alumna).seen_by == "nobody"


def test_the_quiet_start_shows_open_people_and_lets_go_at_once(cast, login):
    given = give(cast)
    here = make.user("白石 智", seen_by="nobody")
    row = make.enrolment(cast.company, "白石 智", person=here)
    make.tenure(here, cast.group, "2003-04-01", "2006-03-31")
    vouching.confirm(given=given, enrolment=row, by=cast.hr)
    cast.boss.profile.seen_by = "network"
    cast.boss.profile.save()
    browser = login(here)
    page = browser.get(reverse("introductions:quiet")).content.decode()
    assert "葉山の海を" in page
    assert "三輪 健司" in page
    assert "岡田 千尋" not in page  # shows herself to her company only

    assert not Fact.objects.filter(kind="connections.asked").exists()
    browser.post(reverse("introductions:quiet_step"), {"step": "hello", "word": "読みました"})
    assert Fact.objects.get(kind="connections.asked").to == [cast.junior.pk]
    make.connection(here, cast.boss)
    quiet.leave(by=here)
    assert Profile.objects.get(person=here).seen_by == "nobody"
    assert list(here_states(here)) == ["ended", "withdrawn"]


def here_states(person):
    return Connection.objects.of(person).order_by("state").values_list("state", flat=True)
