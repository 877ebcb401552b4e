"""The ledger in the admin, for the platform only: that something stands between two sides, never the words."""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from programs.ledger.models import Contribution


@admin.register(Contribution)
class ContributionAdmin(ScopedAdmin):
    list_display = ("kind", "state", "on", "told_at", "confirmed_at")
    list_filter = ("state", "kind")
    ordering = ("-id",)
    fields = ("kind", "state", "on", "told_by_giver", "told_by", "told_at", "confirmed_by", "confirmed_at")
