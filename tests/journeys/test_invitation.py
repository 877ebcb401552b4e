"""The way back: HR invites somebody who left long ago; the mail arrives; on a phone she is in within three steps."""

import re
from email import message_from_bytes
from email.policy import SMTP

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.notices import kinds
from accounts.notices.models import Delivery, Fact
from accounts.notices.writing import Writer
from accounts.users.models import User
from alumni.arrivals.models import Invitation
from alumni.companies.models import Enrolment
from alumni.companies.purpose import ensure_text
from tests import make

pytestmark = pytest.mark.django_db


def mail_of(fact):
    """The mail as the worker writes it, its words decoded."""

    delivery = Delivery(pk=fact.pk, fact=fact, address=fact.address, not_before=timezone.now())
    kinds.get(fact.kind).prepare([fact], [])
    return message_from_bytes(Writer().write([delivery]), policy=SMTP)


def test_from_the_mail_to_the_first_page(cast, login):
    row = make.enrolment(cast.company, "白石 智", email="shiraishi@example.test")
    make.tenure(row, cast.group, "2003-04-01", "2009-03-31", state="claimed")
    desk = login(cast.hr)
    desk.post(reverse("arrivals:invite", args=["aomi"]) + f"?who={row.pk}", {"message": "葉山で集まります。"})

    mail = mail_of(Fact.objects.get(kind="arrivals.invited"))
    words = mail.get_body(("plain",)).get_content()
    assert "青海システムズ" in str(mail["Subject"])
    assert "白石 智 様" in words
    assert "葉山で集まります。" in words
    assert mail["List-Unsubscribe"]
    links = re.findall(r"http\S+/invitations/[\w-]+/(?:no/)?", words)
    assert len(links) == 2
    yes, no = (re.sub(r"^https?://[^/]+", "", link) for link in links)
    assert no == yes + "no/"

    for scanner in (Client(), Client()):
        assert [scanner.get(link).status_code for link in (yes, no)] == [200, 200]

    phone = Client()
    assert phone.post(yes).url == reverse("users:prove")
    letter = Fact.objects.filter(kind="account.letter").latest("id")
    code = re.search(r"\d{4}-\d{4}", mail_of(letter).get_body(("plain",)).get_content())[0]
    first = phone.post(reverse("users:prove"), {"code": code}).url
    assert "お名前は" in phone.get(first).content.decode()
    names = {"family_name": "白石", "given_name": "智", "language": "ja", "time_zone": "Asia/Tokyo"}
    second = phone.post(first, names).url
    assert "あなたの" in phone.get(second).content.decode()
    third = phone.post(second, {"document": ensure_text(cast.company).pk, "agree": "on"}).url
    assert "だれに" in phone.get(third).content.decode()
    home = phone.post(third, {"seen_by": "company"}, follow=True)
    assert home.redirect_chain == [(reverse("home"), 302)]
    assert "ようこそ" in home.content.decode()

    person = User.objects.get(email="shiraishi@example.test")
    assert Enrolment.objects.get(person=person) == row
    assert Invitation.objects.get(enrolment=row).state == "accepted"
    told = Fact.objects.get(kind="arrivals.joined")
    assert told.about == f"enrolment:{row.pk}"
    page = desk.get(reverse("arrivals:people", args=["aomi"]) + "?state=joined").content.decode()
    assert "白石 智" in page


def test_an_invitation_taken_back_is_not_mailed_any_more(cast, login):
    row = make.enrolment(cast.company, "白石 智", email="shiraishi@example.test")
    desk = login(cast.hr)
    desk.post(reverse("arrivals:invite", args=["aomi"]) + f"?who={row.pk}", {})
    letter = Invitation.objects.get()
    desk.post(reverse("arrivals:one_invitation", args=["aomi", letter.pk, "withdraw"]))

    fact, kind = Fact.objects.get(kind="arrivals.invited"), kinds.get("arrivals.invited")
    kind.prepare([fact], [])
    assert not kind.still_relevant(fact, None)
