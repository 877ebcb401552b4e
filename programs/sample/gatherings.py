"""The demo's gatherings, invitations and requests, through the same actions that the pages use."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.arrivals import asking, inviting
from alumni.arrivals.models import Invitation, JoinRequest
from alumni.companies.models import Company, Department
from programs.events import actions, replying, telling
from programs.events.models import Event, Reply
from programs.events.queries import audience_of
from programs.sample import remains, story
from programs.sample.dates import planned
from programs.sample.occasions import EVENTS, EventStory

Units = dict[str, Department]


def hold(company: Company, units: Units, random: Random) -> None:
    """Everything of this company in the story: what is coming, and what was."""
    for plan in EVENTS:
        if plan.company == company.slug:
            event = draw_up(plan, company, units)
            answer(plan, event, random)
            if plan.remains:
                remains.keep(event, random)
            if plan.waiting:
                stand_in_line(plan, event)
            if plan.meal:
                ask_for_meals(plan, event, random)


def draw_up(plan: EventStory, company: Company, units: Units) -> Event:
    host = cast(plan.host)
    starts_at = planned(plan, plan.start)
    fields: dict[str, Any] = {
        "kind": plan.kind,
        "title": plan.title,
        "lead": plan.lead,
        "body": plan.body,
        "starts_at": starts_at,
        "ends_at": planned(plan, plan.end),
        "place": plan.place,
        "address": plan.address,
        "mode": Event.Mode.ONLINE if plan.online_url else Event.Mode.ONSITE,
        "online_url": plan.online_url,
        "fee_note": plan.fee_note,
        "capacity": plan.capacity,
        "guests_allowed": plan.guests_allowed,
        "department": units[plan.unit] if plan.unit else None,
        "hope_company": plan.hope_company,
        "hope_people": plan.hope_people,
    }
    if starts_at < timezone.now():
        then = starts_at - timedelta(days=40)
        return Event.objects.create(company=company, host=host, state="published", published_at=then, **fields)
    if plan.days > 30:
        fields["reply_by"] = starts_at - timedelta(days=14)
    return actions.publish(event=actions.create(company=company, by=host, **fields), by=host)


def answer(plan: EventStory, event: Event, random: Random) -> None:
    """The cast answers like everybody; the crowd's answers are written as they would stand by now."""
    past = event.starts_at < timezone.now()
    for login in plan.yes:
        if past:
            Reply.objects.create(event=event, person=cast(login), answer="yes")
        else:
            replying.reply(event=event, by=cast(login), answer="yes")
    answered = event.replies.values_list("person", flat=True)
    named = [person.email for person in story.CAST]
    others = list(audience_of(event).exclude(pk__in=answered).exclude(email__in=named).order_by("id"))
    random.shuffle(others)
    crowd = [("yes", person) for person in others[: plan.more_yes]]
    crowd += [("maybe", person) for person in others[plan.more_yes :][: plan.maybe]]
    guests = event.guests_allowed
    rows = [
        Reply(
            event=event, person=person, answer=said, guests=guests and said == "yes" and random.random() < 0.15 or 0
        )
        for said, person in crowd
    ]
    event.replies.bulk_create(rows)
    event.refresh_from_db()
    event.taken = sum(reply.seats for reply in event.replies.filter(answer="yes"))
    event.save(update_fields=["taken"])


def stand_in_line(plan: EventStory, event: Event) -> None:
    """The table is full, and some wait for a seat that would be held for a day."""
    Event.objects.filter(pk=event.pk).update(capacity=event.taken, offer_hours=24)
    answered = event.replies.values_list("person", flat=True)
    named = [person.email for person in story.CAST]
    for person in (
        audience_of(event).exclude(pk__in=answered).exclude(email__in=named).order_by("-id")[: plan.waiting]
    ):
        replying.reply(event=event, by=person, answer="yes")


def ask_for_meals(plan: EventStory, event: Event, random: Random) -> None:
    """The host asks for the meal; most have said, a few need something, the rest are still to be asked."""
    fields = {"text": "お弁当はどれにしますか", "kind": "one", "choices": list(plan.meal), "required": True}
    question = telling.ask(event=event, by=event.host, **fields)
    needs = ["そばアレルギーがあります", "車いすで伺います", "", "", "", ""]
    for reply in event.replies.filter(answer="yes").select_related("person").order_by("id"):
        if random.random() < 0.7 and reply.person.email.partition("@")[0] != "takahashi":
            meal = {question.pk: [random.choice(plan.meal)]}
            party = [("つれ合い", "")] * reply.guests
            telling.tell_more(event=event, by=reply.person, needs=random.choice(needs), party=party, words=meal)


def invite(company: Company) -> None:
    """Some candidates have been written to; a few of the letters have grown old."""
    hr = company.staff_roles.standing().order_by("id")[0].user
    candidates = company.enrolments.candidates().exclude(email="").order_by("id")
    chosen = candidates.filter(pk__in=list(candidates.values_list("pk", flat=True)[:12]))
    message = "ご無沙汰しています。あの頃の仲間がまた話せる場所をつくりました。よかったら、のぞいてみてください。"
    inviting.invite(company=company, chosen=chosen, by=hr, message=message)
    old = list(Invitation.objects.filter(company=company).order_by("id").values_list("pk", flat=True)[:3])
    Invitation.objects.filter(pk__in=old).update(expires_at=timezone.now() - timedelta(days=2))


def ask(company: Company, newcomers: list[User]) -> None:
    """Requests that wait at the desk: one fresh, one that has waited for days."""
    for number, person in enumerate(newcomers):
        request = asking.ask(
            by=person,
            company=company,
            period_text="2004年から2009年ごろ",
            department_text="公共ソリューション事業部",
            message="三浦さんの下で、駅の案内表示を担当していました。",
        )
        JoinRequest.objects.filter(pk=request.pk).update(
            asked_at=timezone.now() - timedelta(days=5 * number, hours=3)
        )


def cast(login: str) -> User:
    return User.objects.get(email=f"{login}@{story.DOMAIN}")
