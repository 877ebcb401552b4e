"""The forms of a V sheet: one text at a time, a step, words for the meeting point, a note, the company's own vision."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alumni.companies.models import Company, Department
from programs.visions import links
from programs.visions.models import CompanyVision, Side
from programs.visions.part_models import SheetPart, Step
from programs.visions.queries import Reading
from programs.visions.years import months_of, year_of

INDENT = "　　"
# (side, kind) → label, help, example
ASKS = {
    ("person", "vision"): (
        _("あなたのビジョン"),
        _("どんな人でありたいか、どんな場面を見たいか。仕事の外のことでもかまいません。"),
        _("地元の小さな工場で、若い人が自分の仕事を自分のことばで語れるようにしたい。"),
    ),
    ("person", "gives"): (
        _("あなたから会社へ"),
        _("会社の価値を高めるために、あなたができること。"),
        _("部署をこえて若手が学ぶ場の進行役。成果から役割を描く対話。"),
    ),
    ("company", "vision"): (
        _("この人に願うこと"),
        _("会社のビジョンとは別に、この人へのことばを書けます。"),
        _("現場で育ててきた見守りの目を、次の世代に手渡してほしい。"),
    ),
    ("company", "gives"): (
        _("会社からこの人へ"),
        _("この人の価値を高めるために、会社ができること。"),
        _("新しい手法を試せる二つの部署と、半年の時間。社外の仲間への紹介。"),
    ),
}


class WordsForm(forms.Form):
    words = forms.CharField(max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, data: Any = None, *, side: str, kind: str, part: SheetPart | None) -> None:
        super().__init__(data, initial={"words": part.words if part else ""})
        label, help_text, example = ASKS[side, kind]
        self.fields["words"].label, self.fields["words"].help_text = label, help_text
        self.fields["words"].widget.attrs["placeholder"] = gettext("例: %s") % example


class StepForm(forms.Form):
    words = forms.CharField(
        label=_("一歩"), max_length=40, help_text=_("40文字まで。起きたときに「できた」とわかることばで。"),
        widget=forms.TextInput(attrs={"placeholder": _("若手が部門をこえて学ぶ"), "autocomplete": "off"}),
        error_messages={"required": _("一歩をひとこと書いてください。")},
    )  # fmt: skip
    month = forms.ChoiceField(label=_("いつごろ"), required=False)
    serves = forms.ChoiceField(
        label=_("相手のどの一歩につながりますか"), required=False,
        help_text=_("選ぶと、ふたつの一歩が点線で結ばれます。"),
    )  # fmt: skip
    link = forms.ChoiceField(
        label=_("実際の集いやプログラムと結ぶ"), required=False,
        help_text=_("それが行われると、この一歩に灯がともります。見られる人にだけ、名前が見えます。"),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, reading: Reading, side: str, viewer: Any, step: Step | None = None
    ) -> None:
        first = {
            "words": step.words, "month": step.month.isoformat() if step.month else "",
            "serves": str(step.serves_id or ""), "link": step.link,
        } if step else {}  # fmt: skip
        super().__init__(data, initial=first)
        months = months_of(reading.sheet.year)
        if step and step.month and step.month not in months:
            months.append(step.month)
        named = [(day.isoformat(), date_format(day, "YEAR_MONTH_FORMAT")) for day in months]
        self.fields["month"].choices = [("", gettext("決めない")), *named]  # type: ignore[attr-defined]
        others = reading.person_steps if side == Side.COMPANY else reading.company_steps
        self.others = {str(other.row.pk): other.row for other in others}
        words = [(pk, row.words) for pk, row in self.others.items()]
        self.fields["serves"].choices = [("", gettext("まだ結ばない")), *words]  # type: ignore[attr-defined]
        self.months = {day.isoformat(): day for day in months}
        self.fields["link"].choices = [("", gettext("結ばない")), *links.choices(viewer, step.link if step else "")]  # type: ignore[attr-defined]
        if not words:
            del self.fields["serves"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["words"] = " ".join(said.get("words", "").split())
        said["month"] = self.months.get(said.get("month") or "")
        said["serves"] = self.others.get(said.get("serves") or "")
        said["link"] = said.get("link") or ""
        return said


class PointForm(forms.Form):
    words = forms.CharField(
        label=_("めざす点のことば"), max_length=60,
        help_text=_("ふたつの線が出会うところを、ひとことで。60文字まで。"),
        widget=forms.TextInput(attrs={"placeholder": _("育つ人が、次の人を育てる"), "autocomplete": "off"}),
        error_messages={"required": _("めざす点のことばを書いてください。")},
    )  # fmt: skip


class NoteForm(forms.Form):
    on = forms.DateField(label=_("話した日"), widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(
        label=_("覚え書き"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("ひとこと書いてください。短くて大丈夫です。")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate().isoformat()})


class CompanyVisionForm(forms.Form):
    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    department = forms.ModelChoiceField(Department.objects.none(), label=_("どこの"), required=False)
    vision = forms.CharField(
        label=_("ビジョン"), max_length=200, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("200文字まで。この会社で働く人と、働いていた人のVシートに、そのまま出ます。"),
    )  # fmt: skip
    seeks = forms.CharField(
        label=_("今年、求めること"), required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("人数や役職ではなく、どんな力や場面を求めているかを書いてください。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, company: Company, vision: CompanyVision | None = None) -> None:
        this = year_of(timezone.localdate())
        first = {"year": this, "vision": "" if vision else company.vision}
        if vision:
            first |= {name: getattr(vision, name) for name in ("year", "vision", "seeks")}
        super().__init__(data, initial=first)
        if vision:
            del self.fields["year"], self.fields["department"]
            return
        self.fields["year"].choices = [(y, gettext("%s年度") % y) for y in range(this + 1, this - 3, -1)]  # type: ignore[attr-defined]
        units = Department.objects.filter(company=company, until=None).order_by("path")
        self.fields["department"].queryset = units  # type: ignore[attr-defined]
        depth = [(unit.pk, INDENT * (unit.path.count(".") - 1) + unit.name) for unit in units]
        self.fields["department"].choices = [("", gettext("会社ぜんたい")), *depth]  # type: ignore[attr-defined]
