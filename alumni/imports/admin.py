"""Platform admins and company staff see what was imported and what became of it."""

from django.contrib import admin

from accounts.users.scoped import STAFF, ScopedAdmin
from alumni.imports.models import HrImport


@admin.register(HrImport)
class HrImportAdmin(ScopedAdmin):
    """What came in and what became of it; the file itself is never shown here."""

    open_to = STAFF
    fields = ("company", "by", "at", "file_name", "encoding", "state", "total", "progress", "error", "finished_at")
    list_display = ("file_name", "company", "by", "at", "state", "total", "progress")
    list_filter = ("state", "company")
    list_select_related = ("company", "by")
    ordering = ("-id",)
