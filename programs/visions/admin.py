"""V sheets in the admin, for the platform only, and facts only: that they exist, never a word of them.

Parts, steps, meeting points, notes and who reads have no page here, and never get one. The company's own vision is
public within the company: its desk keeps it on its own pages.
"""

from django.contrib import admin

from accounts.users.scoped import STAFF, ScopedAdmin
from programs.visions.models import CompanyVision, VisionSheet


@admin.register(VisionSheet)
class VisionSheetAdmin(ScopedAdmin):
    list_display = ("person", "company", "year", "started_at", "closed_at")
    list_filter = ("year",)
    list_select_related = ("person", "company")
    ordering = ("-id",)
    fields = ("person", "company", "year", "from_within", "started_at", "closed_at")


@admin.register(CompanyVision)
class CompanyVisionAdmin(ScopedAdmin):
    open_to = STAFF
    list_display = ("company", "department", "year", "written_by", "written_at")
    list_filter = ("year", "company")
    list_select_related = ("company", "department", "written_by")
    ordering = ("-id",)
    fields = ("company", "department", "year", "vision", "seeks", "written_by", "written_at")
