"""What the desk at the door takes in: one arrival from a page, or a bundle that a device has kept."""

import json
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from programs.checkins.actions import Step
from programs.checkins.models import Attendance

MOST_STEPS = 500


class MarkForm(forms.Form):
    """A person from the list, a ticket or its short code, or the name of a guest."""

    person = forms.IntegerField(required=False, min_value=1)
    code = forms.CharField(label=_("短いコード"), required=False, max_length=20)
    token = forms.CharField(required=False, max_length=80)
    guest_name = forms.CharField(label=_("お名前"), required=False, max_length=60)
    how = forms.ChoiceField(required=False, choices=Attendance.How.choices)

    def step(self, person: int | None) -> Step:
        data = self.cleaned_data
        how = data["how"] or Attendance.How.NAME
        ticketed = bool(data["code"] or data["token"])
        return Step(uuid4(), timezone.now(), person, data["guest_name"], how, ticketed=ticketed)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("会場のコード"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
                "class": "code-input",
            }
        ),
        error_messages={"required": _("会場に掲示されているコードを入れてください。")},
    )


def steps_of(body: bytes) -> list[Step] | None:
    """What a device sends: a list of steps in its order; None for anything else."""
    try:
        rows = json.loads(body)["steps"]
        return [_step(row) for row in rows] if len(rows) <= MOST_STEPS else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _step(row: dict[str, Any]) -> Step:
    at = parse_datetime(str(row["at"]))
    person = row.get("person")
    if at is None or timezone.is_naive(at) or (person is not None and not 0 < int(person) < 2**63):
        raise ValueError
    how = str(row.get("how", ""))
    name = str(row.get("guest_name", ""))[:60]
    return Step(UUID(str(row["key"])), at, int(person) if person else None, name, how, bool(row.get("leaves")))
