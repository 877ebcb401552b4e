"""Mail goes out once, whatever the server answers."""

import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, DataError, InterfaceError, OperationalError, connection, connections
from django.utils import timezone

from accounts.notices import actions, delivering, expanding, outbox
from accounts.notices.models import Delivery, Fact, Notice, Suppression
from accounts.notices.smtp import Post
from accounts.notices.writing import Writer
from tests import make

pytestmark = pytest.mark.django_db


def states() -> Counter:
    return Counter(Delivery.objects.values_list("state", flat=True))


def test_everybody_hears_once_in_the_product_and_by_mail(readers, smtp_sink, deliver_all):
    actions.send("tests.news")
    deliver_all()
    deliver_all()
    assert smtp_sink.counts() == Counter(reader.email for reader in readers)
    assert Notice.objects.count() == 3
    assert states() == {"sent": 3}


def test_an_answer_of_later_is_tried_again_after_a_growing_delay(readers, smtp_sink, deliver_all):
    smtp_sink.at_rcpt = ["451 4.7.1 try again later"]
    actions.send("tests.news", to=readers[:1])
    deliver_all()
    mail = Delivery.objects.get()
    assert (mail.state, mail.code, mail.error, mail.attempts) == ("waiting", 451, "4.7.1 try again later", 1)
    assert timedelta(seconds=7) < mail.not_before - timezone.now() < timedelta(seconds=13)
    assert outbox.delay(3) > 60
    deliver_all(hurry=True)
    assert (len(smtp_sink.mails), Delivery.objects.get().state) == (1, "sent")


def test_a_mailbox_that_does_not_exist_is_never_written_to_again(readers, smtp_sink, deliver_all):
    smtp_sink.at_rcpt = ["550 5.1.1 no such user"]
    actions.send("tests.news", to=readers[:1])
    deliver_all(hurry=True)
    assert (states(), Suppression.objects.get().address_key) == ({"failed": 1}, readers[0].email)
    actions.send("tests.pressing", to=readers[:1])
    deliver_all(hurry=True)
    assert states() == {"failed": 1, "obsolete": 1}
    assert smtp_sink.mails == []


def test_a_relay_that_is_set_up_wrongly_strikes_out_nobody(readers, smtp_sink, deliver_all):
    smtp_sink.at_rcpt = ["550 5.7.1 relaying denied"] * 3
    actions.send("tests.news")
    deliver_all()
    assert (states(), Suppression.objects.count()) == ({"failed": 3}, 0)


def test_a_mail_refused_for_its_content_fails_and_the_address_stays(readers, smtp_sink, deliver_all):
    smtp_sink.at_data = ["554 5.6.0 bad content"]
    actions.send("tests.news", to=readers[:1])
    deliver_all(hurry=True)
    assert (states(), Suppression.objects.count()) == ({"failed": 1}, 0)


def test_a_connection_dropped_before_the_dot_loses_and_doubles_nothing(readers, smtp_sink, deliver_all):
    smtp_sink.at_rcpt = ["", "drop"]
    actions.send("tests.news")
    deliver_all(hurry=True)
    assert smtp_sink.counts() == Counter(reader.email for reader in readers)
    assert Delivery.objects.filter(doubts__gt=0).count() == 0


def test_a_connection_dropped_after_the_dot_is_a_doubt_and_comes_again_under_the_same_id(
    readers, smtp_sink, deliver_all
):
    smtp_sink.at_data = ["drop"]
    actions.send("tests.news", to=readers[:1])
    deliver_all(hurry=True)
    assert [Delivery.objects.get().doubts, Delivery.objects.get().state] == [1, "sent"]
    assert len(smtp_sink.mails) == 2
    assert len({mail["Message-ID"] for mail in smtp_sink.mails}) == 1


def test_a_server_that_thinks_for_long_after_the_dot_is_waited_for(readers, smtp_sink, deliver_all, settings):
    settings.MAIL_LEASE, smtp_sink.pause = 8, 1.5  # every other answer is waited for one second
    actions.send("tests.news", to=readers[:1])
    deliver_all(hurry=True)
    assert (len(smtp_sink.mails), Delivery.objects.get().doubts) == (1, 0)


