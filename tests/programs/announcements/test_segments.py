"""Whom an announcement reaches: those who asked, as far as what they tell HR goes, and nobody else."""

from datetime import timedelta

from django.utils import timezone

from accounts.consent.models import Consent
from accounts.users.models import User
from alumni.blocks import actions as blocks
from alumni.companies import actions as companies
from alumni.companies.models import Enrolment
from alumni.profiles import actions as profiles
from alumni.profiles.disclosure import Audience
from alumni.profiles.models import Profile, Telling
from programs.announcements.segments import Segment, is_too_narrow, meant_by, reach_of
from tests import make
from tests.cast import Cast
from tests.programs.announcements.conftest import asks_for_news


def meant(cast: Cast, **chosen) -> set[str]:
    found = meant_by(cast.company, Segment(**chosen), author=cast.hr)
    return set(found.values_list("email", flat=True))


def of(people: list[User]) -> set[str]:
    return {person.email for person in people}


def test_only_those_who_asked_are_reached(cast: Cast, readers) -> None:
    make.enrolment(cast.company, person=cast.alumna)
    asks_for_news(cast.alumnus_other, cast.other_company)
    assert meant(cast) == of(readers)


def test_who_took_back_their_yes_left_or_was_stopped_is_not_reached(cast: Cast, readers) -> None:
    Consent.objects.filter(person=readers[0]).update(withdrawn_at=timezone.now())
    Enrolment.objects.filter(person=readers[1]).update(person=None)
    User.objects.filter(pk=readers[2].pk).update(is_active=False)
    assert meant(cast) == of(readers[3:])


def test_a_block_of_either_side_keeps_the_words_of_this_author_away(cast: Cast, readers) -> None:
    blocks.block(person=cast.hr, by=readers[0])
    blocks.block(person=readers[1], by=cast.hr)
    assert meant(cast) == of(readers[2:])
    other = meant_by(cast.company, Segment(), author=cast.company_admin)
    assert set(other.values_list("email", flat=True)) == of(readers)


def test_a_department_takes_in_what_it_came_from_and_became(cast: Cast, readers) -> None:
    later = companies.add_department(company=cast.company, name="防災本部", by=None)
    companies.succeed(earlier=cast.division, later=later, kind="renamed", by=None)
    elsewhere = companies.add_department(company=cast.company, name="研究所", by=None)
    asks_for_news(cast.boss, cast.company)
    assert meant(cast, department=later.pk) == of([*readers, cast.boss])
    assert meant(cast, department=elsewhere.pk) == set()
    assert meant(cast, department=cast.group.pk) == of(readers)


def test_years_and_the_present_standing_narrow(cast: Cast, readers) -> None:
    asks_for_news(cast.employee, cast.company)
    assert meant(cast, years_from=2010) == {cast.employee.email}
    assert meant(cast, years_until=2005) == of(readers)
    assert meant(cast, who="stays") == {cast.employee.email}
    assert meant(cast, who="left") == of(readers)


def test_a_skill_that_is_kept_from_hr_does_not_match(cast: Cast, readers) -> None:
    for person in readers[:4]:
        profiles.describe(person=person, by=person, skills=["品質管理"])
    Profile.objects.filter(person=readers[0]).update(skills_to=int(Audience.HR))
    Profile.objects.filter(person=readers[1]).update(skills_to=int(Audience.COMPANY | Audience.DEPARTMENT))
    Profile.objects.filter(person=readers[2]).update(skills_to=int(Audience.HR), seen_by=Profile.SeenBy.NOBODY)
    Profile.objects.filter(person=readers[3]).update(skills_to=int(Audience.HR))
    Telling.objects.create(tenure=readers[3].tenures.get(), employer=int(Audience.DEPARTMENT))
    assert meant(cast, skills=("品質管理",)) == of(readers[:1])
    assert meant(cast, skills=("だれも書いていないことば",)) == set()


def test_who_came_is_told_by_the_roll_and_without_one_by_the_yes(cast: Cast, readers) -> None:
    ago = timezone.now() - timedelta(days=30)
    kept = make.event(cast.company, cast.hr, starts_at=ago)
    unkept = make.event(cast.company, cast.hr, starts_at=ago)
    make.reply(kept, readers[0])
    make.attendance(kept, readers[1])
    make.attendance(kept, readers[2], undone_at=timezone.now())
    make.reply(unkept, readers[3])
    make.reply(make.event(cast.company, cast.hr, starts_at=ago, kind="talk", open_to="people"), readers[4])
    make.reply(make.event(cast.company, cast.hr), readers[5])
    assert meant(cast, came="once") == of([readers[1], readers[3]])
    assert meant(cast, came="never") == of([readers[0], readers[2], *readers[4:]])
    assert meant(cast, came="to_one", came_to=kept.pk) == of([readers[1]])


def test_fewer_than_five_are_never_counted(cast: Cast, readers) -> None:
    assert reach_of(cast.company, Segment(), author=cast.hr) == 5
    Consent.objects.filter(person__in=readers[:3]).update(withdrawn_at=timezone.now())
    few = reach_of(cast.company, Segment(), author=cast.hr)
    Consent.objects.update(withdrawn_at=timezone.now())
    assert (few, reach_of(cast.company, Segment(), author=cast.hr)) == (None, None)


def test_a_narrowed_choice_of_few_is_too_narrow_and_a_small_company_is_not(cast: Cast, readers) -> None:
    assert not is_too_narrow(cast.company, Segment(department=cast.group.pk), author=cast.hr)
    assert is_too_narrow(cast.company, Segment(years_from=2015), author=cast.hr)
    assert not is_too_narrow(cast.other_company, Segment(), author=cast.hr_other)


def test_counting_costs_the_same_for_few_and_for_many(cast: Cast, readers, django_assert_num_queries) -> None:
    wide = Segment("left", cast.group.pk, 2000, 2010, ("品質管理",), "never", None)
    with django_assert_num_queries(2):
        reach_of(cast.company, wide, author=cast.hr)
    for n in range(3):
        make.tenure(asks_for_news(make.user(f"増えた {n}"), cast.company), cast.group)
    with django_assert_num_queries(2):
        reach_of(cast.company, wide, author=cast.hr)
