"""Introductions: three people, each of whom may leave it without anybody knowing; names pass on the yes of both."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.notices.models import Fact
from alumni.connections.models import Connection
from alumni.connections.queries import connected, introduced
from alumni.introductions import actions, lapsing
from alumni.introductions.models import Introduction
from tests import make

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"')
SAID = {"words": "お話をうかがいたいです", "told_as": "公共の事業部で働いていた人"}


def read(browser, name, *args):
    page = browser.get(reverse(f"introductions:{name}", args=args))
    assert page.status_code == 200
    return TOKEN.sub("", page.content.decode())


@pytest.fixture
def chain(cast):
    """早川 knows 高梨, 高梨 knows 三輪; 三輪 sees 早川 no more than a stranger would."""
    make.connection(cast.junior, cast.employee)
    make.connection(cast.employee, cast.boss)
    cast.junior.profile.seen_by = "nobody"
    cast.junior.profile.save()
    return cast


@pytest.fixture
def asked(chain):
    return actions.ask(by=chain.junior, middle=chain.employee, other=chain.boss, gives_address=True, **SAID)


def test_from_the_request_to_the_yes_of_both(chain, login):
    asker, middle, other = login(chain.junior), login(chain.employee), login(chain.boss)
    asker.post(reverse("introductions:ask", args=[chain.boss.pk, chain.employee.pk]), {**SAID, "gives_address": "on"})
    row = Introduction.objects.get()
    assert other.get(reverse("introductions:one", args=[row.pk])).status_code == 404
    assert "お話をうかがいたいです" in read(middle, "one", row.pk)

    middle.post(reverse("introductions:one", args=[row.pk]), {"words": "まっすぐな人です"})
    page = read(other, "one", row.pk)
    assert "まっすぐな人です" in page
    assert "公共の事業部で働いていた人" in page
    assert not any(secret in page for secret in ("早川", "junior@"))
    assert "まだ返事はありません" in read(asker, "one", row.pk)

    other.post(reverse("introductions:one", args=[row.pk]), {})
    assert introduced(chain.junior, chain.boss)
    assert Connection.objects.between(chain.junior.pk, chain.boss.pk).get().through == chain.employee
    page = read(other, "one", row.pk)
    assert "早川 翔" in page
    assert "junior@example.test" in page  # the asker gave it
    assert "boss@example.test" not in read(asker, "one", row.pk)  # the other end didn't
    facts = Fact.objects.filter(kind__startswith="introductions.").order_by("id")
    assert [(fact.kind, fact.to) for fact in facts] == [
        ("introductions.asked", [chain.employee.pk]),
        ("introductions.passed", [chain.boss.pk]),
        ("introductions.accepted", sorted([chain.junior.pk, chain.boss.pk])),
    ]


@pytest.mark.parametrize("who", ["middle", "other"])
def test_nobody_learns_of_a_no(chain, asked, login, who):
    browser = login(chain.junior)
    before = read(browser, "list"), read(browser, "one", asked.pk)
    told = Fact.objects.count()
    if who == "other":
        actions.pass_on(introduction=asked, words="ぜひ", by=chain.employee)
        told += 1  # to the other end
        assert (read(browser, "list"), read(browser, "one", asked.pk)) == before
    actions.leave(introduction=asked, by=chain.employee if who == "middle" else chain.boss)
    assert (read(browser, "list"), read(browser, "one", asked.pk)) == before
    assert Fact.objects.count() == told
    with pytest.raises(ValidationError, match="もう頼んであります"):
        actions.ask(by=chain.junior, middle=chain.employee, other=chain.boss, **SAID)


@pytest.mark.parametrize("left", [True, False])
def test_after_thirty_days_no_answer_and_a_no_end_alike(chain, asked, login, left):
    if left:
        actions.leave(introduction=asked, by=chain.employee)
    Introduction.objects.update(asked_at=timezone.now() - timedelta(days=31))
    browser = login(chain.junior)
    early = read(browser, "one", asked.pk)
    assert "今回はお返事がありませんでした" in early
    assert (lapsing.lapse(), lapsing.lapse()) == (1, 0)
    assert read(browser, "one", asked.pk) == early
    asked.refresh_from_db()
    with pytest.raises(ValidationError):
        actions.pass_on(introduction=asked, words="ぜひ", by=chain.employee)


def test_outsiders_find_nothing(chain, asked, login):
    actions.pass_on(introduction=asked, words="ぜひ", by=chain.employee)
    for who in (chain.alumna, chain.hr, chain.hr_other, chain.stranger, chain.admin):
        browser = login(who)
        assert browser.get(reverse("introductions:one", args=[asked.pk])).status_code == 404
        assert browser.post(reverse("introductions:leave", args=[asked.pk])).status_code == 404
        ask = reverse("introductions:ask", args=[chain.boss.pk, chain.employee.pk])
        assert browser.get(ask).status_code == 404


def test_a_hidden_link_makes_no_way_to_ask(chain, login):
    Connection.objects.between(chain.employee.pk, chain.boss.pk).update(first_hides=True)
    page = login(chain.junior).get(reverse("introductions:ask", args=[chain.boss.pk, chain.employee.pk]))
    assert page.status_code == 404


def test_to_a_company_through_somebody_who_works_there(cast, login):
    make.connection(cast.stranger, cast.employee)
    make.tenure(cast.stranger, cast.other_company, "2001-04-01", "2003-03-31")
    cast.employee.profile.seen_by = "network"
    cast.employee.profile.save()
    browser = login(cast.stranger)
    assert "高梨 直" in browser.get(reverse("connections:ways_into", args=["aomi"])).content.decode()
    browser.post(reverse("introductions:ask_company", args=["aomi", cast.employee.pk]), SAID)
    row = Introduction.objects.get()
    assert row.company == cast.company
    assert row.other in (cast.hr, cast.company_admin)
    assert row.other.name not in read(browser, "one", row.pk)


@pytest.mark.parametrize("wrong", ["two", "answered", "passed"])
def test_the_database_refuses_what_cannot_be(cast, wrong):
    changes = {
        "two": {"other": cast.junior},
        "answered": {"answered_at": timezone.now()},
        "passed": {"passed_at": None},
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        make.introduction(cast.junior, cast.employee, changes[wrong].pop("other", cast.boss), **changes[wrong])


def test_the_list_costs_the_same_for_one_and_for_three(chain, asked, login, django_assert_max_num_queries):
    browser = login(chain.employee)
    for who in (chain.alumna, chain.facilitator, None):
        with django_assert_max_num_queries(9):
            read(browser, "list")
        if who:
            make.introduction(who, chain.employee, chain.boss, state="asked")


def test_a_tie_that_was_there_before_stays(chain, asked):
    make.connection(chain.junior, chain.boss)
    actions.pass_on(introduction=asked, words="ぜひ", by=chain.employee)
    actions.accept(introduction=asked, by=chain.boss, gives_address=False)
    assert connected(chain.junior, chain.boss)
    assert not introduced(chain.junior, chain.boss)
