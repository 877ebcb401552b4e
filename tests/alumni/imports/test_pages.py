"""The desk's pages of an import, for those who may and those who may not."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.users.models import User
from alumni.imports import actions, work
from alumni.imports.models import HrImport
from tests import make
from tests.alumni.imports.test_imports import csv, preview
from tests.cast import Cast

Login = Callable[[User], Client]
LINE = "000001,森,由紀,モリ,ユキ,2014/04/01,,mori@example.test,営業部,課長"


def test_hr_brings_a_file_in_page_by_page(cast: Cast, login: Login) -> None:
    browser = login(cast.hr)
    upload = SimpleUploadedFile("名簿.csv", csv(LINE))
    columns = browser.post("/desk/aomi/imports/", {"file": upload}, follow=True)
    assert columns.status_code == 200
    form = columns.context["form"]
    chosen = {bound.html_name: bound.initial for bound in form}
    assert "employee_number" in chosen.values()
    batch = HrImport.objects.get()
    page = browser.post(f"/desk/aomi/imports/{batch.pk}/columns/", chosen, follow=True)
    assert "読んで" in page.content.decode()
    work.work()
    page = browser.get(f"/desk/aomi/imports/{batch.pk}/")
    assert "森 由紀" in page.content.decode()
    browser.post(f"/desk/aomi/imports/{batch.pk}/take/")
    work.work()
    batch.refresh_from_db()
    assert (batch.state, cast.company.enrolments.get(employee_number="000001").name) == ("done", "森 由紀")


@pytest.mark.parametrize("who", ["hr_other", "alumna", "stranger"])
def test_others_find_nothing_there(cast: Cast, login: Login, who: str) -> None:
    batch = preview(cast.company, csv(LINE), cast.hr)
    browser = login(getattr(cast, who))
    here = f"/desk/aomi/imports/{batch.pk}/"
    reads = [
        browser.get(path).status_code for path in ["/desk/aomi/imports/", here, f"{here}progress/", f"{here}mend.csv"]
    ]
    writes = [
        browser.post(f"{here}{verb}/").status_code
        for verb in ["columns", "take", "undo", "discard", "namesakes", "rows/1"]
    ]
    assert reads + writes == [404] * 10
    batch.refresh_from_db()
    assert batch.state == "preview"


def test_a_missing_column_is_named_and_the_choices_stay(cast: Cast, login: Login) -> None:
    batch = actions.hand_in(company=cast.company, file_name="a.csv", content=csv(LINE), by=cast.hr)
    answer = login(cast.hr).post(f"/desk/aomi/imports/{batch.pk}/columns/", {"column1": "family_name"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "社員番号" in page
    assert answer.context["form"]["column1"].value() == "family_name"


@pytest.mark.parametrize(("content", "words"), [(b"", "空"), (b"%PDF-1.7 ...", "PDF")])
def test_a_file_that_is_no_table_is_refused_with_a_reason(
    cast: Cast, login: Login, content: bytes, words: str
) -> None:
    answer = login(cast.hr).post("/desk/aomi/imports/", {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_preview_costs_the_same_for_one_row_and_for_many(
    cast: Cast, login: Login, django_assert_num_queries: Callable[[int], object]
) -> None:
    one = preview(cast.company, csv(LINE), cast.hr)
    lines = [f"{n:06d},森,由紀{n},モリ,ユキ,2014/04/01,,,営業部," for n in range(2, 6)]
    many = preview(cast.company, csv(*lines), cast.hr)
    browser = login(cast.hr)
    browser.get(f"/desk/aomi/imports/{one.pk}/")
    counts = []
    for batch in (one, many):
        with django_assert_num_queries(6):
            counts.append(len(browser.get(f"/desk/aomi/imports/{batch.pk}/").context["rows"]))
    assert counts == [1, 4]


def test_the_page_counts_what_would_go_in_and_offers_nothing_else(cast: Cast, login: Login) -> None:
    make.enrolment(cast.company, "森 由紀", employee_number="009999", family_kana="モリ", given_kana="ユキ")
    batch = preview(cast.company, csv(LINE), cast.hr)
    browser, here = login(cast.hr), f"/desk/aomi/imports/{batch.pk}/"
    page = browser.get(here)
    assert (page.context["good"], "よい行を取り込む" in page.content.decode()) == (0, False)
    assert "2014年4月1日〜在籍中" in page.content.decode()
    browser.post(f"{here}rows/{batch.rows.get().pk}/", {"choice": "new"})
    page = browser.get(here)
    assert (page.context["good"], "よい行を取り込む" in page.content.decode()) == (1, True)
