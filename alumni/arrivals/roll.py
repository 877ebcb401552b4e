"""The company's list of its people, as HR works through it: search, filters, pages, and the state of each."""

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.notices.models import Suppression
from accounts.users.mailbox import mailbox
from alumni.arrivals.models import Invitation
from alumni.companies.models import Company, Enrolment
from alumni.companies.names import fold
from alumni.companies.queries import lineage_of
from alumni.tenures.models import Tenure

PAGE = 50
STATES = {
    "joined": _("参加済"),
    "invited": _("招待中"),
    "expired": _("期限切れ"),
    "declined": _("辞退"),
    "no_address": _("アドレスなし"),
    "not_invited": _("未招待"),
}
TONES = {"joined": "ok", "invited": "ai", "expired": "warn", "declined": "", "no_address": "error", "not_invited": ""}
Sent = Invitation.State.SENT


@dataclass(frozen=True)
class Filter:
    """What HR has narrowed the list to; written into addresses as a query string."""

    q: str = ""
    state: str = ""
    unit: int | None = None
    employed: str = ""

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})


def people(company: Company, chosen: Filter) -> QuerySet[Enrolment]:
    """The records that the filter lets through, in the order of their reading."""
    rows = Enrolment.objects.filter(company=company)
    if chosen.q:
        rows = rows.filter(_search(chosen.q))
    if chosen.state in STATES:
        rows = rows.filter(_in_state(chosen.state))
    if chosen.unit:
        units = lineage_of(company.pk).family(chosen.unit)
        rows = rows.filter(Exists(_posts().filter(department__in=units)))
    if chosen.employed:
        there = Exists(_posts().filter(open=True))
        rows = rows.filter(there if chosen.employed == "yes" else ~there)
    return rows.order_by("kana_key", "id")


def _posts() -> QuerySet[Tenure]:
    return Tenure.objects.filter(enrolment=OuterRef("pk"))


def _letters() -> QuerySet[Invitation]:
    return Invitation.objects.filter(enrolment=OuterRef("pk"))


def _search(words: str) -> Q:
    """Every word of the search is in the name, the reading, the number or the address."""
    found = Q()
    for word in words.split()[:5]:
        key = fold(word)
        found &= (
            Q(name_key__contains=key)
            | Q(kana_key__contains=key)
            | Q(employee_number__istartswith=word)
            | Q(email_key__contains=mailbox(word))
        )
    return found


def _in_state(state: str) -> Q:
    """The same cases, in the same order, as `state_of`: a test holds them together."""
    now = timezone.now()
    joined = Q(person__isnull=False)
    invited = Q(Exists(_letters().filter(state=Sent, expires_at__gt=now)))
    expired = Q(Exists(_letters().filter(state=Sent, expires_at__lte=now)))
    declined = Q(Exists(_letters().filter(state=Invitation.State.DECLINED)))
    cases = {
        "joined": joined,
        "invited": invited,
        "expired": expired,
        "declined": declined,
        "no_address": Q(email=""),
        "not_invited": Q(),
    }
    rule = cases[state]
    for name, earlier in cases.items():
        if name == state:
            break
        rule &= ~earlier
    return rule


def state_of(row: Enrolment, letters: list[Invitation]) -> str:
    if row.person_id is not None:
        return "joined"
    sent = next((letter for letter in letters if letter.state == Sent), None)
    if sent:
        return "invited" if sent.is_open else "expired"
    if any(letter.state == Invitation.State.DECLINED for letter in letters):
        return "declined"
    return "not_invited" if row.email else "no_address"


@dataclass(frozen=True)
class Line:
    """One record on the page."""

    row: Enrolment
    state: str
    letter: Invitation | None
    posts: list[Tenure]
    said_no: bool

    @property
    def words(self) -> object:
        return STATES[self.state]

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def can_invite(self) -> bool:
        return self.state in ("not_invited", "expired", "declined") and bool(self.row.email) and not self.said_no


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    more: int | None


def page(rows: QuerySet[Enrolment], company: Company, after: int | None = None) -> Page:
    """Fifty records after the one named: four queries, five on later pages."""
    if after:
        mark = Enrolment.objects.filter(company=company, pk=after).values_list("kana_key", "pk").first()
        if mark:
            rows = rows.filter(Q(kana_key__gt=mark[0]) | Q(kana_key=mark[0], pk__gt=mark[1]))
    letters = Prefetch("invitations", Invitation.objects.order_by("-id"), to_attr="letters")
    posts = Prefetch(
        "tenures", Tenure.objects.select_related("department").order_by("-since", "-id"), to_attr="posts"
    )
    found = list(rows.prefetch_related(letters, posts)[: PAGE + 1])
    shown = found[:PAGE]
    boxes = {mailbox(row.email) for row in shown if row.email}
    closed = Suppression.objects.filter(address_key__in=boxes, scope__in=["", company.scope])
    held = set(closed.values_list("address_key", flat=True))
    return Page([_line(row, held) for row in shown], shown[-1].pk if len(found) > PAGE else None)


def _line(row: Enrolment, held: set[str]) -> Line:
    letters: list[Invitation] = row.letters  # type: ignore[attr-defined]
    open_letter = next((letter for letter in letters if letter.state == Sent), None)
    posts: list[Tenure] = row.posts  # type: ignore[attr-defined]
    return Line(row, state_of(row, letters), open_letter, posts, mailbox(row.email) in held)
