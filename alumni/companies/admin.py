"""Companies, their units, their people's record and their staff in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from accounts.users.scoped import ADD, CHANGE, STAFF, ScopedAdmin, doors, scope_of
from alumni.companies import actions
from alumni.companies.models import Company, Department, Enrolment, StaffRole, Succession
from alumni.companies.names import department_key, fold
from alumni.companies.queries import desks_of

doors.staff.append(lambda user: bool(desks_of(user)))


@admin.register(Company)
class CompanyAdmin(ScopedAdmin):
    """Founding a company is the platform's; its own people care for its words."""

    open_to = STAFF
    allows = frozenset({ADD, CHANGE})
    list_display = ("name", "slug", "contact_email", "members_may_host", "created_at")
    search_fields = ("name", "name_en", "slug")
    search_help_text = _("会社名、URL名の、はじめの文字でさがします。")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and request.user.is_superuser

    def get_readonly_fields(self, request: HttpRequest, obj: Company | None = None) -> tuple[str, ...]:
        return ("created_at",) if request.user.is_superuser else ("slug", "part_of", "created_at")


class DepartmentForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        company = cleaned.get("company") or (self.instance.company if self.instance.pk else None)
        parent = cleaned.get("parent")
        if company and parent and parent.company_id != company.pk:
            raise ValidationError({"parent": _("上位の部署は、同じ会社から選んでください。")})
        if parent and self.instance.pk and parent.path.startswith(self.instance.path):
            raise ValidationError({"parent": _("この部署の下にある部署は、上位の部署にできません。")})
        if company and cleaned.get("name"):
            self._must_be_new(company, parent, cleaned["name"])
        return cleaned

    def _must_be_new(self, company: Company, parent: Department | None, name: str) -> None:
        same = Department.objects.filter(company=company, parent=parent, key=department_key(name))
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError({"name": _("同じ名前の部署が、同じ場所にすでにあります。")})


@admin.register(Department)
class DepartmentAdmin(ScopedAdmin):
    open_to = STAFF
    allows = frozenset({ADD, CHANGE})
    form = DepartmentForm
    fields = ("company", "parent", "name", "since", "until")
    list_display = ("indented", "company", "since", "until")
    list_filter = ("company",)
    list_select_related = ("company",)
    autocomplete_fields = ("company", "parent")
    ordering = ("company", "path")
    fold = staticmethod(department_key)
    search_fields = ("key",)
    search_help_text = _("部署名の、はじめの文字でさがします。")

    @admin.display(description=_("部署"))
    def indented(self, unit: Department) -> str:
        return "　" * (unit.path.count(".") - 1) + unit.name

    def get_readonly_fields(self, request: HttpRequest, obj: Department | None = None) -> tuple[str, ...]:
        return ("company",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Department, form: Any, change: bool) -> None:
        obj.key = department_key(obj.name)
        parent = obj.parent
        if not change:
            made = actions.add_department(company=obj.company, name=obj.name, parent=parent, by=request.user)
            obj.pk, obj.path, obj._state.adding = made.pk, made.path, False
        elif "parent" in form.changed_data:
            actions.move_department(unit=obj, parent=parent, by=request.user)
        obj.save()


@admin.register(Succession)
class SuccessionAdmin(ScopedAdmin):
    """Which unit became which; only the platform mends it by hand, a company does it on its desk."""

    list_display = ("earlier", "later", "kind", "on")
    list_filter = ("kind",)
    list_select_related = ("earlier", "later")
    ordering = ("-id",)
    allows = frozenset({ADD})
    autocomplete_fields = ("earlier", "later")

    def save_model(self, request: HttpRequest, obj: Succession, form: Any, change: bool) -> None:
        made = actions.succeed(earlier=obj.earlier, later=obj.later, kind=obj.kind, on=obj.on, by=request.user)
        obj.pk, obj._state.adding = made.pk, False


