"""Actions that change the shape of a company's tree: renamed, split, merged, closed; nobody's post is ever moved."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from alumni.companies.actions import add_department, move_department, succeed
from alumni.companies.models import Company, Department, Succession
from alumni.companies.names import clean_name, department_key


@transaction.atomic
def correct_name(*, unit: Department, name: str, by: User) -> Department:
    """A slip in the name is put right; the unit stays the same unit. Raises ValidationError for a name in use."""
    name = _usable(name)
    before, key = unit.name, department_key(name)
    if unit.company.departments.filter(parent=unit.parent_id, key=key).exclude(pk=unit.pk).exists():
        raise ValidationError(
            _("同じ名前の部署が、同じ場所にすでにあります。ひとつにするなら「統合」を使ってください。")
        )
    unit.name, unit.key = name, key
    unit.save(update_fields=["name", "key"])
    record("department.corrected", unit, by=by, scope=unit.company, before=before)
    return unit


@transaction.atomic
def rename(*, unit: Department, name: str, on: date, by: User) -> Department:
    """From `on` the unit goes by another name: a new unit that knows the old one, with all that lay below it."""
    later = _become([unit], name=name, kind=Succession.Kind.RENAMED, on=on, by=by)
    _take_over(unit, later, by=by)
    return later


@transaction.atomic
def split(*, unit: Department, names: Sequence[str], on: date, by: User) -> list[Department]:
    """From `on` there are several units where there was one. Raises ValidationError for fewer than two names."""
    wanted = list(dict.fromkeys(clean_name(name) for name in names if clean_name(name)))
    if len(wanted) < 2:
        raise ValidationError(_("分かれたあとの部署の名前を、二つ以上書いてください。"))
    goes_on = any(department_key(name) == unit.key for name in wanted)
    made = [
        unit if department_key(name) == unit.key else _become([unit], name=name, kind="split", on=on, by=by)
        for name in wanted
    ]
    return made if not goes_on else [reopen(unit=u, by=by) if u == unit else u for u in made]


@transaction.atomic
def merge(*, units: Sequence[Department], name: str, on: date, by: User) -> Department:
    """From `on` the units are one, under the name given. Raises ValidationError for fewer than two."""
    if len({unit.pk for unit in units}) < 2:
        raise ValidationError(_("統合する部署を、もう一つ以上選んでください。"))
    later = _become(units, name=name, kind=Succession.Kind.MERGED, on=on, by=by)
    for unit in units:
        _take_over(unit, later, by=by)
    return later


@transaction.atomic
def close(*, unit: Department, on: date, by: User) -> Department:
    """The unit ended without a successor; its people still find each other. Raises ValidationError while others are below."""
    if unit.children.filter(until=None).exists():
        raise ValidationError(_("下に部署が残っています。先にそれらを閉じるか、ほかの部署の下へ移してください。"))
    return _end(unit, on=on, by=by)


@transaction.atomic
def reopen(*, unit: Department, by: User) -> Department:
    """The unit is there again as if it had never been closed; what it became stays linked."""
    unit.until = None
    unit.save(update_fields=["until"])
    record("department.reopened", unit, by=by, scope=unit.company)
    return unit


@transaction.atomic
def take_back(*, link: Succession, by: User) -> None:
    """The link was a mistake: the earlier unit is open again; a later one that nobody was in yet is gone."""
    earlier, later, kind = link.earlier, link.later, link.kind
    record("department.unlinked", earlier, by=by, scope=earlier.company, later=later.name, kind=kind)
    link.delete()
    if not earlier.later_units.exists():
        if kind == Succession.Kind.RENAMED:
            _take_over(later, earlier, by=by)
        reopen(unit=earlier, by=by)
    linked = later.earlier_units.exists() or later.later_units.exists()
    if not linked and later.since is not None:
        with suppress(ProtectedError):  # somebody was there, or a gathering is meant for it: then it stays
            later.delete()


@transaction.atomic
def describe(*, company: Company, by: User, **words: object) -> Company:
    """What the company says of itself, and its settings, from now on."""
    changed = [name for name, value in words.items() if getattr(company, name) != value]
    for name in changed:
        setattr(company, name, words[name])
    if changed:
        company.save(update_fields=changed)
        record("company.described", company, by=by, scope=company, fields=changed)
    return company


def _become(units: Iterable[Department], *, name: str, kind: str, on: date, by: User) -> Department:
    name, units = _usable(name), list(units)
    company, parent = units[0].company, units[0].parent
    standing = company.departments.filter(parent=parent, key=department_key(name)).first()
    if standing and standing.until is None and (kind != Succession.Kind.MERGED or standing not in units):
        raise ValidationError(
            _("同じ名前の部署が、同じ場所にすでにあります。別の名前にするか、「統合」を使ってください。")
        )
    later = add_department(company=company, name=name, parent=parent, by=by)
    if later not in units:
        later.since, later.until = later.since or on, None
        later.save(update_fields=["since", "until"])
    for unit in units:
        if unit != later:
            succeed(earlier=unit, later=later, kind=kind, on=on, by=by)
            _end(unit, on=on, by=by)
    return later


def _take_over(earlier: Department, later: Department, *, by: User) -> None:
    if earlier != later:
        for child in earlier.children.filter(until=None).exclude(pk=later.pk):
            move_department(unit=child, parent=later, by=by)


def _end(unit: Department, *, on: date, by: User) -> Department:
    if unit.since and on < unit.since:
        raise ValidationError(_("この部署ができた日より前の日付です。日付を確かめてください。"))
    if unit.until is None:
        unit.until = on
        unit.save(update_fields=["until"])
        record("department.closed", unit, by=by, scope=unit.company, on=str(on))
    return unit


def _usable(name: str) -> str:
    name = clean_name(name)
    if not name:
        raise ValidationError(_("部署の名前を書いてください。"))
    return name