def test_a_machine_whose_clock_is_ahead_takes_no_mail_from_who_is_sending_it(readers):
    actions.send("tests.news", to=readers[:1])
    expanding.expand()
    outbox.mark("mine", None, outbox.claim("mine"))
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=True):
        assert outbox.sweep() == 0
    assert states() == {"sending": 1}


def test_a_kind_that_must_not_come_twice_waits_for_a_person(cast, readers, smtp_sink, deliver_all):
    smtp_sink.at_data = ["drop"]
    actions.send("tests.held", to=readers[:1])
    deliver_all(hurry=True)
    mail = Delivery.objects.get()
    assert (mail.state, len(smtp_sink.mails)) == ("doubt", 1)
    actions.send_again(mail=mail, by=cast.admin)
    deliver_all()
    assert len(smtp_sink.mails) == 2


def test_behind_a_pooler_nothing_is_prepared(readers, smtp_sink, deliver_all, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    monkeypatch.setattr(outbox, "_prepared", set())
    actions.send("tests.news")
    deliver_all()
    assert (states(), outbox._prepared) == ({"sent": 3}, set())


def test_a_server_that_cannot_be_reached_lets_everybody_wait(readers, smtp_sink, deliver_all, settings):
    reachable, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    actions.send("tests.news")
    deliver_all()
    assert (states(), set(Delivery.objects.values_list("attempts", flat=True))) == ({"waiting": 3}, {0})
    settings.EMAIL_PORT = reachable
    deliver_all(hurry=True)
    assert smtp_sink.counts() == Counter(reader.email for reader in readers)


def test_what_cannot_be_written_fails_with_its_reason_and_the_others_leave(readers, smtp_sink, deliver_all):
    actions.send("tests.news", to=readers[:1], data={"broken": True})
    actions.send("tests.news", to=readers[1:])
    deliver_all()
    assert states() == {"failed": 1, "sent": 2}
    assert Delivery.objects.get(state="failed").error == "RuntimeError: no words"


def test_what_is_no_longer_relevant_is_not_sent(readers, smtp_sink, deliver_all):
    fact = actions.send("tests.news")
    expanding.expand()
    Fact.objects.filter(pk=fact.pk).update(data={"over": True})
    deliver_all()
    assert (states(), set(Delivery.objects.values_list("error", flat=True))) == (
        {"obsolete": 3},
        {"no longer relevant"},
    )


def test_who_says_no_or_is_stopped_between_expand_and_send_gets_nothing(readers, smtp_sink, deliver_all):
    actions.send("tests.news")
    expanding.expand()
    actions.stop(person=readers[0], category="gatherings", by=readers[0])
    type(readers[1]).objects.filter(pk=readers[1].pk).update(is_active=False)
    deliver_all()
    assert smtp_sink.counts() == {readers[2].email: 1}


def test_pressing_mail_leaves_first(readers, smtp_sink, deliver_all):
    actions.send("tests.news", to=readers[:1])
    actions.send("tests.pressing", to=readers[1:2])
    deliver_all()
    assert [mail["To"].addresses[0].addr_spec for mail in smtp_sink.mails] == [readers[1].email, readers[0].email]


def test_a_worker_frozen_past_its_lease_lets_go(readers, smtp_sink):
    actions.send("tests.news", to=readers[:1])
    expanding.expand()
    (pk,) = outbox.claim("frozen")
    Delivery.objects.update(lease_until="2000-01-01T00:00Z")
    assert outbox.mark("frozen", None, [pk]) is False
    assert outbox.sweep() == 1
    assert delivering.drain() == {"sent": 1}
    assert outbox.mark("frozen", outbox.Settlement([pk], "failed", 550, "late"), []) is True
    assert Delivery.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("fault", "away"),
    [
        (OperationalError("terminating connection due to administrator command"), True),
        (InterfaceError("connection already closed"), True),
        (DatabaseError("server closed the connection unexpectedly"), True),
        (DataError("value too long"), False),
        (RuntimeError("no words"), False),
    ],
)
def test_a_database_that_goes_away_is_told_from_one_that_refuses(fault, away):
    assert delivering.cut_off(fault) is away


