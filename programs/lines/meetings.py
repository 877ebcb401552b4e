"""Moments that the lower rooms know of: gatherings, introductions, connections, the ledger, gratitude, shared moments."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.connections.models import Connection, Form
from alumni.introductions.models import Introduction, IntroductionQuerySet
from alumni.profiles.queries import shown, visible_people
from alumni.tenures.models import Tenure
from programs.checkins.queries import attended_by
from programs.events.models import Event, Reply
from programs.ledger.models import Contribution
from programs.lines.models import Gratitude, SharedMoment
from programs.lines.moments import Moment, Other, sources

MOST = 40  # of one source; the picture shows twelve, the table these


def gatherings(viewer: User, other: Other) -> Iterable[Moment]:
    """Where both were and could see each other; a company's where the viewer was."""
    seen = Event.objects.visible_to(viewer).filter(attended_by(viewer) | Q(host=viewer, ends_at__lte=timezone.now()))
    if isinstance(other, Company):
        seen = seen.filter(company=other)
    else:
        unseen = Reply.objects.filter(person__in=(viewer, other), unseen=True).values("event")
        seen = seen.filter(attended_by(other) | Q(host=other)).exclude(pk__in=unseen)
    for event in seen.order_by("-starts_at", "-pk")[:MOST]:
        day = timezone.localtime(event.starts_at).date()
        leads = _("進行役") if event.kind in (Event.Kind.STUDY, Event.Kind.DIALOGUE) else _("主催")
        of_me = leads if event.host_id == viewer.pk else _("集いの仲間")
        of_them = leads if event.host_id == other.pk and isinstance(other, User) else _("集いの仲間")
        if isinstance(other, Company):
            of_them = _("場をひらく会社")
        yield Moment(
            day, event.title, of_me, of_them, reverse("events:detail", args=[event.pk]),
            weight=3 if viewer.pk == event.host_id else 2,
        )  # fmt: skip


def introductions(viewer: User, other: Other) -> Iterable[Moment]:
    """Those to which all three said yes. The third is named where the viewer sees them."""
    rows = Introduction.objects.visible_to(viewer).filter(state=Introduction.State.ACCEPTED)
    rows = rows.select_related("asker", "middle", "other")
    if isinstance(other, Company):
        rows = rows.filter(
            Q(company=other) | Q(other__in=_read_in(viewer, other, rows)), Q(asker=viewer) | Q(middle=viewer)
        )
    else:
        sides = [("asker", "middle"), ("asker", "other"), ("middle", "other")]
        pairs = Q(pk__in=[])
        for one, two in sides:
            pairs |= Q(**{one: viewer, two: other}) | Q(**{one: other, two: viewer})
        rows = rows.filter(pairs)
    found = list(rows.order_by("-answered_at", "-pk")[:MOST])
    thirds = {one.pk: _third(one, viewer, other) for one in found}
    seen = visible_people(viewer, {who.pk for who in thirds.values()}) if found else set()
    for row in found:
        third = thirds[row.pk]
        name = _("%sさん") % third.name if third.pk in seen or third == viewer else _("ある方")
        yield _introduced(row, viewer, other, name)


def _read_in(viewer: User, company: Company, rows: IntroductionQuerySet) -> set[int]:
    """Those to whom the viewer was introduced and whose post in this company, held now, the viewer reads by its name."""
    people = set(rows.filter(asker=viewer).values_list("other", flat=True))
    cards = shown(viewer, people, whole=True) if people else {}
    here = {post.key: who for who, card in cards.items() for post in card.posts if post.here and post.key}
    found = Tenure.objects.filter(pk__in=here, company=company).values_list("pk", flat=True) if here else ()
    return {here[key] for key in found}


def _third(row: Introduction, viewer: User, other: Other) -> User:
    if isinstance(other, Company):
        return row.middle
    return next(one for one in (row.middle, row.other, row.asker) if one not in (viewer, other))


def _introduced(row: Introduction, viewer: User, other: Other, name: str) -> Moment:
    assert row.answered_at is not None
    day, url = timezone.localtime(row.answered_at).date(), reverse("introductions:one", args=[row.pk])
    if row.middle_id == viewer.pk:
        return Moment(day, _("%sに引き合わせる") % name, _("紹介した人"), _("紹介された人"), url, weight=5)
    if isinstance(other, User) and row.middle_id == other.pk:
        return Moment(
            day, _("%sに引き合わせてもらう") % name, _("紹介された人"), _("紹介してくれた人"), url, weight=5
        )
    return Moment(
        day, _("%sの紹介でつながる") % name, _("紹介で知り合った人"), _("紹介で知り合った人"), url, weight=6
    )


