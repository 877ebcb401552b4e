"""Time in one house: a viewer's own posts in a company, and the time two people were in the same one, as far as told."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.directory.people import PersonSeen
from alumni.directory.relations import BOSS, INTAKE, JUNIOR, REPORT, SENIOR
from alumni.tenures.models import Precision, Tenure
from alumni.tenures.standing import known_time, standing_of
from programs.lines.moments import Moment, Stay

NEXT_DAY = timedelta(days=45)  # posts that follow each other within this time are one stay


def merged(stays: Iterable[Stay]) -> list[Stay]:
    """Stays that overlap or follow each other closely are one."""
    found: list[Stay] = []
    for stay in sorted(stays, key=lambda one: (one.since, one.until or date.max)):
        last = found[-1] if found else None
        if last and (last.until is None or stay.since <= last.until + NEXT_DAY):
            ends = None if None in (last.until, stay.until) else max(last.until, stay.until)  # type: ignore[type-var]
            found[-1] = Stay(last.since, ends)
        else:
            found.append(stay)
    return found


def stay_of(tenure: Tenure) -> Stay | None:
    """First and last day that are known; a single known day is a stay of that day."""
    time = known_time(tenure)
    if time is None:
        return None
    since, upper = time
    return Stay(since, upper - timedelta(days=1) if upper else None)


def own_posts(viewer: User, company: Company) -> list[Tenure]:
    """What the viewer says of themself, but for what the company couldn't confirm."""
    return [t for t in standing_of(viewer).tenures if t.company_id == company.pk and t.state != Tenure.State.REFUSED]


def in_company(viewer: User, company: Company) -> tuple[list[Stay], list[Moment]]:
    posts = own_posts(viewer, company)
    stays = merged(stay for post in posts if (stay := stay_of(post)))
    moments: list[Moment] = []
    for stay in stays:
        first = next(post for post in posts if (own := stay_of(post)) and own.since == stay.since)
        entry = first.get_entry_display() if first.entry != Tenure.Entry.TRANSFER else _("入社")
        moments.append(
            Moment(
                stay.since, str(entry), _("社員"), _("勤め先"), mark="ai", weight=9, order=0,
                to_year=first.since_precision == Precision.YEAR,
            )
        )  # fmt: skip
        if stay.until:
            last = [post for post in posts if post.until]
            coarse = bool(last) and last[-1].until_precision == Precision.YEAR
            moments.append(
                Moment(
                    stay.until, _("会社を離れる"), _("離れた仲間"), _("離れた会社"), mark="yu", weight=9, order=2,
                    to_year=coarse,
                )
            )  # fmt: skip
    return stays, moments


def with_person(viewer: User, seen: PersonSeen) -> tuple[list[Stay], list[Moment]]:
    """Where both were at the same time, from posts whose place and time the viewer reads as they are."""
    theirs = list(Tenure.objects.verified().filter(pk__in=seen.clear))
    pairs = [(post, their) for post in standing_of(viewer).posts for their in theirs]
    stays, near = [], []
    for post, their in pairs:
        if their.company_id != post.tenure.company_id or not (stay := _both(post.tenure, their)):
            continue
        stays.append(stay)
        near.append((stay, their.department_id in post.near))
    houses = merged(stays)
    return houses, [moment for house in houses for moment in _of_house(house, near, seen.relation.kind)]


def _both(mine: Tenure, theirs: Tenure) -> Stay | None:
    one, other = stay_of(mine), stay_of(theirs)
    if one is None or other is None:
        return None
    since = max(one.since, other.since)
    ends = [stay.until for stay in (one, other) if stay.until]
    until = min(ends) if ends else None
    return Stay(since, until) if until is None or since <= until else None


def _of_house(house: Stay, near: Sequence[tuple[Stay, bool]], kind: str) -> list[Moment]:
    together = any(
        close and house.since <= stay.since and (not house.until or stay.since <= house.until) for stay, close in near
    )
    of_me, of_them = _forms(kind) if together else (_("同じ会社の仲間"), _("同じ会社の仲間"))
    words = _("いっしょに働きはじめる") if together else _("同じ会社で働きはじめる")
    found = [Moment(house.since, words, of_me, of_them, mark="ai", weight=9, order=0)]
    if house.until:
        away = _("離れた仲間")
        found.append(Moment(house.until, _("それぞれの道へ"), away, away, mark="yu", weight=9, order=2))
    return found


def _forms(kind: str) -> tuple[str, str]:
    """What the viewer was, and what the other was."""
    pairs = {
        BOSS: (_("部下"), _("上司")), REPORT: (_("上司"), _("部下")), INTAKE: (_("同期"), _("同期")),
        SENIOR: (_("後輩"), _("先輩")), JUNIOR: (_("先輩"), _("後輩")),
    }  # fmt: skip
    return pairs.get(kind, (_("同僚"), _("同僚")))
