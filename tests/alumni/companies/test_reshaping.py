"""Departments change their shape and their people still find each other."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.audit.queries import history_of
from alumni.companies import reshaping
from alumni.companies.models import Department, Succession
from alumni.companies.queries import lineage_of
from alumni.companies.tree import Node, people_in_family, tree_of
from tests import make
from tests.cast import Cast

DAY = date(2008, 4, 1)


def shape(nodes: list[Node]) -> dict:
    return {(n.unit.name, n.people, n.open, *n.before, *n.after): shape(n.children) for n in nodes}


def test_a_renamed_unit_is_a_new_one_that_knows_the_old_one_and_has_what_lay_below_it(cast: Cast) -> None:
    later = reshaping.rename(unit=cast.division, name="公共事業部", on=DAY, by=cast.hr)
    cast.group.refresh_from_db()
    cast.division.refresh_from_db()
    assert (cast.group.parent, cast.group.path) == (later, f"{later.pk}.{cast.group.pk}.")
    assert (cast.division.until, later.since, later.until) == (DAY, DAY, None)
    assert people_in_family(later) == 5
    assert cast.division.pk in lineage_of(cast.company.pk).reach(cast.group.pk)


def test_a_corrected_slip_leaves_the_unit_the_same(cast: Cast) -> None:
    reshaping.correct_name(unit=cast.group, name="警備情報グループ（新）", by=cast.hr)
    assert Department.objects.get(pk=cast.group.pk).name == "警備情報グループ（新）"
    assert not Succession.objects.exists()
    assert history_of(cast.group)[0].data == {"before": "警備情報グループ"}


def test_a_name_in_use_is_refused(cast: Cast) -> None:
    make.department(cast.company, "公共ソリューション事業部/基盤グループ")
    for act in (reshaping.correct_name, lambda **given: reshaping.rename(on=DAY, **given)):
        with pytest.raises(ValidationError, match="同じ名前の部署"):
            act(unit=cast.group, name="基盤グループ", by=cast.hr)
    with pytest.raises(ValidationError, match="名前を書いて"):
        reshaping.correct_name(unit=cast.group, name="\u200b ", by=cast.hr)


def test_a_name_that_was_left_can_be_taken_up_again(cast: Cast) -> None:
    second = reshaping.rename(unit=cast.group, name="警備G", on=DAY, by=cast.hr)
    third = reshaping.rename(unit=second, name="警備情報グループ", on=date(2012, 4, 1), by=cast.hr)
    assert (third, third.until) == (cast.group, None)


def test_a_split_unit_lives_on_in_each_of_its_parts(cast: Cast) -> None:
    parts = reshaping.split(unit=cast.group, names=["警備", "情報", " "], on=DAY, by=cast.hr)
    assert [part.name for part in parts] == ["警備", "情報"]
    assert [people_in_family(part) for part in parts] == [3, 3]
    with pytest.raises(ValidationError, match="二つ以上"):
        reshaping.split(unit=cast.division, names=["一つ"], on=DAY, by=cast.hr)


def test_a_unit_that_keeps_its_name_in_a_split_stays_open(cast: Cast) -> None:
    reshaping.split(unit=cast.group, names=["警備情報グループ", "情報"], on=DAY, by=cast.hr)
    assert Department.objects.get(pk=cast.group.pk).until is None
    assert Succession.objects.count() == 1


def test_merged_units_share_their_people(cast: Cast) -> None:
    other = make.department(cast.company, "公共ソリューション事業部/基盤グループ")
    make.tenure(make.user(), other)
    later = reshaping.merge(units=[cast.group, other], name="警備基盤", on=DAY, by=cast.hr)
    assert people_in_family(later) == 4
    with pytest.raises(ValidationError, match="もう一つ"):
        reshaping.merge(units=[cast.group], name="警備", on=DAY, by=cast.hr)


def test_a_unit_closes_when_nothing_is_below_it_and_can_be_opened_again(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="下に部署が残って"):
        reshaping.close(unit=cast.division, on=DAY, by=cast.hr)
    reshaping.close(unit=cast.group, on=DAY, by=cast.hr)
    reshaping.reopen(unit=cast.group, by=cast.hr)
    assert Department.objects.get(pk=cast.group.pk).until is None


def test_taking_back_a_rename_puts_the_tree_back(cast: Cast) -> None:
    before = shape(tree_of(cast.company))
    reshaping.rename(unit=cast.division, name="公共事業部", on=DAY, by=cast.hr)
    assert shape(tree_of(cast.company)) != before
    reshaping.take_back(link=Succession.objects.get(), by=cast.hr)
    assert shape(tree_of(cast.company)) == before


def test_taking_back_keeps_a_unit_where_somebody_already_is(cast: Cast) -> None:
    later = reshaping.rename(unit=cast.group, name="警備G", on=DAY, by=cast.hr)
    make.tenure(make.user(), later)
    reshaping.take_back(link=Succession.objects.get(), by=cast.hr)
    assert Department.objects.filter(pk=later.pk).exists()


def test_the_tree_tells_the_history_in_words(cast: Cast) -> None:
    reshaping.rename(unit=cast.group, name="警備G", on=DAY, by=cast.hr)
    assert shape(tree_of(cast.company)) == {
        ("公共ソリューション事業部", 2, True): {
            ("警備G", 0, True, "2008年に「警備情報グループ」から改称"): {},
            ("警備情報グループ", 3, False, "2008年に「警備G」に改称"): {},
        }
    }
