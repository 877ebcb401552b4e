"""The house of persons: who somebody is, what they agreed to, how they may be reached."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("アカウント")

    def ready(self) -> None:
        """Every house's notice kinds are known: accounts can't import the others by name."""
        import_module("accounts.notices.letters")
        import_module("accounts.notices.notices")
        autodiscover_modules("notices")
