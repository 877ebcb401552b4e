"""What falls due by itself: a milestone on the day before, and a reminder to whoever is waited for."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from accounts.notices.actions import send
from accounts.notices.models import Fact
from programs.collaborations.holding import people_of
from programs.collaborations.models import Collaboration, Decision, Party
from programs.collaborations.queries import stands_of, terms_of
from programs.collaborations.waits import asked_of
from programs.collaborations.work_models import Milestone

WEEK, MOST = timedelta(days=7), 4
GOING_ON = (Collaboration.State.AGREED, Collaboration.State.UNDER_WAY)


def remind() -> int:
    """Whoever owes an answer hears of it after a week, then weekly, four times at most; never twice for one week."""
    now = timezone.now()
    rows = Collaboration.objects.going().annotate(
        stated=Max("statements__at"), aimed=Max("outcomes__at"), handed=Max("roles__offered_at")
    )
    found = {row.pk: row for row in rows}
    looked_back = dict(
        Decision.objects.filter(collaboration__in=found, to="closing")
        .values_list("collaboration").annotate(Max("at")).order_by()
    )  # fmt: skip
    stands = stands_of(found.values())
    due: dict[str, Party] = {}
    for party in Party.objects.standing().filter(collaboration__in=found).select_related("person", "company"):
        row = found[party.collaboration_id]
        since = max(filter(None, (row.stated, row.aimed, row.handed, looked_back.get(row.pk))), default=now)
        week = (now - since) // WEEK
        if 1 <= week <= MOST and asked_of(stands[row.pk], party.pk):
            due[_key(party, since, week)] = party
    return _send_each(due, found)


def _key(party: Party, since: datetime, week: int) -> str:
    return f"collaborations.waiting:{party.pk}:{int(since.timestamp())}:{week}"


def _send_each(due: dict[str, Party], found: Mapping[int, Collaboration]) -> int:
    told = set(Fact.objects.filter(dedupe_key__in=due).values_list("dedupe_key", flat=True))
    for key in due.keys() - told:
        party = due[key]
        send("collaborations.waiting", about=found[party.collaboration_id], to=people_of([party]), key=key)
    return len(due.keys() - told)


def tell_due() -> int:
    """Who takes part hears of a milestone on the day before; of one that was moved, for its new day."""
    today = timezone.localdate()
    coming = Milestone.objects.filter(done_at=None, due__gte=today, due__lte=today + timedelta(days=1))
    coming = coming.filter(collaboration__in=Collaboration.objects.going().values("pk"))
    keys = {f"collaborations.due:{one.pk}:{one.due}": one for one in coming.select_related("collaboration")}
    told = set(Fact.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    for key in keys.keys() - told:
        one = keys[key]
        parties = one.collaboration.parties.filter(state=Party.State.JOINED).select_related("person", "company")
        data = {"milestone": one.pk, "due": one.due.isoformat()}
        send("collaborations.due", about=one.collaboration, to=people_of(parties), data=data, key=key)
    return len(keys.keys() - told)


def tell_terms() -> int:
    """A week before the promise runs out, who takes part hears of it; once for each last day that was signed."""
    today = timezone.localdate()
    rows = {row.pk: row for row in Collaboration.objects.filter(state__in=GOING_ON)}
    ending = {pk: day for pk, day in terms_of(rows.values()).items() if day and today <= day <= today + WEEK}
    keys = {f"collaborations.term:{pk}:{day}": pk for pk, day in ending.items()}
    told = set(Fact.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    for key in keys.keys() - told:
        row = rows[keys[key]]
        parties = row.parties.filter(state=Party.State.JOINED).select_related("person", "company")
        data = {"until": str(ending[row.pk])}
        send("collaborations.term", about=row, to=people_of(parties), data=data, key=key)
    return len(keys.keys() - told)
