"""The company's list on the desk: who stands on it, who may open it, whom an invitation of many reaches."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.notices.models import Fact, Suppression
from alumni.arrivals import inviting, roll
from alumni.arrivals.models import Invitation
from alumni.companies.models import Enrolment
from alumni.companies.names import fold
from tests import make

pytestmark = pytest.mark.django_db
WORDS = {"message": "葉山で集まります。"}


def people_url(cast):
    return reverse("arrivals:people", args=[cast.company.slug])


def invite_url(cast, query="all=yes"):
    return reverse("arrivals:invite", args=[cast.company.slug]) + "?" + query


def own(counted):
    """Queries of the page itself: the bell asks on its own clock."""
    return len([query for query in counted if "accounts_notice" not in query["sql"]])


def one_of_each(cast):
    """A record in every state."""
    made = {state: make.enrolment(cast.company, f"{state} 太郎") for state in roll.STATES}
    made["no_address"].email = ""
    made["no_address"].save(update_fields=["email"])
    made["joined"].person, made["joined"].claimed_at = cast.alumna, timezone.now()
    made["joined"].save(update_fields=["person", "claimed_at"])
    for state in ("invited", "expired", "declined"):
        inviting.invite(company=cast.company, chosen=Enrolment.objects.filter(pk=made[state].pk), by=cast.hr)
    Invitation.objects.filter(enrolment=made["expired"]).update(expires_at=timezone.now() - timedelta(days=1))
    Invitation.objects.filter(enrolment=made["declined"]).update(state="declined", answered_at=timezone.now())
    return made


def test_the_filter_and_the_line_agree_on_every_state(cast):
    made = one_of_each(cast)
    for state, row in made.items():
        found = roll.page(roll.people(cast.company, roll.Filter(state=state)), cast.company)
        assert [(line.row, line.state) for line in found.lines] == [(row, state)]


def test_names_are_found_by_variants_kana_numbers_and_addresses(cast):
    row = make.enrolment(
        cast.company,
        "髙橋 花子",
        employee_number="A-0042",
        email="hanako@example.test",
        kana_key=fold("タカハシハナコ"),
    )
    make.enrolment(cast.company, "白石 智")
    for words in ("高橋", "髙橋 花子", "たかはし", "ﾀｶﾊｼ", "a-0042", "HANAKO@", "花子　高橋"):
        assert list(roll.people(cast.company, roll.Filter(q=words))) == [row], words
    assert not roll.people(cast.company, roll.Filter(q="高橋 智")).exists()


def test_a_department_means_its_whole_family_and_employed_means_now(cast):
    here, gone = make.enrolment(cast.company, "在籍 中"), make.enrolment(cast.company, "離れた 人")
    make.tenure(here, cast.group, "2010-04-01")
    make.tenure(gone, cast.group, "2001-04-01", "2009-03-31")
    find = lambda **narrowed: set(roll.people(cast.company, roll.Filter(**narrowed)))  # noqa: E731
    assert find(unit=cast.division.pk) == {here, gone}
    assert find(unit=cast.division.pk, employed="yes") == {here}
    assert find(employed="no") == {gone}


def test_pages_follow_one_another_without_a_gap(cast, login, monkeypatch):
    monkeypatch.setattr(roll, "PAGE", 2)
    rows = [make.enrolment(cast.company, f"人{n} 太郎", kana_key="ア") for n in range(5)]
    seen, after = [], None
    while True:
        page = roll.page(roll.people(cast.company, roll.Filter()), cast.company, after)
        seen += [line.row for line in page.lines]
        after = page.more
        if after is None:
            break
    assert seen == rows


@pytest.mark.parametrize("who", ["hr_other", "stranger", "alumna", "employee"])
def test_nobody_else_opens_the_desk(cast, login, who):
    row = make.enrolment(cast.company, "白石 智")
    inviting.invite(company=cast.company, chosen=Enrolment.objects.filter(pk=row.pk), by=cast.hr)
    letter, client = Invitation.objects.get(), login(getattr(cast, who))
    urls = [people_url(cast), invite_url(cast), reverse("arrivals:requests", args=["aomi"])]
    assert [client.get(url).status_code for url in urls] == [404, 404, 404]
    for what in ("again", "withdraw"):
        own = "hokushin" if who == "hr_other" else "aomi"
        assert client.post(reverse("arrivals:one_invitation", args=[own, letter.pk, what])).status_code == 404
    assert client.post(invite_url(cast), WORDS).status_code == 404


def test_hr_of_another_company_cannot_invite_by_a_foreign_number(cast, login):
    row = make.enrolment(cast.company, "白石 智")
    client = login(cast.hr_other)
    client.post(reverse("arrivals:invite", args=["hokushin"]) + f"?who={row.pk}", WORDS)
    assert not Invitation.objects.exists()


def test_the_list_costs_the_same_for_one_and_for_three(cast, login):
    client, counts = login(cast.hr), []
    for number in (1, 2):
        for _ in range(number):
            row = make.enrolment(cast.company)
            make.tenure(row, cast.group, "2001-04-01", "2009-03-31")
            inviting.invite(company=cast.company, chosen=Enrolment.objects.filter(pk=row.pk), by=cast.hr)
        client.get(people_url(cast))  # the first page of a session writes the session down
        with CaptureQueriesContext(connection) as counted:
            assert client.get(people_url(cast)).status_code == 200
        counts.append(own(counted))
    assert counts[0] == counts[1]
    assert counts[1] <= 15


def test_the_preview_says_who_is_left_out_and_writes_nothing(cast, login):
    made = one_of_each(cast)
    twin = make.enrolment(cast.company, "同じ 人", email=made["not_invited"].email)
    closed = make.enrolment(cast.company, "お断り 花", email="closed@example.test")
    Suppression.objects.create(address_key="closed@example.test", scope=cast.company.scope, reason="declined")
    before = (Invitation.objects.count(), Fact.objects.count())
    page = login(cast.hr).get(invite_url(cast))
    plan = page.context["plan"]
    fresh = {pk for pk, _address in plan.fresh}
    assert fresh == {made["not_invited"].pk, made["declined"].pk}
    assert [pk for pk, _address in plan.again] == [made["expired"].pk]
    assert (plan.joined, plan.invited, plan.no_address, plan.said_no, plan.same_address) == (1, 1, 1, 1, 1)
    assert (Invitation.objects.count(), Fact.objects.count()) == before
    assert twin.pk not in fresh
    assert closed.pk not in fresh


def test_inviting_a_filtered_set_reaches_exactly_those_of_the_preview(cast, login):
    made = one_of_each(cast)
    client = login(cast.hr)
    answer = client.post(invite_url(cast), WORDS, follow=True)
    assert "3名に招待メールを送ります" in answer.content.decode()
    open_ = set(Invitation.objects.open().values_list("enrolment", flat=True))
    assert open_ == {made[state].pk for state in ("invited", "not_invited", "expired", "declined")}
    assert Invitation.objects.get(enrolment=made["not_invited"]).message == WORDS["message"]
    client.post(invite_url(cast), WORDS)
    assert Fact.objects.filter(kind="arrivals.invited").count() == 3 + 3


def test_the_same_click_twice_sends_one_mail(cast, login):
    row, client = make.enrolment(cast.company), login(cast.hr)
    for _ in range(2):
        client.post(invite_url(cast, f"who={row.pk}"), WORDS)
    assert Fact.objects.filter(kind="arrivals.invited").count() == 1


def test_too_long_a_message_comes_back_as_typed(cast, login):
    row, words = make.enrolment(cast.company), "あ" * 601
    page = login(cast.hr).post(invite_url(cast, f"who={row.pk}"), {"message": words}).content.decode()
    assert words in page
    assert not Invitation.objects.exists()


def test_twenty_thousand_invitations_are_written_in_a_few_statements(cast):
    rows = [
        Enrolment(company=cast.company, family_name="量", email=f"bulk{n}@example.test", email_key=f"bulk{n}")
        for n in range(20_000)
    ]
    Enrolment.objects.bulk_create(rows, batch_size=5000)
    started = time.monotonic()
    with CaptureQueriesContext(connection) as counted:
        made = inviting.invite(
            company=cast.company,
            chosen=roll.people(cast.company, roll.Filter()),
            by=cast.hr,
            message="集まりましょう",
        )
    assert made.count == 20_000
    assert len(counted) < 80
    assert time.monotonic() - started < 25
    assert Fact.objects.filter(kind="arrivals.invited").count() == 20_000
    print(f"20,000 in {time.monotonic() - started:.1f} s, {len(counted)} statements")
