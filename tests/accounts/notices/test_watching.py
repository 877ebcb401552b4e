"""Admins hear once when mail stands still; they decide over doubts; old rows leave."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.notices import actions, expanding, watching
from accounts.notices.models import Delivery, Fact, Incident, Notice

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return list(Fact.objects.filter(kind="notices.trouble").values_list("about", flat=True))


def waiting_since(readers, minutes: int) -> None:
    actions.send("tests.news", to=readers[:1])
    expanding.expand()
    Delivery.objects.update(not_before=timezone.now() - timedelta(minutes=minutes))


def test_admins_hear_once_that_mail_stands_still_and_again_only_after_it_moved(cast, readers, mailbox, deliver_all):
    waiting_since(readers, 11)
    for _ in range(3):
        watching.watch()
    assert len(told()) == 1
    deliver_all()
    heard = [mail for mail in mailbox if "メールが滞っています" in mail["Subject"]]
    assert [mail["To"].addresses[0].addr_spec for mail in heard] == [cast.admin.email]
    assert "11分" in Notice.objects.get(person=cast.admin).fact.kind or Incident.objects.get().figure == 11
    watching.watch()
    assert Incident.objects.get().closed_at is not None
    waiting_since(readers, 30)
    watching.watch()
    assert len(told()) == 2


def test_a_short_wait_is_no_incident(cast, readers):
    waiting_since(readers, 9)
    watching.watch()
    assert (told(), Incident.objects.count()) == ([], 0)


def test_many_failures_within_an_hour_are_told(cast, readers, settings):
    settings.MAIL_ALERT_FAILURES = 3
    actions.send("tests.news")
    expanding.expand()
    Delivery.objects.update(state="failed", started_at=timezone.now() - timedelta(hours=2))
    watching.watch()
    assert told() == []
    Delivery.objects.update(started_at=timezone.now())
    watching.watch()
    assert [(i.sort, i.figure) for i in Incident.objects.all()] == [("failing", 3)]


def test_a_trouble_that_is_over_before_its_mail_leaves_is_not_mailed(cast, readers, mailbox, deliver_all):
    waiting_since(readers, 30)
    watching.watch()
    Incident.objects.update(closed_at=timezone.now())
    deliver_all()
    assert [m for m in mailbox if "滞って" in m["Subject"]] == []


def test_a_doubt_is_held_let_go_or_sent_again_and_each_stands_in_the_history(cast, readers, login):
    actions.send("tests.news")
    expanding.expand()
    Delivery.objects.update(doubts=1)
    browser, pks = login(cast.admin), [mail.pk for mail in Delivery.objects.order_by("pk")]
    page = "/admin/accounts/delivery/"
    browser.post(page, {"action": "hold", "_selected_action": pks})
    assert set(Delivery.objects.values_list("state", flat=True)) == {"doubt"}
    browser.post(page, {"action": "let_go", "_selected_action": pks[:1]})
    browser.post(page, {"action": "again", "_selected_action": pks[1:2]})
    assert [m.state for m in Delivery.objects.order_by("pk")] == ["sent", "waiting", "doubt"]
    verbs = list(Entry.objects.filter(verb__startswith="delivery.").order_by("pk").values_list("verb", "by"))
    assert verbs == [(f"delivery.{v}", f"user:{cast.admin.pk}") for v in ("held", "held", "held", "let_go", "again")]


def test_what_is_in_no_doubt_cannot_be_held(cast, readers, login):
    actions.send("tests.news", to=readers[:1])
    expanding.expand()
    pk = Delivery.objects.get().pk
    for action in ("hold", "let_go"):
        login(cast.admin).post("/admin/accounts/delivery/", {"action": action, "_selected_action": [pk]})
    assert (Delivery.objects.get().state, Entry.objects.filter(verb__startswith="delivery.").count()) == (
        "waiting",
        0,
    )


def test_the_page_shows_what_waits_and_why_things_failed(cast, readers, login):
    actions.send("tests.news")
    expanding.expand()
    first, second, _third = Delivery.objects.order_by("pk")
    Delivery.objects.filter(pk=first.pk).update(state="failed", code=550, error="5.1.1 no such user")
    Delivery.objects.filter(pk=second.pk).update(not_before=timezone.now() - timedelta(minutes=5))
    context = login(cast.admin).get("/admin/accounts/delivery/").context
    found = {(row["state"], row["code"], row["words"], row["count"]) for row in context["standing"]}
    assert found == {("failed", 550, "5.1.1 no such user", 1), ("waiting", None, "", 2)}
    assert context["oldest"] > timedelta(minutes=4)


def test_old_mails_leave_in_batches_and_what_is_still_read_or_open_stays(cast, readers):
    actions.send("tests.news")
    actions.send("tests.calendar")
    actions.send("tests.news", to=readers[:1])
    expanding.expand()
    old = timezone.now() - timedelta(days=91)
    Delivery.objects.update(state="sent", sent_at=old, not_before=old)
    newest = Fact.objects.latest("pk")
    Fact.objects.exclude(pk=newest.pk).update(at=old)
    Delivery.objects.filter(fact=newest).update(state="doubt")
    assert watching.prune(4) == 4
    assert watching.prune(4) > 0
    watching.prune(4)
    assert list(Delivery.objects.values_list("fact", flat=True)) == [newest.pk]
    assert set(Fact.objects.values_list("kind", flat=True)) == {"tests.news"}
    assert Fact.objects.count() == 2
