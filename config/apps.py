"""Django's admin in our own coat."""

from django.contrib.admin.apps import AdminConfig


class KanaeAdminConfig(AdminConfig):
    default_site = "config.admin.KanaeAdminSite"
