"""Who was shown whom, for the platform only: to read, and to take along when somebody's data has to be accounted for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import ScopedAdmin
from alumni.directory.actions import take_log
from alumni.directory.models import Sighting


class TypedFilter(admin.SimpleListFilter):
    """Something typed instead of chosen from a list: there are too many people and days to offer all."""

    template = "admin/sightings/typed.html"
    kind = "text"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("", "")]

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        others = [
            (name, value) for name, value in changelist.params.items() if name not in (self.parameter_name, "p")
        ]
        yield {"value": self.value() or "", "name": self.parameter_name, "kind": self.kind, "others": others}


class ViewerFilter(TypedFilter):
    title = _("見た人（メールアドレスか番号）")
    parameter_name = "viewer"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Sighting]) -> QuerySet[Sighting]:
        """By address, or by number: a number is what a mail may carry."""
        asked = (self.value() or "").strip()
        if asked.isascii() and asked.isdigit() and len(asked) < 10:
            return queryset.filter(viewer=asked)
        return queryset.filter(viewer__email__iexact=asked) if asked else queryset


class DayFilter(TypedFilter):
    kind = "date"
    lookup = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Sighting]) -> QuerySet[Sighting]:
        try:
            return queryset.filter(**{self.lookup: date.fromisoformat(self.value() or "")})
        except ValueError:
            return queryset


class SinceFilter(DayFilter):
    title, parameter_name, lookup = _("この日から"), "since", "day__gte"


class UntilFilter(DayFilter):
    title, parameter_name, lookup = _("この日まで"), "until", "day__lte"


@admin.register(Sighting)
class SightingAdmin(ScopedAdmin):
    """「この人は、この期間に、だれのデータを見たか」に答えます。書き出したことも記録に残ります。"""

    list_display = ("day", "viewer", "person", "page")
    list_filter = (ViewerFilter, SinceFilter, UntilFilter, "page")
    list_select_related = ("viewer", "person")
    date_hierarchy = "day"
    ordering = ("-day", "-id")
    search_fields = ("person__email", "person__family_name")
    change_list_template = "admin/sightings/list.html"

    def get_urls(self) -> list[Any]:
        take = self.admin_site.admin_view(self.take)
        return [path("take/", take, name="alumni_sighting_take"), *super().get_urls()]

    def take(self, request: HttpRequest) -> HttpResponse:
        """The lines that the list shows now, as a file."""
        if request.method != "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request)
        try:
            content = take_log(rows=rows, asked=request.GET.dict(), by=request.user)  # type: ignore[arg-type]
        except ValidationError as refusal:
            self.message_user(request, refusal.messages[0], messages.ERROR)
            return HttpResponseRedirect(f"{reverse('admin:alumni_sighting_changelist')}?{request.GET.urlencode()}")
        answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="sightings.csv"'
        answer["Cache-Control"] = "no-store"
        return answer
