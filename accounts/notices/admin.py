"""The outbox for the platform's administrators: what waits, what failed and why, send again."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from accounts.notices import actions, kinds, queries
from accounts.notices.models import Delivery, Fact, Incident, Suppression
from accounts.users.mailbox import mailbox
from accounts.users.scoped import ScopedAdmin

# What the outbox notes when it decides itself; anything else is what the mail server said.
REASONS = {
    "suppressed": _("送信停止のアドレス"),
    "muted": _("本人がメールを止めている"),
    "inactive": _("利用停止中の人"),
    "no longer relevant": _("送る前に用がなくなった"),
    "withdrawn": _("取り下げられた"),
    "expired": _("コードの期限が切れた"),
    "the worker died while sending": _("送信中に処理が止まった"),
}


def label_of(code: str) -> Any:
    return next((kind.label for kind in kinds.all() if kind.code == code), code)


def words_for(error: str) -> Any:
    """Why a mail wasn't sent, in words; what the mail server said stays as it said it."""
    return REASONS.get(error, error)


def standing() -> dict[str, Any]:
    now, states = timezone.now(), dict(Delivery.State.choices)
    rows = queries.standing()
    return {
        "oldest": queries.oldest_waiting(),
        "standing": [
            {
                **row,
                "words": words_for(row["error"]),
                "label": states[row["state"]],
                "age": timesince(row["oldest"], now),
            }
            for row in rows
        ],
        "incidents": Incident.objects.filter(closed_at=None),
    }


class KindFilter(admin.SimpleListFilter):
    title = _("種類")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind.code, kind.label or kind.code) for kind in kinds.all() if not kind.discreet]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        name = "kind" if queryset.model is Fact else "fact__kind"
        return queryset.filter(**{name: self.value()}) if self.value() else queryset


@admin.register(Delivery)
class DeliveryAdmin(ScopedAdmin):
    list_display = ("address", "state", "kind", "attempts", "doubts", "age", "reason")
    list_filter = ("state", "code", "bundle", KindFilter)
    list_select_related = ("fact",)
    search_fields = ("address",)
    search_help_text = _("アドレスのはじめの文字でさがします。")
    ordering = ("-id",)
    actions = ("again", "hold", "let_go")
    change_list_template = "admin/notices/deliveries.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).exclude(fact__kind__in=kinds.discreet())

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Above the list: what waits, since when, and what failed for which reason."""
        return super().changelist_view(request, {**(extra_context or {}), **standing()})

    @admin.display(description=_("種類"))
    def kind(self, mail: Delivery) -> Any:
        return label_of(mail.fact.kind)

    @admin.display(description=_("経過"))
    def age(self, mail: Delivery) -> str:
        return timesince(mail.fact.not_before or mail.fact.at, timezone.now())

    @admin.display(description=_("理由"))
    def reason(self, mail: Delivery) -> Any:
        words = words_for(mail.error)
        return f"{mail.code} {words}" if mail.code and mail.error else words

    def each_message(self, request: HttpRequest, queryset: Any, act: Callable[..., Any], done: Any) -> None:
        """A digest is decided about as a whole, however many of its rows were chosen."""
        found = {(mail.letter or mail.pk, mail.state): mail for mail in queryset.select_related("fact")}
        self.each(request, found.values(), lambda mail: act(mail=mail, by=request.user), done)

    @admin.action(description=_("もう一度送る"))
    def again(self, request: HttpRequest, queryset: Any) -> None:
        self.each_message(
            request,
            queryset,
            actions.send_again,
            _("%(count)d通を送りなおします。"),
        )

    @admin.action(description=_("送りなおしを止める（届いたか不明のまま）"))
    def hold(self, request: HttpRequest, queryset: Any) -> None:
        self.each_message(
            request,
            queryset,
            actions.hold,
            _("%(count)d通の送りなおしを止めました。"),
        )

    @admin.action(description=_("届いたことにする（不明のもの）"))
    def let_go(self, request: HttpRequest, queryset: Any) -> None:
        self.each_message(
            request,
            queryset,
            actions.let_go,
            _("%(count)d通を届いたことにしました。"),
        )


@admin.register(Fact)
class FactAdmin(ScopedAdmin):
    """Without `data`: the words of a code are nobody's to read."""

    list_display = ("id", "label", "about", "scope", "by", "at", "not_before", "expanded_at")
    list_filter = (KindFilter,)
    search_fields = ("about",)
    search_help_text = "event:12"
    ordering = ("-id",)
    fields = ("kind", "about", "scope", "by", "revision", "at", "not_before", "cursor", "expanded_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).exclude(kind__in=kinds.discreet())

    @admin.display(description=_("種類"))
    def label(self, fact: Fact) -> Any:
        return label_of(fact.kind)


@admin.register(Suppression)
class SuppressionAdmin(ScopedAdmin):
    list_display = ("address_key", "scope", "reason", "at")
    search_fields = ("address_key",)
    fold = staticmethod(mailbox)
    ordering = ("-id",)
