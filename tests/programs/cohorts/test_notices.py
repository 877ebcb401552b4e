"""What is said of programs: each kind in both languages, without a name, and leading to a page its reader can open."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from accounts.audit.actions import ref
from accounts.notices import kinds
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.cohorts import joining, partnering
from programs.cohorts.models import Nomination, Program
from programs.cohorts.notices import OfDesk, OfLeader, OfProgram
from tests.cast import Cast
from tests.programs.cohorts import building

KINDS = [kind for kind in kinds.all() if kind.code.startswith("cohorts.") and isinstance(kind, OfProgram)]
NAMES = ("高梨", "岡田", "北村 洋")


def reader_of(cast: Cast, kind: OfProgram) -> User:
    if isinstance(kind, OfDesk):
        return cast.hr
    return cast.facilitator if isinstance(kind, OfLeader) else cast.employee


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_notice_says_what_it_is_about_and_leads_there(cast: Cast, login, language: str) -> None:
    program = building.program(cast.company, leader=cast.facilitator)
    building.partner(program, cast.other_company)
    building.nomination(program, cast.company, cast.employee)
    building.nomination(program, cast.other_company, cast.alumnus_other)
    silent, named, shut = [], [], []
    for kind in KINDS:
        reader = reader_of(cast, kind)
        fact = Fact(kind=kind.code, about=ref(program), data={"company": cast.company.pk, "yes": True}, cursor=0)
        with translation.override(language):
            kind.prepare([fact], [reader])
            line, words = kind.line(fact, reader), kind.context(fact, reader)
            mail = [render_to_string(f"{kind.template_of()}.{part}.txt", words) for part in ("subject", "body")]
        if program.title not in line or "%(" in "".join([line, *mail]):
            silent.append(kind.code)
        named += [kind.code for name in NAMES if name in "".join([line, *mail])]
        url = kind.url(fact, reader)
        if login(reader).get(url).status_code != 200 and kind.code != "cohorts.steward_answered":
            shut.append(f"{kind.code} {url}")
    assert (silent, named, shut) == ([], [], [])


@pytest.mark.django_db
def test_what_has_moved_on_is_no_longer_told(cast: Cast, deliver_all, mailbox) -> None:
    program = building.program(cast.company, leader=cast.facilitator)
    put = joining.nominate(partner=program.partners.get(), person=cast.employee, by=cast.hr)
    joining.decline(nomination=put, by=cast.employee)
    partner = partnering.ask_partner(program=program, company=cast.other_company, by=cast.hr)
    partnering.answer_partner(partner=partner, yes=False, by=cast.hr_other)
    deliver_all()
    subjects = [mail["Subject"] for mail in mailbox]
    assert [words for words in subjects if "推薦" in words or "参加しませんか" in words] == []
    assert sum("見送る" in words for words in subjects) == 3
    assert Nomination.objects.get(program=program).state == "declined"
    assert Program.objects.get(pk=program.pk).partners.get(company=cast.other_company).state == "declined"
