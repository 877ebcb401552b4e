"""The forms of exchange: three fields are enough to write something, the rest unfolds; asking, answering, choosing."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.companies.models import Company, Department
from alumni.profiles import areas
from alumni.profiles.models import Skill
from alumni.profiles.skills import LONGEST_SKILL, word_of
from alumni.tenures.standing import standing_of
from programs.events.queries import units_of
from programs.exchange import queries, rules
from programs.exchange.models import MOST_THEMES, Language, Listing, Openness, Return

COMMAS = re.compile(r"[、,，\n]")
INDENT = "　　"
EVERYBODY = "all"
ASKED_BACK = [one for one in Return.choices if one[0] != Return.CHANCE]


def date_field(label: Any, help_text: Any = "") -> forms.DateField:
    look = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=look, help_text=help_text)


def year_field(label: Any, example: str) -> forms.IntegerField:
    look = forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": example})
    return forms.IntegerField(label=label, required=False, min_value=1900, max_value=2100, widget=look)


def words_field(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, **more)


class GivingForm(forms.Form):
    """What needs, offers and standing by have in common."""

    themes = forms.CharField(label=_("テーマ"), max_length=250, help_text=_("「、」で区切って五つまで。"))
    returns = forms.TypedMultipleChoiceField(
        label=_("返ってくるもの"), coerce=int, choices=Return.choices, widget=forms.CheckboxSelectMultiple
    )
    effort = forms.TypedChoiceField(
        label=_("かかる時間"),
        coerce=int,
        choices=Listing.Effort.choices,
        required=False,
        empty_value=1,  # type: ignore[arg-type]
    )
    online = forms.BooleanField(label=_("オンラインでもよい"), required=False, initial=True)
    area = forms.ChoiceField(label=_("会うとしたら"), required=False)
    languages = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("languages", "ことば"),
        coerce=int,
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", gettext("場所は決めない")), *areas.choices(get_language() or "ja")]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]

    def clean_themes(self) -> list[str]:
        words = list(dict.fromkeys(filter(None, map(str.strip, COMMAS.split(self.cleaned_data["themes"])))))
        if len(words) > MOST_THEMES or any(len(word) > LONGEST_SKILL for word in words):
            raise ValidationError(_("テーマは、一つ40文字まで、五つまで書けます。"))
        return words

    def clean_languages(self) -> int:
        return sum(set(self.cleaned_data["languages"])) or Language.JA


def usual(user: User) -> dict[str, Any]:
    """Where nobody has said anything yet: one hour, online, in the language of one's pages, from today on."""
    today = timezone.localdate()
    own = [Language.EN] if user.language == "en" else [Language.JA]
    period = {"since": today, "until": today + timedelta(days=90)}
    return {"effort": Listing.Effort.HOUR, "online": True, "languages": own, **period}


def told_of(listing: Listing) -> dict[str, Any]:
    """A listing as the form's first words."""
    lang = get_language() or "ja"
    words = {skill.pk: word_of(skill, lang) for skill in Skill.objects.filter(pk__in=listing.themes)}
    names = (
        "title",
        "words",
        "back",
        "since",
        "until",
        "effort",
        "online",
        "area",
        "place",
        "returns",
        "years_from",
        "years_until",
    )
    return {
        **{name: getattr(listing, name) for name in names},
        "themes": "、".join(words[key] for key in listing.themes if key in words),
        "languages": [bit for bit in Language.values if listing.languages & bit],
        "circle": [str(key) for key in listing.circle] or [EVERYBODY],
        "department": listing.department_id,
        "circle_unit": listing.circle_unit_id,
    }


def _units(company: Company) -> list[tuple[int, str]]:
    return [(one.pk, INDENT * depth + one.name) for one, depth in units_of(company.pk)]


