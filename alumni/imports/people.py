"""One row against what is known of its person: what would change, and changing it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company, Enrolment
from alumni.companies.names import fold, mail_key
from alumni.imports.reconcile import (
    NAMES,
    Change,
    Post,
    contradiction,
    differing_names,
    differing_posts,
    merged_posts,
)
from alumni.imports.units import Units, path_of
from alumni.tenures.models import Tenure
from alumni.tenures.periods import PartialDate
from alumni.tenures.titles import heads_unit

TENURE_FIELDS = ("title", "heads", "entry", "since", "since_precision", "until", "until_precision", "open")


@dataclass
class Known:
    """The people of one company that a chunk of rows may mean, with all their tenures: three queries."""

    company: Company
    units: Units
    by_number: dict[str, Enrolment] = field(default_factory=dict)
    by_name: dict[str, list[Enrolment]] = field(default_factory=dict)
    by_mail: dict[str, list[Enrolment]] = field(default_factory=dict)

    @classmethod
    def read(cls, company: Company, units: Units, rows: Iterable[dict[str, Any]]) -> "Known":
        rows = list(rows)
        known, people = cls(company, units), company.enrolments.prefetch_related("tenures")
        numbers = [row["employee_number"] for row in rows if row["employee_number"]]
        for enrolment in people.filter(employee_number__in=numbers):
            known.by_number[enrolment.employee_number] = enrolment
        for enrolment in people.filter(name_key__in={name_key(row) for row in rows}):
            known.by_name.setdefault(enrolment.name_key, []).append(enrolment)
        mails = {mail_key(row["email"]) for row in rows if row["email"]}
        for enrolment in people.filter(email_key__in=mails):
            known.by_mail.setdefault(enrolment.email_key, []).append(enrolment)
        return known

    def stranger_at(self, row: dict[str, Any]) -> Enrolment | None:
        """Somebody of another name who has the row's employee number: perhaps not the same person at all."""
        found = self.by_number.get(row["employee_number"])
        if found is None or fold(found.given_name) == fold(row["given_name"]):
            return None
        return None if fold(found.family_name) == fold(row["family_name"]) else found

    def lookalikes(self, row: dict[str, Any], numbers_in_file: set[str]) -> list[dict[str, Any]]:
        """People of other numbers who might be the same person: same name and reading, or same address."""
        found: dict[int, set[str]] = {}
        for other in self.by_name.get(name_key(row), []):
            if not row["kana_key"] or not other.kana_key or other.kana_key == row["kana_key"]:
                found.setdefault(other.pk, set()).add("name")
        for other in self.by_mail.get(mail_key(row["email"]), []) if row["email"] else []:
            found.setdefault(other.pk, set()).add("email")
        everybody = [e for group in (*self.by_name.values(), *self.by_mail.values()) for e in group]
        elsewhere = {e.pk for e in everybody if e.employee_number in numbers_in_file and e.employee_number}
        return [{"enrolment": pk, "why": sorted(why)} for pk, why in sorted(found.items()) if pk not in elsewhere]


def name_key(row: dict[str, Any]) -> str:
    return fold(row["family_name"] + row["given_name"])


def day(value: list[str] | None) -> PartialDate | None:
    """A partial date as it is kept in JSON: ["1999-04-01", "month"]."""
    return PartialDate(date.fromisoformat(value[0]), value[1]) if value else None


def posts_of(enrolment: Enrolment, units: Units) -> list[Post]:
    tenures = sorted(enrolment.tenures.all(), key=lambda tenure: tenure.pk)
    return [
        Post(
            unit=units.path(tenure.department_id),
            title=tenure.title,
            since=tenure.period.since,
            until=tenure.period.until,
            open=tenure.open,
            transfer=tenure.entry == Tenure.Entry.TRANSFER,
            id=tenure.pk,
        )
        for tenure in tenures
    ]


