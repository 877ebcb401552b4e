"""Collaborations in the admin: states and facts only, for the platform; not a word of what the sides wrote.

Statements, outcomes, roles, the log and what a side keeps to itself have no page here, and never get one.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import ScopedAdmin
from programs.collaborations.models import Collaboration


@admin.register(Collaboration)
class CollaborationAdmin(ScopedAdmin):
    list_display = ("number", "state", "proposed_by", "proposed_at", "over_at")
    list_filter = ("state",)
    list_select_related = ("proposed_by",)
    ordering = ("-pk",)
    fields = ("state", "proposed_by", "proposed_at", "over_at")

    @admin.display(description=_("番号"))
    def number(self, row: Collaboration) -> str:
        return str(row)
