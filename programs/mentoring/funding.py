"""Sessions that a company pays for: taken and given back without a trace of who took them; and what the company reads."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.tenures.standing import standing_of
from programs.mentoring import rooms
from programs.mentoring.fund_models import Fund, Tally, Transition
from programs.mentoring.models import CareerSession
from programs.mentoring.rounding import told
from programs.mentoring.sealing import draw, tally_mark
from programs.mentoring.transiting import transitions_of

# A month is told once its last sessions have been closed.
SETTLES, MONTHS = timedelta(days=3), 6


def open_to(person: User) -> QuerySet[Fund]:
    """Funds this person may use today, those of a transition first; whether any is left for them is another question."""
    posts = standing_of(person).posts
    here = {post.tenure.company_id for post in posts if post.tenure.open}
    ever = {post.tenure.company_id for post in posts}
    own = Q(company__in=here) | Q(company__in=ever, also_alumni=True)
    of_transition = Q(transition__in=[one.pk for one in transitions_of(person)])
    funds = Fund.objects.open().filter((own & Q(transition=None)) | of_transition)
    return funds.order_by(F("transition").asc(nulls_last=True), "until", "pk")


def left_for(person: User) -> list[Fund]:
    """Those of which this person hasn't had their share yet: told by their own sessions alone."""
    had = Counter(room.words.fund for room in rooms.rooms(person, rooms.of(person)) if not room.gives)
    return [fund for fund in open_to(person) if had[fund.pk] < fund.each]


def take(person: User) -> int:
    """One session out of a fund, in the caller's transaction; 0 where there is none left."""
    for fund in left_for(person):
        if Fund.objects.filter(pk=fund.pk, used__lt=F("sessions")).update(used=F("used") + 1):
            return fund.pk
    return 0


def give_back(fund: int) -> None:
    Fund.objects.filter(pk=fund, used__gt=0).update(used=F("used") - 1)


def count(session: CareerSession) -> None:
    """A session that is over stands in the month of each company of whoever came, and of the transition it came from."""
    words = rooms.opened(session)
    client = User.objects.filter(pk=words.client).first()
    if client is None:
        return
    scopes = [f"company:{company}" for company in standing_of(client).company_ids]
    fund = Fund.objects.filter(pk=words.fund).exclude(transition=None).first()
    scopes += [f"transition:{fund.transition_id}"] if fund else []
    month = timezone.localtime(session.starts_at).date().replace(day=1)
    with connection.cursor() as cursor:
        for scope in scopes:
            cursor.execute(
                f"INSERT INTO {Tally._meta.db_table} (scope, month, mark, sessions) VALUES (%s, %s, %s, 1) "  # noqa: S608
                "ON CONFLICT (scope, month, mark) DO UPDATE SET sessions = programs_tally.sessions + 1",
                [scope, month, tally_mark(scope, month.isoformat(), words.client)],
            )


@dataclass(frozen=True)
class Month:
    month: date
    sessions: int | None  # rounded; None: too few people to tell


def months_of(scope: str, *, today: date | None = None) -> list[Month]:
    """The last closed months, the latest first: the same for every reader, and the same tomorrow."""
    today = today or timezone.localdate()
    newest = ((today - SETTLES).replace(day=1) - timedelta(days=1)).replace(day=1)
    rows = Tally.objects.filter(scope=scope, month__lte=newest).order_by().values("month")
    found = {row["month"]: row for row in rows.annotate(people=Count("mark"), many=Sum("sessions"))}
    months, month = [], newest
    for _n in range(MONTHS):
        row = found.get(month, {"people": 0, "many": 0})
        months.append(Month(month, told(f"{scope}:{month}", row["many"], row["people"], draw)))
        month = (month - timedelta(days=1)).replace(day=1)
    return months


@dataclass(frozen=True)
class Chosen:
    inside: int | None
    outside: int | None
    put_away: int | None


def chosen_in(transition: Transition) -> Chosen:
    """How many chose what until last Monday, so that nobody sees it move on the day somebody chose."""
    monday = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=monday.weekday())
    rows = transition.choices.filter(at__lt=monday)
    counts = rows.aggregate(
        inside=Count("pk", filter=Q(inside=True)),
        outside=Count("pk", filter=Q(outside=True)),
        put_away=Count("pk", filter=Q(put_away_at__isnull=False)),
    )
    return Chosen(**{name: told(f"transition:{transition.pk}:{name}", n, n, draw) for name, n in counts.items()})


def funds_of(company: Company) -> QuerySet[Fund]:
    return Fund.objects.filter(company=company).select_related("transition__department")
