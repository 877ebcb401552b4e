"""The pages of V sheets: constant queries, nothing typed is lost, a desk that reads numbers only, mails without words."""

import re
from collections import Counter
from typing import Any

import pytest
from django.utils import timezone

from alumni.companies.models import StaffRole
from programs.visions import actions
from programs.visions.models import CompanyVision, SheetShare, VisionSheet
from programs.visions.part_models import MeetingPoint
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of
from tests.programs.visions import building as build
from tests.programs.visions.building import COMPANY, PERSON


def filled(cast: Cast, year: int) -> VisionSheet:
    sheet = build.sheet(cast.employee, cast.company, cast.hr, year=year, department=cast.division)
    event = make.event(cast.company, cast.hr)
    build.vision(cast.company, year=year)
    for side in (PERSON, COMPANY):
        build.part(sheet, side, f"{side}のことば")
        build.step(sheet, side, f"{side}の一歩", link=f"event:{event.pk}")
    build.point(sheet, f"{year}の点", by=cast.hr, yes=((COMPANY, cast.hr), (PERSON, cast.employee)))
    return sheet


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("where", "queries"), [("", 14), ("{}/years/", 15)])
def test_years_cost_no_more_than_a_year(
    cast: Cast, login, django_assert_num_queries, rows: int, where: str, queries: int
) -> None:
    last = [filled(cast, 2025 - n) for n in range(rows)][-1]
    browser = login(cast.employee)
    with django_assert_num_queries(queries):
        text = browser.get("/v/" + where.format(last.pk)).content.decode()
    assert text.count("の点</") >= rows


def test_what_was_typed_comes_back_with_the_error(cast: Cast, login) -> None:
    sheet = build.sheet(cast.employee, cast.company, cast.hr)
    browser = login(cast.employee)
    long = browser.post(f"/v/{sheet.pk}/write/vision/", {"words": "長いことば" * 50})
    step = browser.post(f"/v/{sheet.pk}/steps/new/", {"words": "だいじな一歩", "month": "1999-01-01"})
    assert (long.status_code, step.status_code) == (422, 422)
    assert "長いことば" * 50 in long.content.decode() and "だいじな一歩" in step.content.decode()
    wrong = browser.post(f"/v/{sheet.pk}/steps/new/", {"words": "だいじな一歩", "link": "event:99999"})
    assert wrong.status_code == 422 and not sheet.steps.exists()


def test_both_write_their_own_line_and_never_the_other(cast: Cast, login) -> None:
    sheet = build.sheet(cast.employee, cast.company, cast.hr)
    theirs = build.step(sheet, COMPANY, "会社の一歩")
    own, hr = login(cast.employee), login(cast.hr)
    own.post(f"/v/{sheet.pk}/write/vision/", {"words": "わたし"})
    hr.post(f"/v/{sheet.pk}/write/vision/", {"words": "会社"})
    own.post(f"/v/{sheet.pk}/steps/new/", {"words": "歩く", "month": "2026-06-01", "serves": str(theirs.pk)})
    assert own.get(f"/v/{sheet.pk}/steps/{theirs.pk}/").status_code == 404
    assert own.post(f"/v/{sheet.pk}/steps/{theirs.pk}/remove/").status_code == 404
    page = own.get(f"/v/{sheet.pk}/").content.decode()
    assert sorted(sheet.parts.values_list("side", "words")) == [("company", "会社"), ("person", "わたし")]
    assert (page.count('class="v-tie"'), "6月" in page, "「会社の一歩」のために" in page) == (2, True, True)


def test_a_desk_reads_numbers_from_five_on_and_never_whose(cast: Cast, login) -> None:
    people = [make.user(f"数{n} 人") for n in range(7)]
    for person in people[:4]:
        build.sheet(person, cast.company, year=2026)
    hr = login(cast.hr)
    few = hr.get("/desk/aomi/visions/").content.decode()
    for person in people[4:]:
        build.sheet(person, cast.company, year=2026)
    many = hr.get("/desk/aomi/visions/").content.decode()
    assert ("5人未満" in few, "5人以上" in few, "5人以上" in many, "7人" in many) == (True, False, True, False)
    assert "数1" not in few + many
    outside = [
        login(who).get("/desk/aomi/visions/").status_code for who in (cast.hr_other, cast.employee, cast.stranger)
    ]
    assert outside == [404, 404, 404]


def test_the_companys_vision_keeps_its_history_and_the_nearest_unit_counts(cast: Cast, login) -> None:
    hr, year = login(cast.hr), 2026
    sent: dict[str, Any] = {"year": year, "department": "", "vision": "はじめのことば", "seeks": ""}
    assert hr.post("/desk/aomi/visions/new/", sent).status_code == 302
    row = CompanyVision.objects.get()
    hr.post(f"/desk/aomi/visions/{row.pk}/", {"vision": "いまのことば", "seeks": "聞く力"})
    assert "はじめのことば" in hr.get(f"/desk/aomi/visions/{row.pk}/").content.decode()
    assert hr.post("/desk/aomi/visions/new/", sent).status_code == 422
    sheet = build.sheet(cast.employee, cast.company, department=cast.group)
    SheetShare.objects.create(sheet=sheet, reader=cast.stranger)
    page = login(cast.employee).get(f"/v/{sheet.pk}/").content.decode()
    assert ("いまのことば" in page, "はじめのことば" in page) == (True, False)
    build.vision(cast.company, department=cast.division, vision="事業部のことば")
    near, far = (login(who).get(f"/v/{sheet.pk}/").content.decode() for who in (cast.employee, cast.stranger))
    assert ("事業部のことば" in near, "いまのことば" in near) == (True, False)
    assert "ことば</p>" not in far, "outside the company its words aren't shown"


def test_mails_say_that_there_is_something_and_never_what(cast: Cast, mailbox, deliver_all) -> None:
    sheet = build.sheet(cast.employee, cast.company)
    beside = actions.ask(sheet=sheet, person=cast.hr, by=cast.employee)
    deliver_all()
    actions.answer(counterpart=beside, yes=True, by=cast.hr)
    actions.propose(sheet=sheet, words="ひみつの点", by=cast.employee)
    actions.note(sheet=sheet, words="ひみつの話", on=timezone.localdate(), by=cast.employee)
    actions.mark_step(step=build.step(sheet, words="ひみつの一歩"), done=True, by=cast.employee)
    deliver_all()
    point = MeetingPoint.objects.get()
    actions.agree(point=point, by=cast.hr)
    actions.agree(point=point, by=cast.hr)
    deliver_all()
    said = "".join(str(mail["Subject"]) + text_of(mail) for mail in mailbox)
    to = Counter(mail["To"].addresses[0].addr_spec for mail in mailbox)
    assert to == {"hr@example.test": 4, "employee@example.test": 2}
    assert not re.search("ひみつ", said) and f"/v/{sheet.pk}/" in said


def test_the_admin_reads_facts_only(cast: Cast, login) -> None:
    StaffRole.objects.filter(user=cast.admin).delete()
    sheet = filled(cast, 2026)
    build.note(sheet, sheet.counterparts.get(), cast.employee, "ふたりの話")
    admin = login(cast.admin)
    page = admin.get(f"/admin/programs/visionsheet/{sheet.pk}/change/")
    told = page.content.decode() + admin.get("/admin/programs/visionsheet/").content.decode()
    assert not re.search("personのことば|companyの一歩|2026の点|ふたりの話", told)
    hidden = ("sheetpart", "step", "meetingpoint", "talknote", "sheetshare", "counterpart")
    assert [admin.get(f"/admin/programs/{name}/").status_code for name in hidden] == [404] * 6
