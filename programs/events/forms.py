"""The forms of a gathering: drawing it up, answering it, cancelling it."""

import datetime as dt
import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model, model_to_dict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from accounts.users.zones import choices_with
from alumni.companies.models import Company, Department
from programs.events import queries, rules
from programs.events.models import Event

MOMENTS = ("starts_at", "ends_at", "reply_by")
MOST_GUESTS = 10
INDENT = "　　"
# (title, hint, fields): the page shows them as one card each.
GROUPS = (
    (_("どんな集い"), "", ("kind", "title", "lead", "body")),
    (
        _("いつ・どこで"),
        _("オンラインのリンクは、決まってから足しても大丈夫です。"),
        ("starts_at", "ends_at", "time_zone", "mode", "place", "address", "online_url", "link_lead", "fee_note"),
    ),
    (_("だれを誘う"), "", ("open_to", "department", "years_from", "years_until")),
    (
        _("席と返事"),
        "",
        ("capacity", "guests_allowed", "reply_by", "guest_list")
        + ("offer_hours", "approval", "reconfirm", "release_unconfirmed"),
    ),
    (
        _("ふたつの願い"),
        _("会社と、集う人。それぞれが願うことを並べて書くと、この集いがだれのためのものかが伝わります。"),
        ("hope_company", "hope_people"),
    ),
)


class UnitChoice(forms.ModelChoiceField):
    """The units of one company, indented as its tree, each with the years it stood."""

    def __init__(self, company: Company, **more: Any) -> None:
        units = queries.units_of(company.pk)
        self.depths = {unit.pk: depth for unit, depth in units}
        super().__init__(Department.objects.filter(company=company), **more)
        self.choices = [
            ("", self.empty_label),
            *((unit.pk, self.label_from_instance(unit)) for unit, _depth in units),
        ]

    def label_from_instance(self, unit: Department) -> str:  # type: ignore[override]
        return f"{INDENT * self.depths.get(unit.pk, 0)}{unit.name}{years_of(unit)}"


def years_of(unit: Department) -> str:
    if not (unit.since or unit.until):
        return ""
    since, until = (day.year if day else "" for day in (unit.since, unit.until))
    return gettext("（%(years)s）") % {"years": f"{since}–{until}"}


class MomentField(forms.DateTimeField):
    """A day and an hour by the clocks of the place: which clocks is known only when the whole form is read."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> dt.datetime | None:
        words = unicodedata.normalize("NFKC", value) if isinstance(value, str) else value
        with timezone.override(dt.UTC):
            moment = super().to_python(words)
        return moment.replace(tzinfo=None) if moment else None


def year_field(label: Any, example: str) -> forms.IntegerField:
    look = forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": example})
    return forms.IntegerField(label=label, required=False, min_value=1900, max_value=2100, widget=look)


class CircleForm(forms.Form):
    """Whom a gathering is for; alone it answers how many people would be told."""

    open_to = forms.ChoiceField(
        label=_("だれにひらくか"),
        required=False,
        choices=Event.OpenTo.choices,
        initial=Event.OpenTo.COMPANY,
        help_text=_("名前で選ぶ人や、ほかの会社は、下書きにしたあとの画面で選びます。"),
    )
    years_from = year_field(_("在籍した年（から）"), "1999")
    years_until = year_field(_("在籍した年（まで）"), "2010")

    def __init__(self, *args: Any, company: Company, **more: Any) -> None:
        super().__init__(*args, **more)
        self.company = company
        self.fields["department"] = UnitChoice(
            company,
            label=_("部署"),
            required=False,
            empty_label=gettext("会社のみなさん"),
            help_text=_("選んだ部署とその下の部署、名前が変わる前と後の部署にいた人へ届きます。"),
        )
        self.order_fields(["open_to", "department"])

    def clean_open_to(self) -> str:
        return self.cleaned_data["open_to"] or Event.OpenTo.COMPANY

    def clean(self) -> dict[str, Any]:
        open_to = self.cleaned_data.get("open_to", Event.OpenTo.COMPANY)
        if open_to != Event.OpenTo.COMPANY:
            self.cleaned_data["department"] = None
        if open_to in (Event.OpenTo.PEOPLE, Event.OpenTo.NETWORK):
            self.cleaned_data |= {"years_from": None, "years_until": None}
        first, last = self.cleaned_data.get("years_from"), self.cleaned_data.get("years_until")
        if first and last and last < first:
            self.add_error("years_until", gettext("終わりの年は、始まりの年と同じか後にしてください。"))
        return self.cleaned_data

    def people(self, *, besides: User) -> int | None:
        """How many would be told, who asks not counted; None while what is chosen can't be."""
        if not self.is_valid():
            return None
        unit, data = self.cleaned_data["department"], self.cleaned_data
        if data["open_to"] == Event.OpenTo.PEOPLE:
            return 0
        years = (data["years_from"], data["years_until"])
        meant = queries.people_meant(self.company.pk, unit.pk if unit else None, years, data["open_to"])
        return meant.exclude(pk=besides.pk).count()


