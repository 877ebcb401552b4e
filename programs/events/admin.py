"""Gatherings and their answers in the admin: to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import STAFF, ScopedAdmin, ScopedInline
from programs.events.models import Event, Reply


class ReplyInline(ScopedInline):
    model = Reply
    fields = ("person", "answer", "guests", "at")
    readonly_fields = ("at",)

    def get_queryset(self, request):  # type: ignore[no-untyped-def]
        return super().get_queryset(request).select_related("person")


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
