"""What remains of gatherings in the admin, for the platform only: photos by their rows, and the outcomes.

Feedback, wishes, and words of thanks have no page here, and never get one: they were said to somebody else.
"""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from programs.keepsakes.models import EventOutcome, EventPhoto


@admin.register(EventPhoto)
class EventPhotoAdmin(ScopedAdmin):
    """Who put it there and whether it was taken down, when somebody asks; the picture itself is for those who came."""

    list_display = ("event", "by", "at", "hidden", "hidden_at")
    list_filter = ("hidden",)
    list_select_related = ("event", "by")
    ordering = ("-id",)
    fields = ("event", "by", "at", "hidden", "hidden_at", "hidden_by")


@admin.register(EventOutcome)
class EventOutcomeAdmin(ScopedAdmin):
    list_display = ("event", "by", "at", "revision")
    list_select_related = ("event", "by")
    ordering = ("-id",)
    fields = ("event", "company_words", "people_words", "revision", "by", "at")
