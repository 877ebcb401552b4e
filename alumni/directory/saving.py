"""Keeping a search: saving it under a name, renaming it, being told of new people or not, letting it go."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.directory.saved_models import SavedSearch

MOST_SAVED = 20


@transaction.atomic
def save(*, name: str, query: str, tells: bool, by: User) -> SavedSearch:
    """The search is kept. Raises ValidationError for a name or a search that is kept already, and beyond twenty."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = SavedSearch.objects.filter(person=by)
    if same := mine.filter(query=query).first():
        raise ValidationError(_("このさがし方は、もう「%s」という名前で保存してあります。") % same.name)
    _refuse_taken(name, by)
    if mine.count() >= MOST_SAVED:
        raise ValidationError(_("保存できるのは20個までです。使わなくなったものを消してから、保存してください。"))
    return SavedSearch.objects.create(person=by, name=name, query=query, tells=tells)


@transaction.atomic
def rename(*, saved: SavedSearch, name: str, by: User) -> None:
    """It has this name. Raises ValidationError when another search of theirs has it."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    _refuse_taken(name, by, besides=saved)
    SavedSearch.objects.filter(pk=saved.pk).update(name=name)


def tell(*, saved: SavedSearch, tells: bool, by: User) -> None:
    """New people are told of from now on, or no more. Whom it had found is forgotten either way: it begins anew."""
    fresh_start: dict[str, Any] = {"tells": tells, "known": None, "fresh": [], "looked_at": None}
    SavedSearch.objects.filter(pk=saved.pk, person=by).exclude(tells=tells).update(**fresh_start)


def let_go(*, saved: SavedSearch, by: User) -> None:
    """It isn't kept any more, nor whom it had found."""
    SavedSearch.objects.filter(pk=saved.pk, person=by).delete()


def _refuse_taken(name: str, by: User, besides: SavedSearch | None = None) -> None:
    others = SavedSearch.objects.filter(person=by, name=name)
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise ValidationError(_("「%s」という名前は、もう使っています。別の名前にしてください。") % name)
