"""Between whom a block stands: part of the one definition of sight, never a query of its own."""

from django.db.models import Q

from accounts.users.models import User
from alumni.blocks.models import Block

# The same as `apart`, for the searches that are written as SQL; takes the viewer's id twice.
APART_SQL = (
    "SELECT b.person_id FROM alumni_block b WHERE b.by_id = %s "
    "UNION ALL SELECT b.by_id FROM alumni_block b WHERE b.person_id = %s"
)


def apart(viewer: User, name: str = "person") -> Q:
    """Rows whose `name` has a block towards the viewer, or the viewer towards them.

    Two small lists that PostgreSQL reads once a statement, not once a row.
    """
    kept_away = Block.objects.filter(by=viewer.pk).values("person")
    kept_from = Block.objects.filter(person=viewer.pk).values("by")
    return Q(**{f"{name}__in": kept_away}) | Q(**{f"{name}__in": kept_from})


def stands_between(one: int, other: int) -> bool:
    """A block of either side."""
    return Block.objects.filter(Q(by=one, person=other) | Q(by=other, person=one)).exists()
