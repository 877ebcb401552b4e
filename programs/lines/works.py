"""Moments that the slices below know of: programs, work together, and points at which two visions met. Career talks never stand here."""

from collections.abc import Iterable

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.companies.models import Company
from programs.cohorts.models import Nomination, Program, Steward
from programs.collaborations.models import Collaboration, Party
from programs.lines.moments import Moment, Other, sources
from programs.visions.part_models import MeetingPoint

WORKED = (*Collaboration.AT_WORK, Collaboration.State.CLOSED)
BEGUN = (Program.State.RUNNING, Program.State.CLOSING, Program.State.CLOSED)


def programs(viewer: User, other: Other) -> Iterable[Moment]:
    """Those the viewer led or took part in: with the company that holds it or sent them, with who else was in it."""
    led = set(Steward.objects.standing().filter(person=viewer, leads=True).values_list("program", flat=True))
    own = Nomination.objects.inside().filter(person=viewer)
    sent_by = dict(own.values_list("program", "company"))
    if not led and not sent_by:
        return
    rows = Program.objects.visible_to(viewer).filter(pk__in=led | set(sent_by), state__in=BEGUN)
    today, forms = timezone.localdate(), _forms_of(viewer, other, led, set(sent_by))
    for program in rows.filter(starts_on__lte=today).distinct():
        of_me = _("進行役") if program.pk in led else _("学ぶ仲間")
        if isinstance(other, Company):
            hosts = program.company_id == other.pk
            if not hosts and sent_by.get(program.pk) != other.pk:
                continue
            of_them = _("場をひらく会社") if hosts else _("送り出す会社")
        elif program.pk not in forms:
            continue
        else:
            of_them = forms[program.pk]
        url = reverse("cohorts:detail", args=[program.pk])
        yield Moment(program.starts_on, program.title, of_me, of_them, url, weight=6)


def _forms_of(viewer: User, other: Other, led: set[int], inside: set[int]) -> dict[int, str]:
    """What the other person is in each program of the viewer, as far as the viewer may know that they are in it."""
    if isinstance(other, Company):
        return {}
    seen = Nomination.objects.visible_to(viewer).inside().filter(person=other, program__in=led | inside)
    forms = dict.fromkeys(seen.values_list("program", flat=True), _("学ぶ仲間"))
    leads = Steward.objects.standing().filter(person=other, leads=True, program__in=inside | led)
    return forms | dict.fromkeys(leads.values_list("program", flat=True), _("進行役"))


def collaborations(viewer: User, other: Other) -> Iterable[Moment]:
    """Work that both agreed to and that has begun, from the day the later of the two joined."""
    joined = dict(
        Party.objects.filter(person=viewer, joined_at__isnull=False).values_list("collaboration", "joined_at")
    )
    if not joined:
        return
    with_other = Q(company=other) if isinstance(other, Company) else Q(person=other)
    shown = Collaboration.objects.visible_to(viewer).filter(state__in=WORKED, pk__in=joined).values("pk")
    sides = Party.objects.filter(with_other, joined_at__isnull=False, collaboration__in=shown)
    for side in sides.select_related("collaboration"):
        later = max(moment for moment in (side.joined_at, joined[side.collaboration_id]) if moment)
        day = timezone.localtime(later).date()
        url = reverse("collaborations:one", args=[side.collaboration_id])
        with_whom = _("いっしょに働く相手")
        yield Moment(day, side.collaboration.title, with_whom, with_whom, url, weight=6)


def meetings(viewer: User, other: Other) -> Iterable[Moment]:
    """Where the visions of the two met: the last words that both said yes to, of each sheet."""
    rows = MeetingPoint.objects.visible_to(viewer)
    if isinstance(other, Company):
        rows = rows.filter(sheet__person=viewer, sheet__company=other)
    else:
        mine = Q(sheet__person=viewer, yeses__by=other)
        rows = MeetingPoint.objects.filter(
            pk__in=rows.filter(mine | Q(sheet__person=other, yeses__by=viewer)).values("pk")
        )
    both = rows.annotate(said=Count("yeses", distinct=True), met=Max("yeses__at")).filter(said=2)
    last = {point.sheet_id: point for point in both.order_by("version")}  # type: ignore[attr-defined]
    words = _("ふたつの願いが、ひとつの点で会う")
    for sheet, point in last.items():
        day = timezone.localtime(point.met).date()  # type: ignore[attr-defined]
        url = reverse("visions:show", args=[sheet])
        yield Moment(day, words, _("願いをともにする人"), _("願いをともにする側"), url, weight=6)


sources.extend([programs, collaborations, meetings])
