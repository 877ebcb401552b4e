"""What becomes of an account: opened for a proved mailbox, given another mailbox, told apart by its settings."""

from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.users.mailbox import mailbox
from accounts.users.models import User
from accounts.users.queries import owner_of


def enter(*, address: str, language: str, by: User | None = None, **details: Any) -> User:
    """The account of a mailbox that has just been proved: the one it belongs to, or a new one with `details`."""
    try:
        with transaction.atomic():
            return _mark_proved(owner_of(address), address) or _open(address, language, details)
    except IntegrityError:  # two tabs proved it at once: the other one opened the account
        found = owner_of(address)
        if found is None:
            raise
        return found


def _open(address: str, language: str, details: dict[str, Any]) -> User:
    user = User.objects.create_user(mailbox(address), None, language=language, **details)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _mark_proved(user: User | None, address: str) -> User | None:
    """A password from before the mailbox was proved may be a stranger's who registered first: it goes."""
    if user is None or EmailAddress.objects.filter(user=user, email=mailbox(address), verified=True).exists():
        return user
    first = not EmailAddress.objects.filter(user=user, verified=True).exists()
    if first:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.filter(user=user).exclude(email=mailbox(address)).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=mailbox(address), defaults={"verified": True, "primary": first}
    )
    return user


def add_mailbox(*, user: User, address: str, by: User) -> EmailAddress:
    """The proved mailbox is one of this account's from now on. Raises ValidationError if it is somebody else's."""
    other = owner_of(address)
    if other is not None and other.pk != user.pk:
        raise ValidationError(
            _(
                "このメールアドレスは、別のアカウントで使われています。"
                "いちどログアウトして、そのメールアドレスでログインしなおしてください。"
            )
        )
    with transaction.atomic():
        EmailAddress.objects.filter(user=user, email=mailbox(address), verified=False).delete()
        added, _new = EmailAddress.objects.get_or_create(
            user=user, email=mailbox(address), defaults={"verified": True, "primary": False}
        )
    return added


def change_settings(*, user: User, by: User, **values: str) -> User:
    """Name, reading, language and time zone become `values`. Raises ValidationError for what isn't allowed."""
    for name, value in values.items():
        setattr(user, name, value)
    user.clean_fields(exclude=["password", "email"])
    user.save(update_fields=[*values])
    return user
