"""Whose mailbox is it, and which mailboxes are somebody's."""

from allauth.account.models import EmailAddress
from django.db.models import F, Func
from django.db.models.functions import Lower

from accounts.users.mailbox import mailbox
from accounts.users.models import User

SAME_MAILBOX = Lower(Func(F("email"), template="normalize(%(expressions)s, NFKC)"))


def owner_of(address: str) -> User | None:
    """The account that has proved this mailbox; failing that, the one that was made for it and never entered."""
    key = mailbox(address)
    proved = EmailAddress.objects.filter(email=key, verified=True).select_related("user").first()
    if proved:
        return proved.user
    return User.objects.alias(mailbox=SAME_MAILBOX).filter(mailbox=key).first()


def mailboxes_of(user: User) -> frozenset[str]:
    """Every mailbox this person has proved, in the one spelling."""
    rows = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return frozenset(mailbox(row) for row in rows)
