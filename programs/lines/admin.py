"""Relations in the admin, for the platform only: that there is something, never the words of it."""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from programs.lines.models import Gratitude, SharedMoment


@admin.register(SharedMoment)
class SharedMomentAdmin(ScopedAdmin):
    list_display = ("on", "state", "company", "at")
    list_filter = ("state",)
    list_select_related = ("company",)
    ordering = ("-id",)
    fields = ("on", "state", "company", "at", "agreed_at")


@admin.register(Gratitude)
class GratitudeAdmin(ScopedAdmin):
    list_display = ("at", "state", "company", "department", "shared")
    list_filter = ("state",)
    list_select_related = ("company", "department")
    ordering = ("-id",)
    fields = ("at", "state", "company", "department", "shared", "since_year", "until_year")
