"""The words that may stand for a company's name: proposed and fitted by companies, each for itself only."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from alumni.companies.models import Company, Department
from alumni.companies.names import clean_name, fold
from alumni.profiles.models import FITS_AT_LEAST, BlurLabel
from alumni.profiles.rules import can_fit_labels

LEGAL_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "一般社団法人",
    "(株)",
    "㈱",
    "co., ltd.",
    "inc.",
    "k.k.",
)
SHORTEST_UNIT = 3  # 技術 or 営業 tells nobody's name


@dataclass(frozen=True)
class Offer:
    """A label as one company's desk sees it: never whom else it fits, only how many are still missing."""

    label: BlurLabel
    fits_us: bool

    @property
    def missing(self) -> int:
        return max(0, FITS_AT_LEAST - self.label.breadth)


def offers_for(company: Company) -> list[Offer]:
    """The whole vocabulary, what fits this company first: one query."""
    ours = BlurLabel.companies.through.objects.filter(company=company, blurlabel=OuterRef("pk"))
    labels = BlurLabel.objects.annotate(ours=Exists(ours)).order_by("-ours", "text")
    return [Offer(label, label.ours) for label in labels]  # type: ignore[attr-defined]


@transaction.atomic
def fit(*, company: Company, text: str, text_en: str = "", by: User) -> BlurLabel:
    """These words may stand for this company, once enough others say the same of themselves.

    Raises ValidationError for words that name a company or one of its departments, or of somebody who may not decide.
    """
    _must_act_for(company, by)
    words, words_en = clean_name(text), clean_name(text_en)
    if not words or _names_somebody(company, fold(words)) or _names_somebody(company, fold(words_en)):
        raise ValidationError(_("会社や部署の名前がわからないことばにしてください。"))
    label, new = BlurLabel.objects.get_or_create(text=words, defaults={"text_en": words_en})
    if not new and words_en and not label.text_en:
        BlurLabel.objects.filter(pk=label.pk).update(text_en=words_en)
    label.companies.add(company)
    record("label.fitted", label, by=by, scope=company)
    label.refresh_from_db()
    return label


@transaction.atomic
def unfit(*, company: Company, label: BlurLabel, by: User) -> BlurLabel:
    """These words no longer stand for this company: its people's posts fall back to 「ある会社」."""
    _must_act_for(company, by)
    label.companies.remove(company)
    record("label.unfitted", label, by=by, scope=company)
    label.refresh_from_db()
    return label


def count_anew() -> int:
    """Labels whose companies have lost their last verified people are counted again; how many changed."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE alumni_blurlabel SET breadth = 0 WHERE breadth <> alumni_label_breadth(id)")
        return cursor.rowcount


def _names_somebody(company: Company, words: str) -> bool:
    """Any company's name, with or without its legal form, and the own departments' names would tell who is meant.

    Other companies' departments aren't asked: the answer would tell which there are.
    """
    units = {fold(name) for name in Department.objects.filter(company=company).values_list("name", flat=True)}
    return names_a_company(words) or any(unit in words for unit in units if len(unit) >= SHORTEST_UNIT)


def names_a_company(words: str) -> bool:
    """Whether these folded words hold the name of any company of the network."""
    rows = Company.objects.values_list("name", "name_en", "slug")
    names = {_bare(fold(name)) for row in rows for name in row if name}
    return any(name in words for name in names if len(name) > 1)


def _bare(name: str) -> str:
    for form in LEGAL_FORMS:
        name = name.replace(fold(form), "")
    return name


def _must_act_for(company: Company, by: User) -> None:
    if not can_fit_labels(by, company):
        raise ValidationError(_("会社のぼかしかたを決められるのは、その会社の管理者だけです。"))
