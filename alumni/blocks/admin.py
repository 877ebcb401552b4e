"""The queue of reports, for the platform's admins only: what was written stands here as a copy, nothing else of it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import CHANGE, ScopedAdmin
from alumni.blocks import actions
from alumni.blocks.models import Report


@admin.register(Report)
class ReportAdmin(ScopedAdmin):
    """Write the answer, save, then choose what became of it: the answer goes to whoever told of it."""

    allows = frozenset({CHANGE})
    list_display = ("reason", "state", "called", "by", "at", "answered_at")
    list_filter = ("state", "reason")
    list_select_related = ("by",)
    ordering = ("answered_at", "id")
    fields = ("state", "reason", "called", "by", "at", "words", "evidence", "answer", "answered_at")
    readonly_fields = ("state", "reason", "called", "by", "at", "words", "evidence", "answered_at")
    actions = ("take_up", "has_acted", "has_closed")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What was answered has been read: it stays."""
        return [*self.readonly_fields, "answer"] if obj and not obj.is_open else self.readonly_fields

    @admin.action(description=_("確かめはじめる"))
    def take_up(self, request: HttpRequest, rows: QuerySet[Report]) -> None:
        self.each(
            request, rows, lambda r: actions.look(report=r, by=request.user), _("%(count)d件を確かめています。")
        )

    @admin.action(description=_("対応したと返事する"))
    def has_acted(self, request: HttpRequest, rows: QuerySet[Report]) -> None:
        self._answer(request, rows, acted=True)

    @admin.action(description=_("対応なしで終えたと返事する"))
    def has_closed(self, request: HttpRequest, rows: QuerySet[Report]) -> None:
        self._answer(request, rows, acted=False)

    def _answer(self, request: HttpRequest, rows: QuerySet[Report], *, acted: bool) -> None:
        def one(row: Report) -> None:
            actions.answer(report=row, acted=acted, words=row.answer, by=request.user)

        self.each(request, rows.select_related("by"), one, _("%(count)d件に返事しました。"))
