"""Nobody but the two: a planted secret, its length and its parties are looked for everywhere, as HR and as platform admin."""

import json
import re
import uuid
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.audit.actions import record, ref
from accounts.notices import actions as notices
from accounts.notices import kinds
from accounts.notices.models import Delivery, Fact, Notice
from accounts.notices.writing import Writer
from programs.calendars import actions as calendars
from programs.mentoring import actions, noting, resealing, rooms, sealing, telling
from programs.mentoring.models import CareerSession, SessionNote, Slot
from tests.cast import Cast
from tests.programs.mentoring import building
from tests.structure.doors import every_door

SECRET = "ほたるいかの約束を三回"
REVEALING = re.compile(r"キャリア|対話|相談|セッション|面談|career|session|mentor|advis|consult|counsel", re.I)
TOKENS = re.compile(rb'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|nonce-\w+')


@pytest.fixture
def talked(cast: Cast) -> CareerSession:
    """The employee and the alumnus of another company have a session, with the secret in all that can be written."""
    advisor = building.advisor(cast.alumnus_other)
    session = building.booked(advisor, cast.employee, words=SECRET)
    room = building.room(cast.employee, session)
    actions.say_where(room=room, by=cast.employee, where=SECRET)
    noting.write(room=room, by=cast.employee, text=SECRET, shared=False)
    return session


def addresses(session: CareerSession) -> list[str]:
    """Every address that needs no row, those of the session, and every list of the admin with what can be asked there."""
    plain = [door.address({"company.slug": "aomi"}) for door in every_door()]
    rows = [f"/plans/{session.pk}/", f"/plans/{session.pk}/kanae.ics", "/desk/aomi/sessions/"]
    asked = [f"/admin/{m._meta.app_label}/{m._meta.model_name}/?q=careersession" for m in admin.site._registry]
    # Fresh secrets at each look, and the age of all waiting mail: nothing of anybody.
    moving = ("logout", "/accounts/2fa/", "/readyz", "/gallery", "/accounts/reauthenticate")
    return sorted({one for one in [*plain, *rows, *asked] if one and not any(word in one for word in moving)})


@pytest.mark.parametrize("who", ["hr", "admin"])
def test_no_page_tells_the_secret_and_none_changes_when_there_is_one(who: str, cast: Cast, login, talked) -> None:
    """What these people can read is word for word the same with the session and without it."""
    answers, paths = [], addresses(talked)
    with time_machine.travel(timezone.now(), tick=False):
        browser = login(getattr(cast, who))
        answers.append({path: _read(browser, path) for path in paths})
        SessionNote.objects.all().delete()
        CareerSession.objects.all().delete()
        gone = Fact.objects.filter(kind__startswith="appointments.")
        Notice.objects.filter(fact__in=gone).delete()
        gone.delete()
        Slot.objects.all().delete()  # a taken time reads like one that the advisor has withdrawn
        browser = login(getattr(cast, who))
        answers.append({path: _read(browser, path) for path in paths})
    told = [path for path in paths if SECRET.encode() in answers[0][path]]
    assert told == []
    assert {path: difference(*(one[path] for one in answers)) for path in paths
            if answers[0][path] != answers[1][path]} == {}  # fmt: skip


def difference(one: bytes, other: bytes) -> list[str]:
    return sorted({*one.decode().splitlines()} ^ {*other.decode().splitlines()})[:6]


def _read(browser: Client, path: str) -> bytes:
    answer = browser.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.status_code} ".encode() + TOKENS.sub(b"", body)


def test_no_column_of_the_database_tells_who_or_what(cast: Cast, login, talked, deliver_all, mailbox) -> None:
    """Every text, JSON and byte column of every table, after mails went out and the session was changed and missed."""
    with time_machine.travel(talked.starts_at - timedelta(hours=25)):
        deliver_all()
    with time_machine.travel(talked.starts_at + timedelta(minutes=20)):
        actions.miss(room=building.room(cast.employee, talked), by=cast.employee)
        deliver_all()
    assert betrayals(cast, talked) == []
    parties = {str(cast.employee.pk), str(cast.alumnus_other.pk)}
    rows = CareerSession.objects.values_list("advisor_mark", "client_mark")
    assert not {str(mark) for row in rows for mark in row} & parties
    own = [f for f in CareerSession._meta.get_fields() if f.is_relation and not f.auto_created]
    assert own == [], "no column of a session refers to a person"


