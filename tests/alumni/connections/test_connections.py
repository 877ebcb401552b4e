"""Knowing each other is said by both; no answer and a quiet no look alike; either can hide, rest or end it."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.notices.models import Fact
from alumni.connections import actions, lapsing
from alumni.connections.models import Connection
from alumni.connections.queries import connected, connected_ids, ties_of
from alumni.directory.queries import label_of, relations
from tests import make

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"')


def read(browser, *address):
    return TOKEN.sub("", browser.get(reverse(*address)).content.decode())


def test_two_are_connected_only_when_both_have_said_so(cast, login):
    asking = login(cast.junior)
    asking.post(reverse("connections:connect", args=[cast.boss.pk]), {"says": "boss", "word": "お世話になりました"})
    assert not connected(cast.junior, cast.boss)
    assert "お世話になりました" in read(login(cast.boss), "connections:list")

    login(cast.boss).post(reverse("connections:connect", args=[cast.junior.pk]), {"says": "report"})
    assert connected(cast.junior, cast.boss)
    assert connected_ids(cast.boss) == {cast.junior.pk}
    assert list(Fact.objects.order_by("id").values_list("kind", flat=True)) == [
        "connections.asked",
        "connections.confirmed",
    ]


def test_a_question_passed_over_looks_to_who_asked_like_one_that_waits(cast, login):
    made = actions.ask(person=cast.boss, by=cast.junior, says="worked")
    browser = login(cast.junior)
    pages = [("connections:list",), ("connections:one", [made.pk])]
    before = [TOKEN.sub("", browser.get(reverse(n, args=a[0] if a else [])).content.decode()) for n, *a in pages]
    told = Fact.objects.count()

    actions.decline(connection=made, by=cast.boss)

    after = [TOKEN.sub("", browser.get(reverse(n, args=a[0] if a else [])).content.decode()) for n, *a in pages]
    assert after == before
    assert Fact.objects.count() == told
    with pytest.raises(ValidationError, match="もう確認を送っています"):
        actions.ask(person=cast.boss, by=cast.junior, says="worked")
    actions.ask(person=cast.junior, by=cast.boss, says="worked")  # and may say yes later all the same
    assert connected(cast.junior, cast.boss)


def test_unanswered_and_passed_over_end_on_the_same_day(cast):
    waits = actions.ask(person=cast.boss, by=cast.junior, says="worked")
    passed = actions.ask(person=cast.employee, by=cast.junior, says="worked")
    actions.decline(connection=passed, by=cast.employee)
    assert lapsing.lapse() == 0
    Connection.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert lapsing.lapse() == 2
    assert lapsing.lapse() == 0
    states = Connection.objects.filter(pk__in=[waits.pk, passed.pk]).values_list("state", flat=True)
    assert list(states) == ["lapsed", "lapsed"]


def test_resting_is_silent(cast, login):
    made = make.connection(cast.junior, cast.boss)
    browser = login(cast.junior)
    before = read(browser, "connections:list")
    address = reverse("connections:one", args=[made.pk])
    login(cast.boss).post(address, {"says": "worked", "project": "", "rests": "on"})
    assert not connected(cast.junior, cast.boss)
    assert read(browser, "connections:list") == before


def test_what_both_say_fills_in_what_the_records_do_not_tell(cast):
    def label():
        del cast.employee.__dict__["_standing"]
        return label_of(relations(cast.employee, [cast.alumna.pk])[cast.alumna.pk])

    cast.employee.__dict__["_standing"] = None
    assert label() == "先輩"
    made = make.connection(cast.employee, cast.alumna, says="boss", they_say="worked")
    assert label() == "先輩"
    actions.choose(connection=made, by=cast.alumna, says="report", project="", hides=False, rests=False)
    assert label() == "元上司"
    actions.choose(connection=made, by=cast.alumna, says="report", project="", hides=False, rests=True)
    assert label() == "先輩"


def test_one_project_named_by_both(cast):
    make.connection(cast.stranger, cast.alumna, first_project="灯台計画", second_project="灯台計画")
    make.tenure(cast.stranger, cast.other_company)
    make.tenure(cast.alumna, cast.other_company, "1990-04-01", "1991-03-31")
    assert label_of(relations(cast.stranger, [cast.alumna.pk])[cast.alumna.pk]) == "同じプロジェクト"


def test_a_connection_ends_and_may_begin_again_and_history_stays(cast):
    made = make.connection(cast.junior, cast.boss)
    actions.end(connection=made, by=cast.boss)
    assert not connected(cast.junior, cast.boss)
    actions.ask(person=cast.boss, by=cast.junior, says="worked")
    assert Connection.objects.of(cast.boss).count() == 2


@pytest.mark.parametrize("wrong", ["twice", "order", "self", "asked_by"])
def test_the_database_refuses_pairs_that_cannot_be(cast, wrong):
    low, high = sorted((cast.junior, cast.boss), key=lambda who: who.pk)
    make.connection(low, high)
    row = {"first": low, "second": high, "asked_by": low}
    row |= {"order": {"first": high, "second": low}, "self": {"second": low}}.get(wrong, {})
    row |= {"asked_by": {"asked_by": cast.hr, "state": "lapsed", "ended_at": timezone.now()}}.get(wrong, {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Connection.objects.create(**row)


def test_nobody_can_be_asked_whom_one_may_not_see(cast, login):
    for who in (cast.hr_other, cast.stranger, cast.alumnus_other):
        assert login(who).get(reverse("connections:connect", args=[cast.alumna.pk])).status_code == 404
    made = make.connection(cast.junior, cast.boss)
    for who in (cast.alumna, cast.hr_other, cast.stranger):
        for name, more in (("one", ()), ("close", ("end",))):
            assert login(who).post(reverse(f"connections:{name}", args=[made.pk, *more])).status_code == 404
    assert connected(cast.junior, cast.boss)


def test_ten_a_day_are_enough(cast):
    for _number in range(10):
        actions.ask(person=make.user(), by=cast.junior, says="worked")
    with pytest.raises(ValidationError, match="1日に10人"):
        actions.ask(person=cast.boss, by=cast.junior, says="worked")


def test_the_list_costs_the_same_for_one_and_for_three(cast, django_assert_num_queries):
    make.connection(cast.junior, cast.boss)
    ties_of(cast.junior)
    with django_assert_num_queries(2):
        assert len(ties_of(cast.junior).connected) == 1
    make.connection(cast.junior, cast.alumna)
    make.connection(cast.junior, cast.employee)
    with django_assert_num_queries(2):
        assert len(ties_of(cast.junior).connected) == 3
