"""Tables speak Japanese, pair their whos and whens, and none is forgotten by the admin's scope."""

from django.apps import apps
from django.contrib import admin
from django.db import models

from accounts.users.scoped import STAFF, ScopedAdmin

HOUSES = ("accounts", "alumni", "programs")


def own_models() -> list[type[models.Model]]:
    found = [m for house in HOUSES for m in apps.get_app_config(house).get_models()]
    return [m for m in found if not m.__name__.endswith("Version")]


def test_every_table_has_a_japanese_name() -> None:
    bare = [m.__name__ for m in own_models() if str(m._meta.verbose_name).isascii()]
    assert bare == []


def test_every_field_that_the_admin_shows_has_a_japanese_name() -> None:
    bare = []
    for model, page in admin.site._registry.items():
        shown = {*page.list_display, *(page.fields or [f.name for f in model._meta.fields if f.editable])}
        bare += [
            f"{model.__name__}.{f.name}"
            for f in model._meta.fields
            if f.name in shown and f.name != "id" and str(f.verbose_name).isascii()
        ]
    assert bare == []


def test_every_admin_page_is_scoped() -> None:
    loose = [m.__name__ for m, page in admin.site._registry.items() if not isinstance(page, ScopedAdmin)]
    assert loose == []


def test_a_page_for_companies_has_a_scope_of_its_own() -> None:
    unscoped = [
        model.__name__
        for model, page in admin.site._registry.items()
        if getattr(page, "open_to", None) == STAFF and not hasattr(model._default_manager.all(), "editable_by")
    ]
    assert unscoped == []


def test_every_table_of_a_company_has_a_scope() -> None:
    """Whatever names a company can be asked for by somebody of another: it needs one definition of who may."""
    bare = [
        m.__name__
        for m in own_models()
        if any(f.name == "company" for f in m._meta.fields) and not hasattr(m._default_manager.all(), "editable_by")
    ]
    assert bare == []


def test_every_state_has_a_table_of_moves() -> None:
    workerish = {"Delivery"}  # its states are a worker's lease, fenced by its own statements
    bare = [
        m.__name__
        for m in own_models()
        if any(f.name == "state" for f in m._meta.fields) and not hasattr(m, "MOVES") and m.__name__ not in workerish
    ]
    assert bare == []


def test_a_who_has_its_when() -> None:
    alone = [
        f"{m.__name__}.{f.name}"
        for m in own_models()
        for f in m._meta.fields
        if f.name.endswith("_by")
        and f.is_relation
        and f"{f.name.removesuffix('_by')}_at" not in {x.name for x in m._meta.fields}
    ]
    assert alone == []
