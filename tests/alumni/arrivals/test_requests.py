"""Asking to join: the way of the person, the answer of the desk, and that nobody is forgotten."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.arrivals import asking, queries, workdays
from alumni.arrivals.models import JoinRequest
from alumni.companies.names import fold
from alumni.companies.purpose import ensure_text
from alumni.tenures.models import Tenure
from tests import make
from tests.alumni.arrivals.test_invitation import NAMES, prove
from tests.alumni.arrivals.test_people import own

pytestmark = pytest.mark.django_db


def asked(cast, **more):
    values = {
        "company": cast.company.pk,
        "period_text": "1999年から2006年",
        "family_name": "白石",
        "given_name": "智",
    }
    return {**values, "email": "shiraishi@example.test", **more}


def request_url(request):
    return reverse("arrivals:request", args=[request.company.slug, request.pk])


def test_a_newcomer_asks_proves_the_mailbox_and_sees_how_it_stands(cast):
    client = Client()
    assert client.post(reverse("arrivals:join"), asked(cast)).url == reverse("users:prove")
    assert not User.objects.filter(email="shiraishi@example.test").exists()
    assert prove(client, "shiraishi@example.test").url == reverse("arrivals:confirm")
    assert "1999年から2006年" in client.get(reverse("arrivals:confirm")).content.decode()
    assert not JoinRequest.objects.exists()
    client.post(reverse("arrivals:confirm"))
    request = JoinRequest.objects.get()
    assert (request.person.name, request.state) == ("白石 智", "waiting")
    assert "青海システムズが確かめています" in client.get(reverse("arrivals:status")).content.decode().replace(
        "<wbr>", ""
    )
    assert Fact.objects.filter(kind="arrivals.asked").count() == 1


def test_the_answer_is_the_same_whether_or_not_somebody_is_on_the_list(cast):
    make.enrolment(cast.company, "白石 智", email="shiraishi@example.test", employee_number="7")
    known, unknown = Client(), Client()
    first = known.post(reverse("arrivals:join"), asked(cast, employee_number="7"))
    second = unknown.post(reverse("arrivals:join"), asked(cast, email="nobody@example.test"))
    member = Client().post(reverse("arrivals:join"), asked(cast, email=cast.alumna.email))
    assert first.url == second.url == member.url
    pages = [c.get(first.url).content.decode() for c in (known, unknown)]
    assert pages[0].count("<") == pages[1].count("<")


def test_what_was_typed_stays_when_something_is_missing(cast):
    page = Client().post(reverse("arrivals:join"), asked(cast, email="", message="なつかしいです")).content.decode()
    assert "なつかしいです" in page
    assert "1999年から2006年" in page


def test_three_wait_at_most_and_five_are_asked_a_day(cast):
    companies = [make.company() for _ in range(6)]
    requests = [asking.ask(by=cast.stranger, company=c, period_text="昔") for c in companies[:3]]
    with pytest.raises(ValidationError, match="3件"):
        asking.ask(by=cast.stranger, company=companies[3], period_text="昔")
    for request in requests:
        asking.withdraw(request=request, by=cast.stranger)
    for company in companies[3:5]:
        asking.withdraw(request=asking.ask(by=cast.stranger, company=company, period_text="昔"), by=cast.stranger)
    with pytest.raises(ValidationError, match="1日に5件"):
        asking.ask(by=cast.stranger, company=companies[5], period_text="昔")


def test_the_same_company_is_asked_once_at_a_time(cast):
    asking.ask(by=cast.stranger, company=cast.company, period_text="昔")
    with pytest.raises(ValidationError, match="すでに受け付けて"):
        asking.ask(by=cast.stranger, company=cast.company, period_text="昔")


def test_the_desk_sees_matching_records_the_likeliest_first(cast):
    by_name = make.enrolment(cast.company, "外山 渉")
    by_number = make.enrolment(cast.company, "外山 わたる", employee_number="00042")
    make.enrolment(cast.company, "無関係 人")
    make.enrolment(cast.other_company, "外山 渉", employee_number="00042")
    request = make.join_request(cast.stranger, cast.company, employee_number="００042")
    found = queries.matches_of(request)
    assert [(m.enrolment, m.by_number, m.by_name) for m in found] == [
        (by_number, True, False),
        (by_name, False, True),
    ]


def test_a_yes_opens_the_three_steps_and_only_they_make_a_member(cast, login):
    row = make.enrolment(cast.company, "外山 渉")
    make.tenure(row, cast.group, "2001-04-01", "2009-03-31")
    request = make.join_request(cast.stranger, cast.company)
    answer = login(cast.hr).post(request_url(request), {"what": "accept", "enrolment": row.pk})
    assert answer.url == reverse("arrivals:requests", args=["aomi"])
    row.refresh_from_db()
    assert row.person is None
    assert Fact.objects.filter(kind="arrivals.answered", to=[cast.stranger.pk]).count() == 1

    client, way = login(cast.stranger), ["request", request.pk]
    client.post(reverse("arrivals:names", args=way), {**NAMES, "family_name": "外山", "given_name": "渉"})
    text = ensure_text(cast.company)
    client.post(reverse("arrivals:purpose", args=way), {"document": text.pk, "agree": "on"})
    client.post(reverse("arrivals:visibility", args=way), {"seen_by": "coworkers"})
    row.refresh_from_db()
    assert row.person == cast.stranger
    assert Tenure.objects.verified().filter(person=cast.stranger, company=cast.company).count() == 1
    assert client.get(reverse("arrivals:names", args=way)).status_code == 404


def test_consent_cannot_be_stepped_over(cast, login):
    row = make.enrolment(cast.company, "外山 渉")
    request = make.join_request(cast.stranger, cast.company)
    asking.accept(request=request, enrolment=row, by=cast.hr)
    client, way = login(cast.stranger), ["request", request.pk]
    last = client.post(reverse("arrivals:visibility", args=way), {"seen_by": "network"})
    assert last.url == reverse("arrivals:purpose", args=way)
    page = client.post(reverse("arrivals:purpose", args=way), {"document": ensure_text(cast.company).pk})
    assert "同意のしるし" in page.content.decode()
    row.refresh_from_db()
    assert row.person is None


def test_hr_enters_somebody_whom_no_record_shows(cast, login):
    request = make.join_request(cast.stranger, cast.company)
    post = {
        "what": "new",
        "since_year": "1999",
        "since_month": "4",
        "until_year": "2006",
        "department": cast.group.pk,
    }
    login(cast.hr).post(request_url(request), post)
    request.refresh_from_db()
    tenure = Tenure.objects.get(enrolment=request.enrolment)
    assert (request.state, str(tenure.since), tenure.since_precision) == ("accepted", "1999-04-01", "month")
    assert (str(tenure.until), tenure.until_precision, tenure.state) == ("2006-01-01", "year", "verified")
    assert request.enrolment.name_key == fold("外山渉")


def test_a_no_needs_a_reason_and_the_person_reads_it(cast, login):
    request = make.join_request(cast.stranger, cast.company)
    client = login(cast.hr)
    client.post(request_url(request), {"what": "decline", "reason": " "})
    request.refresh_from_db()
    assert request.state == "waiting"
    client.post(request_url(request), {"what": "decline", "reason": "旧姓を教えてください。"})
    page = login(cast.stranger).get(reverse("arrivals:status")).content.decode()
    assert "旧姓を教えてください。" in page


@pytest.mark.parametrize("who", ["hr_other", "stranger", "alumna"])
def test_a_foreign_request_looks_like_none(cast, login, who):
    request = make.join_request(cast.employee, cast.company)
    client = login(getattr(cast, who))
    row = make.enrolment(cast.company)
    assert client.get(request_url(request)).status_code == 404
    assert client.post(request_url(request), {"what": "accept", "enrolment": row.pk}).status_code == 404
    assert client.post(reverse("arrivals:withdraw", args=[request.pk])).status_code == 404


def test_a_record_of_another_company_or_a_taken_one_cannot_be_chosen(cast, login):
    request, client = make.join_request(cast.stranger, cast.company), login(cast.hr)
    foreign, taken = make.enrolment(cast.other_company), make.enrolment(cast.company, person=cast.alumna)
    assert client.post(request_url(request), {"what": "accept", "enrolment": foreign.pk}).status_code == 404
    client.post(request_url(request), {"what": "accept", "enrolment": taken.pk})
    request.refresh_from_db()
    assert request.state == "waiting"


def test_the_queue_costs_the_same_for_one_and_for_three(cast, login):
    client, counts = login(cast.hr), []
    for number in (1, 2):
        for _ in range(number):
            make.join_request(make.user(), cast.company)
        client.get(reverse("arrivals:requests", args=["aomi"]))  # the first page of a session writes it down
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse("arrivals:requests", args=["aomi"])).status_code == 200
        counts.append(own(counted))
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize(
    ("asked_on", "today", "late"),
    [
        (date(2026, 7, 13), date(2026, 7, 16), False),  # Mon, three workdays later
        (date(2026, 7, 13), date(2026, 7, 17), True),
        (date(2026, 7, 16), date(2026, 7, 21), False),  # a weekend and Marine Day (20 July) between
        (date(2026, 7, 16), date(2026, 7, 23), True),
        (date(2026, 12, 30), date(2026, 12, 30), False),
    ],
)
def test_workdays_are_counted_as_offices_do(asked_on, today, late):
    assert (asked_on <= workdays.latest_overdue(today)) == late


def test_hr_is_reminded_once_of_what_waits_too_long(cast):
    old, new = make.join_request(cast.stranger, cast.company), make.join_request(cast.employee, cast.company)
    at = datetime(2026, 7, 13, 23, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    JoinRequest.objects.filter(pk=old.pk).update(asked_at=at)
    JoinRequest.objects.filter(pk=new.pk).update(asked_at=at + timedelta(days=2))
    assert asking.remind(today=date(2026, 7, 16)) == 0
    assert asking.remind(today=date(2026, 7, 17)) == 1
    assert asking.remind(today=date(2026, 7, 17)) == 0
    fact = Fact.objects.get(kind="arrivals.ageing")
    assert (fact.about, fact.data) == (f"company:{cast.company.pk}", {"count": 1})
    old.refresh_from_db()
    assert old.reminded_at is not None and old.reminded_at <= timezone.now()
