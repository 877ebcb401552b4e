"""Profiles, to read; the vocabularies of skills and blurred words, to care for. For the platform only."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.users.scoped import ADD, CHANGE, ScopedAdmin, ScopedInline
from alumni.companies.names import fold
from alumni.profiles import labels, skills
from alumni.profiles.models import BlurLabel, Profile, Skill, SkillWord


@admin.register(Profile)
class ProfileAdmin(ScopedAdmin):
    # What somebody tells of themself, and to whom, is for the pages; here stands only what running the place needs.
    fields = ("person", "seen_by", "shows_verified", "updated_at")
    list_display = ("person", "seen_by", "updated_at")
    list_filter = ("seen_by",)
    list_select_related = ("person",)
    ordering = ("-id",)
    search_fields = ("person__email", "person__family_name", "person__family_kana")


class SkillWordInline(ScopedInline):
    model = SkillWord
    fields = ("text",)


@admin.register(Skill)
class SkillAdmin(ScopedAdmin):
    """One meaning and its spellings; who told of it isn't shown, only how many did."""

    allows = frozenset({ADD, CHANGE})
    fields = ("name", "name_en", "offered")
    list_display = ("name", "name_en", "offered", "people_count", "added_at")
    list_filter = ("offered",)
    ordering = ("name", "id")
    fold = staticmethod(fold)
    search_fields = ("words__key",)
    search_help_text = _("ことばと、そのいいかえの、はじめの文字でさがします。")
    inlines = (SkillWordInline,)
    actions = ("offer", "hide", "merge")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(told=Count("people", distinct=True))

    @admin.display(description=_("書いた人の数"))
    def people_count(self, skill: Any) -> int:
        return skill.told

    def save_model(self, request: HttpRequest, obj: Skill, form: Any, change: bool) -> None:
        """Each of its names is also one of its words; a name that another skill holds makes them one."""
        super().save_model(request, obj, form, change)
        for word in filter(None, (obj.name, obj.name_en)):
            skills.call_alike(skill=obj, word=word, by=request.user)

    @admin.action(description=_("入力の候補に出す"), permissions=["change"])
    def offer(self, request: HttpRequest, queryset: Any) -> None:
        self._offered(request, queryset, True)

    @admin.action(description=_("入力の候補から外す"), permissions=["change"])
    def hide(self, request: HttpRequest, queryset: Any) -> None:
        self._offered(request, queryset, False)

    def _offered(self, request: HttpRequest, queryset: Any, offered: bool) -> None:
        count = Skill.objects.filter(pk__in=[one.pk for one in queryset]).update(offered=offered)
        self.message_user(request, _("%(count)d個のことばを変えました。") % {"count": count}, "success")

    @admin.action(
        description=_("同じ意味としてまとめる（いちばん多く使われたことばが残ります）"), permissions=["change"]
    )
    def merge(self, request: HttpRequest, queryset: Any) -> None:
        rows = sorted(queryset, key=lambda one: (-one.told, one.pk))
        if len(rows) < 2:
            self.message_user(request, _("まとめることばを、二つ以上えらんでください。"), "warning")
            return
        kept = skills.merge(kept=rows[0], others=rows[1:], by=request.user)
        self.message_user(request, _("「%(name)s」にまとめました。") % {"name": kept.name}, "success")


@admin.register(BlurLabel)
class BlurLabelAdmin(ScopedAdmin):
    """Blurred words of all companies: wording is mended and fits are looked over here, for the platform only."""

    allows = frozenset({ADD, CHANGE})
    fields = ("text", "text_en", "companies", "breadth")
    list_display = ("text", "text_en", "breadth")
    ordering = ("text",)
    search_fields = ("text",)
    search_help_text = _("ことばの、はじめの文字でさがします。")
    autocomplete_fields = ("companies",)

    def get_readonly_fields(self, request: HttpRequest, obj: BlurLabel | None = None) -> tuple[str, ...]:
        return ("breadth",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        if "text" in form.base_fields:
            form.clean_text = lambda self: labels_checked(self.cleaned_data["text"])
            form.clean_text_en = lambda self: labels_checked(self.cleaned_data["text_en"])
        return form


def labels_checked(text: str) -> str:
    """Raises ValidationError for words with a company's name in them."""
    if labels.names_a_company(fold(text)):
        raise ValidationError(_("会社の名前がわからないことばにしてください。"))
    return text
