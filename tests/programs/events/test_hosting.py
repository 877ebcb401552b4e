"""Drawing up, publishing, changing, cancelling and copying a gathering."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.audit.queries import history_of
from accounts.notices.models import Fact
from alumni.companies.models import Company
from programs.events import actions, replying, rules, serial
from programs.events.models import Event
from programs.events.parts import Reading
from tests import make
from tests.cast import Cast


def words(**more) -> dict:
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=40)
    return {"title": "海辺の再会", "starts_at": start, "ends_at": start + timedelta(hours=4), "place": "葉山", **more}


def facts(kind: str) -> list[Fact]:
    return list(Fact.objects.filter(kind=f"events.{kind}").order_by("id"))


def test_the_desk_always_hosts_and_a_verified_member_where_the_company_allows(cast: Cast) -> None:
    claimed = make.user()
    make.tenure(claimed, cast.group, state="claimed")
    everybody = {**cast.everybody(), "claimed": claimed}
    may = {name for name, user in everybody.items() if rules.can_host(user, cast.company)}
    members = {"alumna", "boss", "junior", "employee", "facilitator"}
    assert may == {"hr", "company_admin"} | members
    Company.objects.filter(pk=cast.company.pk).update(members_may_host=False)
    cast.company.refresh_from_db()
    assert {name for name, user in everybody.items() if rules.can_host(user, cast.company)} == {"hr", "company_admin"}


def test_a_draft_is_told_to_nobody(cast: Cast) -> None:
    event = actions.create(company=cast.company, by=cast.alumna, **words())
    assert (event.state, event.host) == (Event.State.DRAFT, cast.alumna)
    assert not Fact.objects.exists()
    assert [entry.verb for entry in history_of(event)] == ["event.created"]


@pytest.mark.parametrize("who", ["hr_other", "stranger", "alumnus_other"])
def test_a_foreign_company_takes_no_gathering(cast: Cast, who: str) -> None:
    with pytest.raises(ValidationError):
        actions.create(company=cast.company, by=getattr(cast, who), **words())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_at": timezone.now()}, "ends_at"),
        ({"reply_by": timezone.now() + timedelta(days=90)}, "reply_by"),
        ({"years_from": 2010, "years_until": 2001}, "years_until"),
        ({"capacity": 0}, "capacity"),
        ({"title": "件名\nBcc: x@example.test"}, "title"),
        ({"place": "右から\u202e左"}, "place"),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(cast: Cast, wrong: dict, field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        actions.create(company=cast.company, by=cast.hr, **words(**wrong))
    assert list(refusal.value.error_dict) == [field]
    assert not Event.objects.exists()


def test_a_department_of_another_company_is_refused(cast: Cast) -> None:
    foreign = make.department(cast.other_company, "製造本部")
    with pytest.raises(ValidationError) as refusal:
        actions.create(company=cast.company, by=cast.hr, **words(department=foreign))
    assert list(refusal.value.error_dict) == ["department"]


def test_publishing_tells_everybody_once_and_writes_the_reminders(cast: Cast) -> None:
    event = actions.create(company=cast.company, by=cast.hr, **words())
    actions.publish(event=event, by=cast.hr)
    actions.publish(event=event, by=cast.hr)
    event.refresh_from_db()
    assert event.state == Event.State.PUBLISHED
    (fact,) = facts("published")
    assert (fact.to, fact.about, fact.scope) == (None, f"event:{event.pk}", cast.company.scope)
    assert [fact.not_before for fact in facts("reminder_week")] == [event.starts_at - timedelta(days=7)]
    assert [fact.not_before for fact in facts("reminder_day")] == [event.starts_at - timedelta(days=1)]


def test_publishing_names_what_is_still_missing(cast: Cast) -> None:
    past = timezone.now() - timedelta(hours=1)
    event = actions.create(company=cast.company, by=cast.hr, **words(place="", starts_at=past))
    with pytest.raises(ValidationError) as refusal:
        actions.publish(event=event, by=cast.hr)
    assert sorted(refusal.value.error_dict) == ["place", "starts_at"]
    assert not Fact.objects.exists()


def test_a_moved_gathering_tells_what_was_and_is_and_gets_new_reminders(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    was, later = event.starts_at, event.starts_at + timedelta(days=2)
    actions.change(event=event, by=cast.hr, starts_at=later, ends_at=later + timedelta(hours=3), title="新しい題")
    event.refresh_from_db()
    assert event.revision == 1
    (fact,) = facts("changed")
    assert fact.data["was"]["starts_at"] == was.isoformat()
    assert fact.data["is"]["starts_at"] == later.isoformat()
    assert sorted(fact.data["is"]) == ["ends_at", "starts_at"]
    assert [fact.not_before for fact in facts("reminder_day")] == [later - timedelta(days=1)]


def test_new_words_alone_are_told_to_nobody(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    actions.change(event=event, by=cast.hr, title="題名だけ直した", body="くわしく")
    event.refresh_from_db()
    assert (event.title, event.revision, Fact.objects.count()) == ("題名だけ直した", 0, 0)


def test_a_change_may_be_kept_quiet_and_its_calendar_still_counts(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    actions.change(event=event, by=cast.hr, place="逗子の浜", tell=False)
    event.refresh_from_db()
    assert (event.revision, facts("changed")) == (1, [])


def test_a_table_made_smaller_sends_nobody_away_and_gives_no_seat_until_it_is_below(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=3, guests_allowed=2)
    replying.reply(event=event, by=cast.alumna, answer="yes", guests=2)
    event = actions.change(event=event, by=cast.hr, capacity=2)
    assert (event.taken, event.over, event.free) == (3, 1, 0)
    assert replying.reply(event=event, by=cast.boss, answer="yes").answer == "waiting"
    replying.reply(event=event, by=cast.alumna, answer="yes", guests=1)
    assert event.replies.get(person=cast.boss).answer == "waiting", "the table is full, not below"
    replying.reply(event=event, by=cast.alumna, answer="yes")
    event.refresh_from_db()
    assert (event.taken, event.over, event.replies.get(person=cast.boss).answer) == (2, 0, "yes")


def test_whom_it_is_for_stays_after_publishing(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    for change in ({"department": cast.group}, {"years_from": 2001}):
        with pytest.raises(ValidationError, match="お誘いする範囲"):
            actions.change(event=event, by=cast.hr, **change)


def test_cancelling_needs_a_reason_and_tells_it(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    with pytest.raises(ValidationError, match="理由"):
        actions.cancel(event=event, by=cast.hr, reason="  ")
    actions.cancel(event=event, by=cast.hr, reason="台風のため")
    event.refresh_from_db()
    assert (event.state, event.cancel_reason, event.revision) == ("cancelled", "台風のため", 1)
    assert len(facts("cancelled")) == 1
    with pytest.raises(ValidationError):
        actions.cancel(event=event, by=cast.hr, reason="もう一度")
    with pytest.raises(ValidationError, match="中止した集い"):
        actions.change(event=event, by=cast.hr, title="まだ")


def test_a_copy_is_a_draft_without_answers_of_whoever_copied(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, department=cast.group, capacity=5, guests_allowed=1, revision=3)
    make.reply(event, cast.alumna)
    made = actions.duplicate(event=event, by=cast.boss)
    assert (made.state, made.host, made.title) == ("draft", cast.boss, "海辺の再会（写し）")
    assert (made.department, made.capacity, made.taken, made.revision) == (cast.group, 5, 0, 0)
    assert not made.replies.exists()


def test_a_copy_and_a_series_bring_along_what_is_read_asked_and_prepared(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, state="draft", published_at=None, kind="study")
    Reading.objects.create(event=event, book="対等という約束", chapters="1章", prompts="なぜ")
    question = make.question(event, "夕食は")
    make.question(event, "もう聞かない", retired_at=timezone.now())
    event.checklist.create(words="部屋を取る", days=7, done_at=timezone.now(), done_by=cast.hr)
    made = actions.duplicate(event=event, by=cast.boss)
    serial.make_series(event=event, by=cast.hr, rhythm="weekly", days=[event.starts_there.date() + timedelta(days=7)])
    second = Event.objects.get(turn=2)
    for one, chapters in ((made, "1章"), (second, "")):
        assert (one.reading.book, one.reading.chapters, one.reading.prompts) == ("対等という約束", chapters, "なぜ")
        assert [(q.text, q.kind, q.choices) for q in one.questions.all()] == [
            ("夕食は", question.kind, question.choices)
        ]
        assert list(one.checklist.values_list("words", "days", "done_at", "done_by")) == [
            ("部屋を取る", 7, None, None)
        ]
