"""Forms of HR imports: the file, and what its columns mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alumni.imports import reading


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("名簿のファイル"),
        help_text=_(
            "CSV または Excel（.xlsx）。SmartHR・freee・カオナビ・ジョブカンなどの書き出しは、そのまま使えます。"
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )


class ColumnsForm(forms.Form):
    """One choice per column of the file; the first data cells help to decide."""

    def __init__(
        self, *args: Any, headers: list[str], mapping: dict[str, Any], examples: list[list[str]], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.headers = headers
        chosen = reading.field_by_column(mapping, headers)
        for index, header in enumerate(headers):
            cells = [row[index] for row in examples if index < len(row) and row[index].strip()][:3]
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=header or _("（見出しなし）"),
                help_text=gettext("、").join(cells),
                choices=[("", _("取り込まない")), *reading.field_choices()],
                initial=chosen.get(index, ""),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A field that must be one column and was chosen for two is named at both."""
        cleaned = super().clean() or {}
        places: dict[str, list[str]] = {}
        for name, chosen in cleaned.items():
            if chosen and not reading.may_repeat(chosen):
                places.setdefault(chosen, []).append(name)
        for names in places.values():
            for name in names if len(names) > 1 else ():
                self.add_error(name, _("同じ項目が二つの列に選ばれています。どちらか一つにしてください。"))
        return cleaned

    def mapping(self) -> dict[str, Any]:
        chosen = {index: self.cleaned_data.get(f"column{index}", "") for index in range(len(self.headers))}
        return reading.mapping_of(chosen, self.headers)
