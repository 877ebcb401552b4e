"""Calendar addresses in the admin, for the platform only: that there is one and when it was read; never the address."""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from programs.calendars.models import Feed


@admin.register(Feed)
class FeedAdmin(ScopedAdmin):
    list_display = ("person", "made_at", "fetched_at")
    list_select_related = ("person",)
    ordering = ("-id",)
    fields = ("person", "made_at", "fetched_at")
