"""What administrators do in the admin, and that it passes through the same actions and history as the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.audit.models import Entry
from accounts.users.models import User
from alumni.companies.models import Department, StaffRole
from alumni.companies.names import department_key, fold
from tests import make
from tests.cast import Cast


def test_the_platform_adds_a_person_who_logs_in_by_code(cast: Cast, login) -> None:
    form = {"email": "New@Example.test", "family_name": "新", "language": "ja", "time_zone": "Asia/Tokyo",
            "is_active": "on", "emailaddress_set-TOTAL_FORMS": 0, "emailaddress_set-INITIAL_FORMS": 0}  # fmt: skip
    answer = login(cast.admin).post(reverse("admin:accounts_user_add"), form)
    assert answer.status_code == 302
    made = User.objects.get(family_name="新")
    assert (made.email.lower(), made.has_usable_password()) == ("new@example.test", False)
    assert made.emailaddress_set.get().verified is False
    assert Entry.objects.filter(verb="user.added", about=f"user:{made.pk}").exists()


def test_an_account_is_stopped_and_its_session_ends(cast: Cast, login) -> None:
    theirs = login(cast.alumna)
    address = reverse("admin:accounts_user_changelist")
    login(cast.admin).post(address, {"action": "stop", "_selected_action": [cast.alumna.pk]})
    assert not User.objects.get(pk=cast.alumna.pk).is_active
    assert theirs.get(reverse("admin:index")).status_code == 302
    assert Entry.objects.filter(verb="user.stopped", by=f"user:{cast.admin.pk}").count() == 1
    login(cast.admin).post(address, {"action": "resume", "_selected_action": [cast.alumna.pk]})
    assert User.objects.get(pk=cast.alumna.pk).is_active


def test_an_administrator_cannot_lock_themself_out(cast: Cast, login) -> None:
    client = login(cast.admin)
    client.post(reverse("admin:accounts_user_changelist"), {"action": "stop", "_selected_action": [cast.admin.pk]})
    form = {"family_name": "管理", "language": "ja", "time_zone": "Asia/Tokyo",
            "emailaddress_set-TOTAL_FORMS": 0, "emailaddress_set-INITIAL_FORMS": 0}  # fmt: skip
    answer = client.post(reverse("admin:accounts_user_change", args=[cast.admin.pk]), form)
    assert "自分自身の権限は外せません" in answer.content.decode()
    admin = User.objects.get(pk=cast.admin.pk)
    assert (admin.is_active, admin.is_staff, admin.is_superuser) == (True, True, True)


def test_no_page_shows_a_password(cast: Cast, login) -> None:
    User.objects.filter(pk=cast.alumna.pk).update(password="md5$canary$canary")
    page = login(cast.admin).get(reverse("admin:accounts_user_change", args=[cast.alumna.pk])).content.decode()
    assert "canary" not in page and "user_permissions" not in page


def test_a_company_administrator_names_staff_by_address(cast: Cast, login) -> None:
    client, address = login(cast.company_admin), reverse("admin:alumni_staffrole_add")
    for unknown in ("nobody@example.test", "alumnus_other@example.test", "stranger@example.test"):
        answer = client.post(address, {"email": unknown, "company": cast.company.pk, "role": "hr"})
        assert "このアドレスの方はいません" in answer.content.decode()
    assert (
        client.post(address, {"email": cast.employee.email, "company": cast.company.pk, "role": "hr"}).status_code
        == 302
    )
    granted = StaffRole.objects.get(user=cast.employee)
    assert Entry.objects.filter(verb="role.granted", about=f"staffrole:{granted.pk}").exists()
    own = {"email": cast.company_admin.email, "company": cast.company.pk, "role": "hr"}
    assert "自分自身" in client.post(address, own).content.decode()
    lists = reverse("admin:alumni_staffrole_changelist")
    client.post(lists, {"action": "revoke", "_selected_action": [granted.pk]})
    assert not StaffRole.objects.standing().filter(user=cast.employee).exists()


def test_a_department_is_added_moved_and_renamed_through_its_actions(cast: Cast, login) -> None:
    client = login(cast.company_admin)
    form = {"company": cast.company.pk, "name": "新しい課", "parent": cast.group.pk}
    assert client.post(reverse("admin:alumni_department_add"), form).status_code == 302
    unit = Department.objects.get(name="新しい課")
    assert unit.path == f"{cast.group.path}{unit.pk}."
    change = reverse("admin:alumni_department_change", args=[unit.pk])
    assert client.post(change, {"name": "改めた課", "parent": cast.division.pk}).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.path, unit.key) == (
        "改めた課",
        f"{cast.division.path}{unit.pk}.",
        department_key("改めた課"),
    )
    below = client.post(
        reverse("admin:alumni_department_change", args=[cast.division.pk]),
        {"name": cast.division.name, "parent": unit.pk},
    )
    assert "上位の部署にできません" in below.content.decode()
    same = client.post(
        reverse("admin:alumni_department_add"), {**form, "name": "改めた課", "parent": cast.division.pk}
    )
    assert "すでにあります" in same.content.decode()


@pytest.mark.parametrize("lang", ["ja"])
def test_the_history_shows_what_changed_from_what_to_what(lang: str, cast: Cast, login) -> None:
    client, address = login(cast.admin), reverse("admin:alumni_company_change", args=[cast.company.pk])
    for about in ("はじめの紹介", "つぎの紹介"):
        client.post(address, {"slug": "aomi", "name": "青海システムズ", "about": about, "members_may_host": "on"})
    page = client.get(reverse("admin:alumni_company_history", args=[cast.company.pk])).content.decode()
    assert "はじめの紹介 → つぎの紹介" in page


@pytest.mark.parametrize("table", ["alumni_tenure", "alumni_staffrole", "alumni_enrolment", "programs_event"])
def test_a_list_asks_the_database_no_more_for_more_rows(table: str, cast: Cast, login) -> None:
    def add() -> None:
        person = make.user()
        make.tenure(make.enrolment(cast.company, person=person), cast.group)
        make.hr(cast.company)
        make.event(cast.company, person)

    client, counts = login(cast.company_admin), []
    client.get(reverse(f"admin:{table}_changelist"))
    for _ in range(2):
        add()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(f"admin:{table}_changelist"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 20


@pytest.mark.parametrize("typed", ["水城 灯", "水城　灯", "水城", "ミズキ アカリ", "水城 K-7"])
def test_a_person_is_found_as_their_name_is_written(cast: Cast, login, typed: str) -> None:
    make.enrolment(cast.company, "水城 灯", kana_key=fold("ミズキアカリ"), employee_number="K-7")
    make.enrolment(cast.company, "水島 光", employee_number="K-8")
    page = login(cast.admin).get(reverse("admin:alumni_enrolment_changelist"), {"q": typed})
    assert [row.name for row in page.context["cl"].result_list] == ["水城 灯"]
