"""Who may do what with an announcement: the desk of its company, and only as long as it hasn't gone."""

from accounts.users.models import User
from alumni.companies.queries import desks_of
from programs.announcements.models import Announcement


def can_keep(user: User, announcement: Announcement) -> bool:
    """Acts for the company whose word it is, or runs the platform (in the admin)."""
    return user.is_superuser or any(desk.pk == announcement.company_id for desk in desks_of(user))


def can_change(user: User, announcement: Announcement) -> bool:
    return announcement.is_draft and can_keep(user, announcement)


def can_cancel(user: User, announcement: Announcement) -> bool:
    """Whether it really hasn't gone is asked once more under the lock of its fact."""
    return (announcement.is_draft or announcement.is_scheduled) and can_keep(user, announcement)
