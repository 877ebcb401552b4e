"""From a file to people and back: real exports taken in, again, changed, and undone."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accounts.users.models import User
from alumni.companies.models import Company, Department, Enrolment
from alumni.imports import actions, work
from alumni.imports.models import HrImport, HrImportRow
from alumni.tenures.models import Tenure
from tests import make
from tests.cast import Cast

FILES = Path(__file__).parents[2] / "data" / "hr"
REAL = {"smarthr_cp932.csv": 420, "freee_utf8bom.csv": 180, "kaonavi_utf8.csv": 160, "jobcan_wareki_cp932.csv": 140}
SHORT = "社員番号,姓,名,姓（ヨミガナ）,名（ヨミガナ）,入社年月日,退職年月日,メールアドレス,部署1 部署,役職1 役職"


def csv(*lines: str) -> bytes:
    return "\n".join([SHORT, *lines]).encode()


def preview(company: Company, content: bytes, by: User | None = None, name: str = "people.csv") -> HrImport:
    batch = actions.hand_in(company=company, file_name=name, content=content, by=by)
    actions.map_columns(batch=batch, mapping=batch.mapping, by=by)
    work.work()
    batch.refresh_from_db()
    return batch


def take(company: Company, content: bytes, by: User | None = None) -> HrImport:
    batch = preview(company, content, by)
    actions.take_in(batch=batch, by=by)
    work.work()
    batch.refresh_from_db()
    return batch


def everything(company: Company) -> dict[str, list[Any]]:
    """All that an import may touch, in comparable form."""
    people = Enrolment.objects.filter(company=company).order_by("id")
    posts = Tenure.objects.filter(company=company).order_by("id")
    return {
        "people": list(
            people.values("id", "employee_number", "family_name", "given_name", "family_kana", "email", "name_key")
        ),
        "posts": list(
            posts.values("id", "department", "title", "heads", "entry", "since", "until", "until_precision", "open")
        ),
        "units": list(Department.objects.filter(company=company).order_by("id").values("id", "name", "path")),
    }


@pytest.mark.parametrize(("name", "count"), REAL.items())
def test_a_real_export_becomes_people_and_the_same_file_again_changes_nothing(
    db: None, name: str, count: int
) -> None:
    company = make.company()
    first = take(company, (FILES / name).read_bytes())
    assert (first.state, first.total, first.counts.get("error", 0)) == ("done", count, 0)
    before = everything(company)
    assert len(before["people"]) == count
    again = preview(company, (FILES / name).read_bytes())
    assert again.counts == {"same": count}
    actions.take_in(batch=again, by=None)
    work.work()
    assert everything(company) == before


def test_good_rows_of_a_messy_file_go_in_and_the_bad_ones_come_back_as_a_file_that_can_be_mended(db: None) -> None:
    company = make.company()
    batch = take(company, (FILES / "messy_cp932.csv").read_bytes())
    errors = HrImportRow.objects.filter(batch=batch, verdict="error")
    assert batch.state == "partial"
    assert Enrolment.objects.filter(company=company).count() == batch.total - errors.count()
    assert errors.filter(taken_at__isnull=False).count() == 0
    assert not Enrolment.objects.filter(family_name__startswith="=").exists()


def test_undo_takes_back_exactly_what_one_import_did(cast: Cast) -> None:
    take(cast.company, csv("000001,森,由紀,モリ,ユキ,2014/04/01,,mori@example.test,営業部,課長"))
    before = everything(cast.company)
    batch = take(
        cast.company,
        csv(
            "000001,毛利,由紀,モウリ,ユキ,2014/04/01,2020/03/31,mouri@example.test,開発部,部長",
            "000002,林,光,ハヤシ,ヒカル,2001/04/01,,,新しい部/一課,",
        ),
        cast.hr,
    )
    assert everything(cast.company) != before
    actions.take_back(batch=batch, by=cast.hr)
    work.work()
    assert everything(cast.company) == before


def test_undo_is_refused_once_somebody_has_come_in(cast: Cast) -> None:
    batch = take(cast.company, csv("000001,森,由紀,モリ,ユキ,2014/04/01,,mori@example.test,営業部,"), cast.hr)
    Enrolment.objects.filter(employee_number="000001").update(person=cast.stranger, claimed_at=batch.finished_at)
    with pytest.raises(ValidationError, match="1名がすでに参加"):
        actions.take_back(batch=batch, by=cast.hr)


def test_undo_goes_from_the_newest_import_backwards(cast: Cast) -> None:
    first = take(cast.company, csv("000001,森,由紀,モリ,ユキ,2014/04/01,,,営業部,"), cast.hr)
    take(cast.company, csv("000001,森,由紀,モリ,ユキ,2014/04/01,2020/03/31,,営業部,"), cast.hr)
    with pytest.raises(ValidationError, match="新しい取り込みから順に"):
        actions.take_back(batch=first, by=cast.hr)


def test_a_lookalike_waits_until_hr_says_who_it_is(cast: Cast) -> None:
    known = make.enrolment(
        cast.company, "森 由紀", kana_key="モリユキ", employee_number="A1", email="mori@example.test"
    )
    line = "B7,森,由紀,モリ,ユキ,2014/04/01,,mori@example.test,営業部,"
    batch = preview(cast.company, csv(line), cast.hr)
    row = batch.rows.get()
    assert (row.verdict, row.matches) == ("duplicate", [{"enrolment": known.pk, "why": ["email", "name"]}])
    actions.decide(row=row, choice=f"merge:{known.pk}", by=cast.hr)
    actions.take_in(batch=batch, by=cast.hr)
    work.work()
    known.refresh_from_db()
    assert (known.employee_number, known.tenures.get().department.name) == ("B7", "営業部")


def test_all_other_namesakes_are_decided_at_once_but_not_a_number_of_somebody_else(cast: Cast) -> None:
    make.enrolment(cast.company, "森 由紀", kana_key="モリユキ", employee_number="A1")
    make.enrolment(cast.company, "加藤 翔", employee_number="5")
    lines = ["B1,森,由紀,モリ,ユキ,2014/04/01,,,営業部,", "5,林,光,ハヤシ,ヒカル,2014/04/01,,,営業部,"]
    batch = preview(cast.company, csv(*lines), cast.hr)
    assert actions.decide_rest(batch=batch, by=cast.hr) == 1
    assert dict(batch.rows.values_list("line", "choice")) == {2: "new", 3: ""}


def test_a_number_that_is_somebody_elses_waits_for_hr_and_dates_that_cannot_be_are_told(cast: Cast) -> None:
    known = make.enrolment(cast.company, "加藤 翔", employee_number="5")
    make.tenure(known, cast.group, "2018-04-01", entry="transfer")
    other = preview(cast.company, csv("5,森,由紀,モリ,ユキ,1990/04/01,,,営業部,"), cast.hr).rows.get()
    same = preview(
        cast.company,
        csv("5,加藤,翔,カトウ,ショウ,1990/04/01,2004/03/31,,公共ソリューション事業部/警備情報グループ,"),
        cast.hr,
    ).rows.get()
    assert (other.verdict, other.matches) == ("duplicate", [{"enrolment": known.pk, "why": ["number"]}])
    assert (same.verdict, same.problems[-1]["code"]) == ("error", "known_otherwise")
    with pytest.raises(ValidationError):
        actions.decide(row=other, choice="new", by=cast.hr)


def test_namesakes_who_both_stand_in_the_file_are_two_people(cast: Cast) -> None:
    take(cast.company, csv("1,森,由紀,モリ,ユキ,2014/04/01,,,営業部,"))
    both = csv("1,森,由紀,モリ,ユキ,2014/04/01,,,営業部,", "2,森,由紀,モリ,ユキ,2020/04/01,,,営業部,")
    assert preview(cast.company, both).counts == {"same": 1, "new": 1}


def test_a_killed_worker_leaves_nothing_doubled(cast: Cast) -> None:
    lines = [f"{n:06d},森,由紀{n},モリ,ユキ,2014/04/01,,,営業部," for n in range(1, 1201)]
    batch = preview(cast.company, csv(*lines), cast.hr)
    actions.take_in(batch=batch, by=cast.hr)
    batch.refresh_from_db()
    rows = list(work.waiting_rows(batch)[: work.CHUNK])
    work.take_chunk(batch, rows, work.Units(batch.company))  # and here the first worker died
    work.work()
    batch.refresh_from_db()
    assert (batch.state, cast.company.enrolments.count()) == ("done", 1200)


def test_two_files_of_one_company_never_run_at_once(cast: Cast) -> None:
    first = preview(cast.company, csv("1,森,由紀,モリ,ユキ,2014/04/01,,,営業部,"), cast.hr)
    second = preview(cast.company, csv("2,林,光,ハヤシ,ヒカル,2014/04/01,,,営業部,"), cast.hr)
    actions.take_in(batch=first, by=cast.hr)
    with pytest.raises(ValidationError, match="ほかのファイルを取り込んでいる"):
        actions.take_in(batch=second, by=cast.hr)


def test_a_claimed_person_of_the_file_keeps_the_account_and_gets_the_new_post(cast: Cast) -> None:
    make.enrolment(cast.company, "岡田 千尋", person=cast.alumna, employee_number="77", email="")
    take(cast.company, csv("77,岡田,千尋,オカダ,チヒロ,2003/04/01,2011/03/31,,研究所,"))
    assert Tenure.objects.get(department__name="研究所").person == cast.alumna


def test_the_command_tells_faults_and_a_dry_run_writes_nothing(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    company = make.company(slug="trial")
    call_command("import_people", str(FILES / "messy_cp932.csv"), company="trial", dry_run=True)
    told = capsys.readouterr().out
    assert "6" in told
    assert "1999/02/30" in told
    assert (Enrolment.objects.filter(company=company).count(), HrImport.objects.count()) == (0, 0)


def test_an_imported_person_is_verified_by_hr_and_seen_by_nobody_yet(cast: Cast) -> None:
    take(cast.company, csv("9,森,由紀,モリ,ユキ,2014/04/01,,,営業部,部長"), cast.hr)
    post = Tenure.objects.get(enrolment__employee_number="9")
    assert (post.state, post.heads, post.person, post.verified_by) == ("verified", True, None, cast.hr)
    assert not User.objects.filter(family_name="森").exists()