def connections(viewer: User, other: Other) -> Iterable[Moment]:
    """That both say they know each other, and as what; an introduction tells it better where there was one."""
    if isinstance(other, Company):
        return
    rows = Connection.objects.visible_to(viewer).between(viewer.pk, other.pk).confirmed().filter(through=None)
    for row in rows:
        assert row.answered_at is not None
        mine, theirs = row.own(viewer, "says"), row.theirs(viewer, "says")
        of_them, of_me = _as(mine), _as(theirs)
        day = timezone.localtime(row.answered_at).date()
        yield Moment(day, _("ここでつながる"), of_me, of_them, reverse("connections:one", args=[row.pk]), weight=2)


def _as(says: str) -> str:
    """What somebody is now, from what the other says of them; that they once worked together tells of then."""
    words = {
        Form.CLIENT: _("依頼主・取引先"), Form.FRIEND: _("友人"), Form.INTRODUCED: _("紹介で知り合った人")
    }  # fmt: skip
    return words.get(Form(says), _("つながった仲間")) if says else ""


def between(viewer: User, other: Other) -> Q:
    """Entries of the ledger with the viewer on one side and the other on the other."""
    end = "_company" if isinstance(other, Company) else ""
    return Q(**{"giver": viewer, f"receiver{end}": other}) | Q(**{"receiver": viewer, f"giver{end}": other})


def entries(viewer: User, other: Other) -> Iterable[Moment]:
    """What both have confirmed."""
    rows = Contribution.objects.visible_to(viewer).fulfilled().filter(between(viewer, other)).distinct()
    for row in rows[:MOST]:
        giver, receiver = _given(row.kind)
        gave = row.giver_id == viewer.pk
        of_me, of_them = (giver, receiver) if gave else (receiver, giver)
        yield Moment(row.on, row.words, of_me, of_them, reverse("ledger:one", args=[row.pk]), weight=4)


def _given(kind: str) -> tuple[str, str]:
    """What the giver and the receiver of such a thing are to each other."""
    Kind = Contribution.Kind
    pairs = {
        Kind.TIME: (_("伴走者"), _("支えられた側")), Kind.KNOWLEDGE: (_("教える側"), _("学ぶ側")),
        Kind.INTRODUCTION: (_("紹介者"), _("紹介された側")), Kind.PLACE: (_("実践の場"), _("試した側")),
        Kind.AUDIENCE: (_("聞き手"), _("語り手")), Kind.IDEA: (_("着想の源"), _("着想を受けた側")),
        Kind.GROWTH: (_("育てる側"), _("育った側")), Kind.BUSINESS: (_("依頼主"), _("仕事の相手")),
        Kind.REHIRE: (_("ふたたびの職場"), _("ふたたびの仲間")),
    }  # fmt: skip
    return pairs[Kind(kind)]


def gratitude(viewer: User, other: Other) -> Iterable[Moment]:
    """That a word was given, never the word: it is read on its own page."""
    rows = Gratitude.objects.visible_to(viewer).standing()
    if isinstance(other, Company):
        rows = rows.filter(by=viewer, company=other)
    else:
        rows = rows.filter(Q(by=viewer, to=other) | Q(by=other, to=viewer))
    for row in rows[:MOST]:
        words = _("感謝のことばを贈る") if row.by_id == viewer.pk else _("感謝のことばを受けとる")
        day = timezone.localtime(row.at).date()
        yield Moment(day, words, url=reverse("lines:thanks", args=[row.pk]), weight=2)


def remembered(viewer: User, other: Other) -> Iterable[Moment]:
    """What one of the two told and the other agreed to."""
    rows = SharedMoment.objects.visible_to(viewer).agreed()
    if isinstance(other, Company):
        rows = rows.filter(person=viewer, company=other)
    else:
        rows = rows.filter(Q(person=viewer, other=other) | Q(person=other, other=viewer))
    for row in rows[:MOST]:
        forms = (row.of_person, row.of_other) if row.person_id == viewer.pk else (row.of_other, row.of_person)
        yield Moment(row.on, row.words, *forms, weight=5)


sources.extend([gatherings, introductions, connections, entries, gratitude, remembered])
