"""What HR does: inviting one, many or a whole filtered list; sending again; taking back."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send_each
from accounts.notices.models import Suppression
from accounts.users.mailbox import mailbox
from accounts.users.models import User
from alumni.arrivals import tokens
from alumni.arrivals.models import Invitation
from alumni.companies.models import Company, Enrolment
from alumni.companies.purpose import ensure_text

LIFE = timedelta(days=14)
BATCH = 2000
KIND = "arrivals.invited"


@dataclass
class Plan:
    """Who of the chosen would get a mail, and why the others wouldn't."""

    fresh: list[tuple[int, str]] = field(default_factory=list)
    again: list[tuple[int, str]] = field(default_factory=list)
    joined: int = 0
    invited: int = 0
    no_address: int = 0
    said_no: int = 0
    same_address: int = 0

    @property
    def count(self) -> int:
        return len(self.fresh) + len(self.again)


def plan(company: Company, chosen: QuerySet[Enrolment]) -> Plan:
    """Two queries, whatever the number."""
    sent = Invitation.objects.filter(enrolment=OuterRef("pk"), state=Invitation.State.SENT)
    held = Suppression.objects.filter(scope__in=["", company.scope]).values_list("address_key", flat=True)
    closed, seen, made = set(held), set[str](), Plan()
    rows = (
        chosen.filter(company=company)
        .order_by("id")
        .annotate(was=Exists(sent), now=Exists(sent.filter(expires_at__gt=timezone.now())))
    )
    for pk, person, email, was, now in rows.values_list("pk", "person", "email", "was", "now"):
        address = mailbox(email)
        if person is not None:
            made.joined += 1
        elif not address:
            made.no_address += 1
        elif now:
            made.invited += 1
        elif address in closed:
            made.said_no += 1
        elif address in seen:
            made.same_address += 1
        else:
            (made.again if was else made.fresh).append((pk, address))
        seen.add(address)
    return made


@transaction.atomic
def invite(*, company: Company, chosen: QuerySet[Enrolment], by: User, message: str = "") -> Plan:
    """Everybody in the plan has an open invitation whose mail stands in the outbox; the rest is counted by reason."""
    # Two officers at once: the second one's plan is made after the first one's invitations are there.
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    ensure_text(company)
    made, now = plan(company, chosen), timezone.now()
    for start in range(0, len(made.fresh), BATCH):
        _write(company, made.fresh[start : start + BATCH], now, message, by)
    for start in range(0, len(made.again), BATCH):
        _renew(company, dict(made.again[start : start + BATCH]), now, message, by)
    record("invitations.sent", company, by=by, scope=company, count=made.count)
    return made


def _write(company: Company, chosen: list[tuple[int, str]], now: datetime, message: str, by: User) -> None:
    """One statement for the rows and one for their mails: model by model 20,000 took 15 s of a request."""
    rows, addresses = [pk for pk, _address in chosen], [address for _pk, address in chosen]
    hashes = [tokens.hash_of(tokens.derive(pk, address, now)).hex() for pk, address in chosen]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {Invitation._meta.db_table}
                (company_id, message, state, by_id, sent_at, expires_at, enrolment_id, address, token_hash)
            SELECT %s, %s, %s, %s, %s, %s, enrolment, address, decode(hash, 'hex')
            FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS letter (enrolment, address, hash)
            RETURNING id, address""",  # noqa: S608
            [company.pk, message, Invitation.State.SENT, by.pk, now, now + LIFE, rows, addresses, hashes],
        )
        written = cursor.fetchall()
    _post(written, now, by, company)


def _renew(company: Company, addresses: dict[int, str], now: datetime, message: str, by: User) -> None:
    """An expired invitation gets a new secret and a new term; the row stays, the old link is dead.

    What a member's word had opened is the company's own invitation from now on.
    """
    letters = list(Invitation.objects.filter(enrolment__in=addresses, state=Invitation.State.SENT))
    for letter in letters:
        _refresh(letter, addresses[letter.enrolment_id], now)
        letter.message, letter.by, letter.vouched = message, by, False
    Invitation.objects.bulk_update(letters, [*REFRESHED, "message", "by", "vouched"], batch_size=500)
    _post([(letter.pk, letter.address) for letter in letters], now, by, company)


REFRESHED = ["address", "sent_at", "expires_at", "token_hash"]


def _refresh(letter: Invitation, address: str, now: datetime) -> None:
    letter.address, letter.sent_at, letter.expires_at = address, now, now + LIFE
    letter.token_hash = tokens.hash_of(tokens.derive(letter.enrolment_id, address, now))


def _post(letters: list[tuple[int, str]], sent_at: datetime, by: User, company: Company) -> None:
    """The mails; what is written into them is only when: the link is derived by whoever writes the mail."""
    mails = [(f"{Invitation._meta.model_name}:{pk}", address) for pk, address in letters]
    send_each(KIND, mails=mails, data={"sent": sent_at.isoformat()}, by=by, scope=company.scope)


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> Invitation:
    """A new link to the record's present address; the old one is dead. Raises ValidationError where it can't go."""
    letter = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("company", "enrolment")
        .get(pk=invitation.pk)
    )
    address = mailbox(letter.enrolment.email)
    if letter.vouched:
        raise ValidationError(_("これは仲間のことばで届けた招待です。送りなおせるのは、会社からの招待だけです。"))
    if letter.state != Invitation.State.SENT or letter.enrolment.person_id is not None:
        raise ValidationError(_("この招待は終わっています。名簿から、あらためて招待してください。"))
    if not address:
        raise ValidationError(_("名簿にメールアドレスがありません。アドレスを入れてから、招待してください。"))
    if Suppression.objects.filter(address_key=address, scope__in=["", letter.company.scope]).exists():
        raise ValidationError(_("この方は、招待メールを受け取らないことを選んでいます。"))
    _refresh(letter, address, timezone.now())
    letter.save(update_fields=REFRESHED)
    record("invitation.sent_again", letter, by=by, scope=letter.company)
    _post([(letter.pk, letter.address)], letter.sent_at, by, letter.company)
    return letter


@transaction.atomic
def open_for(*, enrolment: Enrolment, address: str, message: str, voucher: User, by: User) -> Invitation:
    """A way in for this record at the address that a member gave, with the member's words; whoever calls sends the mail.

    A link that was sent before is dead. Raises ValidationError for a record that somebody has claimed.
    """
    row = Enrolment.objects.select_for_update(of=("self",)).select_related("company").get(pk=enrolment.pk)
    if row.person_id is not None:
        raise ValidationError(_("この名簿の方は、すでに参加しています。"))
    ensure_text(row.company)
    for letter in Invitation.objects.filter(enrolment=row, state=Invitation.State.SENT):
        letter.company = row.company
        withdraw(invitation=letter, by=by)
    now, box = timezone.now(), mailbox(address)
    made = Invitation.objects.create(
        company=row.company, enrolment=row, address=box, message=message, by=voucher, vouched=True, sent_at=now,
        expires_at=now + LIFE, token_hash=tokens.hash_of(tokens.derive(row.pk, box, now)),
    )  # fmt: skip
    record("invitation.vouched", made, by=by, scope=row.company)
    return made


def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    """The link is dead from now on. Raises ValidationError when it was answered already."""
    move(
        invitation,
        to=Invitation.State.WITHDRAWN,
        by=by,
        scope=invitation.company,
        answered_at=timezone.now(),
    )
    return invitation
