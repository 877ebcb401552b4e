"""A fact becomes one line and one mail for each person it concerns."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.notices import actions, expanding
from accounts.notices.models import Delivery, Fact, Notice, Suppression
from accounts.users.models import User
from tests import make

pytestmark = pytest.mark.django_db


def outcome() -> dict[str, tuple[str, str]]:
    return {mail.address: (mail.state, mail.error) for mail in Delivery.objects.all()}


def test_telling_20000_people_writes_one_row_and_expanding_writes_theirs():
    User.objects.bulk_create([User(email=f"reader{n}@example.test") for n in range(20_000)])
    with CaptureQueriesContext(connection) as queries:
        actions.send("tests.news")
    assert (len(queries), Fact.objects.count(), Delivery.objects.count()) == (1, 1, 0)
    assert expanding.expand(60) >= 4
    assert (Notice.objects.count(), Delivery.objects.filter(state="waiting").count()) == (20_000, 20_000)


def test_the_same_key_is_one_fact_and_the_first_one_counts(readers):
    first = actions.send("tests.news", key="news 1", data={"subject": "はじめ"})
    again = actions.send("tests.news", key="news 1", data={"subject": "あと"})
    assert (again.pk, again.data, Fact.objects.count()) == (first.pk, {"subject": "はじめ"}, 1)


def test_a_fact_of_a_transaction_that_fails_is_told_to_nobody(readers):
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.send("tests.news")
        raise RuntimeError
    assert expanding.expand() == 0


def test_a_batch_goes_on_where_the_last_one_ended(readers):
    actions.send("tests.news")
    assert (expanding.expand_batch(2), Delivery.objects.count(), Fact.objects.get().expanded_at) == (True, 2, None)
    assert (expanding.expand_batch(2), Delivery.objects.count()) == (True, 3)
    assert Fact.objects.get().expanded_at is not None
    assert expanding.expand_batch(2) is False


def test_whoever_did_it_is_not_told_unless_named(readers):
    actions.send("tests.news", by=readers[0])
    expanding.expand()
    assert set(outcome()) == {reader.email for reader in readers[1:]}
    actions.send("tests.news", by=readers[0], to=[readers[0]])
    expanding.expand()
    assert readers[0].email in outcome()


def test_preferences_and_suppressions_leave_a_row_with_the_reason(readers):
    actions.stop(person=readers[0], category="gatherings", by=readers[0])
    Suppression.objects.create(address_key=readers[1].email, scope="company:7", reason="asked")
    actions.send("tests.news", scope="company:7")
    expanding.expand()
    assert outcome() == {
        readers[0].email: ("obsolete", "muted"),
        readers[1].email: ("obsolete", "suppressed"),
        readers[2].email: ("waiting", ""),
    }
    assert Notice.objects.count() == 3


def test_what_cannot_be_muted_comes_all_the_same_but_not_to_a_dead_mailbox(readers):
    actions.stop(person=readers[0], category="gatherings", by=readers[0])
    Suppression.objects.create(address_key=readers[1].email, scope="company:7", reason="asked")
    Suppression.objects.create(address_key=readers[2].email, scope="", reason="550")
    actions.send("tests.pressing", scope="company:7")
    expanding.expand()
    assert [state for state, _ in outcome().values()] == ["waiting", "waiting", "obsolete"]


def test_an_address_is_suppressed_in_every_spelling():
    make.user(email="reader９@example.test")
    Suppression.objects.create(address_key="reader9@example.test", scope="", reason="550")
    actions.send("tests.news")
    expanding.expand()
    assert [state for state, _ in outcome().values()] == ["obsolete"]


def test_people_whose_account_is_stopped_are_left_out(readers):
    User.objects.filter(pk=readers[0].pk).update(is_active=False)
    actions.send("tests.news")
    expanding.expand()
    assert (len(outcome()), Notice.objects.count()) == (2, 2)


def test_a_reminder_asks_whom_it_is_for_when_its_time_comes(readers):
    fact = actions.send("tests.news", not_before=timezone.now() + timedelta(hours=1))
    assert expanding.expand() == 0
    make.user(email="reader_late@example.test")
    Fact.objects.filter(pk=fact.pk).update(not_before=timezone.now())
    expanding.expand()
    assert "reader_late@example.test" in outcome()


def test_what_was_withdrawn_is_not_told(cast, readers):
    event = make.event(cast.company, cast.hr)
    actions.send("tests.news", about=event, not_before=timezone.now() + timedelta(hours=1))
    actions.send("tests.news", about=event, to=readers[:1])
    expanding.expand()
    assert actions.withdraw("tests.news", about=event, by=cast.hr) == 2
    Fact.objects.update(not_before=None)
    assert (expanding.expand(), outcome()) == (0, {readers[0].email: ("obsolete", "withdrawn")})


def test_an_address_without_account_gets_one_mail(readers):
    fact = actions.send("tests.news", address="somebody@example.test")
    expanding.expand()
    Fact.objects.filter(pk=fact.pk).update(expanded_at=None)
    expanding.expand()
    assert (outcome(), Notice.objects.count()) == ({"somebody@example.test": ("waiting", "")}, 0)


def test_a_kind_of_a_newer_release_waits_for_a_newer_worker(readers):
    Fact.objects.create(kind="tests.of_tomorrow")
    assert (expanding.expand(), Fact.objects.get().expanded_at) == (0, None)


def test_a_kind_without_in_app_leaves_no_line(readers):
    actions.send("tests.calendar")
    expanding.expand()
    assert (Notice.objects.count(), Delivery.objects.count()) == (0, 3)
