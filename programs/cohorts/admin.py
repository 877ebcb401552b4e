"""Programs in the admin: to look at; a company sees its own programs, its own part in others, and its own people."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import STAFF, ScopedAdmin
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward


@admin.register(Program)
class ProgramAdmin(ScopedAdmin):
    open_to = STAFF
    list_display = ("title", "company", "kind", "state", "starts_on", "ends_on")
    list_filter = ("state", "kind", "company")
    list_select_related = ("company",)
    ordering = ("-starts_on", "-pk")
    search_fields = ("title",)
    search_help_text = _("題名の、はじめの文字で探します。")


@admin.register(Partner)
class PartnerAdmin(ScopedAdmin):
    """Without who answered: that is a matter of the company's own history."""

    open_to = STAFF
    list_display = ("program", "company", "state", "seats", "taken")
    list_filter = ("state", "company")
    list_select_related = ("program", "company")
    fields = ("company", "state", "seats", "taken", "brings", "hopes", "asked_at", "answered_at")
    readonly_fields = fields
    ordering = ("-pk",)


@admin.register(Nomination)
class NominationAdmin(ScopedAdmin):
    """Where somebody stands; their own words and the reasons are for the pages of the program."""

    open_to = STAFF
    list_display = ("person", "program", "company", "state", "moved_at")
    list_filter = ("state", "company")
    list_select_related = ("person", "program", "company")
    fields = (
        "person",
        "company",
        "state",
        "moved_at",
        "nominated_at",
        "agreed_at",
        "approved_at",
        "joined_at",
        "left_at",
    )
    readonly_fields = fields
    ordering = ("-pk",)


@admin.register(Steward)
class StewardAdmin(ScopedAdmin):
    list_display = ("person", "program", "leads", "agreed_at", "ended_at")
    list_select_related = ("person", "program")
    ordering = ("-pk",)
