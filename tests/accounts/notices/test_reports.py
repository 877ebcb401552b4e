"""What a mail service reports: posted over HTTP in its own words, read by anymail, and taken to heart."""

import base64
import json

import pytest
from django.test import Client
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.notices import actions, expanding, outbox
from accounts.notices.models import Delivery, Mailbox, Suppression
from accounts.notices.writing import message_id

pytestmark = pytest.mark.django_db
SECRET = "postman:a-long-secret"


@pytest.fixture(autouse=True)
def _open_door(settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}


def post(event: object, service: str = "postmark", secret: str = SECRET) -> int:
    head = {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(secret.encode()).decode()} if secret else {}
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    body = event if isinstance(event, str) else json.dumps(event)
    return client.post(f"/notices/reports/{service}/", body, content_type="application/json", **head).status_code


def bounce(address: str, sort: str = "HardBounce", record: str = "Bounce") -> dict:
    """A bounce as Postmark documents it."""
    return {
        "RecordType": record, "Type": sort, "TypeCode": 1, "Name": sort, "ID": 4323372036854775807,
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483", "Email": address, "From": "kanae@example.test",
        "Description": "The server was unable to deliver your message", "Details": "smtp;550 5.1.1 unknown user",
        "BouncedAt": "2026-11-05T16:33:54.9070259Z", "Inactive": True, "CanActivate": True, "Subject": "",
        "Metadata": {}, "MessageStream": "outbound", "ServerID": 23, "Tag": "", "DumpAvailable": False,
    }  # fmt: skip


def test_a_dead_mailbox_is_written_to_no_more_and_its_owner_reads_it_in_the_product(cast, login):
    assert post(bounce(cast.alumna.email.upper())) == 200
    assert post(bounce(cast.alumna.email)) == 200
    assert list(Suppression.objects.values_list("address_key", "scope", "reason")) == [
        (cast.alumna.email, "", "bounced")
    ]
    actions.send("tests.news", to=[cast.alumna])
    expanding.expand()
    assert [(m.state, m.error) for m in Delivery.objects.all()] == [("obsolete", "suppressed")]
    lines = login(cast.alumna).get("/notices/").context["lines"]
    assert [(line.words, line.url) for line in lines][1:] == [
        ("メールが届かずに戻ってきました。新しいアドレスを登録してください", "/notices/settings/")
    ]
    assert Entry.objects.filter(verb="notices.suppressed", about=f"user:{cast.alumna.pk}").count() == 1


def test_a_complaint_stops_all_mail_and_says_why(cast, login):
    post(bounce(cast.alumna.email, "SpamComplaint", "SpamComplaint"))
    expanding.expand()
    assert Suppression.objects.get().reason == "complained"
    (line,) = login(cast.alumna).get("/notices/").context["lines"]
    assert "迷惑メールとして報告された" in line.words


def test_a_full_mailbox_is_counted_and_dead_at_the_fifth_time(cast):
    for _ in range(4):
        post(bounce(cast.alumna.email, "SoftBounce"))
    assert (Mailbox.objects.get().soft_bounces, Suppression.objects.count()) == (4, 0)
    post(bounce(cast.alumna.email, "Transient"))
    assert Suppression.objects.count() == 1


def test_old_soft_bounces_are_forgotten_and_so_are_all_once_a_mail_arrives(cast):
    for _ in range(4):
        post(bounce(cast.alumna.email, "SoftBounce"))
    Mailbox.objects.update(bounced_at=timezone.now() - timezone.timedelta(days=15))
    post(bounce(cast.alumna.email, "SoftBounce"))
    assert Mailbox.objects.get().soft_bounces == 1
    post(
        {
            "RecordType": "Delivery",
            "MessageID": "x",
            "Recipient": cast.alumna.email,
            "DeliveredAt": "2026-11-05T16:33:54Z",
        }
    )
    assert Mailbox.objects.count() == 0


def brevo(address: str, event: str, message_id: str = "<x@example.test>") -> dict:
    """An event as Brevo documents it; it names the mail by our own Message-ID."""
    return {
        "event": event, "email": address, "id": 26224, "date": "2026-11-05 16:33:54", "ts": 1793900034,
        "message-id": message_id, "ts_event": 1793900034, "ts_epoch": 1793900034000, "subject": "x",
        "sending_ip": "192.0.2.1", "reason": "550 5.1.1 unknown user",
    }  # fmt: skip


def test_another_service_speaks_otherwise_and_is_understood(cast):
    for event in (brevo(cast.hr.email, "soft_bounce"), brevo(cast.alumna.email, "hard_bounce")):
        assert post(event, "brevo") == 200
    assert list(Suppression.objects.values_list("address_key", flat=True)) == [cast.alumna.email]
    assert list(Mailbox.objects.values_list("address_key", "soft_bounces")) == [(cast.hr.email, 1)]


@pytest.mark.parametrize("secret", ["", "postman:guess"])
def test_without_the_secret_nobody_is_struck_out(cast, secret):
    assert post(bounce(cast.alumna.email), secret=secret) == 400
    assert Suppression.objects.count() == 0


def test_the_door_is_closed_without_a_secret_and_to_services_nobody_knows(cast, settings):
    assert post(bounce(cast.alumna.email), "no_such") == 404
    assert post("nonsense") == 400
    assert Client().get("/notices/reports/postmark/").status_code == 405
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}
    assert post(bounce(cast.alumna.email)) == 404


def test_a_mail_in_doubt_that_is_reported_as_arrived_is_not_sent_again(readers, smtp_sink):
    actions.send("tests.news", to=readers[:1])
    expanding.expand()
    pks = outbox.claim("dies")
    outbox.mark("dies", None, pks)
    Delivery.objects.update(lease_until="2000-01-01T00:00Z")
    outbox.sweep()
    post(brevo(readers[1].email, "delivered", message_id(pks[0])), "brevo")
    assert Delivery.objects.get().state == "waiting", "of another mailbox"
    post(brevo(readers[0].email, "delivered", message_id(pks[0])), "brevo")
    assert Delivery.objects.get().state == "sent"
