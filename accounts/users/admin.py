"""The accounts of people, for the platform's administrators."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from accounts.users.scoped import ADD, CHANGE, ScopedAdmin, ScopedInline


class AddressInline(ScopedInline):
    model = EmailAddress
    verbose_name_plural = _("メールアドレス")
    fields = ("email", "verified", "primary")


class UserForm(forms.ModelForm):
    acting: User  # set by the page

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lost = [name for name in ("is_active", "is_staff", "is_superuser") if cleaned.get(name) is False]
        if self.instance.pk == self.acting.pk and lost:
            raise ValidationError(_("自分自身の権限は外せません。ほかの管理者に頼んでください。"))
        if cleaned.get("is_superuser") and not cleaned.get("is_staff"):
            raise ValidationError({"is_staff": _("運営の管理者は、管理画面に入れる必要があります。")})
        return cleaned


@admin.register(User)
class UserAdmin(ScopedAdmin):
    """Accounts are stopped, not deleted; nobody sets another's password or address here."""

    allows = frozenset({ADD, CHANGE})
    form = UserForm
    inlines = [AddressInline]
    list_display = ("email", "name", "reading", "is_active", "is_staff", "is_superuser", "date_joined")
    list_filter = ("is_active", "is_staff", "is_superuser", "language")
    ordering = ("-id",)
    search_fields = ("email", "family_name", "given_name", "family_kana", "given_kana")
    search_help_text = _("メールアドレス、姓、名、かなの、はじめの文字でさがします。")
    actions = ("stop", "resume")
    fieldsets = (
        (None, {"fields": ("email", ("family_name", "given_name"), ("family_kana", "given_kana"))}),
        (_("設定"), {"fields": ("language", "time_zone")}),
        (_("できること"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("記録"), {"fields": ("date_joined", "last_login")}),
    )

    @admin.display(description=_("名前"), ordering="family_name")
    def name(self, user: User) -> str:
        return user.name

    @admin.display(description=_("よみ"), ordering="family_kana")
    def reading(self, user: User) -> str:
        return user.reading

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        # Whoever could change another's address could take over the account.
        return ("date_joined", "last_login", *(("email",) if obj else ()))

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.acting = request.user
        return form

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.email = User.objects.normalize_email(obj.email)
            obj.set_unusable_password()  # the first log-in is by a code sent to the address
        super().save_model(request, obj, form, change)
        if not change:
            EmailAddress.objects.create(user=obj, email=obj.email, primary=True, verified=False)

    def _set_active(self, request: HttpRequest, user: User, active: bool) -> None:
        if user.pk == request.user.pk:
            raise ValidationError(_("自分自身の利用は止められません。"))
        if user.is_active != active:
            user.is_active = active
            user.save(update_fields=["is_active"])
            self.remember(request, "resumed" if active else "stopped", user)

    @admin.action(description=_("利用を止める"), permissions=["change"])
    def stop(self, request: HttpRequest, queryset: Any) -> None:
        self.each(
            request, queryset, lambda u: self._set_active(request, u, False), _("%(count)d人の利用を止めました。")
        )

    @admin.action(description=_("利用を再開する"), permissions=["change"])
    def resume(self, request: HttpRequest, queryset: Any) -> None:
        self.each(
            request, queryset, lambda u: self._set_active(request, u, True), _("%(count)d人の利用を再開しました。")
        )
