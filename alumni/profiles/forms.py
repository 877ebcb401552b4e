"""What I tell of myself, and whom I show it to."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.names import clean_name
from alumni.profiles import areas
from alumni.profiles.disclosure import CHOICES as AUDIENCES
from alumni.profiles.disclosure import FIELDS, LINKED, PARTS, STORY, USUAL, Audience, Exactness, Openness, settled
from alumni.profiles.models import BlurLabel, Profile
from alumni.profiles.skills import LONGEST_SKILL
from alumni.tenures.periods import PartialDate, Period

SeenBy = Profile.SeenBy
# Those whom one worked with, first; the quietest that still lets old colleagues find each other is the default.
CHOICES = [
    (SeenBy.COWORKERS, _("同じ部署で働いた人だけ")),
    (SeenBy.COMPANY, _("同じ会社の仲間みんな")),
    (SeenBy.NETWORK, _("Kanaeのすべてのメンバー（ほかの会社の人も）")),
    (SeenBy.NOBODY, _("まだだれにも見せない（見るだけ）")),
]


class SeenByForm(forms.Form):
    seen_by = forms.ChoiceField(
        label=_("お名前と、いつどの部署にいたかを見せる相手"), choices=CHOICES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        profile = Profile.objects.filter(person=person).first()
        now = profile.seen_by if profile else SeenBy.COWORKERS
        super().__init__(*args, **{"initial": {"seen_by": now}, **kwargs})


SEPARATORS = re.compile(r"[,、，・\n]+")
MOST_LINKS = 5
AUDIENCE_WORDS = {
    Audience.DEPARTMENT: _("同じ部署で働いた人"),
    Audience.COMPANY: _("同じ会社の仲間"),
    Audience.HR: _("その会社の人事の担当者"),
    Audience.MET: _("集いでいっしょになった人"),
    Audience.NETWORK: _("Kanaeのすべてのメンバー"),
}


class ProfileForm(forms.Form):
    plain = ("now", "area", "place", "languages", "links", "contact")
    names = ("romaji", "former_name", "legal_name")

    now = forms.CharField(
        label=_("いまの仕事"), max_length=120, required=False, help_text=_("ひとことで。書かなくてもかまいません。")
    )
    area = forms.ChoiceField(label=_("いまいる都道府県・国"), required=False)
    place = forms.CharField(
        label=_("市区町村など"), max_length=60, required=False, help_text=_("書かなくてかまいません。例：葉山町")
    )
    languages = forms.CharField(
        label=_("話せることば"), max_length=300, required=False, help_text=_("「、」で区切って書いてください。")
    )
    links = forms.CharField(
        label=pgettext_lazy("plural", "リンク"),
        required=False,
        max_length=1600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行に一つずつ、5つまで"),
    )
    romaji = forms.CharField(label=_("ローマ字の名前"), max_length=120, required=False)
    former_name = forms.CharField(
        label=_("前の名前（旧姓など）"),
        max_length=120,
        required=False,
        help_text=_("昔の仲間が見つけやすくなります。"),
    )
    legal_name = forms.CharField(
        label=_("戸籍の名前"), max_length=120, required=False, help_text=_("はじめは、だれにも見せません。")
    )
    free_until = forms.DateField(
        label=_("いま動ける（いつまで）"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "話す、手伝う、登壇する。動けるあいだだけ、日を入れてください。その日をすぎると、自然に消えます。"
        ),
    )
    contact = forms.CharField(
        label=_("連絡のとりかた"),
        max_length=200,
        required=False,
        help_text=_("はじめは、だれにも見せません。一覧には、けっして出ません。"),
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        plain = {
            name: getattr(profile, name)
            for name in ("now", "area", "place", "romaji", "former_name", "legal_name", "contact", "free_until")
        }
        listed = {
            "languages": "、".join(profile.languages),
            "links": "\n".join(profile.links),
        }
        super().__init__(*args, **{"initial": plain | listed, **kwargs})
        choices = [("", _("えらばない")), *areas.choices(get_language() or "ja")]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]

    def clean_languages(self) -> list[str]:
        return [word[:40] for word in _split(self.cleaned_data["languages"])][:10]

    def clean_free_until(self) -> date | None:
        until, today = self.cleaned_data["free_until"], timezone.localdate()
        if until and until > today + timedelta(days=366):
            raise ValidationError(_("1年先までの日を入れてください。また書きなおせます。"))
        return until if until and until >= today else None

    def clean_links(self) -> list[str]:
        links = self.cleaned_data["links"].split()
        if len(links) > MOST_LINKS:
            raise ValidationError(_("リンクは5つまでです。"))
        for link in links:
            URLValidator(["https", "http"], message=_("リンクは https:// からはじまる形で書いてください。"))(link)
        return links

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {name: clean_name(value) if isinstance(value, str) else value for name, value in cleaned.items()}


def _split(text: str) -> list[str]:
    return [word for word in map(clean_name, SEPARATORS.split(text)) if word]


class SkillForm(forms.Form):
    """One more word; suggestions come from the vocabulary, also without JavaScript."""

    word = forms.CharField(
        label=_("ことばを加える"),
        required=False,
        max_length=LONGEST_SKILL,
        help_text=_("書きはじめると候補が出ます。候補にないことばも加えられます。"),
        widget=forms.TextInput(attrs={"list": "skill-words", "autocomplete": "off"}),
    )


class PhotoForm(forms.Form):
    photo = forms.FileField(
        required=False,
        label=_("新しい写真"), help_text=_("JPEG・PNG・WebP、8MBまで。撮った場所などの記録は取りのぞきます。"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip


class LabelForm(forms.Form):
    """Words by which no company is known."""

    text = forms.CharField(
        label=_("ことば"), max_length=40, help_text=_("例：大手電機メーカー。会社や部署の名前は入れないでください。")
    )
    text_en = forms.CharField(
        label=_("ことば（英語）"), max_length=60, required=False, widget=forms.TextInput(attrs={"lang": "en"}),
        help_text=_("英語で読む人に出ます。例：A large electronics maker"),
    )  # fmt: skip


class TurnForm(forms.Form):
    year = forms.IntegerField(label=_("年"), min_value=1930, max_value=2100, required=False)
    text = forms.CharField(
        label=_("そのとき、なにがありましたか"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class StoryForm(forms.Form):
    """Three gentle questions; each may stay empty."""

    learned = forms.CharField(
        label=_("働くなかで、学んだこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    returning = forms.CharField(
        label=_("いつか返したいこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seeking = forms.CharField(
        label=_("いま、さがしていること"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class MonthField(forms.CharField):
    """2003 or 2003-04, in any width."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=10, required=False, widget=forms.TextInput(attrs={"placeholder": "2003-04"}), **kwargs
        )

    def clean(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        text = (
            super()
            .clean(value)
            .translate(str.maketrans("０１２３４５６７８９－／/年", "0123456789----"))
            .rstrip("月-")
        )
        try:
            return PartialDate.from_iso(text) if text else None
        except ValueError as refusal:
            raise ValidationError(_("2003 または 2003-04 のように書いてください。")) from refusal


class PostForm(forms.Form):
    department = forms.CharField(
        label=_("部署"), max_length=80, required=False, help_text=_("当時の名前でかまいません。")
    )
    title = forms.CharField(label=_("役職"), max_length=80, required=False)
    since = MonthField(label=_("いつから"))
    until = MonthField(label=_("いつまで"))
    open = forms.BooleanField(label=_("いまも在籍している"), required=False)
    word = forms.CharField(label=_("担当者へのことば"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until, still = (cleaned.pop(name, None) for name in ("since", "until", "open"))
        if until and still:
            raise ValidationError({"until": _("いまも在籍しているときは、いつまでを空けてください。")})
        if since and until and until.latest < since.earliest:
            raise ValidationError({"until": _("いつまでが、いつからより前になっています。")})
        cleaned["period"] = Period(since, until, bool(still))
        return cleaned


class ClaimForm(PostForm):
    company = forms.ModelChoiceField(
        Company.objects.order_by("name"), label=_("会社"), empty_label=_("えらんでください")
    )
    field_order = ["company"]


class AudiencesField(forms.TypedMultipleChoiceField):
    """Check boxes for a set of audiences."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(int(audience), words) for audience, words in AUDIENCE_WORDS.items()]
        super().__init__(choices=choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value: Any) -> int:
        return sum(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return [int(a) for a in AUDIENCES if a & value] if isinstance(value, int) else value


FIELD_WORDS = {
    "reading": _("お名前のよみ"), "romaji": _("ローマ字の名前"), "former_name": _("前の名前（旧姓など）"), "legal_name": _("戸籍の名前"),
    "photo": _("写真"), "now": _("いまの仕事"), "place": _("いまいる地域"), "skills": _("得意なこと・関心"),
    "languages": _("話せることば"), "links": pgettext_lazy("plural", "リンク"), "contact": _("連絡のとりかた"), "free": _("いま動けること"), STORY: _("わたしの物語"),
}  # fmt: skip


def open_in_words(mask: int) -> Any:
    """To whom something is open, short enough for a line."""
    if mask & Audience.NETWORK:
        return AUDIENCE_WORDS[Audience.NETWORK]
    chosen = [str(words) for audience, words in AUDIENCE_WORDS.items() if audience & mask]
    return "・".join(chosen) or _("だれにも見せない")


class DisclosureForm(forms.Form):
    """One set of audiences for each field, and whether the mark is shown at all."""

    shows_verified = forms.BooleanField(
        label=_("「在籍確認済」の印を見せる"),
        required=False,
        help_text=_("外すと、どの歩みにも印は出ません。確認そのものは、そのままのこります。"),
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        part = profile.story.first() if profile.pk else None
        now = {name: getattr(profile, f"{name}_to") for name in FIELDS} | {
            STORY: part.to if part else int(USUAL[STORY]),
            "shows_verified": profile.shows_verified,
        }
        super().__init__(*args, **{"initial": now, **kwargs})
        for name in (*FIELDS, STORY):
            self.fields[name] = AudiencesField(label=FIELD_WORDS[name])

    @property
    def rows(self) -> list[tuple[Any, Any, forms.BoundField]]:
        """For the page: each field's words, to whom it is open now in words, and its check boxes."""
        return [(FIELD_WORDS[name], open_in_words(self.initial[name]), self[name]) for name in (*FIELDS, STORY)]


EXACTNESS_WORDS = {Exactness.EXACT: _("そのまま"), Exactness.BLURRED: _("ぼかす"), Exactness.HIDDEN: _("見せない")}
PART_WORDS = {"employer": _("会社の名前"), "department": _("部署"), "title": _("役職"), "period": _("時期")}


class TellingForm(forms.Form):
    """Each part of a post for each audience; the words for a blurred employer, and the mark."""

    label = forms.ModelChoiceField(
        BlurLabel.objects.none(), label=_("会社をぼかすことば"), required=False, empty_label=_("ある会社")
    )
    keeps_mark = forms.BooleanField(label=_("会社をぼかしても「在籍確認済」の印を見せる"), required=False)

    def __init__(self, *args: Any, openness: dict[str, Openness], company: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].queryset = BlurLabel.objects.offered_for(company)  # type: ignore[attr-defined]
        for part in PARTS:
            for audience, words in AUDIENCE_WORDS.items():
                now = openness.get(part, Openness())(audience)
                self.fields[f"{part}_{audience.value}"] = self._choice(part, audience, words, now)

    def _choice(self, part: str, audience: Audience, words: Any, now: Exactness) -> forms.ChoiceField:
        """Whoever counts as a colleague through this very company can't be shown it blurred."""
        known = part == "employer" and audience & LINKED
        levels = [(str(e), w) for e, w in EXACTNESS_WORDS.items() if not (known and e == Exactness.BLURRED)]
        return forms.ChoiceField(label=words, choices=levels, initial=str(now), required=False)

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """For the page: the words of each part with its fields."""
        return [(PART_WORDS[part], [self[f"{part}_{a.value}"] for a in AUDIENCES]) for part in PARTS]

    @property
    def openness(self) -> dict[str, Openness]:
        return {
            part: settled(self._bits(part, Exactness.EXACT), self._bits(part, Exactness.BLURRED)) for part in PARTS
        }

    def _bits(self, part: str, level: Exactness) -> int:
        return sum(a.value for a in AUDIENCES if self.cleaned_data[f"{part}_{a.value}"] == level)
