"""Tenures in the admin: confirmed, doubted, merged; never invented."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import STAFF, ScopedAdmin
from alumni.companies.names import fold
from alumni.tenures import actions
from alumni.tenures.models import Tenure

AT_ONCE = 500


@admin.register(Tenure)
class TenureAdmin(ScopedAdmin):
    """What happened stays as it was told: only its state is answered, by the same actions as the pages."""

    open_to = STAFF
    fold = staticmethod(fold)
    list_display = ("who", "company", "department", "title", "since", "until", "open", "state")
    list_filter = ("state", "company", "entry", "open")
    list_select_related = ("company", "department", "enrolment", "person")
    ordering = ("-id",)
    search_fields = ("enrolment__name_key", "enrolment__kana_key", "person__family_name")
    search_help_text = _("姓または姓名、かなの、はじめの文字でさがします。")
    actions = ("verify", "dispute", "refuse", "merge")

    @admin.display(description=_("だれの"))
    def who(self, tenure: Tenure) -> str:
        return str(tenure.person or tenure.enrolment)

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description=_("確認する（在籍確認済にする）"), permissions=["judge"])
    def verify(self, request: HttpRequest, queryset: Any) -> None:
        rows = queryset.select_related("company", "enrolment")[:AT_ONCE]
        self.each(
            request,
            rows,
            lambda tenure: actions.verify(tenure=tenure, by=request.user),
            _("%(count)d件の在籍を確認しました。"),
        )

    @admin.action(description=_("確認中にする（理由を書く）"), permissions=["judge"])
    def dispute(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        rows = list(queryset.select_related("company", "department", "enrolment", "person")[:AT_ONCE])
        reason = request.POST.get("reason", "")
        if not reason.strip():
            return self._ask(request, "admin/tenures/dispute.html", _("確認中にする"), rows, "dispute")
        self.each(
            request,
            rows,
            lambda tenure: actions.dispute(tenure=tenure, by=request.user, reason=reason),
            _("%(count)d件を確認中にしました。"),
        )
        return None

    @admin.action(description=_("確認できないと伝える（理由を書く）"), permissions=["judge"])
    def refuse(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        rows = list(queryset.select_related("company", "department", "enrolment", "person")[:AT_ONCE])
        reason = request.POST.get("reason", "")
        if not reason.strip():
            return self._ask(request, "admin/tenures/dispute.html", _("確認できないと伝える"), rows, "refuse")
        self.each(
            request,
            rows,
            lambda tenure: actions.refuse(tenure=tenure, by=request.user, reason=reason),
            _("%(count)d件について、確認できないと伝えました。"),
        )
        return None

    @admin.action(description=_("重複を統合する"), permissions=["judge"])
    def merge(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        rows = list(queryset.select_related("company", "department", "enrolment", "person")[:AT_ONCE])
        if "confirmed" not in request.POST:
            return self._ask(request, "admin/tenures/merge.html", _("重複を統合する"), rows, "merge")
        try:
            kept = actions.merge(tenures=rows, by=request.user)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                self.message_user(request, sentence, "warning")
        else:
            self.message_user(request, _("ひとつに統合しました：%(tenure)s") % {"tenure": kept}, "success")
        return None

    def _ask(self, request: HttpRequest, template: str, title: Any, rows: list[Tenure], action: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": self.opts,
            "tenures": rows,
            "action": action,
            "checkbox": ACTION_CHECKBOX_NAME,
            "asked_again": "reason" in request.POST,
        }
        return TemplateResponse(request, template, context)
