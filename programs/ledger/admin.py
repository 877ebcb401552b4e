"""The ledger in the admin, for the platform only: that something stands there, neither the words nor whose they are."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.users.scoped import ScopedAdmin
from programs.ledger.models import Contribution


@admin.register(Contribution)
class ContributionAdmin(ScopedAdmin):
    list_display = ("kind", "state", "on", "told_at", "confirmed_at")
    list_filter = ("state", "kind")
    ordering = ("-id",)
    fields = ("kind", "state", "on", "told_by_giver", "told_at", "confirmed_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contribution]:
        """A draft is known to its own side alone, and to no admin."""
        return super().get_queryset(request).exclude(told_at=None)
