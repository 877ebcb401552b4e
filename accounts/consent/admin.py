"""The texts people agreed to, and their consents: to read only."""

from django.contrib import admin

from accounts.consent.models import Consent, Document
from accounts.users.scoped import ScopedAdmin


@admin.register(Document)
class DocumentAdmin(ScopedAdmin):
    list_display = ("scope", "purpose", "version", "published_at")
    list_filter = ("purpose",)
    ordering = ("-id",)
    search_fields = ("scope", "purpose")


@admin.register(Consent)
class ConsentAdmin(ScopedAdmin):
    list_display = ("person", "document", "channel", "given_at", "withdrawn_at")
    list_filter = ("channel", "language")
    list_select_related = ("person", "document")
    ordering = ("-id",)
    search_fields = ("person__email", "document__scope")
