"""Two companies with a row in every table, and in 青海システムズ's rows words that nobody outside may read."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from accounts.audit.actions import record
from accounts.consent import actions as consents
from accounts.notices.models import Delivery, Fact, Notice, Suppression
from accounts.users.models import User
from alumni.arrivals.models import Invitation
from alumni.blocks import actions as blocks
from alumni.companies import actions as companies
from alumni.companies.models import Company, Department, StaffRole
from alumni.directory.models import Sighting
from alumni.imports.models import HrImport
from alumni.profiles.models import BlurLabel, Skill
from programs.calendars.models import Feed
from programs.events.models import Event
from programs.events.parts import Reading, Series
from programs.keepsakes.models import EventOutcome as Outcome
from tests import make
from tests.cast import Cast
from tests.structure.rows import Given, gathered

MISSING = 99_999_999
CANARIES = [
    "カナリア", "CANARY", "canary", "岡田", "三輪", "早川", "高梨", "緒方", "三浦", "大槻",
    "公共ソリューション", "警備情報", "alumna@", "boss@", "junior@", "employee@", "hr@example",
]  # fmt: skip
OUTSIDERS = ("hr_other", "alumnus_other", "stranger")


@dataclass
class World:
    """Per company: the kind of row → its key in an address."""

    cast: Cast
    ours: dict[str, Any]
    theirs: dict[str, Any]

    @property
    def missing(self) -> dict[str, Any]:
        return {kind: "no-such-thing" if isinstance(key, str) else MISSING for kind, key in self.ours.items()}


def build(cast: Cast) -> World:
    ours = _rows(cast, cast.company, cast.group, "カナリア")
    other_unit = Department.objects.filter(company=cast.other_company).exclude(parent=None).get()
    theirs = _rows(cast, cast.other_company, other_unit, "よその")
    return World(cast, ours, theirs)


def _rows(cast: Cast, company: Company, unit: Department, word: str) -> dict[str, Any]:
    latin = "CANARY" if word == "カナリア" else "OTHER"
    staff, host = (cast.hr, cast.boss) if company == cast.company else (cast.hr_other, cast.alumnus_other)
    enrolment = make.enrolment(
        company, f"{word} 候補", employee_number=f"{latin}-7", email=f"{latin.lower()}.candidate@example.test"
    )
    guest = make.user(f"{word} 申請", email=f"{latin.lower()}.guest@example.test")
    event = make.event(
        company, host, title=f"{word}の集い", place=f"{word}の浜", address=f"{word}町1-1", department=unit
    )
    later = companies.add_department(company=company, name=f"{word}新部", by=None)
    invitation = Invitation.objects.create(
        company=company, enrolment=enrolment, address=enrolment.email, message=f"{word}へ", by=staff,
        token_hash=latin.encode().ljust(32), expires_at=timezone.now() + timedelta(days=14),
    )  # fmt: skip
    batch = HrImport.objects.create(
        company=company, by=staff, file_name=f"{word}名簿.csv", content=f"社員番号,氏名\n1,{word} 名簿".encode()
    )
    document = consents.publish(scope=company.scope, purpose="membership", text_ja=f"{word}に", text_en=word, by=None)
    fact = Fact.objects.create(kind="events.published", about=f"event:{event.pk}", scope=company.scope, cursor=0)
    made = {
        "company": company,
        "department": unit,
        "succession": companies.succeed(earlier=unit, later=later, kind="renamed", by=None),
        "enrolment": enrolment,
        "tenure": make.tenure(enrolment, unit, "2001-04-01", title=f"{word}係", person=None),
        "staffrole": StaffRole.objects.filter(company=company).earliest("pk"),
        "invitation": invitation,
        "joinrequest": make.join_request(guest, company, message=f"{word}です", employee_number=f"{latin}-9"),
        "hrimport": batch,
        "hrimportrow": batch.rows.create(line=2, verdict="new", raw=[word], values={"name": word}),
        "consent": consents.give(document=document, by=host, channel="web"),
        "document": document,
        "fact": fact,
        "delivery": Delivery.objects.create(fact=fact, person=host, address=host.email, not_before=timezone.now()),
        "suppression": Suppression.objects.create(address_key=f"{latin.lower()}@example.test", reason="asked"),
        "notice": Notice.objects.create(fact=fact, person=host),
        "event": event,
        "announcement": make.announcement(company, staff, subject=f"{word}のたより", words=f"{word}の近況"),
        **_days_of(event, host, word),
        "user": host,
        **_of_profile(host, company, word),
        "sighting": Sighting.objects.create(viewer=staff, person=host, day=timezone.localdate()),
        "entry": record("company.canary", company, by=staff, scope=company, word=word),
    }
    made |= {**_of_gathering(event, host, word), **_between_two(host, staff, guest, word)}
    made |= _through_others(company, host, staff, guest, word, latin)
    made |= _of_slices(Given(company, unit, host, staff, guest, event, word, latin))
    return {**{kind: row.pk for kind, row in made.items()}, "company.slug": company.slug}


def _of_slices(given: Given) -> dict[str, Any]:
    """What each slice brings itself."""
    return {kind: row for rows in gathered.SLICES for kind, row in rows.made(given).items()}


def _of_profile(host: User, company: Company, word: str) -> dict[str, Any]:
    """What somebody tells of themself, and words of a vocabulary that nobody else uses yet."""
    label = BlurLabel.objects.create(text=f"{word}のような会社")
    label.companies.add(company)
    return {
        "profile": host.profile,
        "storypart": host.profile.story.create(kind="turn", text=f"{word}の転機"),
        "skill": Skill.objects.create(name=f"{word}の技"),
        "blurlabel": label,
    }


def _of_gathering(event: Event, host: User, word: str) -> dict[str, Any]:
    """What belongs to the gathering."""
    series = Series.objects.create(company=event.company, host=host, title=f"{word}のつづき", rhythm="weekly")
    theirs = make.reply(event, host, word=f"{word}も行きます", needs=f"{word}のそば", guests=1)
    question = make.question(event, f"{word}のお弁当は？")
    return {
        "series": series,
        "session": event.sessions.create(title=f"{word}の回", starts_at=event.starts_at, ends_at=event.ends_at),
        "reading": Reading.objects.create(event=event, book=f"{word}の本", prompts=f"{word}の問い"),
        "note": event.notes.create(person=host, text=f"{word}の記録"),
        "eventrole": make.role(event, make.user(f"{word} 幹事", email=f"cohost{event.pk}@example.test")),
        "eventinvite": event.invites.create(person=host),
        "eventcompany": make.asked_company(event, event.company),
        "checklistitem": event.checklist.create(words=f"{word}の準備", days=7),
        "reply": theirs,
        "guest": theirs.party.create(position=1, name=f"{word}のつれ", needs=f"{word}の卵"),
        "question": question,
        "told": theirs.told.create(question=question, asked=question.text, words=[f"{word}弁当"]),
    }


def _through_others(company: Company, host: User, staff: User, guest: User, word: str, latin: str) -> dict[str, Any]:
    """What brings people together through a third."""
    return {
        "introduction": make.introduction(guest, staff, host, words=f"{word}のお願い", told_as=f"{word}の知人"),
        "vouch": make.vouch(
            staff, company, family_name=word, words=f"{word}の便り", address=f"{latin.lower()}.far@example.test"
        ),
        "connection": make.connection(staff, host, word=f"{word}のことば", first_project=f"{word}計画"),
    }


def _between_two(host: User, other: User, guest: User, word: str) -> dict[str, Any]:
    """What is nobody's but the people's own."""
    words = make.talk(host, other, f"{word}のことば")
    told = {"about": f"user:{guest.pk}", "reason": "other", "words": f"{word}が困る", "evidence": f"{word}の写し"}
    return {
        "talk": words.talk,
        "message": words,
        "seat": words.talk.seats.get(person=host),
        "savedsearch": make.saved_search(host, f"{word}のさがし方", q=word),
        "block": blocks.block(person=guest, by=host),
        "report": blocks.report(person=guest, by=host, **told),
    }


def _days_of(event: Event, host: User, word: str) -> dict[str, Any]:
    """Who came, and what remains of it."""
    told = {"company_words": f"{word}の実り", "by": host, "at": timezone.now()}
    return {
        "eventoutcome": Outcome.objects.create(event=event, **told),
        "feed": Feed.objects.create(person=host, token_hash=word.encode().ljust(32)[:32], made_at=timezone.now()),
        "attendance": make.attendance(event, None, guest_name=f"{word} 同伴"),
        "eventphoto": make.event_photo(event, host, words=f"{word}の写真"),
    }


def start_numbers_high() -> None:
    """Rows get numbers that stand nowhere else on a page, so that two answers can be compared word by word."""
    with connection.cursor() as cursor:
        for step, model in enumerate(apps.get_models(), start=1):
            if not model._meta.managed or model._meta.label.startswith("pghistory."):
                continue
            column = model._meta.pk.column
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', column])
            if sequence := cursor.fetchone()[0]:
                cursor.execute(f"ALTER SEQUENCE {sequence} RESTART WITH {10_000_000 + step * 10_000}")
