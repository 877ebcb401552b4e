"""The link of an invitation: what it opens, for whom, and how often."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.consent.actions import publish
from accounts.consent.models import Consent
from accounts.notices.models import Fact, Suppression
from accounts.users.models import User
from alumni.arrivals import actions, inviting, tokens
from alumni.arrivals.models import Invitation
from alumni.companies.models import Enrolment
from alumni.companies.purpose import ensure_text
from alumni.profiles.models import Profile
from alumni.tenures.models import Tenure
from tests import make

pytestmark = pytest.mark.django_db
NAMES = {"family_name": "白石", "given_name": "智", "language": "ja", "time_zone": "Asia/Tokyo"}


@pytest.fixture
def row(cast):
    row = make.enrolment(cast.company, "白石 智", email="shiraishi@example.test")
    make.tenure(row, cast.group, "2001-04-01", "2009-03-31", state="claimed")
    return row


def invited(cast, row, **more):
    inviting.invite(company=cast.company, chosen=Enrolment.objects.filter(pk=row.pk), by=cast.hr, **more)
    return Invitation.objects.get(enrolment=row, state="sent")


def token_of(letter):
    return tokens.derive(letter.enrolment_id, letter.address, letter.sent_at)


def words_of(page):
    return page.content.decode().replace("<wbr>", "")


def link_of(letter, name="invitation"):
    return reverse(f"arrivals:{name}", args=[token_of(letter)])


def code_for(address):
    """The code in the newest mail to this address, as the outbox holds it."""
    letters = Fact.objects.filter(kind="account.letter", address=address).order_by("-id")
    return re.search(r"\d{4}-\d{4}", letters[0].data["body"])[0]


def prove(client, address):
    return client.post(reverse("users:prove"), {"code": code_for(address)})


def walk(client, letter, seen_by="company"):
    """The three steps, from the first page on."""
    way = ["invitation", letter.pk]
    client.post(reverse("arrivals:names", args=way), NAMES)
    text = ensure_text(letter.company)
    client.post(reverse("arrivals:purpose", args=way), {"document": text.pk, "agree": "on"})
    return client.post(reverse("arrivals:visibility", args=way), {"seen_by": seen_by})


def test_a_newcomer_comes_in_by_the_link_a_code_and_three_steps(cast, row):
    letter, client = invited(cast, row), Client()
    assert client.get(link_of(letter)).status_code == 200
    assert client.post(link_of(letter)).url == reverse("users:prove")
    assert prove(client, letter.address).url == reverse("arrivals:names", args=["invitation", letter.pk])
    first = client.get(reverse("arrivals:names", args=["invitation", letter.pk]))
    assert 'value="白石"' in first.content.decode()
    assert walk(client, letter).url == reverse("home")

    letter.refresh_from_db()
    row.refresh_from_db()
    person = User.objects.get(email="shiraishi@example.test")
    assert (letter.state, row.person) == ("accepted", person)
    assert list(Tenure.objects.filter(person=person).values_list("state", "department")) == [
        ("verified", cast.group.pk)
    ]
    consent = Consent.objects.get(person=person)
    assert (consent.document.scope, consent.document.purpose, consent.channel) == (
        cast.company.scope,
        "network",
        "web",
    )
    assert Profile.objects.get(person=person).seen_by == "company"
    assert not person.has_usable_password()
    assert Fact.objects.filter(kind="arrivals.joined", about=f"enrolment:{row.pk}").count() == 1


def test_opening_the_link_changes_nothing_however_often_a_scanner_does_it(cast, row):
    letter = invited(cast, row)
    before = (Fact.objects.count(), User.objects.count())
    for _ in range(3):
        for name in ("invitation", "decline"):
            assert Client().get(link_of(letter, name)).status_code == 200
            assert Client().head(link_of(letter, name)).status_code == 200
    letter.refresh_from_db()
    assert (letter.state, Fact.objects.count(), User.objects.count()) == ("sent", *before)
    assert not Suppression.objects.exists()


def test_no_account_is_made_before_the_mailbox_is_proved(cast, row):
    letter, client = invited(cast, row), Client()
    client.post(link_of(letter))
    assert not User.objects.filter(email=letter.address).exists()
    assert client.get(reverse("arrivals:names", args=["invitation", letter.pk])).status_code == 302


def test_a_wrong_code_opens_nothing_and_five_of_them_end_the_try(cast, row):
    letter, client = invited(cast, row), Client()
    client.post(link_of(letter))
    right = code_for(letter.address)
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"
    for _ in range(5):
        page = client.post(reverse("users:prove"), {"code": wrong})
    assert "このコードはもう使えません" in words_of(page)
    client.post(reverse("users:prove"), {"code": right})
    assert not User.objects.filter(email=letter.address).exists()


def test_a_forwarded_link_gives_somebody_else_nothing(cast, row, login):
    letter, thief = invited(cast, row), login(cast.stranger)
    page = thief.get(link_of(letter)).content.decode()
    assert "shiraishi@example.test" not in page
    assert "白石" not in page
    thief.post(link_of(letter), {"as": "me"})
    assert thief.get(reverse("arrivals:names", args=["invitation", letter.pk])).status_code == 404
    with pytest.raises(ValidationError):
        text = ensure_text(cast.company)
        actions.accept(invitation=letter, by=cast.stranger, agreed=text, seen_by="nobody")
    row.refresh_from_db()
    assert row.person is None


def test_an_address_that_was_never_proved_does_not_count(cast, row):
    letter = invited(cast, row)
    EmailAddress.objects.create(user=cast.stranger, email=letter.address, verified=False, primary=False)
    with pytest.raises(ValidationError):
        actions.accept(invitation=letter, by=cast.stranger, agreed=ensure_text(cast.company), seen_by="nobody")


@pytest.mark.parametrize(
    "lookalike",
    ["sh\u0131raishi@example.test", "shiraishi+x@example.test", "shira.ishi@example.test", "shiraishi@example.tes"],
)
def test_a_lookalike_mailbox_does_not_match(cast, row, lookalike):
    letter, other = invited(cast, row), make.user("別 人", email=lookalike)
    with pytest.raises(ValidationError):
        actions.accept(invitation=letter, by=other, agreed=ensure_text(cast.company), seen_by="nobody")


def test_a_full_width_address_in_the_file_is_the_same_mailbox(cast):
    row = make.enrolment(cast.company, "白石 智", email="ＳＨＩＲＡＩＳＨＩ＠example.test")
    letter = invited(cast, row)
    assert letter.address == "shiraishi@example.test"
    owner = make.user("白石 智", email="shiraishi@example.test")
    actions.accept(invitation=letter, by=owner, agreed=ensure_text(cast.company), seen_by="nobody")
    row.refresh_from_db()
    assert row.person == owner


def test_a_link_works_once(cast, row):
    letter, client = invited(cast, row), Client()
    client.post(link_of(letter))
    prove(client, letter.address)
    walk(client, letter)
    again = Client().get(link_of(letter))
    assert again.status_code == 410
    assert "すでに使われています" in words_of(again)
    assert Client().post(link_of(letter)).status_code == 410


def test_a_link_ends_after_fourteen_days(cast, row):
    letter = invited(cast, row)
    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23)):
        assert Client().get(link_of(letter)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        late = Client().get(link_of(letter))
        assert late.status_code == 410
        assert "期限が過ぎています" in words_of(late)
        with pytest.raises(ValidationError):
            owner = make.user("白石 智", email=letter.address)
            actions.accept(invitation=letter, by=owner, agreed=ensure_text(cast.company), seen_by="nobody")


def test_sending_again_kills_the_old_link(cast, row):
    letter = invited(cast, row)
    old = link_of(letter)
    inviting.send_again(invitation=letter, by=cast.hr)
    letter.refresh_from_db()
    assert Client().get(old).status_code == 404
    assert Client().get(link_of(letter)).status_code == 200


def test_a_withdrawn_link_says_so(cast, row):
    letter = invited(cast, row)
    inviting.withdraw(invitation=letter, by=cast.hr)
    assert "取り下げました" in words_of(Client().get(link_of(letter)))


def test_an_unknown_and_a_broken_link_look_the_same(cast):
    answers = [Client().get(reverse("arrivals:invitation", args=[t])) for t in ("x", "A" * 43, "あ", "_" * 43)]
    assert {a.status_code for a in answers} == {404}
    assert all("見つかりません" in words_of(a) for a in answers)


def test_saying_no_for_good_ends_all_invitations_of_this_company(cast, row):
    letter = invited(cast, row)
    Client().post(link_of(letter, "decline"), {"for_good": "yes"})
    letter.refresh_from_db()
    assert letter.state == "declined"
    made = inviting.invite(company=cast.company, chosen=Enrolment.objects.filter(pk=row.pk), by=cast.hr)
    assert (made.count, made.said_no) == (0, 1)
    elsewhere = make.enrolment(cast.other_company, "白石 智", email=row.email)
    other = inviting.invite(
        company=cast.other_company, chosen=Enrolment.objects.filter(pk=elsewhere.pk), by=cast.hr_other
    )
    assert other.count == 1


def test_saying_no_this_time_leaves_the_door_open(cast, row):
    letter = invited(cast, row)
    Client().post(link_of(letter, "decline"), {"for_good": "no"})
    assert inviting.invite(company=cast.company, chosen=Enrolment.objects.filter(pk=row.pk), by=cast.hr).count == 1


def test_a_member_of_another_company_adds_the_tenure_to_the_same_account(cast, login):
    row = make.enrolment(cast.company, "北村 洋", email=cast.alumnus_other.email)
    make.tenure(row, cast.division, "2016-04-01", "2019-03-31")
    letter, client = invited(cast, row), login(cast.alumnus_other)
    assert client.post(link_of(letter)).url == reverse("arrivals:names", args=["invitation", letter.pk])
    walk(client, letter)
    companies = set(cast.alumnus_other.tenures.values_list("company__slug", flat=True))
    assert companies == {"aomi", "hokushin"}


def test_a_member_can_have_it_under_another_address_after_proving_that_one_too(cast, row, login):
    letter, client = invited(cast, row), login(cast.alumnus_other)
    assert client.post(link_of(letter), {"as": "me"}).url == reverse("users:prove")
    prove(client, letter.address)
    walk(client, letter)
    row.refresh_from_db()
    assert row.person == cast.alumnus_other
    assert EmailAddress.objects.get(email=letter.address).user == cast.alumnus_other


def test_an_address_of_another_account_cannot_be_added(cast, login):
    row = make.enrolment(cast.company, "早川 翔", email=cast.junior.email)
    letter, client = invited(cast, row), login(cast.alumnus_other)
    client.post(link_of(letter), {"as": "me"})
    page = prove(client, letter.address)
    assert "別のアカウントで使われています" in words_of(page)
    assert EmailAddress.objects.get(email=cast.junior.email).user == cast.junior


def test_a_stranger_who_registered_the_address_first_is_locked_out(cast, row):
    """Pre-hijacking: a password set before the mailbox was proved is worth nothing afterwards."""
    early = User.objects.create_user("shiraishi@example.test", "a password of the stranger")
    letter, client = invited(cast, row), Client()
    client.post(link_of(letter))
    prove(client, letter.address)
    early.refresh_from_db()
    assert not early.has_usable_password()
    assert EmailAddress.objects.get(user=early).verified


def test_two_tabs_make_one_arrival(cast, row):
    letter = invited(cast, row)
    owner, text = make.user("白石 智", email=letter.address), ensure_text(cast.company)
    first = Invitation.objects.get(pk=letter.pk)
    second = Invitation.objects.get(pk=letter.pk)
    actions.accept(invitation=first, by=owner, agreed=text, seen_by="company")
    assert actions.accept(invitation=second, by=owner, agreed=text, seen_by="nobody").person == owner
    assert Consent.objects.filter(person=owner).count() == 1
    assert owner.profile.seen_by == "company"
    assert Fact.objects.filter(kind="arrivals.joined").count() == 1


def test_a_newer_text_has_to_be_agreed_to_again(cast, row):

    letter, old = invited(cast, row), ensure_text(cast.company)
    owner = make.user("白石 智", email=letter.address)
    publish(scope=cast.company.scope, purpose="network", text_ja="新しい文", text_en="A new text", by=cast.hr)
    with pytest.raises(ValidationError):
        actions.accept(invitation=letter, by=owner, agreed=old, seen_by="nobody")
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_the_table_holds_nothing_that_opens_the_link(cast, row):
    letter = invited(cast, row)
    token = token_of(letter)
    held = [str(value) for value in Invitation.objects.filter(pk=letter.pk).values_list()[0]]
    held += [str(fact.data) for fact in Fact.objects.all()]
    assert not any(token in value for value in held)
    assert tokens.hash_of(token) == bytes(letter.token_hash)


def test_the_page_of_the_link_can_be_answered_by_a_real_browser(cast, row):
    """A referrer policy of no-referrer makes browsers say "Origin: null", and the answer would be refused."""
    letter, strict = invited(cast, row), Client(enforce_csrf_checks=True)
    for name in ("invitation", "decline"):
        page = strict.get(link_of(letter, name))
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert 'name="referrer"' not in page.content.decode()
