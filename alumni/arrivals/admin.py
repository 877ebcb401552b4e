"""Invitations and requests to join in the admin: to read only, they are answered on the desk."""

from django.contrib import admin

from accounts.users.scoped import STAFF, ScopedAdmin
from alumni.arrivals.models import Invitation, JoinRequest


@admin.register(Invitation)
class InvitationAdmin(ScopedAdmin):
    open_to = STAFF
    fields = ("company", "enrolment", "address", "message", "state", "by", "sent_at", "expires_at", "answered_at")
    list_display = ("address", "company", "enrolment", "state", "sent_at", "expires_at")
    list_filter = ("state", "company")
    list_select_related = ("company", "enrolment")
    ordering = ("-id",)
    search_fields = ("address",)


@admin.register(JoinRequest)
class JoinRequestAdmin(ScopedAdmin):
    open_to = STAFF
    list_display = ("person", "company", "period_text", "state", "asked_at", "answered_at")
    list_filter = ("state", "company")
    list_select_related = ("company", "person")
    ordering = ("-id",)
    search_fields = ("person__family_name", "person__email", "employee_number")
