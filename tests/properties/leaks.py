"""Leaks planted on purpose: each swaps what one documented seam returns, as somebody could write it by mistake.

A leak names where it sits, what it tells, and who would learn it. test_leaks.py shows that each is found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count

from alumni.directory import indexing
from alumni.profiles.disclosure import Audience, ShownProfile, Ties
from alumni.profiles.models import Profile, SkillWord
from alumni.tenures.admin import TenureAdmin
from programs.events import queries
from programs.events.models import Event
from programs.events.notices import Published


@dataclass(frozen=True)
class Leak:
    where: str  # module or class, and attribute, as monkeypatch takes them
    instead: Callable[..., Any]
    what: str
    who: str
    surface: str  # where it comes out

    @property
    def name(self) -> str:
        return self.where.rsplit(".", 2)[-2] + "." + self.where.rsplit(".", 1)[-1]


def _boss() -> Profile:
    return Profile.objects.get(person__email="boss@example.test")


_known, _roll_of, _calendar_file = indexing._known, queries.roll_of, queries.calendar_file


def readings_of_all(viewer: Any, people: Any) -> dict[int, ShownProfile]:
    rows = Profile.objects.filter(person__in=list(people)).select_related("person")
    return {row.person_id: ShownProfile(row.person_id, row.person.name, row.person.reading) for row in rows}


def every_word(viewer: Any, text: str, lang: str = "ja") -> list[str]:
    return list(SkillWord.objects.filter(text__startswith=text).values_list("text", flat=True))


def taken_words(*, person: Any, word: str, by: Any) -> Any:
    used = SkillWord.objects.aggregate(n=Count("skill__people", distinct=True), words=Count("pk", distinct=True))
    raise ValidationError(f"{used} {list(SkillWord.objects.values_list('text', flat=True))[-1:]}")


def words_with_a_name(self: Any, fact: Any) -> tuple[str, str]:
    return "お誘い", f"{_boss().legal_name}さんも来ます"


def calendar_with_a_contact(event: Event, person: Any, method: str, **more: Any) -> bytes:
    return _calendar_file(event, person, method, **more) + _boss().contact.encode()


def ordered_by_reading(event: Event) -> Any:
    return _roll_of(event).order_by("-person__family_kana")


def who_with_a_former_name(self: Any, tenure: Any) -> str:
    return f"{tenure.person}{_boss().former_name}"


ORDER = "order"
LEAKS = [
    Leak("alumni.profiles.disclosure.opens", lambda mask, held: True, "contact", "alumna", "/people/"),
    Leak(
        "alumni.directory.indexing._known", lambda source, ties: _known(source, Ties(Audience.SELF)),
        "now", "alumna", "?q=",
    ),
    Leak("programs.events.rosters.shown", readings_of_all, "reading", "facilitator", "people.csv"),
    Leak("programs.events.queries.roll_of", ordered_by_reading, ORDER, "facilitator", "people.csv"),
    Leak("alumni.profiles.skills.suggestions", every_word, "skills", "stranger", "skills/suggest"),
    Leak("alumni.profiles.skills.add", taken_words, "skills", "hr_other", "refusal"),
    Leak(f"{Published.__module__}.Published.words", words_with_a_name, "legal_name", "alumnus_other", "mail"),
    Leak("programs.events.queries.calendar_file", calendar_with_a_contact, "contact", "junior", "calendar.ics"),
    Leak(
        f"{TenureAdmin.__module__}.TenureAdmin.who", who_with_a_former_name,
        "former_name", "company_admin", "/admin/alumni/tenure/",
    ),
]  # fmt: skip
