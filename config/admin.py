"""The one admin site: behind our own log-in, in our own words."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.users.rules import has_factors_for_admin
from accounts.users.scoped import ScopedAdmin, may_enter


class KanaeAdminSite(AdminSite):
    site_header = _("叶え 管理画面")
    site_title = _("叶え 管理画面")
    index_title = _("なにをしますか")
    enable_nav_sidebar = True

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        if may_enter(request.user) and not has_factors_for_admin(request.user):
            messages.warning(request, _("管理画面に入るには、先にパスキーか認証アプリを用意してください。"))
            return redirect("mfa_index")
        return secure_admin_login(super().login)(request, extra_context)

    def has_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user) and has_factors_for_admin(request.user)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Libraries register pages of their own (groups, second factors, sessions): only scoped ones come in."""
        if admin_class is not None and issubclass(admin_class, ScopedAdmin):
            super().register(model_or_iterable, admin_class, **options)
