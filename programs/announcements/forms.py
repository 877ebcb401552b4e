"""The forms of an announcement: its words, whom it is meant for, when it goes."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from accounts.users.zones import choices_with
from alumni.companies.models import Company, Department
from programs.announcements import readers, segments
from programs.announcements.models import Announcement
from programs.announcements.samples import INVITED, OTHER, SELF
from programs.announcements.segments import Came, Segment, Who
from programs.events.models import Event
from programs.events.queries import units_of

INDENT = "　　"
COMMAS = re.compile(r"[、,，\n]")
MOST_SKILLS, LONGEST_SKILL = 10, 40
WORDS = ("subject", "words", "event")
ENGLISH = ("subject_en", "words_en")


class EventChoice(forms.ModelChoiceField):
    def label_from_instance(self, event: Event) -> str:  # type: ignore[override]
        return f"{date_format(event.starts_there, 'DATE_FORMAT')} {event.title}"


def year_field(label: Any, example: str) -> forms.IntegerField:
    look = forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": example})
    return forms.IntegerField(label=label, required=False, min_value=1900, max_value=2100, widget=look)


class SegmentForm(forms.Form):
    """Whom it is meant for; alone it answers about how many that are."""

    who = forms.ChoiceField(label=_("いまの立場"), required=False, choices=Who.choices)
    years_from = year_field(_("在籍した年（から）"), "1999")
    years_until = year_field(_("在籍した年（まで）"), "2010")
    skills = forms.CharField(
        label=_("得意なこと・関心"),
        required=False,
        max_length=300,
        help_text=_(
            "「、」で区切ると、どれかひとつにあてはまる人へ届きます。会社の担当者に見せている人だけが対象です。"
        ),
        widget=forms.TextInput(attrs={"placeholder": _("品質管理、英語")}),
    )
    came = forms.ChoiceField(label=_("集いに来たか"), required=False, choices=Came.choices)

    def __init__(self, *args: Any, company: Company, **more: Any) -> None:
        super().__init__(*args, **more)
        self.company = company
        unit = forms.ModelChoiceField(
            Department.objects.filter(company=company),
            label=_("部署"),
            required=False,
            help_text=_("選んだ部署とその下の部署、名前が変わる前と後の部署にいた人へ届きます。"),
        )
        unit.choices = [("", gettext("会社のみなさん"))] + [
            (one.pk, INDENT * depth + one.name) for one, depth in units_of(company.pk)
        ]
        self.fields["department"] = unit
        self.fields["came_to"] = EventChoice(
            segments.gatherings_held(company),
            label=_("来た集い"),
            required=False,
            empty_label=gettext("選んでください"),
        )
        self.order_fields(["who", "department", "years_from", "years_until", "skills", "came", "came_to"])

    def clean_who(self) -> str:
        return self.cleaned_data["who"] or Who.ALL

    def clean_skills(self) -> list[str]:
        words = list(dict.fromkeys(filter(None, map(str.strip, COMMAS.split(self.cleaned_data["skills"])))))
        if len(words) > MOST_SKILLS or any(len(word) > LONGEST_SKILL for word in words):
            raise ValidationError(_("得意なことは、一つ40文字まで、10個まで書けます。"))
        return words

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        first, last = data.get("years_from"), data.get("years_until")
        if first and last and last < first:
            self.add_error("years_until", gettext("終わりの年は、始まりの年と同じか後にしてください。"))
        if data.get("came") == Came.TO_ONE:
            if not data.get("came_to") and "came_to" not in self.errors:
                self.add_error("came_to", gettext("どの集いに来た人かを選んでください。"))
        else:
            self.cleaned_data["came_to"] = None
        return data

    @property
    def segment(self) -> Segment:
        data = self.cleaned_data
        unit, event = data["department"], data["came_to"]
        return Segment(
            data["who"], unit and unit.pk, data["years_from"], data["years_until"], tuple(data["skills"]),
            data["came"], event and event.pk,
        )  # fmt: skip

    def reach(self, *, author: User) -> dict[str, Any]:
        """What the line about the number of people takes: `reach_wrong` while the choice is impossible."""
        if not self.is_valid():
            return {"reach_wrong": True}
        return {"reach": segments.reach_of(self.company, self.segment, author=author)}


class AnnouncementForm(SegmentForm):
    """The whole draft, new or as it is."""

    subject = forms.CharField(label=_("件名"), max_length=60, help_text=_("会社名は、うしろに自動でつきます。"))
    words = forms.CharField(
        label=_("本文"),
        max_length=6000,
        help_text=_(
            "一行あけると段落になります。「（お名前） 様」は自動でつきます。リンクは、アドレスをそのまま書いてください。"
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    subject_en = forms.CharField(label=_("件名（英語）"), required=False, max_length=100)
    words_en = forms.CharField(
        label=_("本文（英語）"),
        required=False,
        max_length=8000,
        help_text=_("英語で使っている人へは、こちらが届きます。空欄なら、日本語のまま届きます。"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, company: Company, announcement: Announcement | None = None, **more: Any) -> None:
        super().__init__(*args, company=company, initial=_initial(announcement), **more)
        self.fields["event"] = EventChoice(
            segments.gatherings_to_link(company),
            label=_("添える集い"),
            required=False,
            empty_label=gettext("添えない"),
            help_text=_(
                "その集いに誘われている人には、日時と返事のボタンがつきます。ほかの人には、本文だけが届きます。"
            ),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for one, other in (ENGLISH, ENGLISH[::-1]):
            if data.get(one) and not data.get(other) and other not in self.errors:
                self.add_error(other, gettext("英語は、件名と本文の両方を書いてください。"))
        return data


def _initial(announcement: Announcement | None) -> dict[str, Any]:
    if announcement is None:
        return {"who": Who.ALL, "came": Came.ALL}
    names = ("subject", "words", "subject_en", "words_en", "who", "years_from", "years_until", "came")
    keys = {"department": "department_id", "event": "event_id", "came_to": "came_to_id"}
    kept = {name: getattr(announcement, name) for name in names}
    chosen = {name: getattr(announcement, key) for name, key in keys.items()}
    return {**kept, **chosen, "skills": "、".join(announcement.skills)}


class SendForm(forms.Form):
    """When it goes; left open it goes in ten minutes."""

    send_at = forms.DateTimeField(
        label=_("送る日時"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("送る日時を選んでください。")},
    )


class ReaderForm(forms.Form):
    """As whom the sample is looked at: a kind of reader, or somebody of the desk's list under their key there."""

    to = forms.ChoiceField(label=_("だれとして見るか"), required=False)
    lang = forms.ChoiceField(label=pgettext_lazy("of a mail", "ことば"), required=False, choices=User.LANGUAGES)
    zone = forms.ChoiceField(label=_("読む場所の時刻"), required=False)
    q = forms.CharField(required=False, max_length=80)

    def __init__(self, data: Any, *, announcement: Announcement, viewer: User) -> None:
        super().__init__(data)
        others = [(OTHER, _("受け取る人"))]
        if announcement.event_id:
            others = [(INVITED, _("添えた集いに誘われている人")), (OTHER, _("誘われていない人"))]
        choices: list[tuple[str, Any]] = [(SELF, _("自分")), *others]
        key = data.get("to", "")
        self.person = readers.one(announcement.company, key, viewer=viewer)
        if self.person:
            choices.append((key, _("%(name)sさん") % {"name": self.person.name}))
        # Whoever isn't on the list is missing, whatever the reason.
        self.is_missing = self.person is None and key[:1].isdecimal()
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        self.fields["zone"].choices = choices_with(viewer.time_zone)  # type: ignore[attr-defined]
        self.usual = {"to": SELF, "lang": "ja", "zone": viewer.time_zone, "q": ""}

    @property
    def chosen(self) -> dict[str, str]:
        """Nonsense in the address is read as oneself, in Japanese, where one is."""
        data = self.cleaned_data if self.is_valid() else {}
        return {name: data.get(name) or usual for name, usual in self.usual.items()}

    @property
    def reader(self) -> str | readers.Reader:
        return self.person or self.chosen["to"]
