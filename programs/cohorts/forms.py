"""The forms of a program: drawing it up, a company's answer, one's own words, a session."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms.models import fields_for_model, model_to_dict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.users.zones import choices_with
from alumni.companies.models import Company
from programs.cohorts import patterns
from programs.cohorts.models import Program
from programs.cohorts.round_models import ProgramSession
from programs.events.forms import MomentField, UnitChoice
from programs.events.forms import add_refusal as add_refusal
from programs.events.models import Event

# (title, hint, fields): the page shows them as one card each.
GROUPS = (
    (_("どんなプログラム"), "", ("title", "theme", "for_whom", "outcome", "body")),
    (
        _("二つの側の価値"),
        _("会社の側と、参加する人・進行役の側。それぞれが持ちよるもの、受けとるものを並べて書きます。"),
        ("companies_bring", "companies_get", "people_bring", "people_get"),
    ),
    (_("いつ"), _("ひとつひとつの回は、公開したあとで進行役が決めます。"), ("starts_on", "ends_on", "apply_by")),
    (
        _("だれが、どう加わるか"),
        _("求人や採用の募集は、プログラムではありません。働くことをお願いするときは、ここには載せられません。"),
        ("department", "eligibility", "selection", "seats_each", "fee_note", "may_apply"),
    ),
)
NAMES = [name for _title, _hint, names in GROUPS for name in names]
LONG = {"body": 8, "outcome": 3, "companies_bring": 3, "companies_get": 3, "people_bring": 3, "people_get": 3}
# What can't be one: where somebody is to be hired, other rules hold, and the consent of the members doesn't reach.
EMPLOYMENT = (
    "求人",
    "採用募集",
    "中途採用",
    "正社員募集",
    "契約社員募集",
    "job opening",
    "we are hiring",
    "job offer",
)


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ProgramForm(forms.Form):
    """The whole program, new from a pattern or as it is."""

    starts_on = DayField(label=_("はじまり"))
    ends_on = DayField(label=_("おわり"))
    apply_by = DayField(
        label=_("推薦・申し込みの締切"), required=False, help_text=_("空欄なら、席があるかぎり受け付けます。")
    )
    seats_each = forms.IntegerField(
        label=_("一社の席"), min_value=1, max_value=500, help_text=_("会社ごとに、あとから変えられます。")
    )

    def __init__(
        self, *args: Any, company: Company, kind: str = "", program: Program | None = None, **more: Any
    ) -> None:
        self.company, self.program = company, program
        self.kind = program.kind if program else kind
        super().__init__(*args, **more)
        self.initial = model_to_dict(program) if program else _fresh(self.kind)
        self.fields |= _worded()
        self.fields["department"] = UnitChoice(
            company,
            label=_("部署"),
            required=self.kind == Program.Kind.DIALOGUE,
            empty_label=gettext("会社のみなさん"),
            help_text=_("選ぶと、この会社ではその部署と、その下や前後の部署の人にだけひらきます。"),
        )
        if program is not None and not program.is_draft:
            self.fields["department"].disabled = True
        self.order_fields(NAMES)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if found := rules_of_words(" ".join(str(data.get(name, "")) for name in ("title", "theme", "for_whom"))):
            self.add_error("title", found)
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", gettext("おわりの日は、はじまりの日よりあとにしてください。"))
        return data

    @property
    def groups(self) -> list[dict[str, Any]]:
        return [
            {"title": title, "hint": hint, "fields": [self[name] for name in names]} for title, hint, names in GROUPS
        ]


def rules_of_words(words: str) -> str:
    """What is said where the words are those of a job advertisement; empty where they aren't."""
    if any(word in words.lower() for word in EMPLOYMENT):
        return gettext(
            "求人や採用の募集は、プログラムとしては載せられません。学び合うことや、いっしょにできることを書いてください。"
        )
    return ""


def _worded() -> dict[str, forms.Field]:
    names = [name for name in NAMES if name not in ("starts_on", "ends_on", "apply_by", "seats_each", "department")]
    return fields_for_model(
        Program,
        fields=names,
        widgets={name: forms.Textarea(attrs={"rows": rows}) for name, rows in LONG.items()},
        help_texts={
            "body": _("空行で段落、行頭の「- 」で箇条書き、**かこむ**と強調になります。"),  # type: ignore[dict-item]
            "fee_note": _("参加する人や会社にかかる費用があれば。例: 会場の実費のみ"),  # type: ignore[dict-item]
            "outcome": _("おわったときに、何がどうなっていればよいか。"),  # type: ignore[dict-item]
        },
    )


