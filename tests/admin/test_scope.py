"""In the admin a company's own people see, find, choose and change nothing of another company."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.audit.models import Entry
from accounts.users.models import User
from alumni.companies import actions as companies
from alumni.companies.models import Company, Department, StaffRole
from alumni.imports.models import HrImport
from alumni.tenures.models import Tenure
from programs.calendars.models import Feed
from programs.events.parts import Series
from programs.keepsakes import models as keepsakes
from tests import make
from tests.cast import Cast

LISTS = [
    "alumni_company",
    "alumni_department",
    "alumni_enrolment",
    "alumni_tenure",
    "alumni_staffrole",
    "alumni_invitation",
    "alumni_joinrequest",
    "programs_event",
    "programs_series",
    "programs_eventcompany",
]
PLATFORM_LISTS = [
    "accounts_user", "accounts_entry", "accounts_consent", "accounts_document", "alumni_profile",
    "programs_eventrole", "programs_attendance", "programs_eventphoto", "programs_eventoutcome", "programs_feed",
]  # fmt: skip


@pytest.fixture
def rows(cast: Cast) -> dict[str, object]:
    """Something of 青海システムズ in every table, that another company could stumble on."""
    enrolment = make.enrolment(cast.company, "秘蔵 花子", employee_number="CANARY-77", email="canary@example.test")
    event, third = make.event(cast.company, cast.hr, title="カナリアの集い"), make.company()
    series = Series.objects.create(company=cast.company, host=cast.hr, title="カナリアのつづき", rhythm="weekly")
    return {
        "alumni_company": cast.company,
        "alumni_department": cast.group,
        "alumni_enrolment": enrolment,
        "alumni_tenure": make.tenure(enrolment, cast.group, "2001-04-01", title="カナリア係"),
        "alumni_staffrole": StaffRole.objects.get(user=cast.hr),
        "alumni_joinrequest": make.join_request(cast.stranger, cast.company),
        "programs_event": event,
        "programs_series": series,
        "programs_eventcompany": make.asked_company(
            make.event(third, cast.stranger, title="カナリアの会"), cast.company
        ),
        "programs_eventrole": make.role(event, cast.alumna),
        "programs_attendance": make.attendance(event, cast.alumna),
        "programs_eventphoto": make.event_photo(event, cast.alumna, words="カナリアの浜"),
        "accounts_user": cast.alumna,
    }


def canaries(cast: Cast) -> list[str]:
    return [
        "カナリア", "CANARY", "canary@", "秘蔵", "青海システムズ", "警備情報グループ", "岡田", "三浦", "alumna@", "hr@example",
    ]  # fmt: skip


@pytest.fixture
def other_admin(cast: Cast) -> User:
    companies.grant_role(
        user=cast.hr_other, company=cast.other_company, role=StaffRole.Role.COMPANY_ADMIN, by=cast.admin
    )
    return cast.hr_other


@pytest.mark.parametrize("table", [*LISTS, *PLATFORM_LISTS])
def test_lists_show_nothing_of_another_company(table: str, cast: Cast, rows: dict, other_admin: User, login) -> None:
    for query in ("", "?q=カナリア", "?q=CANARY", "?q=秘蔵", f"?company__id__exact={cast.company.pk}", "?o=1"):
        answer = login(other_admin).get(reverse(f"admin:{table}_changelist") + query, follow=True)
        # What somebody typed or the number of a company may come back to them; names may not.
        text = answer.content.decode().replace(query.removeprefix("?q="), "") if query else answer.content.decode()
        assert [word for word in canaries(cast) if word in text] == []


@pytest.mark.parametrize("table", [*LISTS, *PLATFORM_LISTS])
def test_the_platform_sees_every_list(table: str, cast: Cast, rows: dict, login) -> None:
    assert login(cast.admin).get(reverse(f"admin:{table}_changelist")).status_code == 200


@pytest.mark.parametrize("table", PLATFORM_LISTS)
def test_accounts_and_history_are_not_for_companies(table: str, cast: Cast, login) -> None:
    assert login(cast.company_admin).get(reverse(f"admin:{table}_changelist")).status_code == 403


@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_a_foreign_row_answers_like_a_missing_one(
    view: str, cast: Cast, rows: dict, other_admin: User, login
) -> None:
    client = login(other_admin)
    for page, row in rows.items():
        for method in (client.get, client.post):
            own, none = (method(reverse(f"admin:{page}_{view}", args=[pk])) for pk in (row.pk, 999999))
            assert (own.status_code, own.headers.get("Location")) == (none.status_code, none.headers.get("Location"))
            assert own.content == none.content or own.status_code == 403


@pytest.mark.parametrize("who", ["hr_other", "company_admin", "admin"])
def test_nobody_deletes(who: str, cast: Cast, rows: dict, login) -> None:
    client = login(getattr(cast, who))
    for page, row in rows.items():
        client.post(reverse(f"admin:{page}_delete", args=[row.pk]), {"post": "yes"})
        client.post(
            reverse(f"admin:{page}_changelist"),
            {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
        )
        assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("who", ["alumna", "hr", "stranger"])
def test_without_the_staff_mark_the_door_stays_shut(who: str, cast: Cast, login) -> None:
    assert login(getattr(cast, who)).get(reverse("admin:index")).status_code in (302, 403)


def test_the_staff_mark_alone_opens_nothing(cast: Cast, login) -> None:
    User.objects.filter(pk=cast.stranger.pk).update(is_staff=True)
    assert login(User.objects.get(pk=cast.stranger.pk)).get(reverse("admin:index")).status_code in (302, 403)


def test_a_revoked_role_shuts_the_door_at_the_next_request(cast: Cast, login) -> None:
    client = login(cast.company_admin)
    assert client.get(reverse("admin:alumni_company_changelist")).status_code == 200
    companies.revoke_role(role=StaffRole.objects.get(user=cast.company_admin), by=cast.admin)
    assert client.get(reverse("admin:alumni_company_changelist")).status_code in (302, 403)


def test_mere_hr_appoints_nobody(cast: Cast, login) -> None:
    client = login(cast.hr_other)
    assert client.get(reverse("admin:alumni_staffrole_changelist")).status_code == 403
    assert client.get(reverse("admin:alumni_staffrole_add")).status_code == 403


def test_choices_and_autocompletes_stay_at_home(cast: Cast, other_admin: User, login) -> None:
    client = login(other_admin)
    for page in ("department", "staffrole"):
        assert "青海" not in client.get(reverse(f"admin:alumni_{page}_add")).content.decode()
    for model, name in (("department", "parent"), ("department", "company"), ("staffrole", "company")):
        query = {"app_label": "alumni", "model_name": model, "field_name": name, "term": ""}
        found = client.get(reverse("admin:autocomplete"), query).content.decode()
        assert "青海" not in found.encode().decode("unicode_escape") and "警備" not in found


def test_a_department_cannot_be_put_into_another_company(cast: Cast, other_admin: User, login) -> None:
    form = {"company": cast.company.pk, "name": "侵入部"}
    answer = login(other_admin).post(reverse("admin:alumni_department_add"), form)
    assert answer.status_code == 200
    assert "青海" not in answer.content.decode()
    form = {"company": cast.other_company.pk, "name": "侵入部", "parent": cast.group.pk}
    answer = login(other_admin).post(reverse("admin:alumni_department_add"), form)
    assert "警備情報" not in answer.content.decode()
    assert not Department.objects.filter(name="侵入部").exists()


def test_lookups_in_the_address_cannot_guess_at_hidden_columns(cast: Cast, login) -> None:
    client = login(cast.company_admin)
    for guess in ("person__email__startswith=a", "person__password__startswith=m", "reason__startswith=x"):
        answer = client.get(reverse("admin:alumni_tenure_changelist") + "?" + guess)
        assert answer.status_code in (302, 400)
    assert (
        login(cast.admin).get(reverse("admin:accounts_user_changelist") + "?password__startswith=m").status_code
        == 400
    )


def test_actions_reach_only_ones_own_rows(cast: Cast, rows: dict, other_admin: User, login) -> None:
    tenure = rows["alumni_tenure"]
    Tenure.objects.filter(pk=tenure.pk).update(state="claimed", verified_at=None)
    for action in ("verify", "dispute", "merge"):
        body = {
            "action": action,
            "_selected_action": [tenure.pk],
            "reason": "x",
            "confirmed": "1",
            "select_across": "1",
        }
        login(other_admin).post(reverse("admin:alumni_tenure_changelist"), body)
    login(other_admin).post(
        reverse("admin:alumni_staffrole_changelist"),
        {"action": "revoke", "_selected_action": [rows["alumni_staffrole"].pk]},
    )
    assert Tenure.objects.get(pk=tenure.pk).state == "claimed"
    assert StaffRole.objects.get(pk=rows["alumni_staffrole"].pk).revoked_at is None


def test_an_hr_file_is_listed_without_its_content(cast: Cast, login) -> None:
    batch = HrImport.objects.create(company=cast.company, by=cast.hr, file_name="名簿.csv", content=b"secret-bytes")
    page = login(cast.company_admin).get(reverse("admin:alumni_hrimport_change", args=[batch.pk]))
    assert page.status_code == 200
    assert "secret" not in page.content.decode()


def test_a_change_of_a_company_is_written_into_the_history(cast: Cast, login) -> None:
    client = login(cast.company_admin)
    form = {"name": "青海システムズ", "about": "海のそばの会社です。", "members_may_host": "on"}
    assert client.post(reverse("admin:alumni_company_change", args=[cast.company.pk]), form).status_code == 302
    entry = Entry.objects.get(verb="company.changed")
    assert (entry.about, entry.by, entry.scope) == (
        f"company:{cast.company.pk}", f"user:{cast.company_admin.pk}", cast.company.scope,
    )  # fmt: skip
    page = client.get(reverse("admin:alumni_company_history", args=[cast.company.pk])).content.decode()
    assert "company.changed" in page and "大槻 環" in page
    assert Company.objects.get(pk=cast.company.pk).slug == "aomi"


def test_what_was_said_in_confidence_has_no_page(cast: Cast, login) -> None:
    """Needs, answers without a name, wishes, thanks and the secret of a calendar stand nowhere in the admin."""
    event = make.event(cast.company, cast.hr)
    reply = make.reply(event, cast.alumna, needs="ひみつのそば", word="ひみつのことば")
    reply.party.create(position=1, name="ひみつのつれ")
    make.event_photo(event, cast.alumna, words="ひみつの浜", file="himitsu.jpg")
    keepsakes.Feedback.objects.create(event=event, glad="very", again="yes", words="ひみつの感想")
    Feed.objects.create(person=cast.alumna, token_hash=b"himitsu".ljust(32), made_at=event.starts_at)
    client, shown = login(cast.admin), []
    for model in (m for m in admin.site._registry if m._meta.app_label == "programs"):
        name = f"admin:programs_{model._meta.model_name}"
        shown.append(client.get(reverse(f"{name}_changelist")).content.decode())
        for row in model._default_manager.all():
            shown.append(client.get(reverse(f"{name}_change", args=[row.pk])).content.decode())
    assert [page for page in shown if "ひみつ" in page or "himitsu" in page] == []
    assert len(shown) > 6
    registered = set(admin.site._registry)
    secret = {keepsakes.Feedback, keepsakes.FeedbackGiven, keepsakes.MeetAgain, keepsakes.Thanks}
    assert registered & secret == set()


def test_an_officer_reads_no_names_of_another_company_under_a_gathering(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr, open_to="companies")
    make.asked_company(event, cast.other_company)
    for person in (cast.alumna, cast.alumnus_other):
        make.reply(event, person)
    address = reverse("admin:programs_event_change", args=[event.pk])
    pages = {who: login(getattr(cast, who)).get(address).content.decode() for who in ("company_admin", "admin")}
    names = {who: [cast.alumna.name in page, cast.alumnus_other.name in page] for who, page in pages.items()}
    assert names == {"company_admin": [True, False], "admin": [True, True]}
