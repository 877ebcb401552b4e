"""Reading introductions and vouches, as each of those concerned may see them."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.companies.models import Enrolment
from alumni.companies.names import fold
from alumni.introductions.models import Introduction, Vouch
from alumni.profiles.queries import visible_people

SHOWN = 30


@dataclass(frozen=True)
class Role:
    """An introduction from where the viewer stands; `asker` and `other` are the words under which they may be named."""

    row: Introduction
    role: str  # asker, middle, other
    asker: str
    middle: str
    other: str
    asker_person: int = 0  # their page, where the viewer may open it

    @property
    def waits_for_me(self) -> bool:
        state = {"middle": "asked", "other": "passed"}.get(self.role)
        return self.row.state == state and self.row.is_pending

    @property
    def done(self) -> bool:
        return self.row.state == Introduction.State.ACCEPTED


def roles_of(viewer: User) -> list[Role]:
    """The newest thirty in which the viewer has a part: two queries. Withdrawn ones are gone for the others."""
    rows = Introduction.objects.visible_to(viewer).select_related("asker", "middle", "other", "company")
    gone = Q(state="withdrawn") | (Q(state="lapsed") & ~Q(asker=viewer))
    found = list(rows.exclude(gone).order_by("-asked_at", "-id")[:SHOWN])
    seen = visible_people(viewer, {p for row in found for p in (row.asker_id, row.other_id)}) if found else set()
    return [role_in(row, viewer, seen) for row in found]


def role_in(row: Introduction, viewer: User, seen: set[int]) -> Role:
    """Who is who, in names as far as this viewer may know them."""
    role = "asker" if row.asker_id == viewer.pk else "middle" if row.middle_id == viewer.pk else "other"
    done = row.state == Introduction.State.ACCEPTED
    # The middle knows both already; the other end reads what the asker chose, unless it sees the asker anyway.
    named = role != "other" or done or row.asker_id in seen
    office = row.company is not None and not done and role != "other"
    return Role(
        row=row,
        role=role,
        asker=_san(row.asker) if named else row.told_as,
        middle=row.middle.name,
        other=_other(row, office, hidden=role == "asker" and not done and row.other_id not in seen),
        asker_person=row.asker_id if row.asker_id in seen else 0,
    )


def _other(row: Introduction, office: bool, *, hidden: bool) -> str:
    """Who closed their page after they were asked for isn't named any more to the one who asks."""
    if office:
        return str(row.company)
    return _("この方") if hidden else _san(row.other)


def _san(person: User) -> str:
    return _("%(name)sさん") % {"name": person.name}


def one_role(viewer: User, pk: int) -> Role | None:
    rows = Introduction.objects.visible_to(viewer).select_related("asker", "middle", "other", "company")
    row = rows.exclude(state="withdrawn").filter(pk=pk).first()
    if row is None:
        return None
    return role_in(row, viewer, visible_people(viewer, [row.asker_id, row.other_id]))


@dataclass(frozen=True)
class Meant:
    """A record of the company that a vouch may mean, and by what it was found."""

    enrolment: Enrolment
    same_name: bool


def meant_by(given: Vouch, limit: int = 8) -> list[Meant]:
    """The company's own records by name, then by family name: whom the voucher may mean. Never by the address."""
    whole, family = fold(given.family_name + given.given_name), fold(given.family_name)
    if not family:
        return []
    own = Enrolment.objects.filter(company=given.company).prefetch_related("tenures__department")
    rows = own.filter(Q(name_key__startswith=family) | Q(kana_key__startswith=family)).order_by("id")[:50]
    found = [Meant(row, whole in (row.name_key, row.kana_key)) for row in rows]
    return sorted(found, key=lambda one: (not one.same_name, one.enrolment.pk))[:limit]