def _fresh(kind: str) -> dict[str, Any]:
    """The words of the pattern, and days that fit it: the first of a month some weeks ahead."""
    words = patterns.words_of(kind)
    ahead, lasts = words.pop("weeks")
    start = (timezone.localdate() + dt.timedelta(weeks=ahead)).replace(day=1) + dt.timedelta(days=31)
    start = start.replace(day=1)
    return {
        **words,
        "starts_on": start,
        "ends_on": start + dt.timedelta(weeks=lasts),
        "apply_by": start - dt.timedelta(days=14),
        "may_apply": True,
    }


class JoinForm(forms.Form):
    """A company's yes: what it brings, and what it hopes to get."""

    brings = forms.CharField(
        label=_("自社が持ちよるもの"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例: 月に一日の学ぶ時間と、工場での実験の場"),
    )  # fmt: skip
    hopes = forms.CharField(
        label=_("自社が受けとりたいもの"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例: 現場の外を見て、周りに伝えられる人が育つこと"),
    )  # fmt: skip


class AimForm(forms.Form):
    """One's own yes: in one's own words, knowing who reads them."""

    aim = forms.CharField(
        label=_("この場でしたいこと"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("会社の担当者と進行役が読み、参加が決まったあとは参加者どうしも読みます。ひとことで大丈夫です。"),
    )
    agrees = forms.BooleanField(
        label=_("参加が決まったら、お名前と会社名が、同じプログラムの参加者と進行役に見えることに同意します"),
        error_messages={"required": _("参加には、この同意が要ります。いつでも、離れることができます。")},
    )


class WordForm(forms.Form):
    word = forms.CharField(
        label=_("推薦のことば"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("ご本人に届きます。なぜこの人に、と思ったかを。"),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("書かなくても大丈夫です。読むのは、ご本人と進行役と、書いた人だけです。"),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("取りやめの理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("関わる方へ、このまま届きます。"),
        error_messages={"required": _("取りやめの理由をひとこと書いてください。関わる方へそのまま届きます。")},
    )


class SessionForm(forms.Form):
    """A session, new or as it is: what a gathering needs, and what the cohort is given beforehand."""

    title = forms.CharField(label=_("題名"), max_length=80)
    starts_at = MomentField(label=_("はじまり"))
    ends_at = MomentField(label=_("おわり"))
    mode = forms.ChoiceField(label=_("ひらきかた"), choices=Event.Mode.choices)
    place = forms.CharField(label=_("場所"), max_length=120, required=False)
    online_url = forms.URLField(
        label=_("オンラインのリンク"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("参加の返事をした人にだけ、前日の同じ時刻から見えます。"),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    in_groups = forms.BooleanField(
        label=_("グループにわかれる"), required=False, initial=True,
        help_text=_("日の順に、1回目、2回目のグループで座ります。"),
    )  # fmt: skip
    prompts = forms.CharField(
        label=_("問い"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行にひとつ。"),
    )  # fmt: skip
    material = forms.CharField(
        label=_("資料とリンク"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, zone: str, session: ProgramSession | None = None, **more: Any) -> None:
        zone = session.event.time_zone if session else zone
        super().__init__(*args, **more)
        self.initial = _planned(session, zone)
        self.fields["time_zone"] = forms.ChoiceField(label=_("どこの時刻ですか"), choices=choices_with(zone))
        self.order_fields(["title", "starts_at", "ends_at", "time_zone"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for name in ("starts_at", "ends_at"):
            if data.get(name) and data.get("time_zone"):
                data[name] = data[name].replace(tzinfo=ZoneInfo(data["time_zone"]))
        return data


def _planned(session: ProgramSession | None, zone: str) -> dict[str, Any]:
    if session is None:
        day = timezone.now().astimezone(ZoneInfo(zone)).date() + dt.timedelta(days=21)
        day += dt.timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
        at = dt.datetime.combine
        return {
            "starts_at": at(day, dt.time(14)),
            "ends_at": at(day, dt.time(17)),
            "time_zone": zone,
            "mode": Event.Mode.ONSITE,
            "in_groups": True,
        }
    event, there = session.event, ZoneInfo(zone)
    moments = {name: getattr(event, name).astimezone(there).replace(tzinfo=None) for name in ("starts_at", "ends_at")}
    words = {name: getattr(event, name) for name in ("title", "mode", "place", "online_url")}
    return {
        **words,
        **moments,
        "time_zone": zone,
        "in_groups": session.in_groups,
        "prompts": session.prompts,
        "material": session.material,
    }
