"""The words that may stand for a company's name: proposed and fitted by companies, each for itself only."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.names import clean_name, fold
from alumni.companies.queries import desks_of
from alumni.profiles.models import BlurLabel


@transaction.atomic
def fit(*, company: Company, text: str, text_en: str = "", by: User) -> BlurLabel:
    """These words may stand for this company, once enough others say the same of themselves.

    Raises ValidationError for words with the company's own name in them, or of somebody who has no desk there.
    """
    _must_act_for(company, by)
    words = clean_name(text)
    if not words or _names_somebody(fold(words)):
        raise ValidationError(_("会社の名前がわからないことばにしてください。"))
    label, _new = BlurLabel.objects.get_or_create(text=words, defaults={"text_en": clean_name(text_en)})
    label.companies.add(company)
    record("label.fitted", label, by=by, scope=company)
    return label


@transaction.atomic
def unfit(*, company: Company, label: BlurLabel, by: User) -> BlurLabel:
    """These words no longer stand for this company: its people's posts fall back to 「ある会社」."""
    _must_act_for(company, by)
    label.companies.remove(company)
    record("label.unfitted", label, by=by, scope=company)
    return label


def _names_somebody(words: str) -> bool:
    """Any company's name, with or without its legal form, would tell who is meant."""
    names = {fold(name) for row in Company.objects.values_list("name", "name_en", "slug") for name in row if name}
    bare = {name.replace(fold("株式会社"), "").replace(fold("有限会社"), "") for name in names}
    return any(len(name) > 1 and name in words for name in names | bare)


def _must_act_for(company: Company, by: User) -> None:
    if not by.is_superuser and company.pk not in [desk.pk for desk in desks_of(by)]:
        raise ValidationError(_("会社のぼかしかたを決められるのは、その会社の担当者だけです。"))
