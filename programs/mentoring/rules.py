"""Who may do what in career sessions: pure reading."""

from datetime import timedelta

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.queries import desks_of
from programs.mentoring import nearness
from programs.mentoring.models import Advisor
from programs.mentoring.rooms import Room

MISSED_FOR = timedelta(days=14)
# What a person knows of themself anyway; every other reason is told in words that give nothing of the other away.
PLAIN = (nearness.BOSS, nearness.LINE, nearness.EVALUATOR, nearness.TEAM)


def can_change(room: Room) -> bool:
    """Moved or called off: as long as it hasn't begun."""
    return room.is_coming


def is_early(room: Room) -> bool:
    """Still within the time in which anything may change without a word."""
    return room.session.starts_at - timezone.now() >= timedelta(hours=room.words.free_hours)


def can_say_missed(room: Room) -> bool:
    begun = room.session.starts_at + timedelta(minutes=10)
    state = room.session.state in ("booked", "over")
    return state and begun <= timezone.now() <= room.session.ends_at + MISSED_FOR


def can_confirm(user: User, advisor: Advisor) -> bool:
    """The desk that was asked, or the platform; never oneself."""
    if advisor.person_id == user.pk:
        return False
    return user.is_superuser or any(desk.pk == advisor.company_id for desk in desks_of(user))