def test_a_250_that_was_heard_late_still_counts(readers):
    actions.send("tests.news", to=readers[:1])
    expanding.expand()
    (pk,) = outbox.claim("slow")
    outbox.mark("slow", None, [pk])
    Delivery.objects.update(lease_until="2000-01-01T00:00Z")
    outbox.sweep()
    outbox.mark("slow", outbox.Settlement([pk], "sent", 250), [])
    assert (Delivery.objects.get().state, outbox.claim("other")) == ("sent", [])


@pytest.mark.parametrize("pipelining", [False, True])
def test_what_is_refused_on_a_line_does_not_disturb_the_mails_after_it(readers, smtp_sink, deliver_all, pipelining):
    smtp_sink.pipelining = pipelining
    smtp_sink.at_mail, smtp_sink.at_rcpt = ["451 4.3.0 busy"], ["", "550 5.1.1 no such user"]
    actions.send("tests.news")
    deliver_all()
    assert list(Delivery.objects.order_by("pk").values_list("code", flat=True)) == [451, 250, 550]
    assert len(smtp_sink.mails) == 1
    deliver_all(hurry=True)
    assert states() == {"sent": 2, "failed": 1}


def test_who_stops_after_the_recipient_was_taken_has_sent_nothing(readers, smtp_sink, deliver_all, monkeypatch):
    """The next mail is written in that moment, and the database may go away meanwhile."""
    write, calls = Writer.write, iter([None, OperationalError("terminating connection")])

    def gone(writer, mails):
        if fault := next(calls, None):
            raise fault
        return write(writer, mails)

    monkeypatch.setattr(Writer, "write", gone)
    actions.send("tests.news")
    expanding.expand()
    with pytest.raises(OperationalError):
        delivering.drain()
    assert (smtp_sink.mails, states()) == ([], {"sending": 1, "leased": 2})
    Delivery.objects.update(lease_until="2000-01-01T00:00Z")
    outbox.sweep()
    deliver_all()
    assert smtp_sink.counts() == Counter(reader.email for reader in readers)


def test_a_line_that_begins_with_a_dot_arrives_as_it_is(smtp_sink):
    with Post() as post:
        sent = post.send(
            "a@kanae.example", "b@kanae.example", b"To: b@x.example\r\n\r\n.\r\n..two", until=time.monotonic() + 9
        )
    assert (sent.kind, smtp_sink.mails[0].get_content()) == ("sent", ".\r\n..two\r\n")


def test_a_mail_that_is_not_ours_any_more_is_left_alone_and_the_line_goes_on(readers, smtp_sink):
    actions.send("tests.news")
    expanding.expand()
    pks = outbox.claim("me")
    Delivery.objects.filter(pk=pks[1]).update(lease_until="2000-01-01T00:00Z")
    counts = Counter()
    with delivering.Post() as post:
        delivering.Round("me", post, counts).deliver(pks)
    assert (counts, len(smtp_sink.mails)) == ({"sent": 2}, 2)


def test_a_batch_costs_a_constant_number_of_queries_besides_its_marks(readers, smtp_sink, django_assert_num_queries):
    outbox.mark("nobody", None, [])  # prepares the statement of the marks
    for count in (1, 3):
        actions.send("tests.news", to=readers[:count])
        expanding.expand()
        # claim, rows, facts, preferences, suppressions, rhythms, mails of the week; a mark for each and one more;
        # the empty claims of mails and of digests at the end
        with django_assert_num_queries(7 + count + 1 + 2):
            delivering.drain()


@pytest.mark.django_db(transaction=True)
def test_the_same_tasks_at_the_same_moment_send_once_each(smtp_sink):
    people = [make.user(email=f"reader{n}@example.test") for n in range(120)]
    actions.send("tests.news")

    def work() -> None:
        try:
            expanding.expand()
            delivering.drain(limit=10)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    delivering.drain()
    assert smtp_sink.counts() == Counter(person.email for person in people)
    assert connection.is_usable()
