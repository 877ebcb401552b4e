"""Programs in the admin: to look at; a company sees its own programs, its own part in others, and its own people.

Rounds, groups, sessions, series and certificates are for the platform alone, without a word that somebody wrote. Who is
kept apart and why, practice, questions and what each side told at the close have no page here, and never get one.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import STAFF, ScopedAdmin
from programs.cohorts import making
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward
from programs.cohorts.practice_models import Certificate, Dialogue
from programs.cohorts.round_models import Mixing, Place, ProgramSession, Round


@admin.register(Program)
class ProgramAdmin(ScopedAdmin):
    open_to = STAFF
    list_display = ("title", "company", "kind", "state", "starts_on", "ends_on")
    list_filter = ("state", "kind", "company")
    list_select_related = ("company",)
    ordering = ("-starts_on", "-pk")
    search_fields = ("title",)
    search_help_text = _("題名の、はじめの文字でさがします。")


@admin.register(Partner)
class PartnerAdmin(ScopedAdmin):
    """Without who answered: that is a matter of the company's own history."""

    open_to = STAFF
    list_display = ("program", "company", "state", "seats", "taken")
    list_filter = ("state", "company")
    list_select_related = ("program", "company")
    fields = ("company", "state", "seats", "taken", "brings", "hopes", "asked_at", "answered_at")
    readonly_fields = fields
    ordering = ("-pk",)


@admin.register(Nomination)
class NominationAdmin(ScopedAdmin):
    """Where somebody stands; their own words and the reasons are for the pages of the program."""

    open_to = STAFF
    list_display = ("person", "program", "company", "state", "moved_at")
    list_filter = ("state", "company")
    list_select_related = ("person", "program", "company")
    fields = (
        "person",
        "company",
        "state",
        "moved_at",
        "nominated_at",
        "agreed_at",
        "approved_at",
        "joined_at",
        "left_at",
    )
    readonly_fields = fields
    ordering = ("-pk",)


@admin.register(Steward)
class StewardAdmin(ScopedAdmin):
    list_display = ("person", "program", "leads", "agreed_at", "ended_at")
    list_select_related = ("person", "program")
    ordering = ("-pk",)


@admin.register(Mixing)
class MixingAdmin(ScopedAdmin):
    """How far the worker is: what hangs or was given up can be tried again."""

    list_display = ("program", "groups", "percent", "asked_at", "made_at", "attempts", "error")
    list_select_related = ("program",)
    fields = (
        "program", "groups", "least", "most", "seed", "asked_at", "lease_until", "percent", "made_at", "attempts", "error",
    )  # fmt: skip
    ordering = ("-asked_at", "-pk")
    actions = ("try_again",)

    @admin.action(description=_("もう一度試す"))
    def try_again(self, request: HttpRequest, queryset: Any) -> None:
        rows = queryset.select_related("program__company")
        done = _("%(count)d件を、もう一度試します。")
        self.each(request, rows, lambda row: making.try_again(mixing=row, by=request.user), done)


@admin.register(Round)
class RoundAdmin(ScopedAdmin):
    list_display = ("program", "number", "published_at")
    list_select_related = ("program",)
    ordering = ("-program", "number")


@admin.register(Place)
class PlaceAdmin(ScopedAdmin):
    """Where somebody sits, and what they were told."""

    list_display = ("round", "person", "group", "told", "held")
    list_select_related = ("round__program", "nomination__person")
    fields = ("round", "person", "group", "told", "held")
    readonly_fields = fields
    ordering = ("-round", "group", "pk")

    @admin.display(description=_("人"))
    def person(self, row: Place) -> str:
        return row.nomination.person.name


@admin.register(ProgramSession)
class ProgramSessionAdmin(ScopedAdmin):
    list_display = ("program", "number", "event", "round")
    list_select_related = ("program", "event", "round")
    fields = ("program", "number", "event", "round")
    ordering = ("-program", "number")


@admin.register(Dialogue)
class DialogueAdmin(ScopedAdmin):
    """How far a department's series is."""

    list_display = ("program", "head", "agreed_at", "questions_until", "will_do_at", "look_back_on", "looked_back_at")
    list_select_related = ("program", "head")
    fields = list_display
    ordering = ("-pk",)


@admin.register(Certificate)
class CertificateAdmin(ScopedAdmin):
    """Without its number: whoever has that can open the page."""

    list_display = ("number", "person", "program", "issued_at", "is_open", "revoked_at")
    list_select_related = ("nomination__person", "nomination__program")
    fields = ("person", "program", "issued_at", "is_open", "shows_name", "shows_company", "revoked_at")
    readonly_fields = fields
    ordering = ("-pk",)

    @admin.display(description=_("番号"))
    def number(self, row: Certificate) -> str:
        return f"#{row.pk}"

    @admin.display(description=_("人"))
    def person(self, row: Certificate) -> str:
        return row.nomination.person.name

    @admin.display(description=_("プログラム"))
    def program(self, row: Certificate) -> str:
        return row.nomination.program.title