class EventForm(CircleForm):
    """The whole gathering, new or as it is; after publishing its circle is fixed and a change can be told."""

    starts_at = MomentField(label=_("はじまり"))
    ends_at = MomentField(label=_("おわり"))
    reply_by = MomentField(label=_("返事の締切"), required=False, help_text=_("空欄なら、はじまりまで受け付けます。"))
    online_url = forms.URLField(
        label=_("オンラインのリンク"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("参加の返事をした人にだけ、下で選んだときから見えます。"),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    capacity = forms.IntegerField(
        label=_("定員"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("同伴の方も数えます。空欄なら定員なし。いっぱいになった後の方はキャンセル待ちになります。"),
    )
    guests_allowed = forms.IntegerField(
        label=_("同伴できる人数"),
        min_value=0,
        max_value=MOST_GUESTS,
        help_text=_("おひとりにつき何名まで。0ならご本人だけです。"),
    )

    def __init__(self, *args: Any, company: Company, event: Event | None = None, zone: str = "", **more: Any) -> None:
        zone = event.time_zone if event else zone
        super().__init__(*args, company=company, initial=_initial(event, zone), **more)
        self.fields |= _worded() | _of_seats()
        self.fields["time_zone"] = forms.ChoiceField(label=_("どこの時刻ですか"), choices=choices_with(zone))
        self.fields["mode"].required = self.fields["guest_list"].required = False
        self.live = event is not None and not event.is_draft
        if event is not None and event.kind == Event.Kind.SESSION:
            # What a program planned stays a session of it.
            self.fields["kind"] = forms.ChoiceField(
                label=_("種類"), choices=[(event.kind, event.get_kind_display())], initial=event.kind
            )
        for name in rules.FIXED if self.live else ():
            self.fields[name].disabled = True
        if self.live:
            self.fields["tell"] = forms.BooleanField(
                label=_("日時や場所の変更を、参加・検討中・キャンセル待ちの人に知らせる"),
                required=False,
                initial=True,
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not (zone := self.cleaned_data.get("time_zone")):
            return self.cleaned_data
        for name in MOMENTS:
            if moment := self.cleaned_data.get(name):
                self.cleaned_data[name] = moment.replace(tzinfo=ZoneInfo(zone))
        # Said together with whatever else is wrong, so that nothing has to be sent twice.
        for name, words in rules.problems_of_times(*map(self.cleaned_data.get, MOMENTS)).items():
            self.add_error(name, words)
        return self.cleaned_data

    def clean_mode(self) -> str:
        """What isn't chosen is read from what is written: a place, a link, or both."""
        if self.cleaned_data["mode"]:
            return self.cleaned_data["mode"]
        placed, linked = (bool(self.data.get(name)) for name in ("place", "online_url"))
        return Event.Mode.BOTH if placed and linked else Event.Mode.ONLINE if linked else Event.Mode.ONSITE

    def clean_guest_list(self) -> str:
        return self.cleaned_data["guest_list"] or Event.GuestList.INVITED

    @property
    def groups(self) -> list[dict[str, Any]]:
        return [
            {"title": title, "hint": hint, "fields": [self[name] for name in names]} for title, hint, names in GROUPS
        ]


def _worded() -> dict[str, forms.Field]:
    """Fields that are as the model has them, with a hint and an example."""
    names = [
        "kind", "title", "lead", "body", "mode", "place", "address", "link_lead", "fee_note", "guest_list",
        "hope_company", "hope_people",
    ]  # fmt: skip
    few = {"attrs": {"rows": 3}}
    made = fields_for_model(
        Event,
        fields=names,
        widgets={
            "body": forms.Textarea(attrs={"rows": 9}),
            "hope_company": forms.Textarea(**few),
            "hope_people": forms.Textarea(**few),
        },
        help_texts={
            "lead": _("一覧とお誘いのメールに出る、一行のことばです。"),  # type: ignore[dict-item]
            "body": _("空行で段落、行頭の「- 」で箇条書き、**かこむ**と強調になります。"),  # type: ignore[dict-item]
            "address": _("地図を開くために使います。"),  # type: ignore[dict-item]
        },
    )
    examples: dict[str, Any] = {
        "title": _("葉山の海辺で、二十年ぶりの「元気だった？」"),
        "place": _("一色海岸 海の家"),
        "fee_note": _("4,000円（当日払い）"),
        "hope_company": _("卒業した仲間のいまを知り、次の世代の学びにつなげたい。"),
        "hope_people": _("育ててもらった場所に、いまの自分の形で関わりなおしたい。"),
    }
    for name, words in examples.items():
        made[name].widget.attrs["placeholder"] = words
    made["kind"].choices = [one for one in Event.Kind.choices if one[0] != Event.Kind.SESSION]  # type: ignore[attr-defined]
    made["link_lead"].choices = [("", _("参加の返事をしたらすぐ")), *Event.LINK_LEADS]  # type: ignore[attr-defined]
    return made


def _of_seats() -> dict[str, forms.Field]:
    """How seats are given: each has a quiet default."""
    hours = forms.TypedChoiceField(
        label=_("席が空いたら"),
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=[
            (0, _("待っている方の参加がすぐに決まる")),
            (6, _("6時間、お返事を待つ")),
            (24, _("24時間、お返事を待つ")),
            (48, _("2日間、お返事を待つ")),
        ],
        help_text=_("お返事を待つあいだ席は取っておき、なければ次の方へご案内します。集いが近いと短くなります。"),
    )
    yes = {
        "approval": (
            _("参加は、主催が確かめてから決める"),
            _("「参加する」は、主催へのお願いとして届きます。席は、受けた方だけで数えます。"),
        ),
        "reconfirm": (
            _("二日前に、参加する方へもう一度たずねる"),
            _("メールから「行きます」「席をゆずる」をひと押しで。"),
        ),
        "release_unconfirmed": (
            _("前日になっても返事がない席は、待っている方へ回す"),
            _("選ばなければ、返事がなくても席はそのままです。"),
        ),
    }
    asked = {
        name: forms.BooleanField(label=label, required=False, help_text=words) for name, (label, words) in yes.items()
    }
    return {"offer_hours": hours, **asked}


def _initial(event: Event | None, zone: str) -> dict[str, Any]:
    """What stands in the fields at first: the event by its own clocks, or a Saturday in six weeks."""
    if event is not None:
        there, words = ZoneInfo(zone), model_to_dict(event)
        moments = {name: getattr(event, name) for name in MOMENTS}
        shown = {name: at and at.astimezone(there).replace(tzinfo=None) for name, at in moments.items()}
        return {**words, **shown, "time_zone": zone}
    today = timezone.now().astimezone(ZoneInfo(zone)).date()
    day = today + dt.timedelta(days=42 + (5 - today.weekday()) % 7)
    at = dt.datetime.combine
    moments = {"starts_at": at(day, dt.time(11)), "ends_at": at(day, dt.time(15))}
    return {
        **moments,  # and no deadline: whoever moves the day would leave it behind
        "time_zone": zone,
        "kind": Event.Kind.REUNION,
        "guests_allowed": 0,
        "link_lead": 24,
        "offer_hours": 24,
    }


class ReplyForm(forms.Form):
    answer = forms.ChoiceField(choices=[(answer, answer) for answer in rules.TAPS])
    guests = forms.IntegerField(required=False, min_value=0, max_value=100)
    word = forms.CharField(required=False, max_length=200)
    unseen = forms.BooleanField(required=False)
    following = forms.BooleanField(required=False)  # the later gatherings of the series get the same answer

    def clean_guests(self) -> int:
        return self.cleaned_data["guests"] or 0


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("中止の理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("参加・検討中・キャンセル待ちの方へ、このまま届きます。"),
        error_messages={"required": _("中止の理由をひとこと書いてください。参加予定の方へそのまま届きます。")},
    )
    following = forms.BooleanField(
        label=_("このあとの回も、同じ理由で中止する"),
        required=False,
        help_text=_("お知らせは、おひとりに一通です。その方が返事をした回だけを、まとめてお伝えします。"),
    )

    def __init__(self, *args: Any, series: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not series:
            del self.fields["following"]


def add_refusal(form: forms.Form, refusal: ValidationError) -> None:
    """A business refusal stands beside the field it speaks of, or at the top."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