class StaffRoleForm(forms.ModelForm):
    """The person is named by address: a list to choose from would show who else is a member."""

    acting: User  # set by the page
    email = forms.EmailField(label=_("メールアドレス"), help_text=_("この会社に在籍の記録がある利用者のアドレス"))

    class Meta:
        model = StaffRole
        fields = ("company", "role", "title", "expires_at")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        company, email = cleaned.get("company"), cleaned.get("email", "")
        person = User.objects.active().filter(email__iexact=email).first() if company and email else None
        if person and not self.acting.is_superuser and not person.tenures.filter(company=company).exists():
            person = None
        if company and email and person is None:
            raise ValidationError({"email": _("この会社の利用者に、このアドレスの方はいません。")})
        if person and person.pk == self.acting.pk and not self.acting.is_superuser:
            raise ValidationError({"email": _("自分自身に役割は付けられません。ほかの管理者に頼んでください。")})
        self.instance.user = person
        return cleaned


@admin.register(StaffRole)
class StaffRoleAdmin(ScopedAdmin):
    """Who acts for a company: granted and ended, never rewritten."""

    open_to = STAFF
    allows = frozenset({ADD})
    list_display = ("user", "company", "role", "title", "granted_at", "expires_at", "revoked_at")
    list_filter = ("role", "company")
    list_select_related = ("user", "company")
    autocomplete_fields = ("company",)
    ordering = ("-id",)
    search_fields = ("user__email", "user__family_name", "company__slug")
    actions = ("revoke",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change, **kwargs)
        form: Any = super().get_form(request, obj, change, form=StaffRoleForm, **kwargs)
        form.acting = request.user
        # An administrator of one company may be mere HR of another: there they appoint nobody.
        companies = form.base_fields["company"]
        if not request.user.is_superuser:
            own = request.user.staff_roles.standing().filter(role=StaffRole.Role.COMPANY_ADMIN)
            companies.queryset = companies.queryset.filter(pk__in=own.values("company"))
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ("email", "company", "role", "title", "expires_at")
        return ("user", "company", "role", "title", "granted_at", "expires_at", "revoked_at")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) and self._may_appoint(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and self._may_appoint(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and self._may_appoint(request)

    def _may_appoint(self, request: HttpRequest) -> bool:
        user: Any = request.user
        if not hasattr(user, "_may_appoint"):  # asked several times on each page
            user._may_appoint = user.is_superuser or scope_of(StaffRole, user).exists()
        return user._may_appoint

    def save_model(self, request: HttpRequest, obj: StaffRole, form: Any, change: bool) -> None:
        made = actions.grant_role(
            user=obj.user,
            company=obj.company,
            role=obj.role,
            title=obj.title,
            expires_at=obj.expires_at,
            by=request.user,
        )
        obj.pk, obj._state.adding = made.pk, False

    @admin.action(description=_("役割を終える"), permissions=["add"])
    def revoke(self, request: HttpRequest, queryset: Any) -> None:
        self.each(
            request,
            queryset.select_related("company"),
            lambda role: actions.revoke_role(role=role, by=request.user),
            _("%(count)d人の役割を終えました。"),
        )


@admin.register(Enrolment)
class EnrolmentAdmin(ScopedAdmin):
    """The company's own record of its people, as its HR files tell it: to look up, not to rewrite."""

    open_to = STAFF
    list_display = ("name", "reading", "employee_number", "company", "email", "claimed_at")
    list_filter = ("company", ("claimed_at", admin.EmptyFieldListFilter))
    list_select_related = ("company",)
    ordering = ("-id",)
    fold = staticmethod(fold)
    search_fields = ("name_key", "kana_key", "email_key", "employee_number")
    search_help_text = _("姓名、かな、メールアドレス、社員番号の、はじめの文字でさがします。")

    @admin.display(description=_("名前"))
    def name(self, enrolment: Enrolment) -> str:
        return enrolment.name

    @admin.display(description=_("よみ"))
    def reading(self, enrolment: Enrolment) -> str:
        return f"{enrolment.family_kana} {enrolment.given_kana}".strip()