def betrayals(cast: Cast, session: CareerSession) -> list[str]:
    """Columns that hold the secret in letters or bytes, and tables in which a row lays the session beside one of the two."""
    keys = {person.pk for person in (cast.employee, cast.alumnus_other)}
    written = (SECRET, SECRET.encode().hex(), json.dumps(SECRET)[1:-1])
    found = {f"{table}.{column}" for table, column, value in _dump() if any(one in value for one in written)}
    for table, row in _rows(f"careersession:{session.pk}"):
        named = {int(one) for one in re.findall(r"user:(\d+)", json.dumps(row))}
        pointed = {one for name in ("to", "by_id", "person_id", "user_id") for one in _flat(row.get(name))}
        found |= {table} if keys & (named | pointed) else set()
    return sorted(found)


def _flat(value) -> list:  # type: ignore[no-untyped-def,type-arg]
    return value if isinstance(value, list) else [value]


def _rows(word: str):  # type: ignore[no-untyped-def]
    """Every row of every table that has the word in it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t WHERE strpos(to_jsonb(t)::text, %s) > 0', [word])
            yield from ((table, json.loads(row) if isinstance(row, str) else row) for (row,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("planted", "where"),
    [
        (lambda cast, one: record("session.said", one, by=None, words=SECRET), "accounts_entry.data"),
        (lambda cast, one: record("session.booked", one, by=cast.employee), "accounts_entry"),
        (lambda cast, one: record("session.booked", one, by=None, people=[ref(cast.employee)]), "accounts_entry"),
        (lambda cast, one: SessionNote.objects.update(sealed=SECRET.encode()), "programs_sessionnote.sealed"),
        (lambda cast, one: _told(cast), "accounts_fact.data"),
        (lambda cast, one: Fact.objects.filter(to=[cast.employee.pk]).update(about=ref(one)), "accounts_fact"),
    ],
)  # fmt: skip
def test_a_break_that_was_planted_is_found(cast: Cast, talked, planted, where: str) -> None:
    """The looking itself looks: whatever a careless line might write is found in the column where it stands."""
    assert betrayals(cast, talked) == []
    planted(cast, talked)
    assert where in betrayals(cast, talked)


def _told(cast: Cast) -> None:
    notices.send("appointments.missed", to=[cast.employee], data={"words": SECRET})


def _dump():  # type: ignore[no-untyped-def]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT "{column}"::text FROM "{table}" WHERE "{column}" IS NOT NULL')
            yield from ((table, column, row[0]) for row in cursor.fetchall())


def test_the_length_of_what_was_written_is_told_by_no_column(cast: Cast, talked) -> None:
    room = building.room(cast.employee, talked)
    sizes = {len(bytes(noting.write(room=room, by=cast.employee, text="あ" * n, shared=False).sealed)) for n in
             (1, 7, 120, 300)}  # fmt: skip
    assert len(sizes) == 1
    again = {bytes(noting.write(room=room, by=cast.employee, text="同じ", shared=True).sealed) for _n in range(3)}
    assert len(again) == 3, "the same words never look the same"


def test_facts_of_the_two_have_nothing_in_common_but_their_kind(cast: Cast, talked) -> None:
    facts = list(Fact.objects.filter(kind="appointments.made"))
    assert sorted(fact.to for fact in facts) == sorted([[cast.employee.pk], [cast.alumnus_other.pk]])
    assert {(fact.about, fact.by, fact.scope, fact.dedupe_key) for fact in facts} == {("", "", "", None)}
    assert facts[0].data != facts[1].data
    soon = Fact.objects.filter(kind="appointments.soon").order_by("not_before")
    assert len({fact.not_before for fact in soon}) == 4, "not even the hours of the reminders are the same"


def test_reminders_of_the_two_never_fall_on_one_minute(cast: Cast, talked) -> None:
    """Of whatever session: the name that the lots are drawn for is fresh for each."""
    words = rooms.opened(talked)
    for _session in range(60):
        talked.name = uuid.uuid4()
        talked.sealed = words.sealed_for(talked.name)
        for lead, spread in telling.SPREAD.items():
            one, other = (telling.due_at(talked, person, lead) for person in (words.advisor, words.client))
            assert 0 < abs(one - other) / timedelta(minutes=1) < spread


def test_mail_line_and_calendar_hold_no_revealing_word(cast: Cast, login, talked, deliver_all, mailbox) -> None:
    deliver_all()
    with time_machine.travel(talked.starts_at - timedelta(hours=23)):
        deliver_all()
    with time_machine.travel(talked.starts_at - timedelta(hours=20)):
        actions.cancel(room=building.room(cast.employee, talked), by=cast.employee, word="すみません")
        deliver_all()
    said = []
    for mail in mailbox:
        said += [str(value) for name, value in mail.items() if name not in ("DKIM-Signature",)]
        said += [_text(part) for part in mail.walk() if not part.is_multipart()]
    assert len(mailbox) >= 5
    for notice in Notice.objects.select_related("fact", "person"):
        kind = kinds.get(notice.fact.kind)
        kind.prepare([notice.fact], [notice.person])
        said += [kind.line(notice.fact, notice.person), kind.url(notice.fact, notice.person), str(kind.label)]
    assert [words for words in said if REVEALING.search(re.sub(r"boundary=\S+|[0-9a-f]{32}", "", words))] == []
    assert [words for words in said if SECRET in words or "北村" in words and "高梨" in words] == []


def _text(part) -> str:  # type: ignore[no-untyped-def]
    return part.get_payload(decode=True).decode("utf-8", "replace")


def test_english_words_are_as_silent(cast: Cast, talked) -> None:
    cast.employee.language = "en"
    cast.employee.save()
    fact = Fact.objects.filter(kind="appointments.soon", to=[cast.employee.pk]).first()
    mail = Delivery(fact=fact, person=cast.employee, address=cast.employee.email, not_before=timezone.now())
    fact_kind = kinds.get(fact.kind)
    fact_kind.prepare([fact], [cast.employee])
    message = message_from_bytes(Writer().write([mail]), policy=policy.default)
    words = str(message["Subject"]) + "".join(_text(part) for part in message.walk() if not part.is_multipart())
    assert "appointment" in words and not REVEALING.search(words)


def test_the_feed_of_each_holds_the_time_under_a_name_of_its_own(cast: Cast, talked) -> None:
    files = []
    for person in (cast.employee, cast.alumnus_other):
        answer = Client().get(f"/calendar/{calendars.renew(by=person)}.ics")
        files.append(answer.content.decode())
    uids = [re.findall(r"UID:(\S+)", file) for file in files]
    assert [len(one) for one in uids] == [1, 1] and uids[0] != uids[1]
    for file in files:
        assert "SUMMARY:予定" in file and "ATTENDEE" not in file
        assert not REVEALING.search(file) and SECRET not in file


def test_without_the_key_nothing_opens(cast: Cast, login, talked, settings) -> None:
    settings.SESSION_NOTE_KEYS = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    assert login(cast.employee).get(f"/plans/{talked.pk}/").status_code == 404
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(talked.sealed, bound_to=f"session:{talked.name}")


def test_a_new_key_seals_and_the_old_one_still_opens(cast: Cast, login, talked, settings) -> None:
    """The last key of the ring makes the marks, so sessions are found while keys change."""
    own = (settings.DATA_DIR / sealing.FILE).read_text()
    settings.SESSION_NOTE_KEYS = f"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,{own}"
    noting.write(room=building.room(cast.employee, talked), by=cast.employee, text="新しい鍵", shared=True)
    page = login(cast.alumnus_other).get(f"/plans/{talked.pk}/").content.decode()
    assert "新しい鍵" in page and SECRET in page


def test_everything_is_sealed_anew_and_the_key_between_may_go(cast: Cast, login, talked, settings) -> None:
    first, between, new = (settings.DATA_DIR / sealing.FILE).read_text(), f"{'B' * 43}=", f"{'A' * 43}="
    settings.SESSION_NOTE_KEYS = f"{between},{first}"
    noting.write(room=building.room(cast.employee, talked), by=cast.employee, text="あいだの鍵", shared=True)
    assert resealing.reseal().unreadable == 0
    settings.SESSION_NOTE_KEYS = f"{new},{between},{first}"
    told = resealing.reseal()
    rows = (
        CareerSession.objects.count()
        + SessionNote.objects.count()
        + Fact.objects.filter(data__has_key="sealed").count()
    )
    assert (told.sealed, told.unreadable, resealing.reseal()) == (rows, 0, resealing.Told(fresh=rows))
    settings.SESSION_NOTE_KEYS = f"{new},{first}"
    page = login(cast.alumnus_other).get(f"/plans/{talked.pk}/").content.decode()
    assert "あいだの鍵" in page and SECRET in page
    assert telling.meant_by(Fact.objects.filter(kind="appointments.soon")[0])["session"] == talked.pk


def test_a_foreign_room_answers_like_a_missing_one(cast: Cast, login, talked) -> None:
    browser = login(cast.hr)
    for verb in ("", "move/", "cancel/", "missed/", "where/", "notes/", f"notes/{uuid.uuid4()}/erase/", "kanae.ics"):
        pair = [browser.post(f"/plans/{pk}/{verb}") if verb not in ("", "kanae.ics") else browser.get(f"/plans/{pk}/{verb}")
                for pk in (talked.pk, 99_999_999)]  # fmt: skip
        assert [one.status_code for one in pair] == [404, 404], verb


def test_no_table_of_the_room_has_a_page_in_the_admin() -> None:
    shut = {"CareerSession", "SessionNote", "Distance", "Tally", "Fund", "Transition", "TransitionChoice"}
    assert {m.__name__ for m in apps.get_app_config("programs").get_models()} >= shut
    assert shut & {model.__name__ for model in admin.site._registry} == set()
