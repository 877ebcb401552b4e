"""Arrivals in the admin, for the platform only: who was written down when, how and by whom."""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from programs.checkins.models import Attendance


@admin.register(Attendance)
class AttendanceAdmin(ScopedAdmin):
    """Names of those who came from several companies stand here together: no company's own people read this."""

    list_display = ("event", "person", "how", "at", "by", "undone_at")
    list_filter = ("how",)
    list_select_related = ("event", "person", "by")
    ordering = ("-id",)
    fields = ("event", "person", "how", "at", "by", "undone_at", "undone_by")
