"""Mentoring in the admin: advisors to confirm, and where to turn in danger.

Sessions, notes, distances, counts and what people chose in a transition have no page here, and never get one.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import ADD, CHANGE, ScopedAdmin
from programs.mentoring import advising
from programs.mentoring.models import Advisor, CareContact


@admin.register(Advisor)
class AdvisorAdmin(ScopedAdmin):
    list_display = ("person", "kind", "credential", "company", "state", "verified_at", "verified_by")
    list_filter = ("state", "kind")
    list_select_related = ("person", "company", "verified_by")
    ordering = ("-id",)
    fields = ("person", "kind", "headline", "bio", "credential", "company", "state", "verified_at", "verified_by")
    actions = ("confirm",)

    @admin.action(description=_("資格・経験を確認済みにする"))
    def confirm(self, request: HttpRequest, queryset: Any) -> None:
        rows = queryset.select_related("person", "company")
        done = _("%(count)d名を確認済みにしました。")
        self.each(request, rows, lambda row: advising.confirm(advisor=row, by=request.user), done)


@admin.register(CareContact)
class CareContactAdmin(ScopedAdmin):
    list_display = ("label", "reach", "company")
    list_select_related = ("company",)
    ordering = ("id",)
    allows = frozenset({ADD, CHANGE})
    fields = ("company", "label", "reach", "words")
