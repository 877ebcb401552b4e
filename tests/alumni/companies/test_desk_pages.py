"""Departments and settings at the desk: pages, refusals, and walls between companies."""

import pytest

from accounts.consent.models import Document
from alumni.companies.models import Company, Department, Succession
from alumni.companies.purpose import ensure_text
from tests import make
from tests.cast import Cast

TREE = "/desk/aomi/departments/"


@pytest.fixture(autouse=True)
def untracked(settings) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False


def test_only_the_own_staff_opens_the_pages(cast: Cast, login) -> None:
    unit = f"{TREE}{cast.group.pk}/"
    for url in (TREE, unit, "/desk/aomi/settings/"):
        status = {name: login(who).get(url).status_code for name, who in cast.everybody().items()}
        assert {name for name, code in status.items() if code == 200} == {"hr", "company_admin"}, url


@pytest.mark.parametrize("verb", ["correct", "rename", "split", "merge", "close", "reopen"])
def test_hr_of_another_company_changes_nothing(cast: Cast, login, verb: str) -> None:
    before = list(Department.objects.order_by("pk").values())
    for slug in ("aomi", "hokushin"):
        url = f"/desk/{slug}/departments/{cast.group.pk}/{verb}/"
        assert login(cast.hr_other).post(url, {"name": "乗っ取り", "on": "2020-01-01"}).status_code == 404
    assert list(Department.objects.order_by("pk").values()) == before


def test_a_merger_with_a_unit_of_another_company_is_refused(cast: Cast, login) -> None:
    foreign = Department.objects.filter(company=cast.other_company).first()
    data = {"name": "合同", "on": "2020-01-01", "others": [foreign.pk]}
    login(cast.hr).post(f"{TREE}{cast.group.pk}/merge/", data)
    assert not Succession.objects.exists()


def test_a_unit_is_added_renamed_and_the_renaming_taken_back(cast: Cast, login) -> None:
    browser = login(cast.hr)
    browser.post(TREE, {"name": "基盤グループ", "parent": cast.division.pk})
    made = Department.objects.get(name="基盤グループ")
    assert made.parent == cast.division
    page = browser.post(f"{TREE}{made.pk}/rename/", {"name": "基盤部", "on": "2020-04-01"}, follow=True)
    assert "2020年に「基盤グループ」から改称" in page.content.decode()
    link = Succession.objects.get()
    browser.post(f"{TREE}links/{link.pk}/take-back/")
    assert not Department.objects.filter(name="基盤部").exists()


def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(cast: Cast, login) -> None:
    make.department(cast.company, "公共ソリューション事業部/基盤グループ")
    page = login(cast.hr).post(f"{TREE}{cast.group.pk}/rename/", {"name": "基盤グループ", "on": "2020-04-01"})
    assert "同じ名前の部署が、同じ場所にすでにあります" in page.content.decode()
    assert 'value="基盤グループ"' in page.content.decode()


def test_settings_are_kept_and_the_purpose_gets_versions(cast: Cast, login) -> None:
    browser = login(cast.hr)
    words = {"about": "警備の会社", "vision": "安心", "contact_email": "a@example.test", "postal_address": "東京"}
    browser.post("/desk/aomi/settings/", words)
    company = Company.objects.get(pk=cast.company.pk)
    assert (company.about, company.members_may_host) == ("警備の会社", False)
    for text in ("一", "二"):
        browser.post("/desk/aomi/settings/purpose/", {"text_ja": text, "text_en": text})
    stored = Document.objects.filter(scope=cast.company.scope, purpose="network").order_by("version")
    assert [(d.version, d.text_ja) for d in stored] == [(1, "一"), (2, "二")]
    page = browser.post("/desk/aomi/settings/", {**words, "contact_email": "ではない"})
    assert 'value="ではない"' in page.content.decode()
    assert Company.objects.get(pk=cast.company.pk).contact_email == "a@example.test"


def test_the_standard_text_is_shown_for_mending_before_anything_was_published(cast: Cast, login) -> None:
    shown = login(cast.hr).get("/desk/aomi/settings/").context["purpose_form"].initial
    assert not Document.objects.filter(scope=cast.company.scope).exists()
    text = ensure_text(cast.company)
    assert shown == {"text_ja": text.text_ja, "text_en": text.text_en}
    assert cast.company.name in text.text_ja


@pytest.mark.parametrize("more", [0, 3])
def test_pages_cost_the_same_for_few_units_and_for_many(cast: Cast, login, django_assert_num_queries, more) -> None:
    for number in range(more):
        make.department(cast.company, f"第{number}事業部/グループ")
    browser = login(cast.hr)
    browser.get(TREE)
    with django_assert_num_queries(7):
        browser.get(TREE)
    with django_assert_num_queries(10):
        browser.get(f"{TREE}{cast.group.pk}/")
