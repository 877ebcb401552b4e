"""Gatherings and their answers in the admin: to read, to publish and to cancel, as on the pages."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import STAFF, ScopedAdmin, ScopedInline
from programs.events import actions
from programs.events.models import Event, Reply

AT_MOST = 200


class ReplyInline(ScopedInline):
    """The latest answers; the page of the gathering shows them all."""

    model = Reply
    fields = ("person", "answer", "guests", "at")
    readonly_fields = ("at",)

    def get_queryset(self, request: HttpRequest) -> Any:
        event = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        latest = Reply.objects.filter(event=event).order_by("-pk").values_list("pk", flat=True)[:AT_MOST]
        return super().get_queryset(request).filter(pk__in=list(latest)).select_related("person")


@admin.register(Event)
class EventAdmin(ScopedAdmin):
    open_to = STAFF
    inlines = [ReplyInline]
    list_display = ("title", "company", "host", "starts_at", "state", "taken", "capacity")
    list_filter = ("state", "kind", "company")
    list_select_related = ("company", "host")
    ordering = ("-starts_at",)
    search_fields = ("title", "place")
    search_help_text = _("題名、場所の、はじめの文字で探します。")
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