def wanted_posts(row: dict[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    return [(path_of(levels), title) for levels, title in row["posts"]]


def after(row: dict[str, Any], known: list[Post]) -> list[Post]:
    return merged_posts(known, wanted_posts(row), day(row["joined"]), day(row["left"]), row["has_left"])


def difference(row: dict[str, Any], enrolment: Enrolment, units: Units) -> list[Change]:
    """All that the row would change, as old → new in words."""
    known = {name: getattr(enrolment, name) for name in NAMES}
    changes = differing_names(known, row)
    before = posts_of(enrolment, units)
    for old, new in differing_posts(before, after(row, before)):
        changes.append(Change("post", _words(old, row), _words(new, row)))
    return changes


def contradiction_of(row: dict[str, Any], enrolment: Enrolment, units: Units) -> dict[str, Any] | None:
    """Why the row can't be true beside what is known, as the words of a Problem; None if it can."""
    post = contradiction(after(row, posts_of(enrolment, units)))
    if post is None or post.since is None or post.until is None:
        return None
    return {"left": _both(post.until), "since": _both(post.since)}


def problem_of(line: int, conflict: dict[str, Any]) -> dict[str, Any]:
    return {"line": line, "column": "", "code": "known_otherwise", "params": conflict}


def _both(day: PartialDate) -> dict[str, str]:
    return {"ja": day.text("ja"), "en": day.text("en")}


def _words(post: Post | None, row: dict[str, Any]) -> dict[str, str]:
    return {} if post is None else {"ja": _told(post, row, "ja"), "en": _told(post, row, "en")}


def _told(post: Post, row: dict[str, Any], language: str) -> str:
    names = {path_of(levels): "/".join(levels) for levels, _ in row["posts"]}
    unit = names.get(post.unit, "/".join(post.unit))
    unknown, to = ("？", "〜") if language == "ja" else ("?", " – ")
    since = post.since.text(language) if post.since else unknown
    until = "" if post.open else post.until.text(language) if post.until else unknown
    return " ".join(filter(None, [unit, post.title, f"{since}{to}{until}".rstrip()]))


def enrol(row: dict[str, Any], company: Company) -> Enrolment:
    """A new record, not yet written."""
    made = Enrolment(company=company, **{name: row.get(name, "") for name in NAMES})
    set_keys(made)
    return made


def set_keys(enrolment: Enrolment) -> None:
    """The folded keys follow the names."""
    enrolment.name_key = fold(enrolment.family_name + enrolment.given_name)
    enrolment.kana_key = fold(enrolment.family_kana + enrolment.given_kana)
    enrolment.email_key = mail_key(enrolment.email) if enrolment.email else ""


def tenures_for(
    row: dict[str, Any], enrolment: Enrolment, posts: Iterable[Post], units: Units, *, by: User | None
) -> list[Tenure]:
    """Tenures for new posts, not yet written; what HR sends is HR's word, so they are verified."""
    levels_by_path = {path_of(levels): levels for levels, _ in row["posts"]}
    made = []
    for post in posts:
        unit = units.ensure(levels_by_path.get(post.unit, ()), by=by)
        tenure = Tenure(
            company_id=enrolment.company_id, department=unit, enrolment=enrolment, person_id=enrolment.person_id
        )
        if by is None or enrolment.person_id != by.pk:
            tenure.state, tenure.verified_at, tenure.verified_by = Tenure.State.VERIFIED, timezone.now(), by
        else:  # one's own line in one's own file waits for a colleague at the desk
            tenure.state, tenure.said_at = Tenure.State.CLAIMED, timezone.now()
        tenure.entry = Tenure.Entry.TRANSFER if post.transfer else row.get("entry") or Tenure.Entry.JOINED
        set_post(tenure, post)
        made.append(tenure)
    return made


def set_post(tenure: Tenure, post: Post) -> None:
    tenure.title, tenure.heads, tenure.open = post.title, heads_unit(post.title), post.open
    tenure.since = post.since.value if post.since else None
    tenure.since_precision = post.since.precision if post.since else "day"
    tenure.until = post.until.value if post.until else None
    tenure.until_precision = post.until.precision if post.until else "day"


def snapshot(enrolment: Enrolment) -> dict[str, Any]:
    """What stands there before a row is taken in, as JSON."""
    tenures = {
        str(tenure.pk): {
            name: value.isoformat() if isinstance(value := getattr(tenure, name), date) else value
            for name in TENURE_FIELDS
        }
        for tenure in enrolment.tenures.all()
    }
    return {"names": {name: getattr(enrolment, name) for name in NAMES}, "tenures": tenures}


def apply(row: dict[str, Any], enrolment: Enrolment, units: Units, *, by: User | None) -> None:
    """The row is taken into a known person: names, posts ended, changed and new."""
    for change in differing_names({name: getattr(enrolment, name) for name in NAMES}, row):
        setattr(enrolment, change.what, change.new)
    set_keys(enrolment)
    enrolment.save()
    before = posts_of(enrolment, units)
    tenures = {tenure.pk: tenure for tenure in enrolment.tenures.all()}
    fresh = []
    for old, new in differing_posts(before, after(row, before)):
        if old is None or old.id is None:
            fresh.append(new)
            continue
        set_post(tenures[old.id], new)
        tenures[old.id].save(update_fields=TENURE_FIELDS)
    Tenure.objects.bulk_create(tenures_for(row, enrolment, fresh, units, by=by))


def restore(enrolment: Enrolment, before: dict[str, Any]) -> None:
    """The person stands again as in `before`; tenures that came later go."""
    for name, value in before["names"].items():
        setattr(enrolment, name, value)
    set_keys(enrolment)
    enrolment.save()
    kept = [int(pk) for pk in before["tenures"]]
    enrolment.tenures.exclude(pk__in=kept).delete()
    for tenure in enrolment.tenures.filter(pk__in=kept):
        for name, value in before["tenures"][str(tenure.pk)].items():
            is_date = name in ("since", "until") and value
            setattr(tenure, name, date.fromisoformat(value) if is_date else value)
        tenure.save(update_fields=TENURE_FIELDS)
