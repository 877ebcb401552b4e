"""How somebody wants to be told: a choice for each kind, and their hours."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind
from accounts.notices.models import Preference, Rhythm, Weekday
from accounts.notices.queries import Choice

Pace = Preference.Pace
HOURS = [(f"{hour:02}:00", format_lazy(_("{hour}時"), hour=hour)) for hour in range(24)]
CAPS = [3, 5, 7, 10, 20]


def paces_for(kind: Kind) -> list[tuple[str, Any]]:
    """What can be chosen for a kind: no digest of what is bound to its hour, no mail where there is none anyway."""
    left_out = {
        *([] if kind.by_mail else [Pace.NOW, Pace.DAILY, Pace.WEEKLY]),
        *([] if kind.digestible and not kind.urgent else [Pace.DAILY, Pace.WEEKLY]),
        *([] if kind.in_app else [Pace.NEVER]),
    }
    return [(pace.value, pace.label) for pace in Pace if pace not in left_out]


TOGETHER = [("", _("下で、ひとつずつ選ぶ")), *((one.value, one.label) for one in Pace if one != Pace.NEVER)]


class PacesForm(forms.Form):
    """One field for each kind that can be muted and can reach this person; one more for a whole category."""

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = choices
        for choice in choices:
            if len(choice.loose) > 1:
                whole = forms.ChoiceField(
                    label=_("ここにあるもの、すべて"), choices=TOGETHER, initial="", required=False
                )
                self.fields[f"all-{choice.category}"] = whole
            for kind in choice.loose:
                offered = paces_for(kind)
                now = choice.paces[kind.code]
                self.fields[kind.code] = forms.ChoiceField(
                    label=str(kind.label),
                    choices=offered,
                    initial=now if now in dict(offered) else offered[0][0],
                    required=False,  # there is always something chosen; a kind that isn't posted stays as it was
                )

    def chosen(self) -> dict[str, str]:
        """Each kind's pace; what is said for a category goes before, for the kinds that can be told that way."""
        found = {}
        for choice in self.groups:
            whole = self.cleaned_data.get(f"all-{choice.category}")
            for kind in choice.loose:
                offered = dict(self.fields[kind.code].choices)  # type: ignore[attr-defined]
                found[kind.code] = whole if whole in offered else self.cleaned_data[kind.code]
        return {code: pace for code, pace in found.items() if pace}

    def by_category(self) -> Iterator[tuple[Choice, forms.BoundField | None, list[forms.BoundField]]]:
        for choice in self.groups:
            whole = f"all-{choice.category}"
            yield choice, self[whole] if whole in self.fields else None, [self[kind.code] for kind in choice.loose]


class HourField(forms.TypedChoiceField):
    def __init__(self, *, empty: Any = None, **options: Any) -> None:
        choices = [*([("", empty)] if empty else []), *HOURS]
        super().__init__(choices=choices, coerce=time.fromisoformat, empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:00}" if isinstance(value, time) else value


class RhythmForm(forms.ModelForm):
    quiet_from = HourField(label=_("何時から"), empty=_("決めない"), required=False)
    quiet_until = HourField(label=_("何時まで"), empty=_("決めない"), required=False)
    digest_at = HourField(label=_("まとめが届く時刻"), required=False)
    digest_day = forms.TypedChoiceField(
        label=_("1週間のまとめが届く曜日"), choices=Weekday, coerce=int, empty_value=None, required=False
    )
    cap = forms.TypedChoiceField(
        label=_("1週間に受け取るメールの数"),
        choices=[*((n, format_lazy(_("{n}通まで"), n=n)) for n in CAPS), ("", _("かぎらない"))],
        coerce=int,
        empty_value=None,
        required=False,
    )

    class Meta:
        model = Rhythm
        fields = ["quiet_from", "quiet_until", "digest_at", "digest_day", "cap"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("digest_at", "digest_day"):
            if cleaned.get(name) is None:
                cleaned[name] = getattr(self.instance, name)
        begin, end = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if (begin is None) != (end is None):
            raise ValidationError(_("静かにする時間は、はじまりとおわりの両方を選んでください。"))
        if begin is not None and begin == end:
            raise ValidationError(_("静かにする時間のはじまりとおわりが同じです。どちらかを変えてください。"))
        return cleaned
