"""Gatherings and their answers in the admin: to read, to publish and to cancel, as on the pages."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import STAFF, ScopedAdmin, ScopedInline
from programs.events import actions
from programs.events.models import Event, Reply
from programs.events.parts import EventCompany, EventRole, Series, Session
from programs.events.queries import names_told_to

AT_MOST = 200


class ReplyInline(ScopedInline):
    """The latest answers of those whom this officer may read by name; the page of the gathering counts the others."""

    model = Reply
    fields = ("person", "answer", "guests", "at")
    readonly_fields = ("at",)

    def get_queryset(self, request: HttpRequest) -> Any:
        number = request.resolver_match.kwargs.get("object_id", "") if request.resolver_match else ""
        event = Event.objects.filter(pk=number).first() if str(number).isdecimal() else None
        rows = super().get_queryset(request)
        if event is None:
            return rows.none()
        named = Q() if request.user.is_superuser else names_told_to(request.user, event)  # type: ignore[arg-type]
        latest = Reply.objects.filter(named, event=event).order_by("-pk").values_list("pk", flat=True)[:AT_MOST]
        return rows.filter(pk__in=list(latest)).select_related("person")


class SessionInline(ScopedInline):
    model = Session
    fields = readonly_fields = ("starts_at", "ends_at", "title", "place")


@admin.register(Event)
class EventAdmin(ScopedAdmin):
    open_to = STAFF
    inlines = [SessionInline, ReplyInline]
    list_display = ("title", "company", "host", "starts_at", "state", "taken", "capacity")
    list_filter = ("state", "kind", "company")
    list_select_related = ("company", "host")
    ordering = ("-starts_at",)
    search_fields = ("title", "place")
    search_help_text = _("題名、場所の、はじめの文字でさがします。")
    actions = ("publish", "cancel")

    def has_host_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description=_("公開する"), permissions=["host"])
    def publish(self, request: HttpRequest, queryset: Any) -> None:
        self.each(
            request,
            queryset.select_related("company"),
            lambda event: actions.publish(event=event, by=request.user),
            _("%(count)d件の集いを公開しました。"),
        )

    @admin.action(description=_("中止する（理由を書く）"), permissions=["host"])
    def cancel(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        rows = list(queryset.select_related("company"))
        reason = request.POST.get("reason", "").strip()
        if not reason:
            context = {
                **self.admin_site.each_context(request),
                "title": _("集いを中止する"),
                "subtitle": None,
                "opts": self.opts,
                "events": rows,
                "checkbox": ACTION_CHECKBOX_NAME,
                "asked_again": "reason" in request.POST,
            }
            return TemplateResponse(request, "admin/events/cancel.html", context)
        self.each(
            request,
            rows,
            lambda event: actions.cancel(event=event, by=request.user, reason=reason),
            _("%(count)d件の集いを中止しました。"),
        )
        return None


@admin.register(Series)
class SeriesAdmin(ScopedAdmin):
    open_to = STAFF
    list_display = ("title", "company", "host", "rhythm", "created_at")
    list_filter = ("company", "rhythm")
    list_select_related = ("company", "host")
    ordering = ("-id",)
    search_fields = ("title",)
    fields = ("title", "company", "host", "rhythm")


@admin.register(EventCompany)
class EventCompanyAdmin(ScopedAdmin):
    """Which companies were asked to let a gathering be open to their people; a company reads what it was asked."""

    open_to = STAFF
    list_display = ("event", "company", "state", "asked_at", "answered_at")
    list_filter = ("state", "company")
    list_select_related = ("event", "company")
    ordering = ("-id",)
    fields = ("event", "company", "state", "answered_at")


@admin.register(EventRole)
class EventRoleAdmin(ScopedAdmin):
    """Who holds what together with its host: for the platform, when somebody can't get in."""

    list_display = ("event", "person", "role", "state", "asked_at", "answered_at")
    list_filter = ("state", "role")
    list_select_related = ("event", "person")
    ordering = ("-id",)
    fields = ("event", "person", "role", "state", "answered_at")
