"""Blurred words for an employer: proposed by companies, wide enough to name none, and held so by the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alumni.companies.models import Company
from alumni.profiles import actions, labels
from alumni.profiles.disclosure import EVERYBODY, NOBODY, PARTS, Openness
from alumni.profiles.models import BlurLabel, Profile, Telling
from alumni.profiles.queries import shown
from alumni.tenures.models import Tenure
from tests import make
from tests.cast import Cast

BLURRED = dict.fromkeys(PARTS, Openness(NOBODY, EVERYBODY))


def employer_read(cast: Cast) -> str:
    return shown(cast.alumnus_other, [cast.boss.pk], whole=True)[cast.boss.pk].posts[0].employer


@pytest.fixture
def told(cast: Cast) -> BlurLabel:
    """The boss's employer is told as 大手SIer, which fits five companies."""
    label = make.label("大手SIer", cast.company, others=4)
    Profile.objects.filter(person=cast.boss).update(seen_by="network")
    tenure = cast.boss.tenures.get()
    actions.tell_post(tenure=tenure, openness=BLURRED, label=label, keeps_mark=True, by=cast.boss)
    return label


def test_a_label_is_offered_only_once_it_fits_five_companies(cast: Cast) -> None:
    tenure = cast.boss.tenures.get()
    label = make.label("大手SIer", cast.company, others=3)
    with pytest.raises(ValidationError):
        actions.tell_post(tenure=tenure, openness=BLURRED, label=label, keeps_mark=True, by=cast.boss)
    labels.fit(company=cast.other_company, text="大手SIer", by=cast.admin)
    actions.tell_post(tenure=tenure, openness=BLURRED, label=label, keeps_mark=True, by=cast.boss)
    Profile.objects.filter(person=cast.boss).update(seen_by="network")
    read = shown(cast.alumnus_other, [cast.boss.pk], whole=True)[cast.boss.pk].posts[0]
    assert (read.employer, read.period, read.verified) == ("大手SIer", "1990年代前半〜2010年代前半", True)


def test_empty_companies_and_those_of_one_group_hide_nobody(cast: Cast) -> None:
    label = make.label("大手SIer", cast.company, make.company(), make.company(), others=4)
    assert label.breadth == 5
    head, daughter = list(label.companies.exclude(pk=cast.company.pk).filter(tenures__isnull=False).distinct()[:2])
    Company.objects.filter(pk=daughter.pk).update(part_of=head)
    assert BlurLabel.objects.get().breadth == 4


@pytest.mark.parametrize("how", ["one company is taken off", "the own company is", "a group is known", "deleted"])
def test_a_label_that_no_longer_holds_falls_back_to_words_without_a_name(
    cast: Cast, told: BlurLabel, how: str
) -> None:
    others = list(told.companies.exclude(pk=cast.company.pk))
    if how == "one company is taken off":
        told.companies.remove(others[0])
    elif how == "the own company is":
        told.companies.add(cast.other_company)
        labels.unfit(company=cast.company, label=told, by=cast.company_admin)
    elif how == "a group is known":
        Company.objects.filter(pk=others[0].pk).update(part_of=others[1])
    else:
        told.delete()
    assert (employer_read(cast), Telling.objects.get().label) == ("ある会社", None)


def test_a_company_that_lost_its_people_counts_no_more_after_the_next_tick(cast: Cast, told: BlurLabel) -> None:
    other = told.companies.exclude(pk=cast.company.pk).first()
    Tenure.objects.filter(company=other).delete()
    assert (labels.count_anew(), labels.count_anew()) == (1, 0)
    assert employer_read(cast) == "ある会社"


@pytest.mark.parametrize("why", ["too narrow", "of other companies", "number written by hand"])
def test_the_database_itself_refuses_a_label_that_would_tell_or_lie(cast: Cast, why: str) -> None:
    if why == "of other companies":
        label = make.label("大手食品会社", others=5)
    else:
        label = make.label("大手SIer", cast.company, others=3)
    if why == "number written by hand":
        BlurLabel.objects.update(breadth=9)
        assert BlurLabel.objects.get().breadth == 4
    with pytest.raises(IntegrityError, match="does not stand for"), transaction.atomic():
        Telling.objects.create(tenure=cast.boss.tenures.get(), label=label)


def test_a_post_that_moves_to_another_company_loses_the_words(cast: Cast, told: BlurLabel) -> None:
    Tenure.objects.filter(person=cast.boss).update(company=cast.other_company, department=None)
    assert Telling.objects.get().label is None


@pytest.mark.parametrize(
    "text", ["青海システムズの会社", "北辰製作所のなかま", "aomi", "Aomi 系の会社", "警備情報グループの会社", " "]
)
def test_words_that_name_somebody_are_refused(cast: Cast, text: str) -> None:
    Company.objects.filter(pk=cast.company.pk).update(name_en="Aomi Systems Co., Ltd.")
    for words in ({"text": text}, {"text": "大手の会社", "text_en": text} if text.strip() else {"text": ""}):
        with pytest.raises(ValidationError):
            labels.fit(company=cast.company, by=cast.company_admin, **words)


def test_the_answer_does_not_tell_which_departments_others_have(cast: Cast) -> None:
    assert labels.fit(company=cast.company, text="第一工場のある会社", by=cast.company_admin).pk


@pytest.mark.parametrize("who", ["hr", "hr_other", "employee", "stranger"])
def test_only_the_companys_administrator_decides(cast: Cast, login, who: str) -> None:
    label = make.label("大手SIer")
    with pytest.raises(ValidationError):
        labels.fit(company=cast.company, text="大手SIer", by=getattr(cast, who))
    browser, page = login(getattr(cast, who)), f"/desk/{cast.company.slug}/labels/"
    status = 403 if who == "hr" else 404
    assert browser.post(page, {"text": "新しいことば"}).status_code == status
    assert browser.post(f"{page}answer/", {"label": label.pk, "fits": "yes"}).status_code == status
    assert browser.get(page).status_code == (200 if who == "hr" else 404)
    assert not label.companies.exists()


def test_the_desk_page_says_what_fits_and_never_whom_else(cast: Cast, login) -> None:
    label = make.label("大手SIer", cast.other_company, others=2)
    browser, page = login(cast.company_admin), f"/desk/{cast.company.slug}/labels/"
    before = browser.get(page).content.decode()
    assert "あと2社で選べます" in before and cast.other_company.name not in before
    browser.post(f"{page}answer/", {"label": label.pk, "fits": "yes"})
    assert set(label.companies.all()) >= {cast.company}
    browser.post(page, {"text": "港の近くの会社", "text_en": "A company by the harbour"})
    assert sorted(cast.company.blur_labels.values_list("text", "text_en")) == [
        ("大手SIer", ""),
        ("港の近くの会社", "A company by the harbour"),
    ]
    browser.post(f"{page}answer/", {"label": label.pk, "fits": "no"})
    assert [one.text for one in cast.company.blur_labels.all()] == ["港の近くの会社"]
    refused = browser.post(page, {"text": "北辰製作所のとなり"})
    assert refused.status_code == 200 and "名前がわからないことば" in refused.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_labels(
    cast: Cast, login, django_assert_num_queries, count: int
) -> None:
    for n in range(count):
        make.label(f"ことば{n}", cast.company)
    browser = login(cast.company_admin)
    browser.get("/desk/aomi/labels/")
    with django_assert_num_queries(6):
        browser.get("/desk/aomi/labels/")
