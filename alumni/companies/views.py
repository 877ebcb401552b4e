"""Pages of a company's desk: the tree of departments, one department, and the company's settings."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.consent.actions import publish
from accounts.users.access import member
from accounts.users.models import User
from alumni.companies import actions, reshaping
from alumni.companies.forms import (
    CompanyForm,
    DatedForm,
    MergeForm,
    NameForm,
    PurposeForm,
    RenameForm,
    SplitForm,
    UnitForm,
)
from alumni.companies.models import Company, Department, Succession
from alumni.companies.purpose import NETWORK, newest_text, standard_text
from alumni.companies.queries import desk_or_404, desks_of
from alumni.companies.tree import after_words, before_words, links_of, people_in_family, tree_of


def _desk(request: HttpRequest, slug: str) -> tuple[User, Company]:
    assert isinstance(request.user, User)
    return request.user, desk_or_404(request.user, slug)


def _unit(request: HttpRequest, slug: str, pk: int) -> tuple[User, Department]:
    user, company = _desk(request, slug)
    return user, get_object_or_404(Department.objects.select_related("company", "parent"), company=company, pk=pk)


def _answer(request: HttpRequest, template: str, company: Company, **page: Any) -> HttpResponse:
    desks = desks_of(request.user)  # type: ignore[arg-type]
    return render(request, template, {"company": company, "desks": desks, **page})


def _tries(form: forms.Form, act: Callable[..., Any], **given: Any) -> Any:
    """The result of the action with what the form holds; a refusal becomes a line of the form."""
    if not form.is_valid():
        return None
    try:
        return act(**given, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


@member
def departments(request: HttpRequest, slug: str) -> HttpResponse:
    """The tree; a new unit is added at its foot."""
    user, company = _desk(request, slug)
    form = UnitForm(request.POST or None, company=company, initial={"parent": request.GET.get("under")})
    if request.method == "POST" and (made := _tries(form, actions.add_department, company=company, by=user)):
        messages.success(request, _("「%s」を加えました。") % made.name)
        return redirect("companies:departments", slug)
    return _answer(request, "alumni/companies/departments.html", company, tree=tree_of(company), form=form)


@member
def department(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _user, unit = _unit(request, slug, pk)
    return _unit_page(request, unit)


def _unit_page(request: HttpRequest, unit: Department, **tried: forms.Form) -> HttpResponse:
    before, after = links_of(unit.company)[unit.pk]
    page: dict[str, Any] = {
        "unit": unit,
        "before": [(link, before_words(link)) for link in before],
        "after": [(link, after_words(link)) for link in after],
        "children": unit.children.filter(until=None).order_by("name"),
        "people": people_in_family(unit),
        "correct_form": NameForm(initial={"name": unit.name}, auto_id="correct_%s"),
        "rename_form": RenameForm(auto_id="rename_%s"),
        "split_form": SplitForm(auto_id="split_%s"),
        "merge_form": MergeForm(unit=unit, initial={"name": unit.name}, auto_id="merge_%s"),
        "close_form": DatedForm(auto_id="close_%s"),
    }
    return _answer(request, "alumni/companies/department.html", unit.company, **page | tried)


@require_POST
@member
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A slip of the pen: the same unit, spelt right."""
    user, unit = _unit(request, slug, pk)
    form = NameForm(request.POST, auto_id="correct_%s")
    if not _tries(form, reshaping.correct_name, unit=unit, by=user):
        return _unit_page(request, _unit(request, slug, pk)[1], correct_form=form)
    messages.success(request, _("部署名を「%s」に直しました。") % unit.name)
    return redirect("companies:department", slug, unit.pk)


