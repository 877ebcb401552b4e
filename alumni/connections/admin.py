"""Connections in the admin, for the platform only: that they exist and how they stand, never in whose words."""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from alumni.connections.models import Connection


@admin.register(Connection)
class ConnectionAdmin(ScopedAdmin):
    fields = ("first", "second", "asked_by", "through", "state", "asked_at", "answered_at", "ended_at")
    list_display = ("first", "second", "state", "asked_at")
    list_filter = ("state",)
    list_select_related = ("first", "second")
    ordering = ("-id",)
    search_fields = ("first__email", "second__email")
