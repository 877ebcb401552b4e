"""The log, to read and to search; and the admin's own doors to it."""

from django.contrib import admin

from accounts.audit.actions import record
from accounts.audit.models import Entry
from accounts.audit.timeline import timeline_of
from accounts.users.scoped import ScopedAdmin, doors

doors.record, doors.timeline = record, timeline_of


@admin.register(Entry)
class EntryAdmin(ScopedAdmin):
    list_display = ("at", "by", "verb", "about", "scope")
    ordering = ("-id",)
    search_fields = ("about", "by", "scope")
    search_help_text = "event:12, user:5, company:3"
