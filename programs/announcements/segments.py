"""Whom an announcement reaches: always within those who asked for this company's news, and told in round numbers only."""

from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.users.models import User
from alumni.blocks.queries import apart
from alumni.companies.models import Company
from alumni.companies.names import clean_name, fold
from alumni.companies.queries import lineage_of, reachable_by
from alumni.directory.standing import people_of
from alumni.profiles.disclosure import Audience
from alumni.profiles.models import Profile, SkillWord, giving
from alumni.tenures.models import Tenure
from programs.announcements.models import Announcement
from programs.announcements.rounding import LEAST, coarse
from programs.checkins.models import Attendance
from programs.events.models import Event, Reply
from programs.events.sight import PRIVATE

Who, Came = Announcement.Who, Announcement.Came


@dataclass(frozen=True)
class Segment:
    """A choice among a company's people, whether or not an announcement for it exists yet."""

    who: str = Who.ALL
    department: int | None = None
    years_from: int | None = None
    years_until: int | None = None
    skills: tuple[str, ...] = field(default=())
    came: str = Came.ALL
    came_to: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return self != Segment()


def segment_of(announcement: Announcement) -> Segment:
    return Segment(
        announcement.who,
        announcement.department_id,
        announcement.years_from,
        announcement.years_until,
        tuple(announcement.skills),
        announcement.came,
        announcement.came_to_id,
    )


def meant_by(company: Company, segment: Segment, *, author: User) -> QuerySet[User]:
    """The people of the segment: asked for the news, no block between them and who writes. Never shown as a list."""
    people = reachable_by(company).exclude(pk=author.pk).exclude(apart(author, "pk"))
    posts = Tenure.objects.verified().filter(company=company, person=OuterRef("pk"))
    if segment.who != Who.ALL:
        here_now = Exists(posts.filter(open=True))
        people = people.filter(here_now if segment.who == Who.STAYS else ~here_now)
    years = (segment.years_from, segment.years_until)
    if segment.department or any(years):
        units = sorted(lineage_of(company.pk).family(segment.department)) if segment.department else None
        people = people.filter(Exists(posts.filter(people_of(company.pk, units, years))))
    if segment.skills:
        people = people.filter(pk__in=_skilled(company, segment.skills).values("person"))
    return _who_came(people, company, segment)


def _skilled(company: Company, words: tuple[str, ...]) -> QuerySet[Profile]:
    """Whoever tells one of these skills to this company's HR; what is kept from it doesn't match."""
    keys = [key for word in words if (key := fold(clean_name(word))[:60])]
    meant = SkillWord.objects.filter(key__in=keys).values("skill")
    open_to_hr = Profile.objects.exclude(seen_by=Profile.SeenBy.NOBODY).alias(
        to_hr=F("skills_to").bitand(int(Audience.HR))
    )
    known_here = giving(Audience.HR).filter(company=company)
    return open_to_hr.filter(Exists(known_here), to_hr__gt=0, skills__in=meant)


def _who_came(people: QuerySet[User], company: Company, segment: Segment) -> QuerySet[User]:
    """By the roll at the door; where nobody kept one, by who had said yes."""
    if segment.came == Came.ALL:
        return people
    held = Event.objects.published().filter(company=company, ends_at__lt=timezone.now()).exclude(PRIVATE)
    if segment.came == Came.TO_ONE:
        held = held.filter(pk__in=[segment.came_to])
    roll = Attendance.objects.standing()
    at_door = roll.filter(event__in=held, person__isnull=False)
    unkept = Q(Exists(roll.filter(event=OuterRef("event"))))
    said = Reply.objects.filter(event__in=held, answer=Reply.Answer.YES).exclude(unkept)
    came = Q(pk__in=at_door.values("person")) | Q(pk__in=said.values("person"))
    return people.exclude(came) if segment.came == Came.NEVER else people.filter(came)


def reach_of(company: Company, segment: Segment, *, author: User) -> int | None:
    """About how many would be told; None when they are too few to be counted."""
    return coarse(meant_by(company, segment, author=author).count())


def is_too_narrow(company: Company, segment: Segment, *, author: User) -> bool:
    """A choice that could be about one person; a small company as a whole may still hear its news."""
    return segment.is_narrowed and meant_by(company, segment, author=author)[:LEAST].count() < LEAST


def gatherings_to_link(company: Company) -> QuerySet[Event]:
    """What is still to come and whose page people may open."""
    return Event.objects.published().upcoming().filter(company=company).exclude(PRIVATE)


def gatherings_held(company: Company) -> QuerySet[Event]:
    return Event.objects.published().past().filter(company=company).exclude(PRIVATE)
