"""Profiles, for the platform only: to read."""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from alumni.profiles.models import Profile


@admin.register(Profile)
class ProfileAdmin(ScopedAdmin):
    # What somebody tells of themself, and to whom, is for the pages; here stands only what running the place needs.
    fields = ("person", "seen_by", "shows_verified", "updated_at")
    list_display = ("person", "seen_by", "updated_at")
    list_filter = ("seen_by",)
    list_select_related = ("person",)
    ordering = ("-id",)
    search_fields = ("person__email", "person__family_name", "person__family_kana")