class ListingForm(GivingForm):
    title = forms.CharField(label=_("ひとことで"), max_length=80)
    words = words_field(_("くわしく"), required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 4}))
    back = words_field(_("返ってくるものを、ことばで"), required=False, max_length=200)
    since = date_field(_("いつから"))
    until = date_field(_("いつまで"))
    place = words_field(_("場所のくわしいこと"), required=False, max_length=60)
    circle = forms.MultipleChoiceField(label=_("だれにひらくか"), required=False, widget=forms.CheckboxSelectMultiple)

    circle_unit = forms.ChoiceField(
        label=_("部署でしぼる"), required=False,
        help_text=_("選んだ部署とその下の部署、名前が変わる前と後の部署にいた人だけにひらきます。"),
    )  # fmt: skip
    years_from = year_field(_("在籍した年（から）"), "1999")
    years_until = year_field(_("在籍した年（まで）"), "2010")

    field_order = ["title", "themes", "returns", "back", "words"]

    def __init__(self, *args: Any, kind: str, user: User, company: Company | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind, self.company = kind, company
        need = kind == Listing.Kind.NEED
        self.fields["title"].widget.attrs["placeholder"] = (
            gettext("例：管理職の対話の場を、二回ひらいてほしい")
            if need
            else gettext("例：道具のたな卸しを、いっしょに考えます")
        )
        self.fields["themes"].widget.attrs["placeholder"] = gettext("例：対話の場づくり、人材育成")
        self.fields["title"].label = (
            gettext("してほしいことを、ひとことで") if need else gettext("できることを、ひとことで")
        )
        self.fields["returns"].label = gettext("相手に返せるもの") if need else gettext("返ってくるとうれしいもの")
        if need:  # it comes with every need
            self.fields["returns"].choices = ASKED_BACK  # type: ignore[attr-defined]
        self.fields["circle"].choices = self._circles(user)  # type: ignore[attr-defined]
        if company:
            unit = forms.ModelChoiceField(
                Department.objects.filter(company=company), label=_("どの部署の"), required=False
            )
            unit.choices = [("", gettext("会社として")), *_units(company)]
            self.fields["department"] = unit
        self.fields["circle_unit"].choices = self._units_of_circles(user)  # type: ignore[attr-defined]

    def _units_of_circles(self, user: User) -> list[Any]:
        """Units of one's own companies, or of the desk's alone; by company where there are more."""
        posts = () if self.company else standing_of(user).posts
        own = {post.tenure.company_id: post.tenure.company for post in posts}
        companies = [self.company] if self.company else list(own.values())
        groups = [(str(company), _units(company)) for company in companies]
        first = ("", gettext("しぼらない"))
        return [first, *groups[0][1]] if len(groups) == 1 else [first, *(group for group in groups if group[1])]

    def _circles(self, user: User) -> list[tuple[str, Any]]:
        keys = rules.circles_of(user, self.company)
        found = Company.objects.in_bulk(keys)
        names = [(str(key), gettext("%(company)sの仲間") % {"company": found[key]}) for key in keys if key in found]
        if self.company:  # one's own first
            names.sort(key=lambda pair: pair[0] != str(self.company.pk))  # type: ignore[union-attr]
        return [*names, (EVERYBODY, gettext("Kanaeのすべてのメンバー"))]

    def clean_circle_unit(self) -> Department | None:
        chosen = self.cleaned_data["circle_unit"]
        return Department.objects.filter(pk=chosen).first() if chosen else None

    def clean_circle(self) -> list[int] | None:
        """Nothing chosen: the usual circle."""
        chosen = self.cleaned_data["circle"]
        return [] if EVERYBODY in chosen else [int(key) for key in chosen] or None

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", gettext("終わりの日は、始まりの日と同じか後にしてください。"))
        unplaced = not data.get("online") and not data.get("area") and "area" not in self.errors
        if unplaced and not isinstance(self, DraftForm):
            self.add_error("area", gettext("オンラインでないときは、場所を選んでください。"))
        if data.get("circle_unit") and data.get("circle") is None:
            data["circle"] = [data["circle_unit"].company_id]
        return data

    @property
    def fields_of_listing(self) -> dict[str, Any]:
        """What the actions take; what was left open keeps its usual value."""
        data = dict(self.cleaned_data)
        for name in ("since", "until", "circle"):
            if data.get(name) is None:
                data.pop(name)
        return data


class DraftForm(ListingForm):
    """What is put by may be unfinished: a title is enough."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, one in self.fields.items():
            one.required = name == "title"


class OpennessForm(GivingForm):
    """Whether and for what a person is open to being suggested. Everything below the switch may stay as it is."""

    open = forms.BooleanField(label=_("おすすめに出てもよい"), required=False)
    capacity = forms.TypedChoiceField(
        label=_("ひと月に声がかかってよい数"), coerce=int, choices=[(n, str(n)) for n in range(1, 11)]
    )
    until = date_field(_("いつまで"), _("この日を過ぎると、自動でお休みになります。"))
    field_order = ["open", "capacity", "themes", "returns", "effort", "online", "area", "until", "languages"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["themes"].required = self.fields["returns"].required = False
        self.fields["themes"].label = gettext("声をかけてもらえるテーマ")
        self.fields["returns"].label = gettext("返ってくるとうれしいもの")
        self.fields["effort"].label = gettext("さける時間")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("themes") and not data.get("returns") and "returns" not in self.errors:
            self.add_error(
                "returns", gettext("返ってくるものを一つ選んでください。どちらにもよいことだけを、おすすめします。")
            )
        if data.get("themes") and not data.get("online") and not data.get("area"):
            self.add_error("area", gettext("オンラインでないときは、場所を選んでください。"))
        if data.get("until") and data["until"] < timezone.localdate():
            self.add_error("until", gettext("これからの日を選んでください。"))
        return data


def openness_words(user: User, kept: Openness | None, standing: Listing | None) -> dict[str, Any]:
    """What stands; at first the themes that the person tells of in their profile."""
    settings = {"open": bool(kept and kept.open), "capacity": kept.capacity if kept else 3}
    if standing is not None:
        return {**told_of(standing), **settings}
    profile = getattr(user, "profile", None)
    until = (
        profile.free_until if profile and profile.free_until and profile.free_until > timezone.localdate() else None
    )
    first = {"themes": queries.themes_told(user), "area": profile.area if profile else ""}
    return {**usual(user), **first, **settings, "until": until or timezone.localdate() + timedelta(days=180)}


class AskForm(forms.Form):
    note = forms.CharField(
        label=_("ひとこと"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("そのまま送っても、書きなおしても大丈夫です。"),
    )  # fmt: skip
    mine = forms.ModelChoiceField(Listing.objects.none(), label=_("なんのために"), required=False)

    def __init__(self, *args: Any, mine: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["mine"].queryset = mine  # type: ignore[attr-defined]
        self.fields["mine"].empty_label = gettext("とくになし")  # type: ignore[attr-defined]
        if not mine:
            del self.fields["mine"]


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("ひとこと（書かなくてもかまいません）"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to = forms.ChoiceField(choices=[("yes", ""), ("later", ""), ("no", "")])


class PassForm(forms.Form):
    to = forms.TypedChoiceField(label=_("思い浮かんだ方"), coerce=int)
    note = forms.CharField(
        label=_("ひとこと"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("お名前は伝わりません。だれの願いかも、ここには書かないでください。"),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = people  # type: ignore[attr-defined]


class WorkForm(forms.Form):
    thinks_of_it = forms.BooleanField(label=_("仕事を変えることを考えている"), required=False)
    words = forms.CharField(
        label=_("自分のための覚え書き"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )


def has_posts(user: User) -> bool:
    return bool(standing_of(user).posts)
