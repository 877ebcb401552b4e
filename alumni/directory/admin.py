"""Who was shown whom, for the platform only: to read."""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from alumni.directory.models import Sighting


@admin.register(Sighting)
class SightingAdmin(ScopedAdmin):
    list_display = ("day", "viewer", "person", "page")
    list_filter = ("page",)
    list_select_related = ("viewer", "person")
    date_hierarchy = "day"
    ordering = ("-day", "-id")
    search_fields = ("viewer__email", "person__email")
