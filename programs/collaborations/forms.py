"""The forms of collaborations: the statement of all sides, the outcome, a role, a milestone, and the small ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from programs.collaborations.agreement_models import PAY_WITHIN, Outcome, Statement
from programs.collaborations.models import SideNote
from programs.collaborations.work_models import Part, Role
from programs.ledger.models import Contribution

TERMS = ("orderer", "doer", "work", "fee", "received_on", "received_at_place", "inspected_on", "pay_on")
NEEDED = tuple(name for name in TERMS if name != "inspected_on")
SAY = {"required": _("ひとこと書いてください。短くて大丈夫です。")}


def area(label: Any, length: int, *, rows: int = 3, hint: Any = "", required: bool = True, **more: Any) -> Any:
    widget = forms.Textarea(attrs={"rows": rows, "placeholder": hint})
    return forms.CharField(
        label=label, max_length=length, widget=widget, required=required, error_messages=SAY, **more
    )  # fmt: skip


def day(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, required=required, **more)


@dataclass(frozen=True)
class Named:
    """A side in the form: "p12" or "c3", its name, its colour, whether the writer stands there."""

    key: str
    name: str
    colour: str
    is_own: bool


class StatementForm(forms.Form):
    """One pair of fields for each side; the terms of paid work under a tick of their own."""

    title = forms.CharField(
        label=_("なんと呼びましょう"), max_length=60, error_messages=SAY,
        widget=forms.TextInput(attrs={"placeholder": _("若手と現場をつなぐ半年")}),
    )  # fmt: skip
    since = day(_("いつから"))
    until = day(_("いつまで"), required=False, help_text=_("決まっていなければ、空けておきます。"))
    confidential = area(
        _("ここだけの話にすること"), 1000, rows=2, required=False, hint=_("お客さまの名前と、まだ発表していない企画"),
        help_text=_("全員が読みます。あなたの側だけの事情は、あとで別に書きとめられます。"),
    )  # fmt: skip
    is_paid = forms.BooleanField(label=_("報酬のある仕事です"), required=False)
    orderer = forms.ChoiceField(label=_("頼む側"), required=False)
    doer = forms.ChoiceField(label=_("引き受ける側"), required=False)
    work = area(_("頼む仕事の内容"), 1000, rows=2, required=False)
    fee = forms.CharField(label=_("報酬の額と決めかた"), max_length=200, required=False)
    received_on = day(_("仕事を受けとる日"), required=False)
    received_at_place = forms.CharField(label=_("受けとる場所・方法"), max_length=120, required=False)
    inspected_on = day(_("確かめを終える日"), required=False)
    pay_on = day(_("支払いの期日"), required=False, help_text=_("受けとる日から数えて60日以内です。"))
    why = forms.CharField(label=_("書きなおすわけ"), max_length=300, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        sides: Sequence[Named],
        statement: Statement | None = None,
        first: Mapping[str, str] | None = None,
    ) -> None:
        self.sides = sides
        super().__init__(data, initial=_told(statement) | dict(first or {}))
        for side in sides:
            brings, wants = f"brings_{side.key}", f"wants_{side.key}"
            self.fields[brings] = area(_("持ちよるもの"), 600, hint=_("時間、経験、人の紹介、試せる場…"))
            self.fields[wants] = area(_("得たいもの"), 600, hint=_("この仕事から持ちかえりたいこと"))
        choices = [("", _("選んでください")), *((side.key, side.name) for side in sides)]
        for name in ("orderer", "doer"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        del self.fields["title" if statement else "why"]

    @property
    def pairs(self) -> list[tuple[Named, Any, Any]]:
        """Each side with its two fields, for the page."""
        return [(side, self[f"brings_{side.key}"], self[f"wants_{side.key}"]) for side in self.sides]

    @property
    def terms(self) -> list[Any]:
        return [self[name] for name in TERMS]

    @property
    def opens_terms(self) -> bool:
        return bool(self["is_paid"].value())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("はじまりより後の日を選んでください。"))
        if said.get("is_paid"):
            self._check_terms(said)
        else:
            said |= {name: None if name.endswith("_on") else "" for name in TERMS}
        return said

    def _check_terms(self, said: dict[str, Any]) -> None:
        """What the freelance act asks for stands in writing before the work begins."""
        for name in NEEDED:
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("報酬のある仕事では、はじめる前に書いておくことが法律で決まっています。"))
        if said.get("orderer") and said.get("orderer") == said.get("doer"):
            self.add_error("doer", _("頼む側とは別の側を選んでください。"))
        received, pay, looked = (said.get(name) for name in ("received_on", "pay_on", "inspected_on"))
        if received and pay and not received <= pay <= received + timedelta(days=PAY_WITHIN - 1):
            self.add_error("pay_on", _("仕事を受けとる日から数えて、60日以内の日にしてください。"))
        if received and pay and looked and not received <= looked <= pay:
            self.add_error("inspected_on", _("受けとる日から、支払いの期日までの日にしてください。"))

    def told(self) -> dict[str, Any]:
        """As the action takes it."""
        said = self.cleaned_data
        names = ("brings", "wants")
        pledges = {side.key: {name: said[f"{name}_{side.key}"] for name in names} for side in self.sides}
        kept = {name: said[name] for name in ("since", "until", "confidential", "is_paid", *TERMS)}
        more = {"why": said["why"]} if "why" in said else {"title": said["title"]}
        return {"pledges": pledges, **kept, **more}


def _told(statement: Statement | None) -> dict[str, Any]:
    """What stood in the version before; a new one begins today."""
    if statement is None:
        return {"since": timezone.localdate()}
    kept = ("since", "until", "confidential", "is_paid", *TERMS[2:])
    told = {name: getattr(statement, name) for name in kept}
    told |= {name: key_of(getattr(statement, name)) for name in TERMS[:2]}
    for pledge in statement.pledges.select_related("party"):
        key = key_of(pledge.party)
        told |= {f"brings_{key}": pledge.brings, f"wants_{key}": pledge.wants}
    return told


def key_of(party: Any) -> str:
    if party is None:
        return ""
    return f"c{party.company_id}" if party.company_id else f"p{party.person_id}"


class OutcomeForm(forms.Form):
    words = area(
        _("めざす成果をひとつ"), 600, hint=_("若手の三人が、自分の言葉で現場の改善を提案できるようになる"),
        help_text=_("することではなく、終わったときにどうなっているかを書きます。"),
    )  # fmt: skip
    sign = area(
        _("どうなったら、そうなったとわかりますか"),
        600,
        hint=_("十月の報告会で、三人がそれぞれ提案し、ひとつが採用される"),
    )
    why = forms.CharField(label=_("変えるわけ"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, outcome: Outcome | None = None) -> None:
        super().__init__(data, initial={"words": outcome.words, "sign": outcome.sign} if outcome else None)
        if outcome is None:
            del self.fields["why"]


class PartForm(forms.Form):
    words = forms.CharField(
        label=_("成果の部分"), max_length=120, error_messages=SAY,
        widget=forms.TextInput(attrs={"placeholder": _("現場で試せる相手がいる")}),
    )  # fmt: skip


class RoleForm(forms.Form):
    name = forms.CharField(
        label=_("役割の名"), max_length=60, error_messages=SAY,
        widget=forms.TextInput(attrs={"placeholder": _("現場との橋わたし")}),
    )  # fmt: skip
    parts = forms.ModelMultipleChoiceField(
        label=_("成果のどの部分を担いますか"), queryset=Part.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("この役割が担う成果の部分を、ひとつは選んでください。")},
    )  # fmt: skip
    holder = forms.ChoiceField(
        label=_("だれが担いますか"), required=False, widget=forms.RadioSelect,
        help_text=_("ほかの方を選ぶと、お願いが届きます。引き受けてもらってはじめて、担い手になります。"),
    )  # fmt: skip
    decides = area(_("ひとりで決めてよいこと"), 300, rows=2, required=False, hint=_("訪問の日どりと、声をかける相手"))

    def __init__(
        self, data: Any = None, *, parts: Any, holders: list[tuple[str, str]], role: Role | None = None
    ) -> None:
        told: dict[str, Any] = {"holder": ""}
        if role is not None:
            told = {
                "name": role.name, "decides": role.decides, "holder": str(role.holder_id or ""),
                "parts": [carrying.part_id for carrying in role.carryings.all()],
            }  # fmt: skip
        super().__init__(data, initial=told)
        self.fields["parts"].queryset = parts  # type: ignore[attr-defined]
        self.fields["parts"].label_from_instance = lambda part: part.words  # type: ignore[attr-defined]
        self.fields["holder"].choices = [("", _now("まだ決めない")), *holders]  # type: ignore[attr-defined]


class MilestoneForm(forms.Form):
    words = forms.CharField(label=_("節目"), max_length=120, error_messages=SAY)
    due = day(_("いつまでに"))


class SlipForm(forms.Form):
    due = day(_("新しい日"))
    why = forms.CharField(label=_("なぜ"), max_length=300, error_messages=SAY)


class MeetingForm(forms.Form):
    LENGTHS = [(30, _("30分")), (60, _("1時間")), (90, _("1時間半")), (120, _("2時間"))]

    title = forms.CharField(label=_("何の集まりですか"), max_length=80, error_messages=SAY)
    starts_at = forms.DateTimeField(
        label=_("はじまり"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.TypedChoiceField(label=_("長さ"), choices=LENGTHS, coerce=int, initial=60)
    place = forms.CharField(label=_("場所"), max_length=120, required=False)
    online_url = forms.URLField(label=_("オンラインのリンク"), required=False, assume_scheme="https")
    company = forms.ChoiceField(label=_("どの会社の集いとして"))

    def __init__(self, data: Any = None, *, companies: list[Any]) -> None:
        super().__init__(data)
        self.fields["company"].choices = [(str(one.pk), str(one)) for one in companies]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("place") and not said.get("online_url"):
            self.add_error("place", _("場所か、オンラインのリンクのどちらかを書いてください。"))
        if said.get("starts_at") and said["starts_at"] <= timezone.now():
            self.add_error("starts_at", _("これからの日時を選んでください。"))
        return said


class LinkForm(forms.Form):
    title = forms.CharField(label=_("資料の名"), max_length=80, error_messages=SAY)
    url = forms.CharField(
        label=_("リンク"), max_length=500, help_text=_("https:// で始まるもの。資料そのものは、ここには置きません。"),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip


class DecisionForm(forms.Form):
    words = forms.CharField(label=_("決めたこと"), max_length=300, error_messages=SAY)
    why = forms.CharField(label=_("なぜ"), max_length=300, required=False)


class NoteForm(forms.ModelForm):
    class Meta:
        model = SideNote
        fields = ["confidential", "notes"]
        widgets = {"confidential": forms.Textarea(attrs={"rows": 3}), "notes": forms.Textarea(attrs={"rows": 4})}


class WhyForm(forms.Form):
    why = forms.CharField(label=_("ひとこと（なくても大丈夫です）"), max_length=300, required=False)


class CameForm(forms.Form):
    """One thing that came of the work: given or got, from or to which side."""

    direction = forms.ChoiceField(
        label=_("どちらですか"), choices=[("gave", _("渡した")), ("got", _("受けとった"))], widget=forms.RadioSelect,
        initial="gave",
    )  # fmt: skip
    other = forms.ChoiceField(label=_("だれと"))
    kind = forms.ChoiceField(label=_("何をですか"), choices=Contribution.Kind)
    words = area(_("ことばで"), 300, rows=2, hint=_("三人の訪問に毎月つきそった"))

    def __init__(self, data: Any = None, *, others: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["other"].choices = others  # type: ignore[attr-defined]
