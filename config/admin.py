"""The one admin site: behind our own log-in, in our own words."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class KanaeAdminSite(AdminSite):
    site_header = _("叶え 管理画面")
    site_title = _("叶え 管理画面")
    index_title = _("なにをしますか")
    enable_nav_sidebar = True

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        return secure_admin_login(super().login)(request, extra_context)