@require_POST
@member
def rename(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, unit = _unit(request, slug, pk)
    form = RenameForm(request.POST, auto_id="rename_%s")
    later = _tries(form, reshaping.rename, unit=unit, by=user)
    if not later:
        return _unit_page(request, unit, rename_form=form)
    messages.success(request, _("「%(old)s」は「%(new)s」になりました。") % {"old": unit.name, "new": later.name})
    return redirect("companies:department", slug, later.pk)


@require_POST
@member
def split(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, unit = _unit(request, slug, pk)
    form = SplitForm(request.POST, auto_id="split_%s")
    if not _tries(form, reshaping.split, unit=unit, by=user):
        return _unit_page(request, unit, split_form=form)
    messages.success(request, _("「%s」を分けました。") % unit.name)
    return redirect("companies:departments", slug)


@require_POST
@member
def merge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, unit = _unit(request, slug, pk)
    form = MergeForm(request.POST, unit=unit, auto_id="merge_%s")
    later = _tries(form, _merged, unit=unit, by=user)
    if not later:
        return _unit_page(request, unit, merge_form=form)
    messages.success(request, _("「%s」に統合しました。") % later.name)
    return redirect("companies:department", slug, later.pk)


def _merged(*, unit: Department, others: Any, **given: Any) -> Department:
    return reshaping.merge(units=[unit, *others], **given)


@require_POST
@member
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, unit = _unit(request, slug, pk)
    form = DatedForm(request.POST, auto_id="close_%s")
    if not _tries(form, reshaping.close, unit=unit, by=user):
        return _unit_page(request, unit, close_form=form)
    messages.success(request, _("「%s」を閉じました。ここで働いた人のつながりは残ります。") % unit.name)
    return redirect("companies:department", slug, unit.pk)


@require_POST
@member
def reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, unit = _unit(request, slug, pk)
    reshaping.reopen(unit=unit, by=user)
    messages.success(request, _("「%s」をもう一度ひらきました。") % unit.name)
    return redirect("companies:department", slug, unit.pk)


@require_POST
@member
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A rename, split or merger that never was: the earlier unit is as it stood before."""
    user, company = _desk(request, slug)
    link = get_object_or_404(Succession.objects.select_related("earlier", "later"), earlier__company=company, pk=pk)
    reshaping.take_back(link=link, by=user)
    messages.success(request, _("取り消しました。「%s」は、もとのとおりです。") % link.earlier.name)
    return redirect("companies:department", slug, link.earlier.pk)


@member
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """What the company says of itself, its address for mail, and who may host."""
    user, company = _desk(request, slug)
    stored = Company.objects.get(pk=company.pk)
    form = CompanyForm(request.POST or None, instance=company)
    if request.method == "POST" and form.is_valid():
        reshaping.describe(company=stored, by=user, **form.cleaned_data)
        messages.success(request, _("会社の設定を保存しました。"))
        return redirect("companies:settings", slug)
    return _settings_page(request, stored, form, _purpose_form(stored))


@require_POST
@member
def purpose(request: HttpRequest, slug: str) -> HttpResponse:
    """A new version of the text newcomers agree to; what others agreed to before stays on record."""
    user, company = _desk(request, slug)
    form = PurposeForm(request.POST)
    if not _tries(form, publish, scope=company.scope, purpose=NETWORK, by=user):
        return _settings_page(request, company, CompanyForm(instance=company), form)
    messages.success(request, _("同意の文を公開しました。これから参加する人に示します。"))
    return redirect("companies:settings", slug)


def _purpose_form(company: Company) -> PurposeForm:
    """What stands now: the company's newest words, or the standard ones that it may make its own."""
    newest = newest_text(company)
    standing = {"text_ja": newest.text_ja, "text_en": newest.text_en} if newest else standard_text(company)
    return PurposeForm(initial=standing)


def _settings_page(
    request: HttpRequest, company: Company, form: CompanyForm, purpose_form: PurposeForm
) -> HttpResponse:
    page = {"form": form, "purpose_form": purpose_form, "document": newest_text(company)}
    return _answer(request, "alumni/companies/settings.html", company, **page)
