"""What the cast are to one another, and that asking costs the same for one and for many."""

from django.utils.translation import override

from accounts.users.models import User
from alumni.directory.queries import circle_of, facts_of, label_of, relations
from alumni.profiles.queries import in_sight
from tests import make
from tests.cast import Cast


def kinds(cast: Cast, viewer: User) -> dict[str, str]:
    people = cast.everybody()
    found = relations(viewer, [who.pk for who in people.values()])
    return {name: found[who.pk].kind for name, who in people.items() if who.pk in found}


def test_what_the_cast_are_to_the_alumna(cast: Cast) -> None:
    assert kinds(cast, cast.alumna) == {
        "boss": "boss",
        "junior": "junior",
        "employee": "junior",
        "facilitator": "senior",
        "hr": "company",
        "company_admin": "company",
        "hr_other": "none",
        "alumnus_other": "none",
        "stranger": "none",
        "admin": "none",
    }


def test_a_stranger_is_nothing_to_anybody(cast: Cast) -> None:
    assert set(kinds(cast, cast.stranger).values()) == {"none"}


def test_the_head_sees_members_of_the_team(cast: Cast) -> None:
    assert kinds(cast, cast.boss)["alumna"] == "report"


def test_those_who_come_are_grouped_and_sorted(cast: Cast) -> None:
    newcomer = make.user("新木 一", family_kana="あらき")
    make.tenure(newcomer, make.department(cast.company, "公共ソリューション事業部/基盤グループ"), "2015-04-01")
    circle = circle_of(cast.alumna, in_sight(cast.alumna))
    assert [c.person for c in circle.worked_together] == [cast.boss, cast.facilitator, cast.junior, cast.employee]
    assert [c.person for c in circle.same_division_new] == [newcomer]
    assert cast.alumna not in [c.person for c in circle.others]
    assert circle.others[0].relation.kind == "company"


def test_words_for_a_former_boss(cast: Cast) -> None:
    found = relations(cast.alumna, [cast.boss.pk])[cast.boss.pk]
    with override("ja"):
        assert label_of(found) == "元上司"
        assert facts_of(found) == "警備情報グループで、2003–2011年にいっしょに"


def test_relations_cost_the_same_for_one_and_for_many(cast: Cast, django_assert_num_queries) -> None:
    people = [who.pk for who in cast.everybody().values() if who != cast.alumna]
    for some in (people[:1], people):
        viewer = User.objects.get(pk=cast.alumna.pk)
        with django_assert_num_queries(5):
            relations(viewer, some)
