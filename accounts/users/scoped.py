"""The base of every admin page: denied unless allowed, and what is seen comes from `editable_by` alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

VIEW, ADD, CHANGE = "view", "add", "change"
PLATFORM, STAFF = "platform", "staff"


@dataclass
class Doors:
    """What the higher rooms hand in, because this room may not import them."""

    staff: list[Callable[[Any], bool]]  # does this person act for some company now?
    record: Callable[..., Any] | None = None  # accounts.audit.actions.record
    timeline: Callable[..., Iterable[Any]] | None = None  # accounts.audit.timeline.timeline_of


doors = Doors(staff=[])


def acts_for_a_company(user: Any) -> bool:
    return any(asks(user) for asks in doors.staff)


def may_enter(user: Any) -> bool:
    """The admin's threshold: the staff mark is necessary, and alone it opens nothing."""
    return user.is_active and user.is_staff and (user.is_superuser or acts_for_a_company(user))


def scope_of(model: type[models.Model], user: Any) -> models.QuerySet[Any]:
    """All a person may work on; a model without `editable_by` belongs to the platform."""
    rows: Any = model._default_manager.all()
    if user.is_superuser:
        return rows
    if not user.is_active or not hasattr(rows, "editable_by"):
        return rows.none()
    return rows.editable_by(user)


class EstimatingPaginator(Paginator):
    """Counts exactly up to a bound; beyond it the planner's own estimate is near enough and costs nothing."""

    exact_up_to = 2000
    estimated = False

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        if not isinstance(rows, models.QuerySet):
            return len(rows)
        exact = rows.order_by()[: self.exact_up_to + 1].count()
        if exact <= self.exact_up_to:
            return exact
        self.estimated = True
        plan = rows.order_by().explain(format="text").split("rows=", 1)[1]
        return max(exact, int(plan.split(" ", 1)[0]))


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """Offers only what the viewer may work on, so that no other company's name stands in the filter."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(row.pk, str(row)) for row in scope_of(field.remote_field.model, request.user)[:500]]


class ScopedInline(admin.TabularInline):
    """Rows under a page, to read only: their parent decides who sees them."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_enter(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ScopedAdmin(admin.ModelAdmin):
    """A page that shows, offers, changes and remembers nothing outside the viewer's scope; it never deletes."""

    open_to = PLATFORM  # or STAFF: a company's own people too, within `editable_by`
    allows: frozenset[str] = frozenset()  # of ADD and CHANGE; looking comes with the scope
    # search_fields: indexed columns, which must begin with what was typed (never "contains": that reads every row)
    fold: Callable[[str], str] | None = None  # how the typed words are folded before they are compared
    paginator = EstimatingPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 200
    object_history_template = "admin/timeline.html"
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = scope_of(self.model, request.user)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    # Permissions: facts about the person, never Django's permission tables --------------------------------------

    def _admits(self, request: HttpRequest, obj: Any = None) -> bool:
        user: Any = request.user
        if not may_enter(user) or (self.open_to == PLATFORM and not user.is_superuser):
            return False
        if not user.is_superuser and not hasattr(self.model._default_manager.all(), "editable_by"):
            return False
        return obj is None or scope_of(self.model, user).filter(pk=obj.pk).exists()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._admits(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._admits(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return ADD in self.allows and self._admits(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return CHANGE in self.allows and self._admits(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # What may be chosen, filtered by and searched ----------------------------------------------------------------

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = scope_of(db_field.remote_field.model, request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = scope_of(db_field.remote_field.model, request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        filters = super().get_list_filter(request)
        return [(f, ScopedRelatedFilter) if self._is_relation(f) else f for f in filters]

    def _is_relation(self, name: Any) -> bool:
        return isinstance(name, str) and "__" not in name and self.model._meta.get_field(name).is_relation

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the filters themselves say: a lookup typed into the address could guess at hidden columns."""
        shown = self.get_list_filter(request) if request else self.list_filter
        names = {f[0] if isinstance(f, tuple) else getattr(f, "parameter_name", f) for f in shown}
        plain = {"id", "exact", "isnull", "in", "gte", "lt"}
        allowed = names | ({self.date_hierarchy} if self.date_hierarchy else set())
        return any(
            lookup == name or (lookup.startswith(f"{name}__") and set(lookup[len(name) + 2 :].split("__")) <= plain)
            for name in allowed
        )

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Every word begins one of the columns; or all of them together do, where a key holds a name without its space."""
        words = search_term.split()
        if not words or not self.search_fields:  # a page without a search box may still be asked in the address
            return queryset, False
        found = reduce(and_, [self._begins(word) for word in words])
        return queryset.filter(found | self._begins(search_term) if len(words) > 1 else found), False

    def _begins(self, words: str) -> models.Q:
        """As typed and as folded: a key holds names folded, a number is kept as it was given."""
        folded = type(self).fold(words) if type(self).fold else words  # type: ignore[misc]
        sides = [(f"{name}__startswith", typed) for name in self.search_fields for typed in {words, folded} if typed]
        return reduce(or_, [models.Q(side) for side in sides])

    # Changing: inside the scope before and after, and written into the history ---------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not scope_of(self.model, request.user).filter(pk=form.instance.pk).exists():
            raise PermissionDenied  # inside the transaction of the page: nothing of it stays

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return list(form.changed_data)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return self.remember(request, "added", obj)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return self.remember(request, "changed", obj, fields=message) if message else None

    def remember(self, request: HttpRequest, what: str, obj: Any, **data: Any) -> Any:
        """Into the one history instead of Django's log, which would keep names after an account is erased."""
        if doors.record is None:
            return None
        scope = getattr(obj, "scope", "") or getattr(getattr(obj, "company", None), "scope", "")
        return doors.record(f"{obj._meta.model_name}.{what}", obj, by=request.user, scope=scope, **data)

    def each(self, request: HttpRequest, rows: Any, act: Callable[[Any], Any], done: Any) -> None:
        """Does `act` to each chosen row by itself: what one refuses, the others still get."""
        count = 0
        for row in rows:
            try:
                with transaction.atomic():
                    act(row)
                count += 1
            except ValidationError as refusal:
                for sentence in refusal.messages:
                    self.message_user(request, f"{row}: {sentence}", messages.WARNING)
        if count:
            self.message_user(request, done % {"count": count}, messages.SUCCESS)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return super()._get_obj_does_not_exist_redirect(  # type: ignore[misc]
                request, self.opts, object_id
            )
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        lines = doors.timeline(obj, viewer=request.user) if doors.timeline else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("履歴"),
            "subtitle": None,
            "module_name": self.opts.verbose_name_plural,
            "lines": lines,
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)
