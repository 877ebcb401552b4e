"""Who holds a program and its sessions, and for whom a department's series is."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.cohorts import partnering, rules, sessions
from programs.cohorts.models import Program
from programs.cohorts.partner_models import Steward
from programs.cohorts.round_models import Mixing, ProgramSession
from programs.events.models import Event
from programs.events.parts import EventRole
from tests import make
from tests.cast import Cast
from tests.programs.cohorts import building


def holders(event: Event) -> tuple[int, list[int]]:
    """The host, and who holds it with them."""
    event.refresh_from_db()
    roles = EventRole.objects.accepted().filter(event=event).order_by("person")
    return event.host_id, list(roles.values_list("person", flat=True))


def test_with_the_part_goes_the_sight_of_every_session(cast: Cast, login) -> None:
    program = building.program(cast.company, leader=cast.facilitator)
    building.nomination(program, cast.company, cast.employee)
    start = timezone.now() + timedelta(days=9)
    times = {"starts_at": start, "ends_at": start + timedelta(hours=2)}
    planned = sessions.plan(program=program, by=cast.facilitator, title="はじまり", mode="online", **times)
    first = Steward.objects.get(program=program)
    with pytest.raises(ValidationError):
        partnering.end_steward(steward=first, by=cast.facilitator)
    asked = partnering.ask_steward(program=program, person=cast.boss, leads=True, by=cast.facilitator)
    assert holders(planned.event) == (cast.facilitator.pk, [])
    partnering.answer_steward(steward=asked, yes=True, by=cast.boss, word="次の人へ渡したい")
    assert holders(planned.event) == (cast.facilitator.pk, [cast.boss.pk])
    assert login(cast.boss).get(f"/events/{planned.event_id}/edit/").status_code == 200
    partnering.end_steward(steward=first, by=cast.facilitator)
    assert holders(planned.event)[0] == cast.boss.pk
    assert login(cast.facilitator).get(f"/programs/{program.pk}/people/").status_code == 403
    assert login(cast.facilitator).get(f"/events/{planned.event_id}/").status_code == 404


def test_a_series_for_one_department_is_for_its_people(cast: Cast) -> None:
    other = make.department(cast.company, "人事部")
    near = building.program(cast.company, leader=cast.boss, kind="dialogue", department=cast.group)
    far = building.program(cast.company, leader=cast.boss, kind="dialogue", department=other)
    seen = {who.pk: set(Program.objects.visible_to(who)) for who in (cast.alumna, cast.boss, cast.hr, cast.hr_other)}
    assert seen == {
        cast.alumna.pk: {near},
        cast.boss.pk: {near, far},
        cast.hr.pk: {near, far},
        cast.hr_other.pk: set(),
    }
    assert rules.company_to_apply_for(cast.alumna, near) == near.partners.get()
    assert rules.company_to_apply_for(cast.alumna, far) is None
    with pytest.raises(ValidationError):
        partnering.ask_partner(program=near, company=cast.other_company, by=cast.boss)


def test_nobody_is_brought_into_a_session_past_the_program(cast: Cast, login) -> None:
    program = building.program(cast.company, leader=cast.facilitator)
    session = building.session(program, cast.facilitator, title="はじまりの日")
    browser, at = login(cast.facilitator), f"/events/{session.event_id}/"
    guest = {"person": str(cast.alumna.pk)}
    answers = [browser.post(f"{at}{way}", guest).status_code for way in ("circle/people/", "hosts/", "copy/")]
    share = browser.post(f"{at}share/", {"open": "yes"}).status_code
    assert (answers, share, browser.get(f"{at}circle/").status_code) == ([302] * 3, 302, 404)
    session.event.refresh_from_db()
    assert (session.event.invites.count(), session.event.roles.count(), session.event.share_key) == (0, 0, None)
    assert Event.objects.count() == 1
    page = browser.get(at).content.decode()
    assert ("誘う人" in page, "写しを作る" in page, "何を越えたいですか" in page) == (False, False, True)


def test_sessions_that_sit_in_groups_take_the_rounds_in_the_order_of_their_days(cast: Cast) -> None:
    program = building.program(cast.company, leader=cast.facilitator)
    rounds = [program.rounds.create(number=n) for n in (1, 2)]
    start = timezone.now() + timedelta(days=30)

    def planned(days: int, **fields) -> ProgramSession:
        at = start + timedelta(days=days)
        times = {"starts_at": at, "ends_at": at + timedelta(hours=2)}
        return sessions.plan(program=program, by=cast.facilitator, title="回", mode="online", **times, **fields)

    def sat() -> list[int | None]:
        return [ProgramSession.objects.get(pk=one.pk).round_id for one in (late, talk, early)]

    late, talk, early = planned(40), planned(1, in_groups=False), planned(20)
    assert sat() == [rounds[1].pk, None, rounds[0].pk]
    sessions.cancel(session=early, by=cast.facilitator, reason="台風")
    assert sat() == [rounds[0].pk, None, None]


def test_the_admin_has_no_page_for_what_people_wrote_and_can_try_groups_again(cast: Cast, login) -> None:
    models = {model.__name__ for model in admin.site._registry}
    private = {"Apart", "Pairing", "Practice", "PracticeLine", "PracticeShare", "DialogueQuestion", "OutcomeWord"}
    assert models & private == set()
    program = building.program(cast.company, leader=cast.facilitator)
    stuck = Mixing.objects.create(program=program, asked_at=timezone.now(), attempts=3, error="三度")
    page, chosen = "/admin/programs/mixing/", {"action": "try_again", "_selected_action": [str(stuck.pk)]}
    assert login(cast.company_admin).post(page, chosen).status_code == 403
    login(cast.admin).post(page, chosen)
    stuck.refresh_from_db()
    assert (stuck.waits, stuck.error, stuck.attempts) == (True, "", 0)
