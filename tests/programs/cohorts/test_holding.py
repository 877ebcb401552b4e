"""Who holds a program and its sessions, and for whom a department's series is."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.cohorts import partnering, rules, sessions
from programs.cohorts.models import Program
from programs.cohorts.partner_models import Steward
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
