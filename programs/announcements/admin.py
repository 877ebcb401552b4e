"""Announcements in the admin: to read, and to take back before they go."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import STAFF, ScopedAdmin
from programs.announcements import actions
from programs.announcements.models import Announcement


@admin.register(Announcement)
class AnnouncementAdmin(ScopedAdmin):
    open_to = STAFF
    list_display = ("subject", "company", "author", "state", "send_at")
    list_filter = ("state", "company")
    list_select_related = ("company", "author")
    ordering = ("-pk",)
    search_fields = ("subject",)
    search_help_text = _("件名の、はじめの文字でさがします。")
    actions = ("cancel",)

    def has_desk_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description=_("送る前に取りやめる"), permissions=["desk"])
    def cancel(self, request: HttpRequest, queryset: Any) -> None:
        self.each(
            request,
            queryset,
            lambda one: actions.cancel(announcement=one, by=request.user),
            _("%(count)d件のお知らせを取りやめました。"),
        )
