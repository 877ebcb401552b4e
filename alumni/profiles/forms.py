"""Whom I show myself to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.profiles.models import Profile

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
