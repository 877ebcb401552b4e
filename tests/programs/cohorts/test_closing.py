"""The close of a program: words of both sides in the ledger, certificates that can be checked, and the circle that stays."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.notices.models import Fact
from programs.cohorts import certificates, closing, grouping
from programs.cohorts.models import Program
from programs.cohorts.practice_models import Certificate, OutcomeWord
from programs.events.models import Event
from programs.ledger import actions as ledger
from programs.ledger.models import Contribution
from tests.programs.cohorts import building_rounds as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def ending(cast):
    program = build.running(cast.company, state=Program.State.CLOSING)
    build.leads(program, cast.facilitator)
    program.me = build.takes_part(program, cast.company, cast.employee)
    program.other = build.takes_part(program, cast.other_company, cast.alumnus_other)
    return program


def certified(ending, cast) -> Certificate:
    return closing.certify(program=ending, people=[ending.me], by=cast.facilitator)[0]


def test_each_side_tells_and_the_other_confirms_into_the_ledger(ending, cast) -> None:
    sides = {name: [one.key for one in closing.sides_of(who, ending)] for name, who in cast.everybody().items()}
    told = {name: keys for name, keys in sides.items() if keys}
    host, other = f"company:{cast.company.pk}", f"company:{cast.other_company.pk}"
    assert told == {
        "employee": [f"user:{cast.employee.pk}"],
        "alumnus_other": [f"user:{cast.alumnus_other.pk}"],
        "facilitator": [f"user:{cast.facilitator.pk}"],
        "hr": [host],
        "company_admin": [host],
        "hr_other": [other],
    }
    words = {"gave": "会議のしかたを持ち帰った", "got": "聞く力"}
    closing.tell(program=ending, side=f"user:{cast.employee.pk}", by=cast.employee, **words)
    rows = Contribution.objects.filter(about=f"program:{ending.pk}").order_by("pk")
    assert [(one.giver, one.receiver, one.words, one.state) for one in rows] == [
        (cast.employee, None, "会議のしかたを持ち帰った", "told"),
        (None, cast.employee, "聞く力", "told"),
    ]
    ledger.confirm(entry=rows[0], by=cast.hr)
    assert set(rows.all().values_list("words", "state")) == {
        ("会議のしかたを持ち帰った", "confirmed"),
        ("聞く力", "told"),
    }
    with pytest.raises(ValidationError):
        closing.tell(program=ending, side=f"user:{cast.employee.pk}", by=cast.employee, **words)
    with pytest.raises(ValidationError):
        closing.tell(program=ending, side=other, by=cast.hr, **words)
    assert OutcomeWord.objects.count() == 1


def test_nobody_tells_before_it_draws_to_its_close(ending, cast) -> None:
    Program.objects.filter(pk=ending.pk).update(state=Program.State.RUNNING)
    with pytest.raises(ValidationError):
        closing.tell(program=ending, side=f"user:{cast.employee.pk}", gave="a", got="b", by=cast.employee)
    with pytest.raises(ValidationError):
        certified(ending, cast)


def test_only_who_has_not_told_is_asked(ending, cast) -> None:
    closing.tell(program=ending, side=f"user:{cast.employee.pk}", gave="a", got="b", by=cast.employee)
    closing.ask_for_words(program=ending, by=cast.facilitator)
    asked = set(Fact.objects.get(kind="cohorts.close_asked").to)
    assert asked == {who.pk for who in (cast.alumnus_other, cast.hr, cast.company_admin, cast.hr_other)}


def test_a_certificate_is_checked_by_its_link_and_says_what_its_holder_allows(ending, cast, client) -> None:
    certificate = certified(ending, cast)
    link = reverse("cohorts:certificate", args=[certificate.code])
    unknown = client.get(reverse("cohorts:certificate", args=["A" * len(certificate.code)]))
    assert len(certificate.code) >= 20
    assert client.get(link).status_code == unknown.status_code == 404
    closing.set_certificate(
        certificate=certificate, is_open=True, shows_name=False, shows_company=False, by=cast.employee
    )
    page = client.get(link)
    said = page.content.decode()
    assert page.status_code == 200 and "noindex" in said
    assert (cast.employee.name in said, ending.title in said.replace("<wbr>", "")) == (False, True)
    closing.set_certificate(
        certificate=certificate, is_open=True, shows_name=True, shows_company=False, by=cast.employee
    )
    assert cast.employee.name in client.get(link).content.decode()
    with pytest.raises(ValidationError):
        closing.set_certificate(
            certificate=certificate, is_open=True, shows_name=True, shows_company=True, by=cast.hr
        )
    closing.revoke(certificate=certificate, by=cast.facilitator)
    assert client.get(link).status_code == 404


def test_the_file_is_a_pdf_for_its_holder_alone(ending, cast, login) -> None:
    certificate = certified(ending, cast)
    file = reverse("cohorts:certificate_pdf", args=[ending.pk])
    answers = {name: login(who).get(file) for name, who in cast.everybody().items()}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == {"employee"}
    plain = answers["employee"].content
    assert plain.startswith(b"%PDF-") and b"HeiseiMin-W3" in plain
    assert plain == certificates.pdf_of(certificate)  # the same certificate is the same file
    certificate.is_open = True
    assert len(certificates.pdf_of(certificate)) > len(plain)  # with its code to be checked by


def test_only_who_leads_certifies(ending, cast) -> None:
    with pytest.raises(ValidationError):
        closing.certify(program=ending, people=[ending.me], by=cast.hr)
    certified(ending, cast)
    assert closing.certify(program=ending, people=[ending.me, ending.other], by=cast.facilitator) == [
        Certificate.objects.get(nomination=ending.other)
    ]


def test_those_who_were_in_it_stay_a_circle_and_start_a_talk(ending, cast, login) -> None:
    circle = reverse("cohorts:program_circle", args=[ending.pk])
    opened = {name: login(who).get(circle).status_code for name, who in cast.everybody().items()}
    assert {name for name, code in opened.items() if code == 200} == {"employee", "alumnus_other", "facilitator"}
    event = closing.start_talk(program=ending, by=cast.employee)
    assert (event.kind, event.open_to, event.state) == (Event.Kind.TALK, Event.OpenTo.PEOPLE, "draft")
    assert cast.facilitator.pk in set(event.invites.values_list("person", flat=True))
    with pytest.raises(ValidationError):
        closing.start_talk(program=ending, by=cast.hr)


def test_the_page_of_the_close_is_shut_to_who_has_no_side(ending, cast, login) -> None:
    page = reverse("cohorts:closing", args=[ending.pk])
    opened = {name for name, who in cast.everybody().items() if login(who).get(page).status_code == 200}
    assert opened == {"employee", "alumnus_other", "facilitator", "hr", "company_admin", "hr_other"}
    sent = login(cast.employee).post(page, {"side": f"user:{cast.employee.pk}", "gave": "知恵", "got": ""})
    assert sent.status_code == 422 and "知恵" in sent.content.decode()
    grouping.nobody_alone(program=ending, people=[ending.me], by=cast.facilitator)
    assert "ひとりにしない" not in login(cast.hr_other).get(page).content.decode()
