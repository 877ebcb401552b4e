"""Introductions and vouches in the admin, for the platform only: how they stand, never in whose words."""

from django.contrib import admin

from accounts.users.scoped import ScopedAdmin
from alumni.introductions.models import Introduction, Vouch


@admin.register(Introduction)
class IntroductionAdmin(ScopedAdmin):
    fields = ("asker", "middle", "other", "company", "state", "asked_at", "passed_at", "answered_at")
    list_display = ("asker", "middle", "other", "state", "asked_at")
    list_filter = ("state",)
    list_select_related = ("asker", "middle", "other")
    ordering = ("-id",)
    search_fields = ("asker__email", "other__email")


@admin.register(Vouch)
class VouchAdmin(ScopedAdmin):
    fields = ("voucher", "company", "state", "enrolment", "asked_at", "answered_at", "answered_by")
    list_display = ("voucher", "company", "state", "asked_at")
    list_filter = ("state", "company")
    list_select_related = ("voucher", "company")
    ordering = ("-id",)
    search_fields = ("voucher__email",)
