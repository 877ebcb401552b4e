"""Who may write, change, ask and answer: pure reading."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.tenures.standing import standing_of
from programs.exchange.asking_models import Aside, Ask, Relay
from programs.exchange.models import Listing


def acts_for(user: User, company: Company | int | None) -> bool:
    key = company.pk if isinstance(company, Company) else company
    return any(desk.pk == key for desk in desks_of(user))


def can_write(user: User, company: Company | None) -> bool:
    """For a company its desk; for themself whoever has been somewhere."""
    return acts_for(user, company) if company else bool(standing_of(user).posts)


def can_keep(user: User, listing: Listing) -> bool:
    """Changes, pauses and ends it, and answers for it."""
    if listing.company_id:
        return user.is_superuser or acts_for(user, listing.company_id)
    return listing.person_id == user.pk


def circles_of(user: User, company: Company | None) -> list[int]:
    """The companies whose people may be addressed: one's own; from a desk, its company and others that have one."""
    if company is None:
        return standing_of(user).company_ids
    with_desk = Company.objects.filter(staff_roles__isnull=False).distinct().values_list("pk", flat=True)
    return sorted({company.pk, *with_desk})


def is_kept_from(listing: Listing, by: User, mine: Listing | None) -> bool:
    """Whether the listing's owner blocked, or set aside, whoever asks or what they ask for."""
    if listing.company_id:
        return False
    if stands_between(listing.person_id, by.pk):
        return True
    asides = Aside.objects.standing().filter(person=listing.person_id)
    kept = asides.filter(other=by) | asides.filter(theme__in=mine.themes if mine else [])
    return (kept | asides.filter(listing=mine)).exists() if mine else kept.exists()


def has_room(listing: Listing) -> bool:
    """Not asked too often of late."""
    return listing.load < listing.capacity


def can_answer(user: User, ask: Ask) -> bool:
    return ask.state in ("waiting", "later", "no") and can_keep(user, ask.listing)


def can_pass_on(user: User, ask: Ask) -> bool:
    """Only what somebody needs can be carried to somebody else."""
    return ask.is_open and can_keep(user, ask.listing) and ask.mine is not None and ask.mine.is_need


def can_withdraw(user: User, ask: Ask) -> bool:
    return ask.is_open and (ask.by_id == user.pk or (ask.mine is not None and can_keep(user, ask.mine)))


def can_take(user: User, relay: Relay) -> bool:
    return relay.to_id == user.pk and relay.state == Relay.State.WAITING


def is_current(listings: Iterable[Listing]) -> bool:
    today = timezone.localdate()
    return all(listing.is_live and listing.until >= today for listing in listings)
