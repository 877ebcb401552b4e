"""What companies ask and offer, in the admin: facts to read, and ending it. What is a person's own isn't here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import STAFF, ScopedAdmin
from programs.exchange import actions
from programs.exchange.models import Listing


@admin.register(Listing)
class ListingAdmin(ScopedAdmin):
    open_to = STAFF
    list_display = ("title", "kind", "company", "department", "state", "load", "shown", "expires_at")
    list_filter = ("kind", "state", "company")
    list_select_related = ("company", "department")
    fields = readonly_fields = (
        "kind", "state", "company", "department", "person", "title", "words", "back", "since", "until", "effort",
        "online", "area", "place", "capacity", "load", "shown", "weight", "made_at", "opened_at", "expires_at",
        "ended_at",
    )  # fmt: skip
    ordering = ("-pk",)
    search_fields = ("title",)
    search_help_text = _("ひとことの、はじめの文字でさがします。")
    actions = ("end",)

    def has_desk_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description=_("終わりにする"), permissions=["desk"])
    def end(self, request: HttpRequest, queryset: Any) -> None:
        self.each(
            request,
            queryset,
            lambda one: actions.end(listing=one, by=request.user),
            _("%(count)d件を終わりにしました。"),
        )
